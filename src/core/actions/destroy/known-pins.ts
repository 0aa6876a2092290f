import { join } from 'node:path';
import type { Prepared } from '../../plan/prepare.ts';
import { findRelease } from '../../releases/catalogue.ts';
import { render } from '../../synth/synthesize.ts';
import type { StateResource } from '../../terraform/state.ts';

/**
 * Before it destroys, terraform reads what the stacks look up. Taking a deployment down must work when that is gone, so
 * where nothing is pinned the working copies get what is deployed. The rendered folder stays as it is.
 */
export async function useDeployedPins(prepared: Prepared, deployed: readonly StateResource[]): Promise<void> {
  const { context, deployment, workspaces } = prepared;
  const source = deployment.cloud.pins;
  if (source === undefined || deployment.pins !== undefined) return;
  const pins = source.deployed(findRelease(deployment.config.release, deployment.catalogue), deployed);
  const { stacks } = await render(context, { ...deployment, pins });
  for (const { stack, folder } of workspaces) {
    const json = stacks.find(({ name }) => name === stack.name)?.json ?? stack.json;
    await context.env.fs.write(join(folder, 'main.tf.json'), json);
  }
}
