import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { gcp } from '../../../../src/core/clouds/gcp/cloud.ts';
import { judge, rulesOf } from '../../../../src/core/rules/judge.ts';
import {
  type Changes,
  deploymentWith,
  faults,
  findingsOf,
  gcpFindings,
  of,
  withFixes,
} from '../../../helpers/judged.ts';

describe('the vendor module’s default sizes in production', () => {
  const changes = {
    'brainstore.readers.instanceType': 'c8gd.4xlarge',
    'postgres.version': '15',
    'postgres.storage.iops': 12_000,
    'redis.instanceType': 'cache.t4g.small',
  };
  const findings = findingsOf('production', changes);

  it('names each requirement that is not met, and nothing else', () => {
    expect([...faults(findings)].sort()).toEqual([
      'error requirements/brainstore-readers-storage',
      'error requirements/brainstore-readers-write-iops',
      'error requirements/postgres-iops',
      'error requirements/postgres-version',
      'error requirements/redis-burstable',
      'error requirements/redis-memory',
    ]);
  });

  it('says what was required, what was found and what would do', () => {
    expect(of(findings, 'requirements/brainstore-readers-storage')[0]).toMatchObject({
      path: 'brainstore.readers.instanceType',
      required: 'at least 1,024 GB of local NVMe',
      found: '950 GB of local NVMe',
      nearest: 'im4gn.4xlarge',
    });
    expect(of(findings, 'requirements/brainstore-readers-write-iops')[0]).toMatchObject({
      required: 'at least 150,000 write IOPS',
      found: '134,167 write IOPS',
      nearest: 'im4gn.4xlarge',
    });
    expect(of(findings, 'requirements/postgres-version')[0]).toMatchObject({ found: '15', nearest: '17' });
    expect(of(findings, 'requirements/postgres-iops')[0]).toMatchObject({
      required: 'at least 15,000 IOPS',
      found: '12,000 IOPS',
      nearest: '15000',
    });
    expect(of(findings, 'requirements/redis-burstable')[0]?.nearest).toBe('cache.m6g.large');
    expect(of(findings, 'requirements/redis-memory')[0]).toMatchObject({
      required: 'at least 4 GiB of memory',
      found: '1.37 GiB of memory',
      nearest: 'cache.m6g.large',
    });
  });

  it('passes once every suggestion is followed', () => {
    expect(faults(findingsOf('production', withFixes(changes, findings)))).toEqual([]);
  });

  it('comes in the order of the file, each with a place', () => {
    const lines = findings.map((finding) => finding.place?.line ?? 0);
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
    expect(Math.min(...lines)).toBeGreaterThan(0);
  });
});

describe('a configuration of nothing but the required keys', () => {
  it.each(['staging', 'production'] as const)('has no error and no warning in %s', (profile) => {
    expect(faults(findingsOf(profile))).toEqual([]);
  });

  it('needs a state bucket in production, but not in staging', () => {
    const local = { state: { backend: 'local' } };
    expect(faults(findingsOf('production', local))).toEqual(['error state/local-in-production']);
    expect(faults(findingsOf('staging', local))).toEqual([]);
  });
});

describe('the vendor module’s default sizes on Google Cloud in production', () => {
  // The module's database, cache and chart at version 6.11.0, on the smallest C4 machine that its old node pool had.
  const changes = {
    'postgres.instanceType': 'db-perf-optimized-N-8',
    'redis.memoryGb': 3,
    'api.memoryGib': 4,
    'brainstore.readers.instanceType': 'c4-standard-16-lssd',
    'brainstore.readers.pod.cpu': 16,
    'brainstore.readers.pod.memoryGib': 32,
    'brainstore.readers.pod.cacheGib': 1_000,
    'brainstore.writers.instanceType': 'c4-standard-32-lssd',
    'brainstore.writers.pod.cpu': 32,
  };
  const findings = gcpFindings('production', changes);

  it('names each requirement that is not met, and each pod that finds no room', () => {
    expect([...faults(findings)].sort()).toEqual([
      'error brainstore/readers-cache',
      'error brainstore/readers-pod-fits',
      'error brainstore/writers-pod-fits',
      'error requirements/api-memory',
      'error requirements/brainstore-readers-storage',
      'error requirements/redis-memory',
      'warning requirements/brainstore-readers-architecture',
      'warning requirements/brainstore-writers-architecture',
    ]);
  });

  it('passes once every suggestion is followed, on the machines that they lead to', () => {
    // First to a machine that suffices, then to the recommended ARM one, then the pods to what that has.
    let corrected: Changes = changes;
    for (let round = 0; round < 3; round++)
      corrected = withFixes(corrected, gcpFindings('production', corrected));
    expect(faults(gcpFindings('production', corrected))).toEqual([]);
  });
});

describe('the list of rules', () => {
  it.each([aws, gcp])('of $title has each id once, with an area', (cloud) => {
    const ids = rulesOf(cloud).map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z0-9-]+$/.test(id))).toEqual([]);
  });
});

describe('judging', () => {
  it.each([
    ['aws', 'c8gd.5xlarge'],
    ['gcp', 'c4-standard-16-lssd'],
  ] as const)('on %s is quick enough for an editor: under 50 ms once the program runs', (cloud, name) => {
    const deployment = deploymentWith('production', { 'brainstore.readers.instanceType': name }, cloud);
    // The best of ten: what else the machine does is not judged here.
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      judge(deployment, '2026-06-01');
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
