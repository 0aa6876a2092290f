/**
 * Machines of Cloud SQL for PostgreSQL. A line `series: architecture [flags]` is followed by one line per size: size, vCPUs,
 * memory in GB, and the IOPS that its SSD volume can reach. `?` is a figure that Google does not publish. Flags: `plus` for
 * Enterprise Plus (else Enterprise), `hyperdisk` for machines that take Hyperdisk Balanced alone, `burstable` for shared cores.
 *
 * Sizes: https://cloud.google.com/sql/docs/postgres/machine-series-overview and
 * https://cloud.google.com/sql/docs/postgres/instance-settings (2026-04). IOPS: the limits of SSD persistent disks on N2, to
 * which https://cloud.google.com/sql/docs/quotas refers, as in https://github.com/GoogleCloudPlatform/gcpdiag (2026-08).
 */
export const cloudSqlFigures = `
db: x86_64 burstable
 f1-micro ? 0.614 ?
 g1-small ? 1.7 ?
db-perf-optimized-N: x86_64 plus
 2 2 16 15000
 4 4 32 15000
 8 8 64 15000
 16 16 128 25000
 32 32 256 60000
 48 48 384 60000
 64 64 512 100000
 80 80 640 100000
 96 96 768 100000
 128 128 864 100000
db-c4a-highmem: arm64 plus hyperdisk
 2 2 16 ?
 4 4 32 ?
 8 8 64 ?
 16 16 128 ?
 32 32 256 ?
 48 48 384 ?
 64 64 512 ?
 72 72 576 ?
`;

/** Vcpus and memory are chosen: https://cloud.google.com/sql/docs/postgres/create-instance#machine-types */
export const customSizes = {
  vcpus: { least: 1, most: 96 },
  memoryMb: { least: 3_840, step: 256 },
  /** GB per vCPU. */
  perVcpu: { least: 0.9, most: 6.5 },
} as const;

/**
 * IOPS of an SSD volume on machines of any size. Google does not publish which series they are of; these are the limits of N1,
 * nowhere higher than those of N2: https://github.com/GoogleCloudPlatform/gcpdiag (2026-08).
 */
export const customIops = [
  { fromVcpus: 64, iops: 100_000 },
  { fromVcpus: 32, iops: 50_000 },
  { fromVcpus: 16, iops: 20_000 },
  { fromVcpus: 1, iops: 15_000 },
] as const;
