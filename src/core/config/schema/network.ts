import * as z from 'zod';
import { only } from '../field.ts';
import { azureId, cidr } from './formats.ts';
import { onKubernetes } from './on-kubernetes.ts';

const subnet = z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?$/, 'the name of a subnet');
const dnsZone = azureId('Microsoft.Network/privateDnsZones').optional();

const ofGoogle = {
  network: only(
    ['gcp'],
    z
      .string()
      .regex(/^projects\/[a-z0-9.:-]+\/global\/networks\/[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
        message: 'projects/PROJECT/global/networks/NETWORK',
      })
      .meta({ description: 'The network.', required: true }),
  ),
  subnetwork: only(
    ['gcp'],
    z
      .string()
      .regex(/^projects\/[a-z0-9.:-]+\/regions\/[a-z0-9-]+\/subnetworks\/[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, {
        message: 'projects/PROJECT/regions/REGION/subnetworks/SUBNETWORK',
      })
      .meta({
        description: 'The subnetwork of the nodes; it needs a way out to the internet.',
        required: true,
      }),
  ),
  podsRange: only(
    ['gcp'],
    z
      .string()
      .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, 'the name of a secondary range')
      .optional()
      .meta({
        description:
          'Its secondary range for pods, with `servicesRange`; left out with it, `podsCidr` is added to it.',
      }),
  ),
  servicesRange: only(
    ['gcp'],
    z
      .string()
      .regex(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, 'the name of a secondary range')
      .optional()
      .meta({
        description:
          'Its secondary range for services, with `podsRange`; left out with it, `servicesCidr` is added to it.',
      }),
  ),
  privateServiceAccess: only(
    ['gcp'],
    z.boolean().optional().meta({
      description:
        'True where the network has a private connection to Google services already; left out, one is made.',
    }),
  ),
} as const;

const ofAzure = {
  vnet: only(
    ['azure'],
    azureId('Microsoft.Network/virtualNetworks').meta({
      description: 'The virtual network.',
      required: true,
    }),
  ),
  nodesSubnet: only(
    ['azure'],
    subnet.meta({
      description:
        'Its subnet for the nodes and the internal load balancer; it needs a way out to the internet.',
      required: true,
    }),
  ),
  endpointsSubnet: only(
    ['azure'],
    subnet.meta({ description: 'Its subnet for private endpoints.', required: true }),
  ),
  linkSubnet: only(
    ['azure'],
    subnet.optional().meta({
      description:
        'Its subnet for the private link that Front Door comes through, with network policies of private link services off; needed with Front Door.',
    }),
  ),
  wayOut: only(
    ['azure'],
    z.enum(['nat-gateway', 'routes']).optional().meta({
      description:
        'How nodes reach the internet: a NAT gateway of their subnet, or its routes, such as to a firewall; left out, `nat-gateway`.',
      change: 'replaces the cluster',
      source: 'https://learn.microsoft.com/azure/aks/egress-outboundtype',
    }),
  ),
  apiAddress: only(
    ['azure'],
    z
      .string()
      .regex(/^([0-9]{1,3}\.){3}[0-9]{1,3}$/, 'an IPv4 address')
      .meta({
        description: 'A free address of the subnet for the nodes, which the API gets.',
        change: 'moves the API to it',
        required: true,
      }),
  ),
  privateDnsZones: only(
    ['azure'],
    z
      .strictObject({
        postgres: dnsZone.meta({ description: 'privatelink.postgres.database.azure.com, by its id.' }),
        redis: dnsZone.meta({ description: 'privatelink.redis.azure.net, by its id.' }),
        blob: dnsZone.meta({ description: 'privatelink.blob.core.windows.net, by its id.' }),
        vault: dnsZone.meta({ description: 'privatelink.vaultcore.azure.net, by its id.' }),
      })
      .optional()
      .meta({
        description: 'Private DNS zones that the network is linked with already; the others are made.',
      }),
  ),
} as const;

const existing = z.strictObject({ ...ofGoogle, ...ofAzure }).meta({
  description: 'A network of your own; left out, one is made.',
  change: 'replaces everything in it',
});

export const network = z
  .strictObject({
    cidr: cidr.meta({
      description:
        'Range of the main network. On AWS a /21 or larger, split into one public and three private subnets; on Google Cloud the range of the nodes; on Azure a /22 or larger, half of it for the nodes.',
      change: 'not in place: the cloud cannot move what is in it; make a new deployment',
    }),
    podsCidr: only(
      onKubernetes,
      cidr.meta({ description: 'Range of the pods.', change: 'replaces the cluster' }),
    ),
    servicesCidr: only(
      onKubernetes,
      cidr.meta({ description: 'Range of the services in the cluster.', change: 'replaces the cluster' }),
    ),
    privateServicesCidr: only(
      ['gcp'],
      cidr.meta({
        description: 'Range that Google takes the addresses of database and cache from, a /24 or larger.',
        change: 'not in place: database and cache keep their addresses; make a new deployment',
        source: 'https://cloud.google.com/vpc/docs/configure-private-services-access',
      }),
    ),
    existing: only(onKubernetes, existing.optional()),
    availabilityZones: only(
      ['aws'],
      z.array(z.string().min(1)).max(3).meta({
        description: 'The three zones to use; empty takes the first three of the region.',
        change: 'not in place: AWS cannot move what is in the subnets; make a new deployment',
      }),
    ),
    quarantine: only(
      ['aws'],
      z
        .strictObject({
          enabled: z.boolean().meta({
            description: 'User-defined functions, in a network of their own, on or off.',
            change: 'adds that network, or removes it once the functions of users in it are deleted',
          }),
          cidr: cidr.meta({
            description: 'Range of the quarantine network.',
            change: 'replaces that network, once the functions of users in it are deleted',
          }),
        })
        .meta({ description: 'The isolated network where user-defined functions run.' }),
    ),
    flowLogs: z.boolean().meta({ description: 'Record the traffic of the networks.' }),
  })
  .meta({ description: 'Networks of the data plane.' });
