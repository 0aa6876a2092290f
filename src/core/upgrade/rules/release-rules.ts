/** Which releases may follow each other. */
import { isSelectable, knownRelease } from '../../releases/catalogue.ts';
import { majorGuide, nextMajorGuide, routineGuide } from '../sources.ts';
import type { UpgradeRule } from '../upgrade-rule.ts';
import type { Obstacle } from '../way.ts';

const refresh =
  'update bt-dataplane, or fetch a newer catalogue: bt-dataplane releases update SOURCE --sha256 HEX';

export const releaseKnown: UpgradeRule = {
  id: 'upgrade/release-known',
  states: 'What is deployed and what is wanted are releases of the catalogue.',
  source: 'https://www.braintrust.dev/docs/data-plane-changelog.md',
  check: ({ catalogue, deployed, target }) => {
    if (deployed.release === target.release) return [];
    const says = (what: string, version: string) =>
      knownRelease(version, catalogue)
        ? []
        : [{ message: `release ${version}, which is ${what}, is not in the catalogue`, instead: refresh }];
    return [...says('deployed', deployed.release), ...says('wanted', target.release)];
  },
};

export const releaseUsable: UpgradeRule = {
  id: 'upgrade/release-usable',
  states: 'A release that must never be chosen is never upgraded to, nor passed through.',
  source: 'https://www.braintrust.dev/docs/data-plane-changelog.md',
  check: ({ catalogue, deployed: { cloud }, target }) => {
    const release = knownRelease(target.release, catalogue);
    if (release === undefined) return [];
    if (release.unusable !== undefined)
      return [
        {
          message: `release ${target.release} must not be chosen: ${release.unusable}`,
          source: release.source,
          instead: seeOthers,
        },
      ];
    if (isSelectable(release, cloud) || target.chartNamed === true) return [];
    return [
      {
        message: `release ${target.release} cannot be deployed to ${cloud}: ${release.notes[0] ?? 'nothing that installs it there is known'}`,
        source: release.source,
        instead: seeOthers,
      },
    ];
  },
};

const seeOthers = 'choose another: bt-dataplane releases list';

export const noDowngrade: UpgradeRule = {
  id: 'upgrade/no-downgrade',
  states:
    'A release is followed by an older one only where a public text says, for each step, that it can be.',
  source: routineGuide,
  check: ({ way }) =>
    obstaclesOf(way.obstacles, 'no-way-back').map(({ from, to }) => ({
      message: `release ${from} cannot be followed by the older ${to}: nothing says that its database migrations can be taken back`,
      instead: `keep release: "${from}", or choose a newer one`,
    })),
};

export const oneMajor: UpgradeRule = {
  id: 'upgrade/one-major',
  states: 'No major version is skipped.',
  source: nextMajorGuide,
  check: ({ way, deployed, target }) =>
    obstaclesOf(way.obstacles, 'no-release-of-major').map(({ major }) => ({
      message: `from ${deployed.release} to ${target.release} a release of ${major}.x has to come between, and the catalogue has none for ${deployed.cloud}`,
      instead: refresh,
    })),
};

export const requiredStop: UpgradeRule = {
  id: 'upgrade/required-stop',
  states: 'A release that is a required stop is not passed over; 2.x is entered from 1.1.32 alone.',
  source: majorGuide,
  check: ({ way, deployed, target }) => [
    ...obstaclesOf(way.obstacles, 'stop-unusable').map(({ stop, why }) => ({
      message: `from ${deployed.release} to ${target.release} the way stops at ${stop}, which must not be chosen: ${why}`,
      instead: refresh,
    })),
    ...obstaclesOf(way.obstacles, 'beyond-the-stop').map(({ milestone: { major, from, source } }) => ({
      message: `${major}.x is entered from ${from} alone, and ${deployed.release} is newer than that`,
      source,
      instead: 'ask the support of the vendor: no public text says how this release is left',
    })),
  ],
};

export const firstOfMajor: UpgradeRule = {
  id: 'upgrade/first-of-major',
  states: 'The first release of 2.x is one of 2.0.0 to 2.1.1; 2.1.1 is recommended.',
  source: majorGuide,
  check: ({ way, deployed }) =>
    obstaclesOf(way.obstacles, 'no-landing').map(({ milestone: { first, last, source } }) => ({
      message: `no release from ${first} to ${last} can be deployed to ${deployed.cloud}, and one of them has to be the first of its major`,
      source,
      instead: refresh,
    })),
};

type Of<K extends Obstacle['kind']> = Extract<Obstacle, { readonly kind: K }>;

function obstaclesOf<K extends Obstacle['kind']>(obstacles: readonly Obstacle[], kind: K): readonly Of<K>[] {
  return obstacles.filter((obstacle): obstacle is Of<K> => obstacle.kind === kind);
}

export const releaseRules: readonly UpgradeRule[] = [
  releaseKnown,
  releaseUsable,
  noDowngrade,
  oneMajor,
  requiredStop,
  firstOfMajor,
];
