import * as z from 'zod';
import { only } from '../field.ts';
import { cidr, guid, resourceGroupName } from './formats.ts';
import { onKubernetes } from './on-kubernetes.ts';

const existing = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'Name of the cluster.', required: true }),
    location: only(
      ['gcp'],
      z.string().min(1).meta({ description: 'Region or zone of the cluster.', required: true }),
    ),
    resourceGroup: only(
      ['azure'],
      resourceGroupName.meta({ description: 'Resource group of the cluster.', required: true }),
    ),
    nodeResourceGroup: only(
      ['azure'],
      resourceGroupName.meta({
        description: 'Resource group in which the cluster makes its nodes and load balancers.',
        required: true,
      }),
    ),
    oidcIssuer: only(
      ['azure'],
      z
        .string()
        .regex(/^https:\/\/[A-Za-z0-9.-]+\/[A-Za-z0-9./-]*$/, "the cluster's OIDC issuer, https://…")
        .meta({ description: 'Its OIDC issuer, which pods sign in with.', required: true }),
    ),
    endpoint: z
      .string()
      .regex(
        /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
        'a host name or an address, without https://',
      )
      .meta({
        description: 'Host name of its DNS endpoint, or address of its control plane.',
        required: true,
      }),
    caCertificate: z
      .string()
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, "the cluster's CA certificate, base64")
      .optional()
      .meta({
        description: 'CA certificate of the control plane, base64; not needed with a DNS endpoint.',
      }),
  })
  .meta({
    description: 'A cluster of your own to run in; it must have nodes for every pool. Left out, one is made.',
    change: 'moves the services to the other cluster',
  });

export const cluster = z
  .strictObject({
    mode: only(
      ['gcp'],
      z.enum(['standard', 'autopilot']).meta({
        description:
          '`standard` has node pools of its own for each role, `autopilot` leaves nodes to Google.',
        change: 'replaces the cluster',
      }),
    ),
    existing: existing.optional(),
    releaseChannel: only(
      ['gcp'],
      z
        .enum(['rapid', 'regular', 'stable'])
        .meta({ description: 'How soon the cluster gets new versions.', change: 'updates in place' }),
    ),
    upgradeChannel: only(
      ['azure'],
      z.enum(['none', 'patch', 'stable', 'rapid']).meta({
        description: 'Which new versions the cluster takes by itself, in its maintenance window.',
        change: 'updates in place',
        source: 'https://learn.microsoft.com/azure/aks/auto-upgrade-cluster',
      }),
    ),
    access: z.enum(['dns', 'private', 'public']).meta({
      description:
        'How the control plane is reached: `dns`, on Google Cloud alone, from anywhere with IAM rights; `private` from inside the network; `public` by its address from `authorizedRanges`.',
      change: 'updates in place',
      values: { azure: ['private', 'public'] },
      source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation',
    }),
    authorizedRanges: z.array(cidr).meta({
      description:
        'Ranges that may reach the control plane by its address; on Azure the key vault as well, and empty means all.',
      change: 'updates in place',
    }),
    administrators: only(
      ['azure'],
      z.array(guid).max(20).meta({
        description: 'Entra groups that may administer everything in the cluster, by object id.',
        change: 'updates in place',
      }),
    ),
    controlPlaneCidr: only(
      ['gcp'],
      cidr.optional().meta({
        description: 'Range of the control plane, a /28; left out, Google chooses.',
        change: 'replaces the cluster',
      }),
    ),
    zones: z.array(z.string().min(1)).max(6).meta({
      description: 'Zones of the nodes; empty leaves them to the cloud.',
      change: 'moves nodes to other zones',
    }),
    system: only(
      ['azure'],
      z
        .strictObject({
          instanceType: z.string().min(1).meta({
            description: 'Machine of the nodes that run the cluster itself.',
            change: 'rolls the pool',
          }),
        })
        .meta({ description: "The nodes for the cluster's own pods." }),
    ),
    services: z
      .strictObject({
        instanceType: z
          .string()
          .min(1)
          .meta({ description: 'Machine of the nodes that run the API.', change: 'replaces the pool' }),
        minNodes: z.int().min(0).max(100).meta({ description: 'Least number of nodes in the pool.' }),
        maxNodes: z.int().min(1).max(200).meta({ description: 'Greatest number of nodes in the pool.' }),
      })
      .meta({ description: 'The nodes for everything but Brainstore.' }),
    deletionProtection: only(['gcp'], z.boolean().meta({ description: 'Refuse deletion of the cluster.' })),
  })
  .meta({ description: 'The Kubernetes cluster that the services run in.' });

export const clusterField = only(onKubernetes, cluster);
