/** The address ranges of a deployment on Google Cloud. */
import type { Config } from '../../config/schema.ts';
import type { AddressRange, AddressSpace } from '../../rules/address-range.ts';
import { specialRanges } from '../../rules/special-ranges.ts';
import { mostNodes, prefixFor } from '../kubernetes/most-nodes.ts';

/** Four addresses of a subnetwork are Google's: https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet */
const keptBySubnetwork = 4;
/** Load balancers, the control plane's endpoint, and a node more for each pool while Google replaces one. */
const besideNodes = 12;
/** Addresses of pods that each node is given: https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr */
const podsPrefixOfNode = 24;

const apart = 'addresses must be unique within a network';

/** Ranges that are made; those of a network or a cluster that was brought along are its owner's business. */
export function gcpNetworks(config: Config): readonly AddressRange[] {
  const { existing } = config.network;
  const ownCluster = config.cluster?.existing === undefined;
  const ranges = [
    existing ? undefined : nodes(config),
    ownCluster && existing?.podsRange === undefined ? pods(config) : undefined,
    ownCluster && existing?.servicesRange === undefined ? services(config) : undefined,
    existing?.privateServiceAccess ? undefined : privateServices(config),
    ownCluster ? controlPlane(config) : undefined,
  ];
  return ranges.filter((range) => range !== undefined);
}

function nodes(config: Config): AddressRange {
  const needed = mostNodes(config) + keptBySubnetwork + besideNodes;
  return {
    title: 'the range of the nodes',
    path: 'network.cidr',
    text: config.network.cidr,
    limits: { least: 8, most: Math.min(27, prefixFor(needed)) },
    tooSmall: `for ${mostNodes(config)} nodes and what is beside them`,
    tooLarge: 'the largest private range',
    apart,
    source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing',
  };
}

function pods(config: Config): AddressRange | undefined {
  const text = config.network.podsCidr;
  if (text === undefined) return undefined;
  const most = podsPrefixOfNode - Math.ceil(Math.log2(mostNodes(config)));
  return {
    title: 'the range of the pods',
    path: 'network.podsCidr',
    text,
    limits: { least: 9, most },
    tooSmall: `for a /${podsPrefixOfNode} on each of ${mostNodes(config)} nodes`,
    tooLarge: 'the largest that GKE takes',
    apart,
    source:
      'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing_secondary_range_pods',
  };
}

function services(config: Config): AddressRange | undefined {
  const text = config.network.servicesCidr;
  if (text === undefined) return undefined;
  return {
    title: 'the range of the services',
    path: 'network.servicesCidr',
    text,
    limits: { least: 16, most: 27 },
    tooSmall: "for the cluster's services",
    tooLarge: 'the largest that GKE takes',
    apart,
    source:
      'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#cluster_sizing_secondary_range_svcs',
  };
}

function privateServices(config: Config): AddressRange | undefined {
  const text = config.network.privateServicesCidr;
  if (text === undefined) return undefined;
  return {
    title: 'the range of database and cache',
    path: 'network.privateServicesCidr',
    text,
    limits: { least: 8, most: 24 },
    tooSmall: 'for the networks that Google makes in it',
    tooLarge: 'the largest private range',
    apart,
    source: 'https://cloud.google.com/vpc/docs/configure-private-services-access#allocating-range',
  };
}

function controlPlane(config: Config): AddressRange | undefined {
  const text = config.cluster?.controlPlaneCidr;
  if (text === undefined) return undefined;
  return {
    title: 'the range of the control plane',
    path: 'cluster.controlPlaneCidr',
    text,
    limits: { least: 28, most: 28 },
    tooSmall: 'for the control plane',
    tooLarge: 'the control plane takes',
    apart,
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters',
  };
}

const prohibited = 'https://cloud.google.com/vpc/docs/subnets#prohibited-ipv4-ranges';

export const gcpAddressSpace: AddressSpace = {
  // https://cloud.google.com/vpc/docs/subnets#valid-ranges
  alsoPrivate: ['100.64.0.0/10', '192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4'],
  reserved: [
    {
      text: '172.17.0.0/16',
      why: 'which Docker keeps on the machines of Cloud SQL: connections from and to it fail',
      source: 'https://cloud.google.com/sql/docs/postgres/private-ip#requirements_for_private_ip',
    },
    ...specialRanges(prohibited),
    { text: '0.0.0.0/8', why: 'which means the network that one is in', source: prohibited },
    {
      text: '199.36.153.0/24',
      why: 'at which machines without a public address reach the APIs of Google',
      source: prohibited,
    },
  ],
};
