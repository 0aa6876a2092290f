/**
 * The catalogue against figures that were written down apart from it: every machine type gets the verdict that the documented
 * minimums give, worked out here a second time.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { azureCatalogue } from '../../../../../src/core/clouds/azure/catalogue.ts';
import { tierIops } from '../../../../../src/core/clouds/azure/volumes.ts';
import type { Finding } from '../../../../../src/core/findings/finding.ts';
import { azureFindings, type Changes } from '../../../../helpers/judged.ts';

type Figure = number | null;
type ComputeRow = readonly [
  name: string,
  architecture: string,
  vcpus: number,
  memoryGib: number,
  disks: Figure,
  gb: Figure,
  gib: Figure,
  read: Figure,
  write: Figure,
];
type PostgresRow = readonly [name: string, vcpus: number, memoryGib: number, iops: number];
type RedisRow = readonly [name: string, vcpus: number, memoryGb: number];
interface ComputeFixture {
  readonly types: readonly ComputeRow[];
  readonly scsi: readonly string[];
  readonly none: readonly string[];
}
interface PostgresFixture {
  readonly types: readonly PostgresRow[];
  readonly tierIops: Readonly<Record<string, number>>;
  readonly volumes: readonly (readonly [gib: number, usual: string, tiers: readonly string[]])[];
}
interface RedisFixture {
  readonly types: readonly RedisRow[];
  readonly retired: readonly string[];
}

function fixture<T>(name: string): T {
  const url = new URL(`../../../../fixtures/hardware/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

const compute = fixture<ComputeFixture>('azure-compute');
const postgres = fixture<PostgresFixture>('azure-postgres');
const redis = fixture<RedisFixture>('azure-redis');
const profiles = ['staging', 'production'] as const;
type Profile = (typeof profiles)[number];
type Outcome = 'passes' | 'unknown' | 'fails';

function worst(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('fails')) return 'fails';
  return outcomes.includes('unknown') ? 'unknown' : 'passes';
}

function holds(figure: Figure, minimum: number): Outcome {
  if (minimum === 0) return 'passes';
  if (figure === null) return 'unknown';
  return figure >= minimum ? 'passes' : 'fails';
}

/** What the rules say, but for the recommendation of ARM. */
function judged(findings: readonly Finding[], component: string): Outcome {
  const told = findings.filter(
    ({ rule }) => rule.startsWith(`requirements/${component}-`) && !rule.endsWith('-architecture'),
  );
  return worst(told.map(({ found }) => (found === 'unknown' ? 'unknown' : 'fails')));
}

function counts(outcomes: readonly Outcome[]) {
  const number = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return { passes: number('passes'), unknown: number('unknown'), fails: number('fails') };
}

/** The column of the documents. */
const nodeMinimums = {
  staging: { vcpus: 4, memory: 8, gb: 128, iops: 0 },
  production: { vcpus: 16, memory: 32, gb: 1_024, iops: 150_000 },
} as const;

function nodeOutcome([, , vcpus, memory, , gb, , read, write]: ComputeRow, profile: Profile): Outcome {
  const minimum = nodeMinimums[profile];
  return worst([
    holds(vcpus, minimum.vcpus),
    holds(memory, minimum.memory),
    holds(gb, minimum.gb),
    holds(read, minimum.iops),
    holds(write, minimum.iops),
  ]);
}

const readers = (name: string): Changes => ({ 'brainstore.readers.instanceType': name });

describe('every size with NVMe', () => {
  it.each(profiles)('gets the verdict of the documented minimums in %s', (profile) => {
    const differing = compute.types.filter(
      (row) =>
        judged(azureFindings(profile, readers(row[0])), 'brainstore-readers') !== nodeOutcome(row, profile),
    );
    expect(differing.map(([name]) => name)).toEqual([]);
  });

  it('is in the catalogue once, with these figures', () => {
    expect(azureCatalogue.nodes).toHaveLength(196);
    expect(compute.types.map(([name]) => name).sort()).toEqual(
      azureCatalogue.nodes.map(({ name }) => name).sort(),
    );
    for (const [name, architecture, vcpus, memoryGib, disks, gb, gib, read, write] of compute.types) {
      const type = azureCatalogue.nodes.find((node) => node.name === name);
      expect(type, name).toMatchObject({ architecture, vcpus, memoryGib });
      expect(
        [type?.disks?.count, type?.nvmeGb, type?.readIops, type?.writeIops].map((figure) => figure ?? null),
        name,
      ).toEqual([disks, gb, read, write]);
      // Rounded to whole GiB.
      if (gib !== null) expect(Math.abs((type?.disks?.gib ?? 0) - gib), name).toBeLessThan(1);
    }
  });

  it('counts as the documents do', () => {
    const counted = (profile: Profile) => counts(compute.types.map((row) => nodeOutcome(row, profile)));
    expect(counted('production')).toEqual({ passes: 65, unknown: 56, fails: 75 });
    expect(counted('staging')).toEqual({ passes: 118, unknown: 55, fails: 23 });
  });
});

describe('a size without NVMe', () => {
  it.each([
    ['scsi', /no local NVMe but a temporary disk on SCSI, which is too slow/],
    ['none', /has no local NVMe, staging needs local NVMe/],
  ] as const)('of the kind %s is refused with the reason, each of them', (kind, reason) => {
    for (const name of compute[kind]) {
      const [finding] = azureFindings('staging', readers(name)).filter(
        ({ rule }) => rule === 'requirements/brainstore-readers-nvme',
      );
      expect(finding, name).toMatchObject({ severity: 'error', message: expect.stringMatching(reason) });
      expect(finding?.nearest, name).toMatch(/^Standard_/);
    }
  });

  it('has SCSI or nothing, as the documents say of each', () => {
    const otherDisk = (name: string) => azureCatalogue.nodeFromName(name)?.otherDisk;
    expect(compute.scsi).toHaveLength(272);
    expect(compute.none).toHaveLength(157);
    expect(compute.scsi.filter((name) => !otherDisk(name)?.includes('SCSI'))).toEqual([]);
    expect(compute.none.filter((name) => otherDisk(name) !== undefined)).toEqual([]);
  });

  it.each([
    ['Standard_D32s_v6', 'x86_64'],
    ['Standard_D48pls_v6', 'arm64'],
    ['Standard_E16as_v7', 'x86_64'],
    ['Standard_B16ps_v2', 'arm64'],
    ['Standard_E16-4as_v5', 'x86_64'],
  ])('is known by its name: %s', (name, architecture) => {
    expect(azureCatalogue.nodeFromName(name)).toMatchObject({ nvmeGb: 0, architecture });
  });

  it.each([
    'Standard_D32xds_v9',
    'Standard_DC32ads_v6',
    'Standard_L16s_v2',
    'Standard_NC24ads_A100_v4',
    'Standard_M32ms',
  ])('is not said of %s, of which nothing is known', (name) => {
    expect(azureCatalogue.nodeFromName(name)).toBeUndefined();
    expect(azureFindings('production', readers(name))).toContainEqual(
      expect.objectContaining({ rule: 'requirements/brainstore-readers-type', severity: 'warning' }),
    );
  });
});

describe('every machine of the database', () => {
  const minimums = {
    staging: { vcpus: 2, memory: 8, iops: 3_000 },
    production: { vcpus: 8, memory: 64, iops: 15_000 },
  } as const;
  const outcome = ([, vcpus, memory, iops]: PostgresRow, profile: Profile): Outcome =>
    worst([
      holds(vcpus, minimums[profile].vcpus),
      holds(memory, minimums[profile].memory),
      holds(iops, minimums[profile].iops),
    ]);

  it.each(profiles)('gets the verdict of the documented minimums in %s', (profile) => {
    const differing = postgres.types.filter(
      (row) =>
        judged(
          azureFindings(profile, { 'postgres.instanceType': row[0], 'postgres.multiAz': false }),
          'postgres',
        ) !== outcome(row, profile),
    );
    expect(differing.map(([name]) => name)).toEqual([]);
  });

  it('is in the catalogue once, with these figures', () => {
    const known = postgres.types.map(([name]) => {
      const type = azureCatalogue.databaseFromName?.(name);
      return [type?.name, type?.vcpus, type?.memoryGib, type?.sustainedIops];
    });
    expect(known).toHaveLength(109);
    expect(known).toEqual(postgres.types.map((row) => [...row]));
    for (const { name } of azureCatalogue.databases)
      expect(azureCatalogue.spellings.databases.pattern.test(name), name).toBe(true);
  });

  // The expression of azurerm 4.55.0, internal/services/postgres/validate/flexible_server_sku_name.go.
  it('is suggested only where the provider takes it', () => {
    const taken =
      /^((B_Standard_B((1|2|4|8|12|16|20)ms|2s))|(GP_Standard_D(((2|4|8|16|32|48|64)s_v3)|((2|4|8|16|32|48|64)ds_v4)|((2|4|8|16|32|48|64|96)ds_v5)|((2|4|8|16|32|48|64|96)ads_v5)))|(MO_Standard_E((((2|4|8|16|20|32|48|64)s)_v3)|((2|4|6|8|16|20|32|48|64)ds_v4)|((2|4|8|16|20|32|48|64|96)ds_v5)|((2|4|8|16|32|48|64|96)ads_v5))))$/;
    expect(azureCatalogue.databases.map(({ name }) => name).filter((name) => !taken.test(name))).toEqual([]);
    expect(azureCatalogue.databases.length).toBeGreaterThan(60);
    const refused = postgres.types.map(([name]) => name).filter((name) => !taken.test(name));
    for (const name of refused) {
      const found = azureFindings('production', { 'postgres.instanceType': name });
      expect(
        found.map(({ rule }) => rule),
        name,
      ).toContain('postgres/machine-provider');
    }
  });

  it('counts as the documents do', () => {
    const counted = (profile: Profile) => counts(postgres.types.map((row) => outcome(row, profile)));
    expect(counted('production')).toEqual({ passes: 67, unknown: 0, fails: 42 });
    expect(counted('staging')).toEqual({ passes: 105, unknown: 0, fails: 4 });
  });

  it.each(profiles)('with every volume has the IOPS of the lower of both in %s', (profile) => {
    const needed = minimums[profile].iops;
    for (const [name, , , ofMachine] of postgres.types.filter((_, index) => index % 7 === 0))
      for (const [gib, , tiers] of postgres.volumes)
        for (const tier of tiers) {
          const given = Math.min(ofMachine, postgres.tierIops[tier] ?? 0);
          const findings = azureFindings(profile, {
            'postgres.instanceType': name,
            'postgres.storage': { sizeGb: gib, tier },
          }).filter(({ rule }) => rule === 'requirements/postgres-iops');
          expect(findings.length, `${name} ${gib} ${tier}`).toBe(given >= needed ? 0 : 1);
        }
  });
});

describe('volumes', () => {
  it('have the tiers and the IOPS that the provider documents', () => {
    expect(tierIops).toEqual(postgres.tierIops);
    for (const [sizeGb, usual, tiers] of postgres.volumes) {
      const { iops } = azureCatalogue.volumes;
      expect(iops({ sizeGb }), String(sizeGb)).toBe(postgres.tierIops[usual]);
      for (const tier of tiers)
        expect(iops({ sizeGb, tier: tier as 'P4' }), `${sizeGb} ${tier}`).toBe(postgres.tierIops[tier]);
    }
  });
});

describe('every cache', () => {
  const minimums = {
    staging: { vcpus: 1, memory: 1 },
    production: { vcpus: 2, memory: 4 },
  } as const;
  const outcome = ([, vcpus, memory]: RedisRow, profile: Profile): Outcome =>
    worst([holds(vcpus, minimums[profile].vcpus), holds(memory, minimums[profile].memory)]);

  it.each(profiles)('gets the verdict of the documented minimums in %s', (profile) => {
    for (const row of redis.types) {
      const findings = azureFindings(profile, { 'redis.instanceType': row[0] });
      expect(judged(findings, 'redis'), row[0]).toBe(outcome(row, profile));
    }
  });

  it('is in the catalogue once, with these figures', () => {
    expect(azureCatalogue.caches).toHaveLength(44);
    expect(azureCatalogue.caches.map(({ name, vcpus, memoryGib }) => [name, vcpus, memoryGib])).toEqual(
      redis.types.map((row) => [...row]),
    );
  });

  it('counts as the documents do', () => {
    const counted = (profile: Profile) => counts(redis.types.map((row) => outcome(row, profile)));
    expect(counted('production')).toEqual({ passes: 40, unknown: 0, fails: 4 });
    expect(counted('staging')).toEqual({ passes: 43, unknown: 0, fails: 1 });
  });

  it('of the service before is refused with the reason, however it is written', () => {
    const written = [
      ...redis.retired,
      'Basic',
      'Standard',
      'Premium',
      'C0',
      'C1',
      'P1',
      'P5',
      'Enterprise_E10',
    ];
    for (const name of [...written, 'standard', 'EnterpriseFlash_F300', 'E20', 'Enterprise_E10-2']) {
      const [finding] = azureFindings('staging', { 'redis.instanceType': name }).filter(
        ({ rule }) => rule === 'config/machine-type-name',
      );
      expect(finding, name).toMatchObject({
        severity: 'error',
        nearest: 'Balanced_B1',
        message: expect.stringMatching(/Azure Cache for Redis, which takes no new .*Azure Managed Redis/),
      });
    }
    const [missing] = azureFindings('production', { 'redis.instanceType': 'C1' }).filter(
      ({ path }) => path === 'redis.instanceType',
    );
    expect(missing).toMatchObject({ nearest: 'Balanced_B5', message: expect.stringContaining('no Redis 7') });
  });

  it.each(['balanced_b5', 'Balanced', 'cache.r7g.large', 'B5'])('is not spelled %s', (name) => {
    expect(azureFindings('staging', { 'redis.instanceType': name })).toContainEqual(
      expect.objectContaining({ rule: 'config/machine-type-name', severity: 'error' }),
    );
  });
});
