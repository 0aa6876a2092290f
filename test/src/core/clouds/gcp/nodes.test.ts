import { describe, expect, it } from 'vitest';
import { nodeOf, podSizes } from '../../../../../src/core/clouds/gcp/nodes.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { configOf, faults, gcpFindings } from '../../../../helpers/judged.ts';

const readers = (values: object): Config =>
  configOf(
    'production',
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`brainstore.readers.${key}`, value])),
    'gcp',
  );

describe('the nodes of a pool', () => {
  it.each([
    ['c4a-standard-16-lssd', 'arm64', 4, 'hyperdisk-balanced', 'c4a'],
    ['c4-standard-24-lssd', 'x86_64', 4, 'hyperdisk-balanced', 'c4'],
    ['c3-standard-22-lssd', 'x86_64', 4, 'pd-balanced', 'c3'],
    // Open: the fewest that suffice for production.
    ['c2-standard-16', 'x86_64', 4, 'pd-balanced', 'c2'],
    ['n2-standard-48', 'x86_64', 8, 'pd-balanced', 'n2'],
    ['n1-standard-96', 'x86_64', 3, 'pd-balanced', 'n1'],
    ['z3-highmem-16-highlssd', 'x86_64', 2, 'pd-balanced', 'z3'],
  ])('of %s', (instanceType, architecture, localSsdCount, bootDiskType, machineFamily) => {
    expect(nodeOf(readers({ instanceType }), 'readers')).toEqual({
      architecture,
      localSsdCount,
      bootDiskType,
      machineFamily,
    });
  });

  it('have as many disks as are asked for', () => {
    const config = readers({ instanceType: 'c2-standard-16', localSsds: 8 });
    expect(nodeOf(config, 'readers').localSsdCount).toBe(8);
    expect(podSizes(config, 'readers').volumeGib).toBe(Math.floor(3_000 * 0.88 - 100 - 10));
  });

  it('have the fewest that suffice for staging, too', () => {
    const config = configOf('staging', { 'brainstore.readers.instanceType': 'c2-standard-16' }, 'gcp');
    expect(nodeOf(config, 'readers').localSsdCount).toBe(2);
  });

  it.each([{ instanceType: 'e2-standard-16' }, { instanceType: 'c9-huge-64-lssd' }])(
    'are not to be had of %j',
    (values) => {
      expect(() => nodeOf(readers(values), 'readers')).toThrow(
        expect.objectContaining({ kind: 'config', code: 'node-type-unknown' }),
      );
    },
  );

  it('matter not where there are none', () => {
    const config = readers({ instanceType: 'e2-standard-16', count: 0 });
    expect(nodeOf(config, 'readers').localSsdCount).toBe(0);
    expect(podSizes(config, 'readers').cpu).toBeGreaterThan(0);
  });
});

describe('a machine that came up since', () => {
  const described = {
    instanceType: 'c9a-standard-64-lssd',
    localSsds: 8,
    'pod.cpu': 60,
    'pod.memoryGib': 240,
    'pod.volumeGib': 2_000,
  };
  const changes = (values: object) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`brainstore.readers.${key}`, value]));

  it('can be used by someone who says what it has', () => {
    expect(faults(gcpFindings('production', changes(described)))).toEqual([
      'warning requirements/brainstore-readers-type',
    ]);
    expect(nodeOf(readers(described), 'readers')).toMatchObject({ localSsdCount: 8, machineFamily: 'c9a' });
    expect(podSizes(readers(described), 'readers')).toEqual({
      cpu: 60,
      memoryGib: 240,
      volumeGib: 2_000,
      cacheGib: 1_800,
    });
  });

  it.each(['localSsds', 'pod.cpu', 'pod.memoryGib', 'pod.volumeGib'])('but not without %s', (key) => {
    const findings = gcpFindings('production', changes({ ...described, [key]: undefined }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'brainstore/readers-machine-described',
        severity: 'error',
        required: `brainstore.readers.${key}`,
      }),
    );
  });

  it('needs no number of disks with Autopilot', () => {
    const findings = gcpFindings('production', {
      'cluster.mode': 'autopilot',
      ...changes({ ...described, localSsds: undefined }),
    });
    expect(findings.map(({ rule }) => rule)).not.toContain('brainstore/readers-machine-described');
  });
});
