/** The network. */
import { switchedOff } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, interrupts } from '../../../plan/classify/rows.ts';
import { outbound, peering } from './rows.ts';

export const networkClasses: ResourceClasses = {
  google_compute_network: { noun: 'network', loss: 'the network and everything in it' },
  google_compute_subnetwork: {
    noun: 'subnet',
    replaced: interrupts(
      'what is in the subnet is made anew, the cluster with it, and is told by itself',
      'https://cloud.google.com/vpc/docs/subnets',
    ),
    destroyed: interrupts(
      'what is in the subnet has to go first',
      'https://cloud.google.com/vpc/docs/subnets',
    ),
    rows: [
      ...downtime(
        ['ip_cidr_range'],
        'the range grows in place; it cannot shrink again',
        'https://cloud.google.com/vpc/docs/create-modify-vpc-networks',
        'notice',
      ),
      {
        path: 'private_ip_google_access',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'nodes reach the storage and the other services of Google through NAT, or not at all',
        source: 'https://cloud.google.com/vpc/docs/private-google-access',
      },
    ],
  },
  google_compute_router: { noun: 'router', replaced: outbound, destroyed: outbound },
  google_compute_router_nat: { noun: 'NAT gateway', replaced: outbound, destroyed: outbound },
  google_compute_global_address: {
    noun: 'address or range',
    replaced: interrupts(
      'the API gets another address, or the range of database and cache moves: they are not reached meanwhile',
      peering,
    ),
    destroyed: interrupts('the API loses its address, or database and cache their range', peering),
  },
  google_service_networking_connection: {
    noun: 'way to database and cache',
    replaced: interrupts('database and cache are not reached until it is there again: minutes', peering),
    destroyed: interrupts('database and cache are not reached', peering),
    rows: downtime(
      ['reserved_peering_ranges'],
      'database and cache get their addresses from other ranges when they are made anew',
      peering,
    ),
  },
};
