import { describe, expect, it } from 'vitest';
import { awsCatalogue } from '../../../../src/core/clouds/aws/catalogue.ts';
import type { NodeType } from '../../../../src/core/requirements/catalogue.ts';
import { nodeMeasures } from '../../../../src/core/requirements/measures.ts';
import { nearestPassing, passingTypes } from '../../../../src/core/requirements/nearest.ts';

const type = (name: string, facts: Partial<NodeType> = {}): NodeType => ({
  name,
  architecture: 'arm64',
  vcpus: 16,
  memoryGib: 64,
  nvmeGb: 2_000,
  readIops: 200_000,
  writeIops: 200_000,
  burstable: false,
  accelerated: false,
  bareMetal: false,
  ...facts,
});

const nearestName = (types: readonly NodeType[], architecture?: 'arm64' | 'x86_64') =>
  nearestPassing(types, nodeMeasures, 'production', architecture)?.name;

describe('the suggested machine', () => {
  it('has the fewest vCPUs, then the least memory, then the first name', () => {
    expect(
      nearestName([type('c', { vcpus: 32, memoryGib: 32 }), type('b'), type('a', { memoryGib: 128 })]),
    ).toBe('b');
    expect(nearestName([type('b'), type('a')])).toBe('a');
  });

  it('is of the architecture that is in use', () => {
    const types = [type('arm', { vcpus: 32 }), type('intel', { architecture: 'x86_64' })];
    expect(nearestName(types, 'arm64')).toBe('arm');
    expect(nearestName(types, 'x86_64')).toBe('intel');
    expect(nearestName(types)).toBe('intel');
  });

  it('is neither accelerated nor bare metal, and has no unknown figure', () => {
    const types = [
      type('a', { accelerated: true }),
      type('b', { bareMetal: true }),
      type('c', { writeIops: undefined }),
      type('d', { vcpus: 96 }),
    ];
    expect(nearestName(types)).toBe('d');
    expect(nearestName(types.slice(0, 3))).toBeUndefined();
  });

  it('on AWS is one of the machines that the figures single out', () => {
    const names = passingTypes(awsCatalogue.nodes, nodeMeasures, 'production', 'arm64').map(
      (node) => node.name,
    );
    expect(names.slice(0, 4)).toEqual(['im4gn.4xlarge', 'is4gen.4xlarge', 'i4g.4xlarge', 'i8g.4xlarge']);
    expect(names).toContain('c8gd.8xlarge');
    expect(names).not.toContain('c8gd.4xlarge');
    // i4g to c6gd: 55 ARM machines that are not bare metal.
    expect(names).toHaveLength(55);
  });
});
