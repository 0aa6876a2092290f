import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { judge, rulesOf } from '../../../../src/core/rules/judge.ts';
import { deploymentWith, faults, findingsOf, of, withFixes } from '../../../helpers/judged.ts';

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

describe('the list of rules', () => {
  it('has each id once, with an area', () => {
    const ids = rulesOf(aws).map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z0-9-]+$/.test(id))).toEqual([]);
  });
});

describe('judging', () => {
  it('is quick enough for an editor: under 50 ms once the program runs', () => {
    const deployment = deploymentWith('production', { 'brainstore.readers.instanceType': 'c8gd.5xlarge' });
    // The best of ten: what else the machine does is not judged here.
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      judge(deployment, '2026-06-01');
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
