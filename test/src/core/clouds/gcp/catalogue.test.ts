/**
 * The catalogue against figures that were written down apart from it: every machine type gets the verdict that the documented
 * minimums give, worked out here a second time.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gcpCatalogue } from '../../../../../src/core/clouds/gcp/catalogue.ts';
import { bootDiskOf } from '../../../../../src/core/clouds/gcp/compute.ts';
import { databaseFromName } from '../../../../../src/core/clouds/gcp/databases.ts';
import type { Finding } from '../../../../../src/core/findings/finding.ts';
import { type Changes, gcpFindings } from '../../../../helpers/judged.ts';

type Figure = number | null;
type Options = readonly (readonly [count: number, gib: number, read: Figure, write: Figure])[];
type ComputeRow = readonly [
  name: string,
  architecture: string,
  vcpus: number,
  memoryGb: number,
  options: Options,
];
type SqlRow = readonly [
  name: string,
  edition: string,
  architecture: string,
  vcpus: Figure,
  memoryGb: number,
  volume: string,
  iops: Figure,
];

function fixture<T>(name: string): readonly T[] {
  const url = new URL(`../../../../fixtures/hardware/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { types: readonly T[] }).types;
}

const compute = fixture<ComputeRow>('gcp-compute');
const sql = fixture<SqlRow>('gcp-cloud-sql');
const profiles = ['staging', 'production'] as const;
type Profile = (typeof profiles)[number];
type Outcome = 'passes' | 'unknown' | 'fails';

/** The column of the documents. */
const minimums = {
  staging: { vcpus: 4, memory: 8, gb: 128, iops: 0 },
  production: { vcpus: 16, memory: 32, gb: 1_024, iops: 150_000 },
} as const;

function worst(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('fails')) return 'fails';
  return outcomes.includes('unknown') ? 'unknown' : 'passes';
}

function holds(figure: Figure, minimum: number): Outcome {
  if (minimum === 0) return 'passes';
  if (figure === null) return 'unknown';
  return figure >= minimum ? 'passes' : 'fails';
}

/** With the best of the numbers of disks that it can have. */
function outcomeOf([, , vcpus, memory, options]: ComputeRow, profile: Profile): Outcome {
  const minimum = minimums[profile];
  const byChoice = options.map(([count, gib, read, write]) =>
    worst([
      holds(vcpus, minimum.vcpus),
      holds(memory, minimum.memory),
      holds(Math.round((count * gib * 1024 ** 3) / 1e9), minimum.gb),
      holds(read, minimum.iops),
      holds(write, minimum.iops),
    ]),
  );
  return (['passes', 'unknown'] as const).find((outcome) => byChoice.includes(outcome)) ?? 'fails';
}

/** What the rules say, but for the recommendation of ARM. */
function judged(findings: readonly Finding[], component: string): Outcome {
  const told = findings.filter(
    ({ rule }) => rule.startsWith(`requirements/${component}-`) && !rule.endsWith('-architecture'),
  );
  return worst(told.map(({ found }) => (found === 'unknown' ? 'unknown' : 'fails')));
}

describe('every machine type with Local SSD', () => {
  it.each(profiles)('gets the verdict of the documented minimums in %s', (profile) => {
    const differing = compute.filter((row) => {
      const findings = gcpFindings(profile, { 'brainstore.readers.instanceType': row[0] });
      return judged(findings, 'brainstore-readers') !== outcomeOf(row, profile);
    });
    expect(differing.map(([name]) => name)).toEqual([]);
  });

  it('is in the catalogue once, with these figures', () => {
    expect(gcpCatalogue.nodes).toHaveLength(241);
    expect(compute.map(([name]) => name).sort()).toEqual(gcpCatalogue.nodes.map(({ name }) => name).sort());
    for (const [name, architecture, vcpus, memoryGib, options] of compute) {
      const type = gcpCatalogue.nodes.find((node) => node.name === name);
      expect(type).toMatchObject({ architecture, vcpus, memoryGib });
      const choices = type?.choices ?? [type?.disks];
      expect(
        choices.map((disks) => [disks?.count, disks?.gib, disks?.readIops ?? null, disks?.writeIops ?? null]),
        name,
      ).toEqual(options.map(([count, gib, read, write]) => [count, count * gib, read, write]));
    }
  });

  it('counts as the documents do', () => {
    const counted = (profile: Profile) => {
      const outcomes = compute.map((row) => outcomeOf(row, profile));
      const number = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
      return { passes: number('passes'), unknown: number('unknown'), fails: number('fails') };
    };
    expect(counted('production')).toEqual({ passes: 148, unknown: 13, fails: 80 });
    expect(counted('staging')).toEqual({ passes: 224, unknown: 0, fails: 17 });
  });
});

describe('every tier of Cloud SQL', () => {
  const minimum = {
    staging: { vcpus: 2, memory: 8, iops: 3_000 },
    production: { vcpus: 8, memory: 64, iops: 15_000 },
  } as const;

  it.each(profiles)('gets the verdict of the documented minimums in %s', (profile) => {
    for (const [name, edition, , vcpus, memory, volume, iops] of sql) {
      const least = minimum[profile];
      const expected = worst([
        holds(vcpus, least.vcpus),
        holds(memory, least.memory),
        holds(iops, least.iops),
      ]);
      const changes: Changes = {
        'postgres.instanceType': name,
        'postgres.edition': edition.toLowerCase().replace('_', '-'),
        'postgres.storage.type': volume.toLowerCase().replace('_', '-'),
      };
      const findings = gcpFindings(profile, changes);
      expect(judged(findings, 'postgres'), name).toBe(expected);
      // The machine fits edition and volume that are listed with it.
      expect(
        findings.filter(({ rule }) => /^postgres\/(edition|volume-machine)$/.test(rule)),
        name,
      ).toEqual([]);
    }
    expect(gcpCatalogue.databases).toHaveLength(sql.length);
  });

  it.each([
    ['db-custom-2-8192', 2, 8, 15_000],
    ['db-custom-10-65536', 10, 64, 15_000],
    ['db-custom-16-106496', 16, 104, 20_000],
    ['db-custom-96-638976', 96, 624, 100_000],
    ['db-custom-N4-8-65536', 8, 64, undefined],
  ])('has %s of any size', (name, vcpus, memoryGib, sustainedIops) => {
    expect(databaseFromName(name)).toMatchObject({ vcpus, memoryGib, sustainedIops, edition: 'enterprise' });
  });

  it.each([
    'db-custom-3-12288',
    'db-custom-98-638976',
    'db-custom-0-4096',
    'db-custom-2-3584',
    'db-custom-2-8191',
    'db-custom-2-13568',
    'db-custom-8-7168',
  ])('knows that %s breaks the rule of sizes', (name) => {
    expect(gcpCatalogue.spellings.databases.problem?.(name)).toBeTruthy();
  });

  it.each(['db-custom-1-3840', 'db-custom-2-13312', 'db-custom-8-7424', 'db-custom-96-638976'])(
    'takes %s, at the border of the rule',
    (name) => {
      expect(gcpCatalogue.spellings.databases.problem?.(name)).toBeUndefined();
    },
  );
});

describe('the name of a machine that is not listed', () => {
  it.each([
    'e2-standard-8',
    'e2-medium',
    'n4-highmem-16',
    't2d-standard-4',
    'c4a-standard-16',
    'c4-highcpu-8',
    'm2-ultramem-208',
  ])('tells that %s has no Local SSD', (name) => {
    expect(gcpCatalogue.nodeFromName(name)).toMatchObject({ nvmeGb: 0 });
    expect(gcpFindings('staging', { 'brainstore.readers.instanceType': name })).toContainEqual(
      expect.objectContaining({ rule: 'requirements/brainstore-readers-nvme', severity: 'error' }),
    );
  });

  it.each(['c4a-standard-96-lssd', 'c5-standard-16-lssd', 'n2-custom-16-65536'])(
    'tells nothing of %s',
    (name) => {
      expect(gcpCatalogue.nodeFromName(name)).toBeUndefined();
      expect(gcpFindings('production', { 'brainstore.readers.instanceType': name })).toContainEqual(
        expect.objectContaining({ rule: 'requirements/brainstore-readers-type', severity: 'warning' }),
      );
    },
  );
});

describe('the disk that a node starts from', () => {
  it.each([
    ['c4a-standard-16-lssd', 'hyperdisk-balanced'],
    ['c4-standard-24-lssd', 'hyperdisk-balanced'],
    ['c4d-standard-48-lssd', 'hyperdisk-balanced'],
    ['n4-standard-8', 'hyperdisk-balanced'],
    ['z3-highmem-192-highlssd-metal', 'hyperdisk-balanced'],
    ['c3-standard-22-lssd', 'pd-balanced'],
    ['n2-standard-8', 'pd-balanced'],
    ['e2-standard-4', 'pd-balanced'],
  ])('of %s is %s', (name, expected) => {
    expect(bootDiskOf(name)).toBe(expected);
  });
});
