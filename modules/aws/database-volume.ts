export interface DatabaseVolume {
  readonly type: 'gp3' | 'io1' | 'io2';
  /** GB. */
  readonly sizeGb: number;
  /** Limit of automatic growth, GB; growth is off when it is not above `sizeGb`. */
  readonly maxSizeGb: number;
  /** Default: - what RDS includes. */
  readonly iops?: number;
  /** MiB/s, gp3 only. Default: - what RDS includes. */
  readonly throughputMbps?: number;
}

/** From this size RDS stripes gp3 over four volumes; below it IOPS and throughput are fixed at 3,000 and 125. */
const stripedGp3Gb = 400;

/**
 * What RDS accepts together. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage
 * It refuses figures for a gp3 volume below 400 GB, and a throughput for any other type.
 */
export function volumeArguments(volume: DatabaseVolume): {
  readonly storageType: string;
  readonly allocatedStorage: number;
  readonly maxAllocatedStorage?: number;
  readonly iops?: number;
  readonly storageThroughput?: number;
} {
  const { type, sizeGb, maxSizeGb, iops, throughputMbps } = volume;
  const adjustable = type !== 'gp3' || sizeGb >= stripedGp3Gb;
  return {
    storageType: type,
    allocatedStorage: sizeGb,
    ...(maxSizeGb > sizeGb ? { maxAllocatedStorage: maxSizeGb } : {}),
    ...(adjustable && iops !== undefined ? { iops } : {}),
    ...(adjustable && type === 'gp3' && throughputMbps !== undefined
      ? { storageThroughput: throughputMbps }
      : {}),
  };
}
