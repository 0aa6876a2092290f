import * as z from 'zod';
import { only } from '../field.ts';
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
    kind: only(
      ['azure'],
      z.enum(['premium', 'standard']).meta({
        description: '`premium` answers within milliseconds from solid-state disks, `standard` costs less.',
        change: 'not in place: objects stay in the old account; make a new deployment',
        source: 'https://learn.microsoft.com/azure/storage/blobs/storage-blob-block-blob-premium',
      }),
    ),
    redundancy: only(
      ['azure'],
      z.enum(['zrs', 'lrs']).meta({
        description: 'Copies in three zones (`zrs`), or in one (`lrs`).',
        change: 'converts in place by request to Azure; terraform would replace the account',
        source: 'https://learn.microsoft.com/azure/storage/common/redundancy-migration',
      }),
    ),
    publicNetworkAccess: only(
      ['azure'],
      z.boolean().meta({
        description:
          'Whether browsers outside the network reach the objects that the API signs for them, such as attachments. Off, they are reached from inside alone.',
        change: 'updates in place',
      }),
    ),
  })
  .meta({
    description: 'The buckets: Brainstore, code bundles, responses. On Google Cloud the last two are one.',
  });
