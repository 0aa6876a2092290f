/** The volumes of Cloud SQL. What the machine allows of their IOPS is a figure of the machine. */
import type { Volume, Volumes } from '../../requirements/catalogue.ts';

/**
 * SSD persistent disks: https://cloud.google.com/compute/docs/disks/performance. Cloud SQL refers to the limits of Compute Engine:
 * https://cloud.google.com/sql/docs/quotas.
 */
export const pdSsd = { baseIops: 6_000, iopsPerGb: 30, mostIops: 100_000 } as const;

/**
 * `hyperdisk-balanced` has IOPS of its own to set, but only in the beta provider
 * (https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/sql_database_instance), and what it gives
 * when nothing is set is not published.
 */
export const cloudSqlVolumes: Volumes = {
  kinds: ['pd-ssd', 'hyperdisk-balanced'],
  settable: false,
  iops,
  nearest,
};

function iops({ type, sizeGb }: Volume): number | undefined {
  if (type !== 'pd-ssd') return undefined;
  return Math.min(pdSsd.baseIops + pdSsd.iopsPerGb * sizeGb, pdSsd.mostIops);
}

function nearest(volume: Volume, least: { readonly sizeGb: number; readonly iops: number }): Volume {
  const { iops: _, throughputMbps: __, ...bare } = volume;
  const forIops = volume.type === 'pd-ssd' ? Math.ceil((least.iops - pdSsd.baseIops) / pdSsd.iopsPerGb) : 0;
  const sizeGb = Math.max(volume.sizeGb, least.sizeGb, forIops);
  return { ...bare, sizeGb, maxSizeGb: Math.max(volume.maxSizeGb ?? sizeGb, sizeGb) };
}
