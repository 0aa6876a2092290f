import type { PlanDocument } from '../terraform/plan-document.ts';
import type { Prepared } from './prepare.ts';
import type { Subject } from './result.ts';

/** Output of a stack that names the release it runs. */
export const releaseOutput = 'release';

export function subjectOf(prepared: Prepared, deployedRelease: string | undefined): Subject {
  const { config, file } = prepared.deployment;
  return {
    name: config.name,
    cloud: config.cloud,
    region: config.region,
    profile: config.profile,
    release: config.release,
    deployedRelease,
    config: file,
    folder: prepared.rendered.folder,
    digest: prepared.rendered.digest,
  };
}

/**
 * The release that the stacks' outputs named before this plan: of several the lowest. Not read from `prior_state`, whose
 * outputs are those after the plan (terraform 1.11).
 */
export function deployedRelease(documents: readonly PlanDocument[]): string | undefined {
  return lowestRelease(documents.map((document) => document.output_changes?.[releaseOutput]?.before));
}

export function lowestRelease(values: readonly unknown[]): string | undefined {
  return values
    .filter((value) => typeof value === 'string')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0];
}
