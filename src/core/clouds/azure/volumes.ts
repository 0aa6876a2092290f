/**
 * The volumes of Azure Database for PostgreSQL, in GiB. Each size has tiers, the usual one first, and a tier has its IOPS:
 * https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/postgresql_flexible_server#storage_tier.
 * Premium SSD v2 has IOPS of its own to set, but the provider has no argument for it.
 */
import type { Volume, Volumes } from '../../requirements/catalogue.ts';
import { grouped } from '../../requirements/format.ts';

export type StorageTier = NonNullable<Volume['tier']>;

export const tierIops: Readonly<Record<StorageTier, number>> = {
  P4: 120,
  P6: 240,
  P10: 500,
  P15: 1_100,
  P20: 2_300,
  P30: 5_000,
  P40: 7_500,
  P50: 7_500,
  P60: 16_000,
  P70: 18_000,
  P80: 20_000,
};

export const storageSizes: readonly {
  readonly gib: number;
  readonly tiers: readonly [StorageTier, ...StorageTier[]];
}[] = [
  { gib: 32, tiers: ['P4', 'P6', 'P10', 'P15', 'P20', 'P30', 'P40', 'P50'] },
  { gib: 64, tiers: ['P6', 'P10', 'P15', 'P20', 'P30', 'P40', 'P50'] },
  { gib: 128, tiers: ['P10', 'P15', 'P20', 'P30', 'P40', 'P50'] },
  { gib: 256, tiers: ['P15', 'P20', 'P30', 'P40', 'P50'] },
  { gib: 512, tiers: ['P20', 'P30', 'P40', 'P50'] },
  { gib: 1_024, tiers: ['P30', 'P40', 'P50'] },
  { gib: 2_048, tiers: ['P40', 'P50'] },
  { gib: 4_095, tiers: ['P50'] },
  { gib: 4_096, tiers: ['P50'] },
  { gib: 8_192, tiers: ['P60', 'P70'] },
  { gib: 16_384, tiers: ['P70', 'P80'] },
  { gib: 32_767, tiers: ['P80'] },
];

/** The size itself, or the next larger one; undefined above all. */
export function sizeFor(gib: number): (typeof storageSizes)[number] | undefined {
  return storageSizes.find((size) => size.gib >= gib);
}

/** The tier that is asked for, or the one that belongs to the size. */
export function storageTierOf(sizeGib: number, tier?: StorageTier): StorageTier {
  return tier ?? sizeFor(sizeGib)?.tiers[0] ?? 'P80';
}

export const flexibleServerVolumes: Volumes = {
  kinds: [],
  settable: false,
  withMachine: true,
  iops,
  nearest,
  describe: ({ sizeGb, tier }) => `${grouped(sizeGb)} GiB of tier ${storageTierOf(sizeGb, tier)}`,
};

/** Of a size or a tier that there is not, those of the nearest that there is: rules of their own refuse them. */
function iops({ sizeGb, tier }: Volume): number {
  const size = sizeFor(sizeGb);
  const known = tier !== undefined && size?.tiers.includes(tier) ? tier : undefined;
  return tierIops[storageTierOf(sizeGb, known)];
}

function nearest(volume: Volume, least: { readonly sizeGb: number; readonly iops: number }): Volume {
  const { tier, ...bare } = volume;
  const wanted = Math.max(volume.sizeGb, least.sizeGb);
  for (const { gib, tiers } of storageSizes) {
    if (gib < wanted) continue;
    const enough = tiers.filter((candidate) => tierIops[candidate] >= least.iops);
    const kept = tier !== undefined && enough.includes(tier) ? tier : undefined;
    // One that is left out stays so where the size brings enough.
    if (tier === undefined && enough[0] === tiers[0]) return { ...bare, sizeGb: gib };
    const chosen = kept ?? enough[0];
    if (chosen !== undefined) return { ...bare, sizeGb: gib, tier: chosen };
  }
  return { ...bare, sizeGb: storageSizes.at(-1)?.gib ?? wanted, tier: 'P80' };
}
