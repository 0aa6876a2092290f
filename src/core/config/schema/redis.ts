import * as z from 'zod';
import { only } from '../field.ts';
import { keyArn } from './formats.ts';

export const redis = z
  .strictObject({
    version: z
      .string()
      .regex(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/, 'a version in quotes, such as "7.1"')
      .meta({
        description: 'Engine version.',
        change: 'a higher one upgrades in place, brief failover; a lower one is refused',
      }),
    instanceType: only(
      ['aws', 'azure'],
      z.string().min(1).meta({
        description: 'Node type.',
        change: 'on AWS updates in place, brief failover; on Azure replaces the cache, which is emptied',
      }),
    ),
    memoryGb: only(
      ['gcp'],
      z.int().min(1).max(300).meta({
        description: 'Memory of the cache, which decides its capacity tier.',
        unit: 'GB',
        change: 'updates in place, brief failover',
        source: 'https://cloud.google.com/memorystore/docs/redis/about-in-transit-encryption',
      }),
    ),
    clustering: only(
      ['azure'],
      z.enum(['none', 'enterprise']).meta({
        description:
          'How keys are spread over shards: `none` has one shard and every command, up to 25 GB; `enterprise` spreads them behind one address.',
        change: 'replaces the database of the cache, which is emptied',
        source: 'https://learn.microsoft.com/azure/redis/architecture#cluster-policies',
      }),
    ),
    replicas: z
      .int()
      .min(0)
      .max(5)
      .meta({ description: 'Replicas beside the primary; one or more fail over by themselves.' }),
    kmsKeyArn: only(
      ['aws'],
      keyArn.optional().meta({
        description: "The cache's own key; left out, the key of `encryption`.",
        change: 'replaces the cache, which is emptied',
      }),
    ),
  })
  .meta({ description: 'The Redis cache.' });
