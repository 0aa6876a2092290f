import type { PlanDocument } from './document.ts';
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

/** The release that the stacks' outputs name: of several the lowest. */
export function deployedRelease(documents: readonly PlanDocument[]): string | undefined {
  return lowestRelease(
    documents.map((document) => document.prior_state?.values?.outputs?.[releaseOutput]?.value),
  );
}

export function lowestRelease(values: readonly unknown[]): string | undefined {
  return values
    .filter((value) => typeof value === 'string')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0];
}
