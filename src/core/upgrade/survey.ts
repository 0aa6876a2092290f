/** The first look of every upgrade: what is deployed, what is wanted, and the applies between them. Changes nothing. */
import type { Context } from '../context.ts';
import type { DriveOptions } from '../plan/options.ts';
import { initializeAll, type Prepared, prepareGuarded } from '../plan/prepare.ts';
import type { ReleaseCatalogue } from '../releases/release.ts';
import { readDeployed } from './deployed.ts';
import type { Deployed, Target, UpgradePath } from './path.ts';
import { planPath } from './plan-path.ts';
import { newestOn, targetOf } from './target.ts';

export interface UpgradeOptions extends DriveOptions {
  /** A release, or `latest`. Default: - the release of the configuration. */
  readonly to?: string | undefined;
}

export interface Survey {
  readonly prepared: Prepared;
  readonly catalogue: ReleaseCatalogue;
  readonly deployed: Deployed;
  readonly target: Target;
  readonly path: UpgradePath;
}

/** `work` gets undefined where nothing is deployed. A look leaves no record of a run. */
export async function surveyed<T>(
  context: Context,
  options: UpgradeOptions,
  work: (survey: Survey | undefined, prepared: Prepared) => Promise<T>,
): Promise<T> {
  const prepared = await prepareGuarded(context, options, { action: 'upgrade', judged: false });
  try {
    await initializeAll(prepared);
    const deployed = await readDeployed(prepared);
    return await work(deployed && surveyOf(prepared, deployed, options.to), prepared);
  } finally {
    await context.env.fs.remove(prepared.session.runFolder).catch(() => undefined);
  }
}

function surveyOf(prepared: Prepared, deployed: Deployed, to: string | undefined): Survey {
  const { catalogue, config } = prepared.deployment;
  const target = targetOf(catalogue, config, deployed, to);
  return { prepared, catalogue, deployed, target, path: planPath(catalogue, deployed, target) };
}

/** Where one would go who wants to stay supported. */
export function newestFor({ prepared, catalogue }: Survey): string {
  return newestOn(catalogue, prepared.deployment.config.cloud).version;
}
