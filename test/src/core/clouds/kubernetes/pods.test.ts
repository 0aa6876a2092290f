import { describe, expect, it } from 'vitest';
import { cacheFor, fits, podOf } from '../../../../../src/core/clouds/kubernetes/pods.ts';
import { type Changes, faults, gcpFindings, of, withFixes } from '../../../../helpers/judged.ts';

/** The room of c4a-standard-16-lssd, the readers' machine in production. */
const room = { cpu: 15.3, memoryGib: 56, volumeGib: 1_210 };

const pod = (sizes: object): Changes =>
  Object.fromEntries(Object.entries(sizes).map(([key, value]) => [`brainstore.readers.pod.${key}`, value]));

const told = (changes: Changes, profile: 'staging' | 'production' = 'production') =>
  faults(gcpFindings(profile, changes));

describe('a pod', () => {
  it('takes all that its node has for it, but what is written', () => {
    expect(podOf(undefined, room)).toEqual({ ...room, cacheGib: 1_089 });
    expect(podOf({ cpu: 8 }, room)).toEqual({ ...room, cpu: 8, cacheGib: 1_089 });
    expect(podOf({ volumeGib: 1_000 }, room)).toMatchObject({ volumeGib: 1_000, cacheGib: 900 });
    expect(podOf({ cacheGib: 500 }, room)).toMatchObject({ volumeGib: 1_210, cacheGib: 500 });
  });

  it.each([
    [10, 9],
    [11, 9],
    [100, 90],
    [1_000, 900],
    [1_001, 900],
  ])('with %d GiB of volume has a cache of %d GiB', (volume, expected) => {
    expect(cacheFor(volume)).toBe(expected);
  });

  it('fits up to the last tenth', () => {
    expect(fits(room, room)).toBe(true);
    expect(fits({ ...room, cpu: 15.4 }, room)).toBe(false);
    expect(fits({ ...room, memoryGib: 57 }, room)).toBe(false);
    expect(fits({ ...room, volumeGib: 1_211 }, room)).toBe(false);
    expect(fits(room, undefined)).toBe(false);
  });
});

describe('rules of pods', () => {
  it.each([
    [pod({ cpu: 15.3, memoryGib: 56, volumeGib: 1_210, cacheGib: 1_089 }), []],
    [pod({ cpu: 15.4 }), ['error brainstore/readers-pod-fits']],
    [pod({ cpu: 16 }), ['error brainstore/readers-pod-fits']],
    [pod({ memoryGib: 57 }), ['error brainstore/readers-pod-fits']],
    [pod({ volumeGib: 1_211 }), ['error brainstore/readers-pod-fits']],
    [pod({ cacheGib: 1_090 }), ['error brainstore/readers-cache']],
    [pod({ volumeGib: 1_000, cacheGib: 900 }), []],
    [pod({ volumeGib: 1_000, cacheGib: 901 }), ['error brainstore/readers-cache']],
    [pod({ cpu: 15.2 }), ['error requirements/brainstore-readers-pod']],
    [pod({ memoryGib: 32 }), []],
    [pod({ memoryGib: 31.9 }), ['error requirements/brainstore-readers-pod']],
    [pod({ volumeGib: 954 }), []],
    [pod({ volumeGib: 953 }), ['error requirements/brainstore-readers-pod']],
    [{ 'brainstore.readers.maxNodes': 4 }, []],
    [{ 'brainstore.readers.maxNodes': 3 }, ['error brainstore/readers-max-nodes']],
    [{ 'brainstore.fastReaders.count': 0, 'brainstore.fastReaders.maxNodes': 1 }, []],
  ] as const)('%j: %j', (changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  it('warn in staging where a pod is small', () => {
    expect(told(pod({ cpu: 1 }), 'staging')).toEqual(['warning requirements/brainstore-readers-pod']);
  });

  it('name the nearest machine with the room, and the largest size that fits', () => {
    const [finding] = of(gcpFindings('production', pod({ cpu: 20 })), 'brainstore/readers-pod-fits');
    expect(finding).toMatchObject({
      path: 'brainstore.readers.pod.cpu',
      required: 'at most 15.3 CPU',
      found: '20 CPU',
      nearest: '15.3',
      message: expect.stringContaining('c4a-standard-32-lssd'),
      fix: { set: [{ path: 'brainstore.readers.pod.cpu', value: 15.3 }] },
    });
  });

  it('tell of a machine that has no room for any pod', () => {
    const changes = { 'brainstore.readers.instanceType': 'n1-highcpu-2' };
    const [finding] = of(gcpFindings('staging', changes), 'brainstore/readers-pod-fits');
    expect(finding).toMatchObject({ severity: 'error', path: 'brainstore.readers.instanceType' });
  });

  it('correct sizes, volume and cache together, with the machine', () => {
    const changes = {
      'brainstore.readers.instanceType': 'c4a-standard-8-lssd',
      ...pod({ cpu: 40, memoryGib: 400, volumeGib: 9_000, cacheGib: 9_000 }),
      'brainstore.readers.maxNodes': 2,
    };
    const fixed = withFixes(changes, gcpFindings('production', changes));
    expect(fixed).toMatchObject({
      'brainstore.readers.instanceType': 'c4a-standard-16-lssd',
      'brainstore.readers.pod.volumeGib': 1_210,
      'brainstore.readers.pod.cacheGib': 1_089,
      'brainstore.readers.maxNodes': 4,
    });
    expect(told(fixed)).toEqual([]);
  });

  it('hold a waiver of the cache', () => {
    const waivers = [
      { rule: 'brainstore/readers-cache', reason: 'measured for a week', until: '2026-07-01' },
    ];
    expect(told({ ...pod({ cacheGib: 1_150 }), waivers })).toEqual(['warning brainstore/readers-cache']);
  });
});

describe('with Autopilot', () => {
  const autopilot = { 'cluster.mode': 'autopilot' };

  it('nothing is wrong with the defaults, but a note says what the vendor names', () => {
    expect(told(autopilot)).toEqual([]);
    const notes = of(gcpFindings('production', autopilot), 'cluster/autopilot-series');
    expect(notes.map(({ severity, found }) => [severity, found])).toEqual([
      ['info', 'c4a'],
      ['info', 'c4a'],
      ['info', 'c4a'],
    ]);
    const c4 = { ...autopilot, 'brainstore.readers.instanceType': 'c4-standard-24-lssd' };
    expect(of(gcpFindings('staging', c4), 'cluster/autopilot-series')).toEqual([]);
  });

  it('a pod may be as large as the largest machine of the series', () => {
    expect(told({ ...autopilot, ...pod({ cpu: 40 }) })).toEqual([]);
    expect(told({ ...autopilot, ...pod({ cpu: 80 }) })).toEqual(['error brainstore/readers-pod-fits']);
  });

  it('the cache is held against the volume that the machine gives', () => {
    expect(told({ ...autopilot, ...pod({ cacheGib: 1_090 }) })).toEqual(['error brainstore/readers-cache']);
    expect(told({ ...autopilot, ...pod({ cacheGib: 1_089 }) })).toEqual([]);
  });

  it('the cache still leaves a tenth of the volume', () => {
    expect(told({ ...autopilot, ...pod({ volumeGib: 1_000, cacheGib: 950 }) })).toEqual([
      'error brainstore/readers-cache',
    ]);
  });

  it('all roles are of one series', () => {
    const findings = gcpFindings('production', {
      ...autopilot,
      'brainstore.writers.instanceType': 'c4-standard-48-lssd',
    });
    expect(faults(findings)).toContain('error cluster/autopilot-family');
  });

  it('settings of pools are told to be without effect', () => {
    const findings = gcpFindings('production', { ...autopilot, 'brainstore.readers.maxNodes': 1 });
    expect(findings.map(({ rule }) => rule)).toContain('cluster/autopilot-unused');
    expect(faults(findings)).toEqual([]);
  });
});
