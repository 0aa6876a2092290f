import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group/index.js';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';

/** Who may come in. Answers, and everything outward, follow Azure's own rules. */
export interface InboundRule {
  /** A change replaces the rule. */
  readonly name: string;
  /** 100 to 4096; the lowest that fits decides. */
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly protocol: 'Tcp' | '*';
  /** A range, or one of Azure's own words such as `VirtualNetwork`. */
  readonly from: string;
  /** `*` for all. */
  readonly ports: '*' | readonly string[];
  /** At most 140 characters. */
  readonly why: string;
}

export interface SubnetGuardProps extends Omit<AzurePlace, 'subscription'> {
  /** What the subnet is for; part of the group's name. */
  readonly role: string;
  readonly subnetId: string;
  readonly rules: readonly InboundRule[];
}

/** Who may come into a subnet. Rules that are added by hand are taken away by the next apply. */
export class SubnetGuard extends Construct {
  constructor(scope: Construct, id: string, props: SubnetGuardProps) {
    super(scope, id);
    const group = new NetworkSecurityGroup(this, 'Resource', {
      name: `${props.name}-${props.role}`,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      tags: { ...props.tags },
      securityRule: props.rules.map((rule) => ({
        name: rule.name,
        description: rule.why,
        priority: rule.priority,
        direction: 'Inbound',
        access: rule.access,
        protocol: rule.protocol,
        sourceAddressPrefix: rule.from,
        sourcePortRange: '*',
        destinationAddressPrefix: '*',
        ...portsOf(rule),
      })),
    });
    new SubnetNetworkSecurityGroupAssociation(this, 'subnet', {
      subnetId: props.subnetId,
      networkSecurityGroupId: group.id,
    });
  }
}

/** Azure gives a list of one back as a single value, which would be a change in every plan. */
function portsOf({ ports }: InboundRule) {
  const [first, ...others] = ports;
  if (first !== undefined && others.length === 0) return { destinationPortRange: first };
  return { destinationPortRanges: [...ports] };
}
