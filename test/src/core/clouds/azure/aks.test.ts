import { describe, expect, it } from 'vitest';
import { aks, allocatable } from '../../../../../src/core/clouds/azure/aks.ts';

const disks = (count: number, gib: number) => ({ count, gib: count * gib });

describe('what AKS leaves of a node', () => {
  it.each([
    [1, 60],
    [2, 100],
    [4, 140],
    [8, 180],
    [16, 260],
    [32, 420],
    [64, 740],
  ])('of %d vCPUs keeps %d thousandths for itself, as its table says', (vcpus, kept) => {
    expect(allocatable({ vcpus, memoryGib: 16 })?.cpu).toBeCloseTo(vcpus - kept / 1_000, 9);
  });

  it.each([
    // A quarter of little memory; 20 MB for each of 250 pods and 50 MB of much. 7.5 % are lost before, 100 MiB are for eviction.
    [4, 4 * 0.925 - 1 - 100 / 1_024],
    [16, 16 * 0.925 - 4 - 100 / 1_024],
    [32, 32 * 0.925 - 5_050e6 / 1_024 ** 3 - 100 / 1_024],
    [256, 256 * 0.925 - 5_050e6 / 1_024 ** 3 - 100 / 1_024],
  ])('of %d GiB of memory is %d', (memoryGib, expected) => {
    expect(allocatable({ vcpus: 4, memoryGib })?.memoryGib).toBeCloseTo(expected, 9);
  });

  it.each([
    [1, 110, 109],
    [4, 440, 1_759],
    [6, 880, 5_279],
    [12, 1_788, 21_455],
  ])('of %d disks of %d GiB is a volume of %d GiB', (count, gib, volumeGib) => {
    expect(aks.room({ vcpus: 8, memoryGib: 32, disks: disks(count, gib) })?.volumeGib).toBe(volumeGib);
  });

  it('is unknown when a figure is, and without end where nothing is known of the disks', () => {
    expect(aks.room({ vcpus: undefined, memoryGib: 16 })).toBeUndefined();
    expect(aks.room({ vcpus: 4, memoryGib: undefined })).toBeUndefined();
    expect(aks.room({ vcpus: 4, memoryGib: 16 })?.volumeGib).toBe(Number.POSITIVE_INFINITY);
  });

  it('is less what runs on every node, rounded down', () => {
    expect(aks.room({ vcpus: 32, memoryGib: 128, disks: disks(4, 440) })).toEqual({
      cpu: 30.8,
      memoryGib: 112,
      volumeGib: 1_759,
    });
  });
});

describe('a machine for the services', () => {
  it('is suggested of version 5 or later, without credits and without disks that nothing would use', () => {
    const names = aks.serviceTypes().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(293);
    expect(names.filter((name) => /^Standard_B|_v[1-4]$|d[a-z]*_v[67]$/.test(name))).toEqual([]);
  });

  it.each([
    ['Standard_D4ds_v6', 4, 16, 'x86_64'],
    ['Standard_D8plds_v6', 8, 16, 'arm64'],
    ['Standard_B4ms', 4, 16, 'x86_64'],
    ['Standard_D4s_v3', 4, 16, 'x86_64'],
    ['Standard_F8s_v2', 8, 16, 'x86_64'],
  ])('is known even where it is nothing to suggest: %s', (name, vcpus, memoryGib, architecture) => {
    expect(aks.serviceFromName(name)).toMatchObject({ vcpus, memoryGib, architecture });
  });

  it.each([
    ['Standard_D32plds_v6', 'Dplds_v6'],
    ['Standard_E16-4as_v5', 'Eas_v5'],
    ['Standard_B4ms', 'Bms'],
  ])('%s is of series %s', (name, series) => {
    expect(aks.family(name)).toBe(series);
  });
});
