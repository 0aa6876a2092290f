import * as z from 'zod';
import { origin } from './formats.ts';

export const storage = z
  .strictObject({
    retentionDays: z.int().min(1).max(365).meta({
      description: 'How long replaced and deleted Brainstore objects can be brought back.',
      unit: 'days',
    }),
    allowedOrigins: z.array(origin).meta({
      description: "Origins beyond the Braintrust UI's that may read and write the buckets from a browser.",
    }),
  })
  .meta({
    description: 'The buckets: Brainstore, code bundles, responses. On Google Cloud the last two are one.',
  });
