import * as z from 'zod';
import { keyArn } from './formats.ts';

export const redis = z
  .strictObject({
    version: z
      .string()
      .regex(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/, 'a version in quotes, such as "7.1"')
      .meta({
        description: 'Engine version.',
        change: 'a higher one upgrades in place, brief failover; AWS takes no lower one',
      }),
    instanceType: z
      .string()
      .min(1)
      .meta({ description: 'Node type.', change: 'updates in place, brief failover' }),
    replicas: z
      .int()
      .min(0)
      .max(5)
      .meta({ description: 'Replicas beside the primary; one or more fail over by themselves.' }),
    kmsKeyArn: keyArn.optional().meta({
      description: "The cache's own key; left out, the key of `encryption`.",
      change: 'replaces the cache, which is emptied',
    }),
  })
  .meta({ description: 'The Redis cache.' });
