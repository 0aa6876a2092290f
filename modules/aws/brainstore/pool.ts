import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group/index.js';
import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { Construct, dependable } from '../../core/cdktf.ts';
import type { IKey, INetwork } from '../../core/contracts.ts';
import type { WatchedPool } from '../observability/observability.ts';
import { nodeTemplate } from './launch-template.ts';
import { brainstorePort, type PoolSize, type PoolSpec } from './pools.ts';
import type { NodeSettings } from './settings.ts';
import { userData } from './user-data.ts';

export interface PoolProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly spec: PoolSpec;
  readonly size: PoolSize;
  /** Value of the nodes' role tag. */
  readonly role: string;
  readonly settings: NodeSettings;
  readonly network: INetwork;
  readonly key: IKey;
  readonly loadBalancerGroupId: string;
  readonly nodeGroupId: string;
  readonly instanceProfileArn: string;
  readonly machineImage: string | undefined;
  readonly scalingRoleArn: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Nodes of one kind behind an internal address. */
export class Pool extends Construct {
  /** `http://host:4000`. */
  readonly url: string;
  /** Values of CloudWatch dimensions, and how many nodes there should be. */
  readonly dimensions: WatchedPool;
  private readonly group: AutoscalingGroup;
  private readonly listener: LbListener;

  constructor(scope: Construct, id: string, props: PoolProps) {
    super(scope, id);
    const name = `${props.name}-${props.spec.suffix}`;
    const loadBalancer = new Lb(this, 'load_balancer', {
      name,
      internal: true,
      loadBalancerType: 'network',
      subnets: [...props.network.privateSubnetIds],
      securityGroups: [props.loadBalancerGroupId],
      enableCrossZoneLoadBalancing: true,
    });
    const targets = this.targetGroup(name, props.network.id);
    this.listener = new LbListener(this, 'listener', {
      loadBalancerArn: loadBalancer.arn,
      port: brainstorePort,
      protocol: 'TCP',
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
    });
    this.group = this.scalingGroup(name, props, targets.arn);
    this.url = `http://${loadBalancer.dnsName}:${brainstorePort}`;
    this.dimensions = {
      loadBalancer: loadBalancer.arnSuffix,
      targetGroup: targets.arnSuffix,
      scalingGroup: this.group.name,
      count: props.size.count,
    };
  }

  /** Makes nodes wait for something, by address. */
  startAfter(addresses: readonly string[]): void {
    this.group.dependsOn = [this.listener.fqn, ...addresses].map((fqn) => dependable({ fqn }));
  }

  private targetGroup(name: string, vpcId: string): LbTargetGroup {
    return new LbTargetGroup(this, 'targets', {
      name,
      vpcId,
      port: brainstorePort,
      protocol: 'TCP',
      targetType: 'instance',
      deregistrationDelay: '60',
      // Callers keep connections open for ever; without this they hang on a node that has gone.
      connectionTermination: true,
      // What the vendor's chart probes: an open port alone would keep a stuck node in service.
      healthCheck: {
        protocol: 'HTTP',
        path: '/',
        port: 'traffic-port',
        matcher: '200-399',
        interval: 10,
        // Load balancers other than this kind refuse a timeout as long as the interval; 6 is its own default for HTTP:
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
        timeout: 6,
        healthyThreshold: 3,
        unhealthyThreshold: 3,
      },
    });
  }

  private scalingGroup(name: string, props: PoolProps, targetGroupArn: string): AutoscalingGroup {
    const { count } = props.size;
    const tags = {
      ...props.tags,
      Name: name,
      BrainstoreRole: props.role,
    };
    const template = nodeTemplate(this, {
      name,
      pool: props.size,
      machineImage: props.machineImage,
      userData: userData(this, props.settings),
      instanceProfileArn: props.instanceProfileArn,
      securityGroupId: props.nodeGroupId,
      key: props.key,
      tags,
    });
    return new AutoscalingGroup(this, 'Resource', {
      name,
      minSize: count,
      desiredCapacity: count,
      // Rolling makes the new nodes first.
      maxSize: count * 2,
      vpcZoneIdentifier: [...props.network.privateSubnetIds],
      targetGroupArns: [targetGroupArn],
      launchTemplate: { id: template.id, version: `\${tostring(${template.fqn}.latest_version)}` },
      ...(props.scalingRoleArn === undefined ? {} : { serviceLinkedRoleArn: props.scalingRoleArn }),
      healthCheckType: 'ELB',
      // A start installs packages and loads the image: minutes. Upstream's 60 s replaces nodes that are still starting.
      healthCheckGracePeriod: 600,
      waitForElbCapacity: count,
      // What the alarm on missing nodes reads; EC2 Auto Scaling reports nothing unasked.
      enabledMetrics: ['GroupDesiredCapacity', 'GroupInServiceInstances'],
      waitForCapacityTimeout: '20m',
      instanceRefresh: {
        strategy: 'Rolling',
        preferences: {
          minHealthyPercentage: 100,
          maxHealthyPercentage: 200,
          // No old node goes before a new one has had this long to start.
          instanceWarmup: '300',
        },
        triggers: ['tag'],
      },
      tag: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
    });
  }
}
