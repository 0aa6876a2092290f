import { lastAddress, subnetCidr } from '../core/cidr.ts';

/** Of the subnets that are made. The services' load balancer and its private link name them. */
export const subnetNames = { nodes: 'nodes', endpoints: 'endpoints', link: 'link' } as const;

/** Ranges of the network that is made, cut from its own. */
export interface AzureSubnets {
  /** Nodes, and the load balancer of the API: half of the network. Pods are in an overlay and take nothing of it. */
  readonly nodes: string;
  /** Private endpoints of vault, database, cache and storage: one address each. */
  readonly endpoints: string;
  /** Private Link Service in front of the API; only with Front Door. */
  readonly link: string;
}

/** `cidr` is a /20 or larger. The second half stays free, but for the two small ranges. */
export function azureSubnets(cidr: string): AzureSubnets {
  return { nodes: subnetCidr(cidr, 1, 0), endpoints: subnetCidr(cidr, 6, 32), link: subnetCidr(cidr, 6, 33) };
}

/**
 * Address of the API's load balancer in the subnet of the nodes: the last but one that can be used. Azure gives addresses to
 * nodes from below, and keeps the very last one of a range.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
export function apiAddress(nodesCidr: string): string {
  return lastAddress(nodesCidr, 2);
}
