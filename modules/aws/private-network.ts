import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';
import { subnetCidr } from '../core/cidr.ts';
import type { INetwork } from '../core/contracts.ts';

export interface PrivateNetworkProps {
  /** Value, or prefix, of the `Name` tags, such as `acme-main`. */
  readonly name: string;
  readonly region: string;
  /** IPv4 range, cut into eight of which four are used. A change replaces the network and everything in it. */
  readonly cidr: string;
  /** Names of three zones, or references. A change replaces subnets and what is in them. */
  readonly zones: readonly string[];
  /** True when the zones are looked up: that answers differently once a region grows, and what was chosen first stays. */
  readonly keepZones: boolean;
  /** Refuse to replace or destroy subnets: what is in them cannot move. Default: false. */
  readonly keepSubnets?: boolean;
}

/**
 * A VPC with one public subnet, which holds nothing but a NAT gateway, and three private ones whose way out it is.
 * Secrets Manager is reached that way too: interface endpoints in three zones cost more than the little traffic.
 */
export class PrivateNetwork extends Construct implements INetwork {
  readonly id: string;
  readonly privateSubnetIds: readonly string[];
  /** The one address that the outside sees. */
  readonly egressIp: string;
  /** Address of the way out, for those who need it when they start. */
  readonly wayOut: string;

  constructor(scope: Construct, id: string, props: PrivateNetworkProps) {
    super(scope, id);
    const vpc = new Vpc(this, 'Resource', {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: props.name },
    });
    this.id = vpc.id;
    // Without any rule: what is started without a group of its own is cut off.
    new DefaultSecurityGroup(this, 'default', { vpcId: vpc.id, tags: { Name: `${props.name}-unused` } });
    const way = this.makeWayOut(props);
    this.egressIp = way.ip;
    const inside = this.makePrivateSide(props, way.natId);
    this.privateSubnetIds = inside.subnetIds;
    this.wayOut = addressOf(inside.route);
  }

  private makeWayOut(props: PrivateNetworkProps): { readonly natId: string; readonly ip: string } {
    const internet = new InternetGateway(this, 'internet', { vpcId: this.id, tags: { Name: props.name } });
    const subnet = this.makeSubnet('public_1', props, 0, props.zones[0]);
    const table = this.makeTable('public', props);
    new Route(this, 'public_internet', {
      routeTableId: table.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: internet.id,
    });
    new RouteTableAssociation(this, 'public_1_table', { subnetId: subnet.id, routeTableId: table.id });
    const address = new Eip(this, 'nat', {
      domain: 'vpc',
      tags: { Name: `${props.name}-nat` },
      dependsOn: [internet],
    });
    const nat = new NatGateway(this, 'out', {
      allocationId: address.allocationId,
      subnetId: subnet.id,
      tags: { Name: props.name },
      dependsOn: [internet],
    });
    return { natId: nat.id, ip: address.publicIp };
  }

  private makePrivateSide(
    props: PrivateNetworkProps,
    natId: string,
  ): { readonly subnetIds: readonly string[]; readonly route: Route } {
    const table = this.makeTable('private', props);
    const route = new Route(this, 'private_out', {
      routeTableId: table.id,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: natId,
    });
    // Free of charge, and keeps Brainstore's traffic with its bucket off the NAT gateway.
    new VpcEndpoint(this, 's3', {
      vpcId: this.id,
      serviceName: `com.amazonaws.${props.region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [table.id],
      tags: { Name: `${props.name}-s3` },
    });
    const subnetIds = props.zones.map((zone, index) => {
      const number = index + 1;
      const subnet = this.makeSubnet(`private_${number}`, props, number, zone);
      new RouteTableAssociation(this, `private_${number}_table`, {
        subnetId: subnet.id,
        routeTableId: table.id,
      });
      return subnet.id;
    });
    return { subnetIds, route };
  }

  private makeSubnet(
    id: string,
    props: PrivateNetworkProps,
    range: number,
    zone: string | undefined,
  ): Subnet {
    return new Subnet(this, id, {
      vpcId: this.id,
      cidrBlock: subnetCidr(props.cidr, 3, range),
      ...(zone === undefined ? {} : { availabilityZone: zone }),
      mapPublicIpOnLaunch: false,
      tags: { Name: `${props.name}-${id.replaceAll('_', '-')}` },
      lifecycle: {
        ...(props.keepZones ? { ignoreChanges: ['availability_zone'] } : {}),
        ...(props.keepSubnets ? { preventDestroy: true } : {}),
      },
    });
  }

  private makeTable(id: string, props: PrivateNetworkProps): RouteTable {
    return new RouteTable(this, id, { vpcId: this.id, tags: { Name: `${props.name}-${id}` } });
  }
}
