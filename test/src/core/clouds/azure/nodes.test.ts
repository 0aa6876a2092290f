import { describe, expect, it } from 'vitest';
import { nodeOf, podSizes } from '../../../../../src/core/clouds/azure/nodes.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { azureFindings, type Changes, configOf, faults } from '../../../../helpers/judged.ts';

const changes = (values: object): Changes =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`brainstore.readers.${key}`, value]));
const readers = (values: object): Config => configOf('production', changes(values), 'azure');

describe('the nodes of a pool', () => {
  it.each([
    ['Standard_D32plds_v6', 'arm64', { cpu: 30.8, memoryGib: 52, volumeGib: 1_759, cacheGib: 1_583 }],
    ['Standard_D32ds_v6', 'x86_64', { cpu: 30.8, memoryGib: 112, volumeGib: 1_759, cacheGib: 1_583 }],
    ['Standard_D48plds_v6', 'arm64', { cpu: 46.7, memoryGib: 82, volumeGib: 2_639, cacheGib: 2_375 }],
    ['Standard_L16s_v4', 'x86_64', { cpu: 15, memoryGib: 112, volumeGib: 3_576, cacheGib: 3_218 }],
  ])('of %s are %s, with pods of all that is left', (instanceType, architecture, pod) => {
    expect(nodeOf(readers({ instanceType }), 'readers')).toEqual({ architecture });
    expect(podSizes(readers({ instanceType }), 'readers')).toEqual(pod);
  });

  it.each(['Standard_D32ds_v5', 'Standard_D32s_v6', 'Standard_D999ds_v9', 'Standard_D32alds_v6'])(
    'have pods of no known size of %s',
    (instanceType) => {
      expect(() => podSizes(readers({ instanceType }), 'readers')).toThrow(
        expect.objectContaining({ kind: 'config', code: 'node-type-unknown' }),
      );
    },
  );

  it('matter not where there are none', () => {
    const config = readers({ instanceType: 'Standard_D32s_v6', count: 0 });
    expect(nodeOf(config, 'readers').architecture).toBe('x86_64');
    expect(podSizes(config, 'readers').cpu).toBeGreaterThan(0);
  });
});

describe('a machine of which too little is known', () => {
  const described = {
    instanceType: 'Standard_D64pxds_v9',
    'pod.cpu': 60,
    'pod.memoryGib': 240,
    'pod.volumeGib': 2_000,
  };

  it('can be used by someone who says what it has', () => {
    expect(faults(azureFindings('production', changes(described)))).toEqual([
      'warning requirements/brainstore-readers-type',
    ]);
    expect(nodeOf(readers(described), 'readers').architecture).toBe('arm64');
    expect(podSizes(readers(described), 'readers')).toEqual({
      cpu: 60,
      memoryGib: 240,
      volumeGib: 2_000,
      cacheGib: 1_800,
    });
  });

  it.each(['pod.cpu', 'pod.memoryGib', 'pod.volumeGib'])('but not without %s', (key) => {
    expect(azureFindings('production', changes({ ...described, [key]: undefined }))).toContainEqual(
      expect.objectContaining({
        rule: 'brainstore/readers-machine-described',
        severity: 'error',
        required: `brainstore.readers.${key}`,
      }),
    );
  });

  it('needs but the size of its volume where only its disks are not known', () => {
    const known = { instanceType: 'Standard_D32alds_v6' };
    expect(azureFindings('production', changes(known))).toContainEqual(
      expect.objectContaining({
        rule: 'brainstore/readers-machine-described',
        required: 'brainstore.readers.pod.volumeGib',
        message: expect.stringContaining('too little is known of Standard_D32alds_v6'),
        nearest: expect.stringMatching(/^Standard_/),
      }),
    );
    const config = readers({ ...known, 'pod.volumeGib': 1_700 });
    expect(podSizes(config, 'readers')).toEqual({
      cpu: 30.8,
      memoryGib: 52,
      volumeGib: 1_700,
      cacheGib: 1_530,
    });
    const told = azureFindings('production', changes({ ...known, 'pod.volumeGib': 100 }));
    expect(told.map(({ message }) => message).join()).not.toContain('Infinity');
    expect(told.map(({ rule }) => rule)).toContain('requirements/brainstore-readers-pod');
  });
});
