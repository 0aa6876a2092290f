import { describe, expect, it } from 'vitest';
import { rdsVolumes } from '../../../../../src/core/clouds/aws/volumes.ts';
import type { Volume } from '../../../../../src/core/requirements/catalogue.ts';

const volume = (facts: Partial<Volume>): Volume => ({ type: 'gp3', sizeGb: 100, maxSizeGb: 500, ...facts });

describe('the IOPS of a volume', () => {
  it.each([
    [volume({ sizeGb: 399 }), 3_000],
    [volume({ sizeGb: 399, iops: 12_000 }), 3_000],
    [volume({ sizeGb: 400 }), 12_000],
    [volume({ sizeGb: 400, iops: 15_000 }), 15_000],
    [volume({ type: 'io1', iops: 4_000 }), 4_000],
    [volume({ type: 'io2' }), undefined],
  ])('%j has %j', (given, expected) => {
    expect(rdsVolumes.iops(given)).toBe(expected);
  });
});

describe('the nearest volume', () => {
  const need = { sizeGb: 100, iops: 3_000 };
  const much = { sizeGb: 1_000, iops: 15_000 };
  it.each([
    [volume({}), need, volume({})],
    [volume({ sizeGb: 50, maxSizeGb: 80 }), need, volume({ maxSizeGb: 100 })],
    [volume({}), much, volume({ sizeGb: 1_000, maxSizeGb: 1_000, iops: 15_000 })],
    [
      volume({ sizeGb: 1_000, maxSizeGb: 4_000, iops: 12_000 }),
      much,
      volume({ sizeGb: 1_000, maxSizeGb: 4_000, iops: 15_000 }),
    ],
    [
      volume({ sizeGb: 1_000, maxSizeGb: 4_000, iops: 90_000 }),
      much,
      volume({ sizeGb: 1_000, maxSizeGb: 4_000, iops: 64_000 }),
    ],
    [volume({ sizeGb: 500, throughputMbps: 125 }), need, volume({ sizeGb: 500, throughputMbps: 500 })],
    [
      volume({ sizeGb: 500, iops: 12_005, throughputMbps: 3_002 }),
      need,
      volume({ sizeGb: 500, iops: 12_005, throughputMbps: 3_001 }),
    ],
    [volume({ throughputMbps: 500 }), need, volume({})],
    [volume({ type: 'io1' }), need, volume({ type: 'io1', iops: 3_000 })],
    [volume({ type: 'io1', iops: 15_000 }), need, volume({ type: 'io1', sizeGb: 300, iops: 15_000 })],
    [
      volume({ type: 'io1', sizeGb: 5_000, maxSizeGb: 5_000, iops: 3_000 }),
      need,
      volume({ type: 'io1', sizeGb: 5_000, maxSizeGb: 5_000, iops: 5_000 }),
    ],
    [volume({ type: 'io2', sizeGb: 20, throughputMbps: 500 }), need, volume({ type: 'io2', iops: 3_000 })],
  ])('of %j for %j is %j', (given, least, expected) => {
    expect(rdsVolumes.nearest(given, least)).toEqual(expected);
  });
});
