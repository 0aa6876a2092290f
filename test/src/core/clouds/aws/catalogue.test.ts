import { describe, expect, it } from 'vitest';
import { awsCatalogue } from '../../../../../src/core/clouds/aws/catalogue.ts';

const named = <T extends { readonly name: string }>(types: readonly T[], name: string) =>
  types.find((type) => type.name === name);

describe('the AWS catalogue', () => {
  it.each([
    ['c8gd.4xlarge', 'arm64', 16, 32, 950, 268_333, 134_167],
    ['c8gd.8xlarge', 'arm64', 32, 64, 1_900, 536_666, 268_334],
    ['i8g.4xlarge', 'arm64', 16, 128, 3_750, 600_000, 330_000],
    ['c5ad.12xlarge', 'x86_64', 48, 96, 1_800, 412_500, 180_000],
    ['c9gd.8xlarge', 'arm64', 32, 64, 1_900, undefined, undefined],
    ['m7g.4xlarge', 'arm64', 16, 64, 0, undefined, undefined],
  ] as const)('has %s', (name, architecture, vcpus, memoryGib, nvmeGb, readIops, writeIops) => {
    const facts = { name, architecture, vcpus, memoryGib, nvmeGb, readIops, writeIops };
    expect(named(awsCatalogue.nodes, name)).toEqual({
      ...facts,
      burstable: false,
      accelerated: false,
      bareMetal: false,
    });
  });

  it('knows what is accelerated, bare metal, burstable or of a previous generation', () => {
    expect(named(awsCatalogue.nodes, 'p5.4xlarge')?.accelerated).toBe(true);
    expect(named(awsCatalogue.nodes, 'c8gd.metal-24xl')?.bareMetal).toBe(true);
    expect(named(awsCatalogue.nodes, 't4g.xlarge')?.burstable).toBe(true);
    expect(named(awsCatalogue.caches, 'cache.t4g.small')?.burstable).toBe(true);
    expect(named(awsCatalogue.caches, 'cache.m4.large')?.previousGeneration).toBe(true);
  });

  it.each([
    ['db.r8g.2xlarge', 8, 64, 12_000],
    ['db.r8g.4xlarge', 16, 128, 20_000],
    ['db.r5b.2xlarge', 8, 64, 21_667],
  ])('has %s with what it sustains', (name, vcpus, memoryGib, sustainedIops) => {
    expect(named(awsCatalogue.databases, name)).toMatchObject({ vcpus, memoryGib, sustainedIops });
  });

  it('has every type once, with at least vCPUs and memory', () => {
    const all = [...awsCatalogue.nodes, ...awsCatalogue.databases, ...awsCatalogue.caches];
    expect(new Set(all.map((type) => type.name)).size).toBe(all.length);
    expect(all.filter((type) => !((type.vcpus ?? 0) > 0) || !((type.memoryGib ?? 0) > 0))).toEqual([]);
    expect(awsCatalogue.nodes.filter((node) => node.nvmeGb !== 0).length).toBeGreaterThan(500);
    expect(awsCatalogue.databases).toHaveLength(244);
    expect(awsCatalogue.caches).toHaveLength(73);
  });

  it('reads the lack of local disks from the name of a type that is not listed', () => {
    expect(awsCatalogue.nodeFromName('c11g.4xlarge')).toMatchObject({
      nvmeGb: 0,
      architecture: 'arm64',
      vcpus: undefined,
    });
    expect(awsCatalogue.nodeFromName('m11i.large')).toMatchObject({ nvmeGb: 0, architecture: 'x86_64' });
    expect(awsCatalogue.nodeFromName('c11gd.4xlarge')).toBeUndefined();
    expect(awsCatalogue.nodeFromName('i11g.4xlarge')).toBeUndefined();
  });
});
