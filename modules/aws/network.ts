import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { Construct } from '../core/cdktf.ts';
import type { IKey, IQuarantine } from '../core/contracts.ts';
import { FlowLogs } from './flow-logs.ts';
import { PrivateNetwork } from './private-network.ts';

export interface NetworkProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
  /** IPv4 range of the main network, a /21 or larger. A change replaces the network and everything in it. */
  readonly cidr: string;
  /** Range of the quarantine network; may overlap the main one, there is no way between them. Default: - no quarantine. */
  readonly quarantineCidr?: string;
  /** Three zones, or none for the first three of the region. A change replaces subnets and what is in them. */
  readonly availabilityZones: readonly string[];
  /** Records the traffic of both networks. */
  readonly flowLogs: boolean;
  /** Key of the flow logs. */
  readonly key: IKey;
  /** Days that flow logs are kept; one of the figures that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
}

/** Both networks. No route, peering or security group leads from one to the other. */
export class Network extends Construct {
  readonly main: PrivateNetwork;
  /** Where user-defined functions run; undefined when they are off. */
  readonly quarantine: (IQuarantine & { readonly egressIp: string }) | undefined;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const keepZones = props.availabilityZones.length === 0;
    const zones = keepZones ? this.lookUpZones() : props.availabilityZones;
    const make = (which: 'main' | 'quarantine', cidr: string): PrivateNetwork => {
      const network = new PrivateNetwork(this, which, {
        name: `${props.name}-${which}`,
        region: props.region,
        cidr,
        zones,
        keepZones,
        // Its successor would have the same range, and AWS has no two of one range in a network.
        keepSubnets: which === 'main',
      });
      if (props.flowLogs) this.recordTraffic(which, network, props);
      return network;
    };
    this.main = make('main', props.cidr);
    this.quarantine =
      props.quarantineCidr === undefined
        ? undefined
        : this.closeIn(make('quarantine', props.quarantineCidr), props.name);
  }

  /** Of the region's own zones: local and wavelength zones, which an account opts into, cannot hold what we make. */
  private lookUpZones(): readonly string[] {
    const zones = new DataAwsAvailabilityZones(this, 'zones', {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
    });
    return [0, 1, 2].map((index) => `\${${zones.fqn}.names[${index}]}`);
  }

  private recordTraffic(which: string, network: PrivateNetwork, props: NetworkProps): void {
    new FlowLogs(network, 'flow_logs', {
      vpcId: network.id,
      logGroup: `/braintrust/${props.name}/flow-logs/${which}`,
      roleName: `${props.name}-flow-logs-${which}`,
      key: props.key,
      logRetentionDays: props.logRetentionDays,
    });
  }

  private closeIn(network: PrivateNetwork, name: string): IQuarantine & { readonly egressIp: string } {
    const group = new SecurityGroup(network, 'functions', {
      vpcId: network.id,
      name: `${name}-quarantine-functions`,
      description: 'User-defined functions of the data plane',
      tags: { Name: `${name}-quarantine-functions` },
    });
    new VpcSecurityGroupEgressRule(network, 'functions_out', {
      securityGroupId: group.id,
      description: 'User code calls the API, model providers and whatever it likes',
      ipProtocol: '-1',
      cidrIpv4: '0.0.0.0/0',
    });
    return {
      id: network.id,
      privateSubnetIds: network.privateSubnetIds,
      securityGroupId: group.id,
      egressIp: network.egressIp,
    };
  }
}
