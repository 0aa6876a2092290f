/** Pins what a release names by moving pointers, so that later runs make the same of it and need no look-up. */

import type { Deployment } from '../config/deployment.ts';
import { isFrozen, writePins } from '../config/lock-file.ts';
import { heldPins } from '../config/pins.ts';
import type { Context } from '../context.ts';
import { findRelease } from '../releases/catalogue.ts';

/**
 * The deployment with its pins. Looks them up when the lock file has none for this release and region, and adds them to it
 * with a notice; a lock file that may not be written gets a warning instead. What is pinned stays as it is.
 */
export async function ensurePins(
  context: Context,
  deployment: Deployment,
  options: { readonly frozen: boolean },
): Promise<Deployment> {
  const { env, host } = context;
  const { cloud, config, lock, lockFile } = deployment;
  if (cloud.pins === undefined || deployment.pins !== undefined) return deployment;
  const { noun } = cloud.pins;
  const { release, region } = config;
  const found = await cloud.pins.lookUp(config, findRelease(release, deployment.catalogue), env);
  const pins = { ...found, ...heldPins(config, lock) };
  const pinned = { ...deployment, pins };
  if (isFrozen(env, options)) {
    host.notify({
      kind: 'note',
      code: 'pins-missing',
      level: 'warning',
      text: `${lockFile} does not pin the ${noun} of release ${release}, so another run may get others; run bt-dataplane plan on your machine without --frozen, and commit the lock file`,
      data: { file: lockFile, pins },
    });
    return pinned;
  }
  await writePins(env.fs, deployment, { release, region, artefacts: pins });
  host.notify({
    kind: 'note',
    code: 'pins-written',
    level: 'info',
    text: `pinned the ${noun} of release ${release} in ${lockFile}; commit it`,
    data: { file: lockFile, pins },
  });
  return pinned;
}
