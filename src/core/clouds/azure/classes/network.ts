/** The network, and the resource group around everything. */
import { changed, switchedOn } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, interrupts, quietly } from '../../../plan/classify/rows.ts';
import { exposure, learn, nat, nsg, opened, outbound, unreachable } from './rows.ts';

export const networkClasses: ResourceClasses = {
  azurerm_virtual_network: {
    noun: 'network',
    loss: 'the network and everything in it',
    rows: downtime(
      ['address_space'],
      'ranges are added while the network works on; one that is in use cannot go',
      `${learn}/virtual-network/manage-virtual-network`,
    ),
  },
  azurerm_subnet: {
    noun: 'subnet',
    replaced: interrupts(
      'what is in the subnet is made anew, the cluster with it, and is told by itself',
      `${learn}/virtual-network/virtual-network-manage-subnet`,
    ),
    destroyed: interrupts(
      'what is in the subnet has to go first',
      `${learn}/virtual-network/virtual-network-manage-subnet`,
    ),
    rows: [
      ...downtime(
        ['address_prefixes'],
        'Azure refuses it while something is in the subnet',
        `${learn}/virtual-network/virtual-network-manage-subnet`,
      ),
      exposure(
        'default_outbound_access_enabled',
        switchedOn,
        'machines without a way out get one of their own',
        `${learn}/virtual-network/ip-services/default-outbound-access`,
      ),
    ],
  },
  azurerm_resource_group: { noun: 'resource group', loss: 'everything in the resource group' },
  azurerm_network_security_group: {
    noun: 'rules of a subnet',
    replaced: quietly('connections that are not open yet wait for a moment', nsg),
    rows: [
      {
        path: 'security_rule',
        when: (before, after) => opened(after) > opened(before),
        kind: 'exposure',
        severity: 'attention',
        consequence: 'a rule lets everybody on the internet in, as far as the port can be reached from there',
        source: nsg,
      },
      {
        path: 'security_rule',
        when: changed,
        kind: 'access',
        severity: 'notice',
        consequence: 'other connections are let through from then on',
        source: nsg,
      },
    ],
  },
  azurerm_subnet_network_security_group_association: {
    noun: 'rules of a subnet',
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'nothing guards the subnet any more',
      source: nsg,
    },
  },
  azurerm_nat_gateway: { noun: 'NAT gateway', replaced: outbound, destroyed: outbound },
  azurerm_nat_gateway_public_ip_association: {
    noun: 'outbound address',
    replaced: outbound,
    destroyed: outbound,
  },
  azurerm_subnet_nat_gateway_association: {
    noun: 'way out of a subnet',
    replaced: outbound,
    destroyed: outbound,
  },
  azurerm_public_ip: {
    noun: 'outbound address',
    replaced: interrupts(
      'calls come from another address: whoever lets only the former one in has to be told',
      nat,
    ),
    destroyed: interrupts('calls no longer come from this address', nat),
  },
  azurerm_private_endpoint: { noun: 'private endpoint', replaced: unreachable, destroyed: unreachable },
  azurerm_private_dns_zone: {
    noun: 'names of private endpoints',
    replaced: unreachable,
    destroyed: unreachable,
  },
  azurerm_private_dns_zone_virtual_network_link: {
    noun: 'names of private endpoints',
    replaced: unreachable,
    destroyed: unreachable,
  },
};
