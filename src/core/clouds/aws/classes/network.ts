/** The network. */
import { opensToAll, switchedOn } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { gives, interrupts, quietly } from '../../../plan/classify/rows.ts';
import { groups, nat, opens, outbound, policyRows } from './rows.ts';

export const networkClasses: ResourceClasses = {
  aws_vpc: {
    noun: 'network',
    loss: 'the network and everything in it',
  },
  aws_subnet: {
    noun: 'subnet',
    replaced: interrupts(
      'everything in the subnet is made anew and is down meanwhile',
      'https://docs.aws.amazon.com/vpc/latest/userguide/delete-subnets.html',
    ),
    destroyed: interrupts(
      'everything in the subnet has to go first',
      'https://docs.aws.amazon.com/vpc/latest/userguide/delete-subnets.html',
    ),
    rows: [
      {
        path: 'map_public_ip_on_launch',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'machines that start in the subnet get an address on the internet',
        source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
      },
    ],
  },
  aws_internet_gateway: { noun: 'internet gateway', replaced: outbound, destroyed: outbound },
  aws_nat_gateway: {
    noun: 'NAT gateway',
    replaced: outbound,
    destroyed: outbound,
    made: {
      kind: 'cost',
      severity: 'notice',
      consequence: 'it costs by the hour and by the gigabyte',
      source: 'https://aws.amazon.com/vpc/pricing/',
    },
  },
  aws_eip: {
    noun: 'outbound address',
    replaced: interrupts(
      'calls come from another address: whoever lets only the former one in has to be told',
      nat,
    ),
    destroyed: interrupts('calls no longer come from this address', nat),
  },
  aws_route: { noun: 'route', replaced: outbound, destroyed: outbound },
  aws_route_table: { noun: 'route table', replaced: outbound, destroyed: outbound },
  aws_route_table_association: { noun: 'route of a subnet', replaced: outbound, destroyed: outbound },
  aws_vpc_endpoint: {
    noun: 'endpoint in the network',
    replaced: interrupts(
      'the service is reached through NAT meanwhile, or not at all',
      'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    ),
    rows: policyRows('policy'),
  },
  aws_default_security_group: {
    noun: 'security group',
    rows: ['ingress', 'egress'].map((path) => ({
      path,
      when: opensToAll,
      kind: 'exposure',
      severity: 'attention',
      consequence: 'what carries no other security group is open to everybody',
      source: groups,
    })),
  },
  aws_security_group: {
    noun: 'security group',
    replaced: interrupts('what carries it is not reached until it carries the new one: seconds', groups),
    rows: [
      {
        path: 'ingress',
        when: opensToAll,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'everybody on the internet may call the port, as far as it can be reached from there',
        source: groups,
      },
    ],
  },
  aws_vpc_security_group_ingress_rule: {
    noun: 'rule that lets in',
    replaced: quietly('the port is closed for a moment', groups),
    destroyed: quietly('callers that it let in are refused from then on', groups),
    made: gives('one more caller reaches the port', groups),
    rows: opens,
  },
  aws_vpc_security_group_egress_rule: {
    noun: 'rule that lets out',
    replaced: quietly('the way out is closed for a moment', groups),
    destroyed: quietly('calls that it let out fail from then on', groups),
  },
};
