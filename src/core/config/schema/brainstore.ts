import * as z from 'zod';
import { count } from './formats.ts';

const pool = (what: string) =>
  z
    .strictObject({
      count: count.meta({ description: `Number of ${what}.`, change: 'adds or removes nodes' }),
      instanceType: z
        .string()
        .min(1)
        .meta({
          description: `Machine of the ${what}; needs local NVMe.`,
          change: 'rolls the nodes, new ones first',
        }),
    })
    .meta({ description: `The ${what}.` });

export const brainstore = z
  .strictObject({
    readers: pool('reader nodes'),
    fastReaders: pool('fast reader nodes, which serve the queries of the UI'),
    writers: pool('writer nodes; with a count of 0 the readers also write'),
    machineImage: z
      .string()
      .regex(/^ami-[0-9a-f]{8,17}$/, 'an image id such as ami-0123456789abcdef0')
      .optional()
      .meta({
        description:
          'Machine image of the nodes; left out, the newest Amazon Linux 2023 at creation, kept from then on.',
        change: 'rolls the nodes, new ones first',
      }),
    walFooterVersion: z.enum(['none', 'v1', 'v2', 'v3']).meta({
      description: 'Format of the write-ahead log; frozen in the lock file.',
      change: 'only after every node runs the release that reads it',
      source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane',
    }),
    noPostgres: z
      .string()
      .regex(/^(none|all|(include|exclude):.+)$/, '"none", "all", "include:KINDS" or "exclude:KINDS"')
      .meta({
        description: 'Kinds of object that Brainstore keeps without PostgreSQL; frozen in the lock file.',
        change: 'cannot be taken back',
        source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane',
      }),
  })
  .meta({ description: 'Brainstore, the query engine.' });
