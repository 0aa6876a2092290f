/** Sizes of Azure Managed Redis. */
import type { CacheType, Spelling } from '../../requirements/catalogue.ts';
import { figure, parseRows } from '../figures.ts';
import { once } from '../once.ts';
import { redisFigures } from './catalogue/redis.ts';
import { provider } from './databases.ts';

export const caches = once((): readonly CacheType[] =>
  parseRows(redisFigures, '_').map(({ name, architecture, words }) => {
    const [vcpus, memoryGib] = words.map(figure);
    return { name, architecture, vcpus, memoryGib, burstable: false };
  }),
);

const current = /^(Balanced_B|MemoryOptimized_M|ComputeOptimized_X|FlashOptimized_A)[0-9]+$/;

/** As sizes of the service before are written: by tier, by size, or both. */
const retired =
  /^((Basic|Standard|Premium)(_?[CP][0-9])?|[CP][0-6]|Enterprise(Flash)?(_?[EF][0-9]+)?|[EF](1|5|10|20|50|100|200|300|400|700|1500))(-[0-9]+)?$/i;

/**
 * https://learn.microsoft.com/azure/azure-cache-for-redis/retirement-faq: no new instances of Azure Cache for Redis since
 * 2026-10-01, of its Enterprise tiers since 2026-04-01.
 */
function retirement(name: string): string | undefined {
  if (!retired.test(name)) return undefined;
  const enterprise = /^[ef]|^enterprise/i.test(name);
  return `it is of Azure Cache for Redis, which takes no new ${enterprise ? 'Enterprise caches since April' : 'caches since October'} 2026${enterprise ? '' : ' and has no Redis 7'}; Azure Managed Redis is in its place`;
}

export const cacheSpelling: Spelling = {
  pattern: new RegExp(`${current.source}|${retired.source}`, 'i'),
  example: 'Balanced_B5',
  // https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/managedredis/validate/managed_redis_sku.go
  onlyListed: provider,
  problem: (name) =>
    retirement(name) ?? (current.test(name) ? undefined : 'upper and lower case are as in Balanced_B5'),
};
