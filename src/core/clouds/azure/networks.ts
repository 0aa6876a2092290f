/** The address ranges of a deployment on Azure. */
import type { Config } from '../../config/schema.ts';
import type { AddressRange, AddressSpace } from '../../rules/address-range.ts';
import { specialRanges } from '../../rules/special-ranges.ts';
import { mostNodes, prefixFor } from '../kubernetes/most-nodes.ts';

/** Five addresses of a subnet are Azure's: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq */
const keptBySubnet = 5;
/** The system pool at its greatest, the load balancer of the API, and a node more for each pool while it is upgraded. */
const besideNodes = 16;
/** An overlay gives each node a range of pods: https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay */
const podsPrefixOfNode = 24;

const planning = 'https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning';
const apart = 'addresses must be unique within a network';

/** Ranges that are made; those of a network or a cluster that was brought along are its owner's business. */
export function azureNetworks(config: Config): readonly AddressRange[] {
  const ownCluster = config.cluster?.existing === undefined;
  const ranges = [
    config.network.existing ? undefined : mainNetwork(config),
    ownCluster ? pods(config) : undefined,
    ownCluster ? services(config) : undefined,
  ];
  return ranges.filter((range) => range !== undefined);
}

/** Half of it is for the nodes; endpoints and private link have a sixty-fourth each, of sixteen addresses at least. */
function mainNetwork(config: Config): AddressRange {
  const needed = mostNodes(config) + keptBySubnet + besideNodes;
  return {
    title: 'the main network',
    path: 'network.cidr',
    text: config.network.cidr,
    limits: { least: 8, most: Math.min(22, prefixFor(needed) - 1) },
    tooSmall: `for ${mostNodes(config)} nodes in its first half, and the subnets of endpoints and private link`,
    tooLarge: 'the largest private range',
    apart,
    source: planning,
  };
}

function pods(config: Config): AddressRange | undefined {
  const text = config.network.podsCidr;
  if (text === undefined) return undefined;
  const nodes = mostNodes(config) + besideNodes;
  return {
    title: 'the range of the pods',
    path: 'network.podsCidr',
    text,
    limits: { least: 8, most: podsPrefixOfNode - Math.ceil(Math.log2(nodes)) },
    tooSmall: `for a /${podsPrefixOfNode} on each of ${nodes} nodes, those of the system among them`,
    tooLarge: 'the largest private range',
    apart,
    source: planning,
  };
}

function services(config: Config): AddressRange | undefined {
  const text = config.network.servicesCidr;
  if (text === undefined) return undefined;
  return {
    title: 'the range of the services',
    path: 'network.servicesCidr',
    text,
    limits: { least: 13, most: 27 },
    tooSmall: "for the cluster's services",
    tooLarge: 'AKS takes',
    apart,
    source: planning,
  };
}

const virtualNetworks = 'https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq';
const clusters = 'https://learn.microsoft.com/azure/aks/azure-cni-overview#prerequisites';

export const azureAddressSpace: AddressSpace = {
  // Shared address space, which Azure takes as private: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
  alsoPrivate: ['100.64.0.0/10'],
  reserved: [
    ...specialRanges(virtualNetworks),
    { text: '168.63.129.16/32', why: 'at which Azure answers every machine', source: virtualNetworks },
    ...['172.30.0.0/16', '172.31.0.0/16', '192.0.2.0/24'].map((text) => ({
      text,
      why: 'which AKS takes neither for nodes nor for pods nor for services',
      source: clusters,
    })),
  ],
};
