import { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway/index.js';
import { NatGatewayPublicIpAssociation } from '@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association/index.js';
import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet/index.js';
import { SubnetNatGatewayAssociation } from '@cdktf/provider-azurerm/lib/subnet-nat-gateway-association/index.js';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import type { AzurePlace, IAzureNetwork } from './contracts.ts';
import { FlowLogs } from './flow-logs.ts';
import type { AzureExistingNetwork, AzureNetworkProps } from './props.ts';
import { SubnetGuard } from './subnet-guard.ts';
import { azureSubnets, subnetNames } from './subnets.ts';

export interface NetworkProps extends AzurePlace {
  /** The network as it is wanted. */
  readonly network: AzureNetworkProps;
}

/** The network, made or brought along. */
export class Network extends Construct implements IAzureNetwork {
  readonly id: string;
  readonly nodesSubnetId: string;
  readonly endpointsSubnetId: string;
  readonly linkSubnetId: string | undefined;
  readonly outboundType: IAzureNetwork['outboundType'];
  readonly egressAddress: string | undefined;
  readonly wayOut: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { existing, flowLogs } = props.network;
    const made = existing === undefined ? this.make(props) : brought(existing);
    this.id = made.id;
    this.nodesSubnetId = made.nodesSubnetId;
    this.endpointsSubnetId = made.endpointsSubnetId;
    this.linkSubnetId = made.linkSubnetId;
    this.outboundType = made.outboundType;
    this.egressAddress = made.egressAddress;
    this.wayOut = made.wayOut;
    if (flowLogs) new FlowLogs(this, 'flow_logs', { ...props, networkId: this.id });
  }

  private make(props: NetworkProps): IAzureNetwork {
    const { name, region, resourceGroup, tags, network } = props;
    const ranges = azureSubnets(network.cidr);
    const vnet = new VirtualNetwork(this, 'Resource', {
      name: `${name}-network`,
      location: region,
      resourceGroupName: resourceGroup,
      addressSpace: [network.cidr],
      tags: { ...tags },
      lifecycle: { preventDestroy: true },
    });
    const subnet = (id: keyof typeof subnetNames, own: { readonly [argument: string]: unknown }) =>
      new Subnet(this, id, {
        name: subnetNames[id],
        resourceGroupName: resourceGroup,
        virtualNetworkName: vnet.name,
        addressPrefixes: [ranges[id]],
        // Nothing leaves but through the gateway; Azure's own way out is going away.
        // https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
        defaultOutboundAccessEnabled: false,
        ...own,
        lifecycle: { preventDestroy: true },
      });
    const nodes = subnet('nodes', {});
    // Without it the rules of the subnet do not reach the endpoints.
    // https://learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy
    const endpoints = subnet('endpoints', { privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled' });
    const guard = { name, region, resourceGroup, tags };
    new SubnetGuard(this, 'nodes_guard', { ...guard, role: 'nodes', subnetId: nodes.id, rules: nodeRules });
    new SubnetGuard(this, 'endpoints_guard', {
      ...guard,
      role: 'endpoints',
      subnetId: endpoints.id,
      rules: endpointRules(ranges.nodes),
    });
    let linkSubnetId: string | undefined;
    if (network.frontDoor) {
      // A Private Link Service takes its addresses only from a subnet without such policies.
      // https://learn.microsoft.com/azure/private-link/disable-private-link-service-network-policy
      const link = subnet('link', { privateLinkServiceNetworkPoliciesEnabled: false });
      new SubnetGuard(this, 'link_guard', { ...guard, role: 'link', subnetId: link.id, rules: nodeRules });
      linkSubnetId = link.id;
    }
    return {
      id: vnet.id,
      nodesSubnetId: nodes.id,
      endpointsSubnetId: endpoints.id,
      linkSubnetId,
      outboundType: 'userAssignedNATGateway',
      ...this.makeWayOut(props, nodes.id),
    };
  }

  /** One address of ours for everything that the nodes call, so that others can let it in. */
  private makeWayOut(
    { name, region, resourceGroup, tags }: NetworkProps,
    nodesSubnetId: string,
  ): Pick<IAzureNetwork, 'egressAddress' | 'wayOut'> {
    const common = { location: region, resourceGroupName: resourceGroup, tags: { ...tags } };
    const address = new PublicIp(this, 'egress', {
      ...common,
      name: `${name}-egress`,
      allocationMethod: 'Static',
      sku: 'Standard',
    });
    const gateway = new NatGateway(this, 'nat', {
      ...common,
      name: `${name}-nat`,
      skuName: 'Standard',
      // A model can think for minutes before its first word; the default drops a silent connection after four. Longer ones
      // hold a port each, of 64,512. https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource
      idleTimeoutInMinutes: 10,
    });
    const hasAddress = new NatGatewayPublicIpAssociation(this, 'nat_address', {
      natGatewayId: gateway.id,
      publicIpAddressId: address.id,
    });
    const hasNodes = new SubnetNatGatewayAssociation(this, 'nat_nodes', {
      natGatewayId: gateway.id,
      subnetId: nodesSubnetId,
    });
    return { egressAddress: address.ipAddress, wayOut: [hasAddress, hasNodes] };
  }
}

function brought(existing: AzureExistingNetwork): IAzureNetwork {
  const subnet = (name: string) => `${existing.vnet}/subnets/${name}`;
  return {
    id: existing.vnet,
    nodesSubnetId: subnet(existing.nodesSubnet),
    endpointsSubnetId: subnet(existing.endpointsSubnet),
    linkSubnetId: existing.linkSubnet === undefined ? undefined : subnet(existing.linkSubnet),
    outboundType: existing.wayOut === 'routes' ? 'userDefinedRouting' : 'userAssignedNATGateway',
    egressAddress: undefined,
    wayOut: [],
  };
}

/** Azure's own rules let in the network and the load balancer's probes; this one stays when somebody adds a wider one. */
const nodeRules = [
  {
    name: 'deny-internet',
    priority: 4000,
    access: 'Deny',
    protocol: '*',
    from: 'Internet',
    ports: '*',
    why: 'Nothing of the data plane is called from the Internet directly',
  },
] as const;

function endpointRules(nodes: string) {
  return [
    {
      name: 'allow-nodes',
      priority: 100,
      access: 'Allow',
      protocol: 'Tcp',
      from: nodes,
      // Vault and storage, PostgreSQL, Redis. Pods call from their node's address.
      ports: ['443', '5432', '10000'],
      why: 'Pods call vault, storage, database and cache',
    },
    {
      name: 'allow-https',
      priority: 110,
      access: 'Allow',
      protocol: 'Tcp',
      from: 'VirtualNetwork',
      ports: ['443'],
      why: 'Whoever deploys from this network, or one that is joined to it, reaches vault and storage',
    },
    {
      name: 'deny-others',
      priority: 4000,
      access: 'Deny',
      protocol: '*',
      from: '*',
      ports: '*',
      why: 'Database and cache are for the nodes alone',
    },
  ] as const;
}
