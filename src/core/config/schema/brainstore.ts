import * as z from 'zod';
import { only } from '../field.ts';
import { count } from './formats.ts';
import { onKubernetes } from './on-kubernetes.ts';

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
      localSsds: only(
        ['gcp'],
        z.int().min(1).max(32).optional().meta({
          description:
            'Local SSDs of each node, where the machine leaves it open; left out, the fewest that suffice.',
          change: 'replaces the nodes, new ones first',
        }),
      ),
      maxNodes: only(
        onKubernetes,
        z.int().min(1).max(200).optional().meta({
          description:
            'Greatest number of nodes in the pool; left out, twice the pods, because a new release starts all new pods before it stops the old ones.',
          change: 'updates in place',
        }),
      ),
      pod: only(
        onKubernetes,
        z
          .strictObject({
            cpu: z
              .number()
              .min(0.5)
              .max(400)
              .optional()
              .meta({ description: 'CPU that a pod asks for.', unit: 'vCPUs', change: 'rolls the pods' }),
            memoryGib: z.number().min(1).max(4096).optional().meta({
              description: 'Memory of a pod, request and limit.',
              unit: 'GiB',
              change: 'rolls the pods',
            }),
            volumeGib: z.int().min(10).max(100_000).optional().meta({
              description: 'Local NVMe that a pod asks for.',
              unit: 'GiB',
              change: 'rolls the pods',
            }),
            cacheGib: z.int().min(5).max(90_000).optional().meta({
              description: 'Limit of the cache on it, at most 90 % of the volume.',
              unit: 'GiB',
              change: 'rolls the pods',
            }),
          })
          .meta({ description: 'What one pod takes; left out, all that its node has for it.' }),
      ),
    })
    .meta({ description: `The ${what}.` });

export const brainstore = z
  .strictObject({
    readers: pool('reader nodes'),
    fastReaders: pool('fast reader nodes, which serve the queries of the UI'),
    writers: pool('writer nodes; with a count of 0 the readers also write'),
    machineImage: only(
      ['aws'],
      z
        .string()
        .regex(/^ami-[0-9a-f]{8,17}$/, 'an image id such as ami-0123456789abcdef0')
        .optional()
        .meta({
          description:
            'Machine image of the nodes; left out, the newest Amazon Linux 2023 at creation, kept from then on.',
          change: 'rolls the nodes, new ones first',
        }),
    ),
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
