import * as z from 'zod';
import { keyArn } from './formats.ts';

export const encryption = z
  .strictObject({
    kmsKeyArn: keyArn.optional().meta({
      description:
        'Your own key for everything at rest, whose policy lets CloudWatch Logs use it; left out, the data plane makes one.',
      change:
        "replaces the database and the cache, leaves existing objects under the old key, and schedules the data plane's own key for deletion",
    }),
  })
  .meta({ description: 'Encryption at rest.' });
