/** Which releases may be chosen: those whose packages, or whose chart, are known to make what the stacks expect. */
import { knownRelease, type Release, selectable } from '../releases/catalogue.ts';
import { compareVersions } from '../releases/version-order.ts';
import type { Rule, RuleSubject } from './rule.ts';

const unknownRelease: Rule = {
  id: 'release/unknown',
  states: 'The release is one whose packages are known.',
  check: (subject) => {
    const { release } = subject.config;
    if (knownOf(subject)) return [];
    const { nearest, ...suggestion } = suggest(subject);
    return [
      {
        rule: unknownRelease.id,
        severity: 'error',
        message: `this version of bt-dataplane does not know the data-plane release ${release}; the nearest that it knows is ${nearest}`,
        nearest,
        ...suggestion,
        source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/releases',
      },
    ];
  },
};

const unusableRelease: Rule = {
  id: 'release/unusable',
  states: 'The release is not one that must never be chosen.',
  check: (subject) => {
    const { release, cloud, workload } = subject.config;
    const known = knownOf(subject);
    const elsewhere = workload === undefined && known?.clouds.includes(cloud) === false;
    const why =
      known?.unusable ?? (elsewhere ? `it cannot be deployed to ${subject.cloud.title}` : undefined);
    if (known === undefined || why === undefined) return [];
    const { nearest, ...suggestion } = suggest(subject);
    return [
      {
        rule: unusableRelease.id,
        severity: 'error',
        message: `the data-plane release ${release} must not be chosen: ${why}; the nearest that can be is ${nearest}`,
        nearest,
        ...suggestion,
        source: known.source,
      },
    ];
  },
};

const releaseWithoutChart: Rule = {
  id: 'release/chart',
  states:
    'Where the services are installed by Helm, the release is one whose chart is known, or the chart is named.',
  check: (subject) => {
    const { release, cloud, workload } = subject.config;
    const known = knownOf(subject);
    if (!workload || workload.chartVersion !== undefined || !known || known.unusable !== undefined) return [];
    if (known.chart !== undefined && known.clouds.includes(cloud)) return [];
    const { nearest, fix, ...suggestion } = suggest(subject);
    return [
      {
        rule: releaseWithoutChart.id,
        severity: 'error',
        message: `no Helm chart of the data-plane release ${release} is known to this version of bt-dataplane; the nearest release with one is ${nearest}`,
        nearest,
        ...suggestion,
        fix: { ...fix, text: `${fix.text}, or name the chart in workload.chartVersion` },
        source: 'https://github.com/braintrustdata/helm',
      },
    ];
  },
};

function knownOf({ config, releases }: RuleSubject): Release | undefined {
  return knownRelease(config.release, releases);
}

function suggest({ config, releases }: RuleSubject) {
  const path = 'release';
  const possible = selectable(releases, config.cloud);
  const nearest = releaseBelow(config.release, possible);
  return {
    path,
    required: possible.map(({ version }) => version).join(', '),
    found: config.release,
    nearest,
    fix: { text: `set release: "${nearest}"`, set: [{ path, value: nearest }] },
  };
}

/** The newest of these that is not newer than `version`, else the oldest. */
function releaseBelow(version: string, among: readonly Release[]): string {
  const older = among.filter((known) => compareVersions(known.version, version) <= 0);
  return (older.at(-1) ?? among[0])?.version ?? version;
}

export const releaseRules: readonly Rule[] = [unknownRelease, unusableRelease, releaseWithoutChart];
