/**
 * The volumes of RDS for PostgreSQL, as of 2026-04-13:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html. AWS counts GiB where the configuration says GB.
 */
import type { Volume, Volumes } from '../../requirements/catalogue.ts';

/** From here RDS stripes gp3 over four volumes: more is included, and both figures can be set. */
export const stripedFromGb = 400;

export const gp3 = {
  /** Included below `stripedFromGb`, not adjustable. */
  smallIops: 3_000,
  /** Included from `stripedFromGb`; also the least that can be set. */
  iops: { least: 12_000, most: 64_000 },
  throughputMbps: { least: 500, most: 4_000 },
  /** Throughput in MiB/s per IOPS. */
  throughputPerIops: 0.25,
} as const;

export const provisioned = {
  io1: { leastGb: 100, iops: { least: 1_000, most: 256_000 }, perGb: { least: 1, most: 50 } },
  io2: { leastGb: 100, iops: { least: 1_000, most: 256_000 }, perGb: { least: 0.5, most: 1_000 } },
} as const;

/** The most that io1 has below `stripedFromGb`. */
export const io1SmallIops = 19_950;

/** In MiB/s, whole, as it is configured: what gp3 with so many IOPS takes. */
export function gp3Throughput(iops: number): { readonly least: number; readonly most: number } {
  const { least, most } = gp3.throughputMbps;
  return { least, most: Math.min(most, Math.floor(iops * gp3.throughputPerIops)) };
}

const kinds = ['gp3', 'io1', 'io2'] as const;
type Kind = (typeof kinds)[number];
export type AwsVolume = Volume & { readonly type: Kind };

export const rdsVolumes: Volumes = { kinds, settable: true, iops, nearest };

export function isOfAws(volume: Volume): volume is AwsVolume {
  return kinds.some((kind) => kind === volume.type);
}

/** The kind as RDS knows it; of another cloud's kind the usual one, for what is suggested in its place. */
export function kindOf(type: Volume['type']): Kind {
  return kinds.find((kind) => kind === type) ?? 'gp3';
}

function iops(volume: Volume): number | undefined {
  if (kindOf(volume.type) !== 'gp3') return volume.iops;
  return volume.sizeGb < stripedFromGb ? gp3.smallIops : (volume.iops ?? gp3.iops.least);
}

function nearest(volume: Volume, least: { readonly sizeGb: number; readonly iops: number }): Volume {
  const grown = { ...volume, sizeGb: Math.max(volume.sizeGb, least.sizeGb) };
  const wanted = Math.max(volume.iops ?? 0, least.iops);
  const type = kindOf(volume.type);
  const fitted = type === 'gp3' ? fitGp3({ ...grown, type }, wanted) : fitProvisioned(grown, type, wanted);
  return { ...fitted, maxSizeGb: Math.max(fitted.maxSizeGb ?? 0, fitted.sizeGb) };
}

function fitGp3(volume: Volume, wanted: number): Volume {
  const sizeGb = wanted > gp3.smallIops ? Math.max(volume.sizeGb, stripedFromGb) : volume.sizeGb;
  const { iops: _, throughputMbps, ...bare } = { ...volume, sizeGb };
  if (sizeGb < stripedFromGb) return bare;
  const included = volume.iops === undefined && wanted <= gp3.iops.least;
  const set = clamp(wanted, gp3.iops);
  return {
    ...bare,
    ...(included ? {} : { iops: set }),
    ...(throughputMbps === undefined ? {} : { throughputMbps: clamp(throughputMbps, gp3Throughput(set)) }),
  };
}

function fitProvisioned(volume: Volume, type: 'io1' | 'io2', wanted: number): Volume {
  const { leastGb, iops: range, perGb } = provisioned[type];
  const { throughputMbps: _, ...bare } = volume;
  const target = clamp(wanted, range);
  const striped = type === 'io1' && target > io1SmallIops ? stripedFromGb : leastGb;
  const sizeGb = Math.max(volume.sizeGb, striped, Math.ceil(target / perGb.most));
  return { ...bare, sizeGb, iops: clamp(Math.max(target, Math.ceil(sizeGb * perGb.least)), range) };
}

function clamp(value: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(Math.max(value, least), most);
}
