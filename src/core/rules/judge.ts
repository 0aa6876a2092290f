/** Holds a deployment against every rule there is. Pure: the same deployment and day give the same findings. */
import type { Cloud } from '../clouds/cloud.ts';
import type { Deployment } from '../config/deployment.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { requirementRules } from '../requirements/rules/index.ts';
import { duplicates } from './duplicates.ts';
import { generalRules } from './general.ts';
import { networkRules } from './network.ts';
import { providerRange } from './provider-range.ts';
import { releaseRules } from './release.ts';
import type { Rule } from './rule.ts';
import { stateRules } from './state.ts';
import { storageFormatRules } from './storage-format.ts';
import { applyWaivers } from './waivers.ts';

/** All at once, in the order of the file. `today` is YYYY-MM-DD and decides whether waivers hold. */
export function judge(deployment: Deployment, today: string): readonly Finding[] {
  const { config, cloud, catalogue: releases } = deployment;
  const rules = rulesOf(cloud);
  const breaches = rules.flatMap((rule) => rule.check({ config, cloud, releases }));
  const findings = applyWaivers(breaches, config.waivers, rules, today);
  return unique(findings)
    .map((finding) => ({ ...finding, place: deployment.placeOf(finding.path) }))
    .sort(byPlace);
}

/** Every rule that a deployment on this cloud is held against. */
export function rulesOf(cloud: Cloud): readonly Rule[] {
  return [
    ...generalRules,
    ...releaseRules,
    ...storageFormatRules,
    ...stateRules,
    ...networkRules,
    duplicates,
    providerRange(cloud),
    ...requirementRules,
    ...cloud.rules,
  ];
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.path, finding.message]);
    if (!byKey.has(key)) byKey.set(key, finding);
  }
  return [...byKey.values()];
}

const weight: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function byPlace(one: Finding, other: Finding): number {
  return (
    (one.place?.line ?? 0) - (other.place?.line ?? 0) ||
    (one.place?.column ?? 0) - (other.place?.column ?? 0) ||
    weight[one.severity] - weight[other.severity]
  );
}
