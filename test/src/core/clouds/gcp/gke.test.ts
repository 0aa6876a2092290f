import { describe, expect, it } from 'vitest';
import { allocatable, gke } from '../../../../../src/core/clouds/gcp/gke.ts';

const disks = (count: number) => ({ count, gib: 375 * count });

describe('what GKE leaves of a node', () => {
  it.each([
    // 6 % of the first vCPU, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest.
    [1, 0.94],
    [2, 1.93],
    [4, 3.92],
    [8, 7.91],
    [16, 15.89],
    [32, 31.85],
  ])('of %d vCPUs is %d', (vcpus, expected) => {
    expect(allocatable({ vcpus, memoryGib: 16 })?.cpu).toBeCloseTo(expected, 6);
  });

  it.each([
    // 255 MiB of less than a GB; 25 % of the first 4 GB, 20, 10, 6, then 2 %; 100 MiB more; what the kernel takes.
    [0.6, 614.4 - 255 - 100 - (614.4 / 64 + 16)],
    [1, 1024 - 0.25 * 1024 - 100 - (16 + 16)],
    [4, 4096 - (1000 + 0.2 * 96) - 100 - (64 + 80)],
    [8, 8192 - (1000 + 800 + 0.1 * 192) - 100 - (128 + 80)],
    [16, 16384 - (1000 + 800 + 800 + 0.06 * 384) - 100 - (256 + 80)],
    [64, 65536 - (2600 + 0.06 * 49536) - 100 - (1024 + 80)],
    [256, 262144 - (2600 + 0.06 * 112000 + 0.02 * 134144) - 100 - (4096 + 80)],
  ])('of %d GiB of memory is %d MiB', (memoryGib, expected) => {
    expect((allocatable({ vcpus: 4, memoryGib })?.memoryGib ?? 0) * 1024).toBeCloseTo(expected, 3);
  });

  it.each([
    [1, 375 * 0.88 - 50],
    [2, 750 * 0.88 - 75],
    [3, 1125 * 0.88 - 100],
    [4, 1500 * 0.88 - 100],
    [32, 12000 * 0.88 - 100],
  ])('of %d disks is %d GiB', (count, expected) => {
    expect(allocatable({ vcpus: 4, memoryGib: 16, disks: disks(count) })?.volumeGib).toBeCloseTo(expected, 6);
  });

  it('is unknown when a figure is', () => {
    expect(allocatable({ vcpus: undefined, memoryGib: 16 })).toBeUndefined();
    expect(gke.room({ vcpus: 4, memoryGib: undefined })).toBeUndefined();
  });

  it('is less what GKE runs on every node, rounded down', () => {
    expect(gke.room({ vcpus: 16, memoryGib: 64, disks: disks(4) })).toEqual({
      cpu: 15.3,
      memoryGib: 56,
      volumeGib: 1210,
    });
    expect(gke.room({ vcpus: 8, memoryGib: 32 })).toEqual({ cpu: 7.4, memoryGib: 26, volumeGib: 0 });
  });
});

describe('a machine for the services', () => {
  it.each([
    ['n2-custom-6-24576', 6, 24],
    ['custom-4-16384', 4, 16],
    ['e2-custom-4-8192', 4, 8],
  ])('of a size of its own, %s', (name, vcpus, memoryGib) => {
    expect(gke.serviceFromName(name)).toMatchObject({ vcpus, memoryGib, architecture: 'x86_64' });
  });

  it('is listed once', () => {
    const names = gke.serviceTypes().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(258);
  });
});
