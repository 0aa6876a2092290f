import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from '../../core/cdktf.ts';
import type { IBrainstore, IKey, INetwork } from '../../core/contracts.ts';
import { NodeRole } from './node-role.ts';
import { Pool } from './pool.ts';
import { brainstorePort, combinedRole, type PoolSize, poolSpecs } from './pools.ts';
import { type NodeSettingsProps, nodeSettings } from './settings.ts';

export interface BrainstoreProps extends NodeSettingsProps {
  /** Twelve digits, or a reference to them. */
  readonly accountId: string;
  /** Nodes that answer reads, and writes too where there are no writers; 1 or more. */
  readonly readers: PoolSize;
  /** Nodes for the queries of the UI; from 0. */
  readonly fastReaders: PoolSize;
  /** Nodes for writes; with 0 the readers write. */
  readonly writers: PoolSize;
  /** Machine image, an Amazon Linux 2023. A change rolls the nodes. Default: - the newest, kept from then on. */
  readonly machineImage?: string;
  /** How long logs are kept; in days, one of CloudWatch's steps. A change updates in place. */
  readonly logRetentionDays: number;
  readonly network: INetwork;
  readonly key: IKey;
  /**
   * Service-linked role of auto scaling that may use `key`. A change replaces the scaling groups. Default: - the account's own.
   */
  readonly scalingRoleArn?: string;
  /** Tags of machines, volumes and network cards. A change rolls the nodes. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Brainstore on EC2: up to three pools of nodes with local NVMe disks. */
export class Brainstore extends Construct implements IBrainstore {
  readonly readerUrl: string;
  readonly writerUrl: string;
  readonly fastReaderUrl: string | undefined;
  readonly logGroupName: string;
  /** Role that the nodes are in, for further rights. */
  readonly nodeRoleName: string;
  /** The pools that exist, for alarms. */
  readonly watched: Readonly<Record<string, Pool['dimensions']>>;
  private readonly pools: readonly Pool[];
  private readonly loadBalancerGroup: SecurityGroup;
  private readonly nodeGroup: SecurityGroup;
  private readonly role: NodeRole;

  constructor(scope: Construct, id: string, props: BrainstoreProps) {
    super(scope, id);
    this.logGroupName = `/braintrust/${props.name}/brainstore`;
    new CloudwatchLogGroup(this, 'logs', {
      name: this.logGroupName,
      kmsKeyId: props.key.arn,
      retentionInDays: props.logRetentionDays,
    });
    this.loadBalancerGroup = this.group('load_balancer', props, 'Load balancers of Brainstore');
    this.nodeGroup = this.group('node', props, 'Brainstore nodes');
    this.connectGroups();
    props.database.allowFrom('brainstore', this.nodeGroup.id);
    props.cache.allowFrom('brainstore', this.nodeGroup.id);
    this.role = new NodeRole(this, 'node_role', { ...props, logGroupName: this.logGroupName });
    this.nodeRoleName = this.role.name;

    const alone = props.writers.count === 0;
    const readers = this.pool('readers', props, alone ? combinedRole : poolSpecs.readers.role, !alone);
    const fast =
      props.fastReaders.count > 0
        ? this.pool('fastReaders', props, poolSpecs.fastReaders.role, true)
        : undefined;
    const writers = alone ? undefined : this.pool('writers', props, poolSpecs.writers.role, false);

    this.pools = [readers, fast, writers].filter((pool) => pool !== undefined);
    this.watched = Object.fromEntries(this.pools.map((pool) => [pool.node.id, pool.dimensions]));
    this.readerUrl = readers.url;
    this.writerUrl = writers?.url ?? readers.url;
    this.fastReaderUrl = fast?.url;
    this.startAfter([]);
  }

  /** Makes the nodes wait for what they read when they start, by address: secrets' values, the API. To be called once. */
  startAfter(addresses: readonly string[]): void {
    for (const pool of this.pools) pool.startAfter([this.role.granted, ...addresses]);
  }

  allowFrom(caller: string, securityGroupId: string): void {
    new VpcSecurityGroupIngressRule(this, `load_balancer_from_${caller}`, {
      securityGroupId: this.loadBalancerGroup.id,
      description: `Brainstore from ${caller}`,
      ipProtocol: 'tcp',
      fromPort: brainstorePort,
      toPort: brainstorePort,
      referencedSecurityGroupId: securityGroupId,
    });
  }

  private pool(
    which: keyof typeof poolSpecs,
    props: BrainstoreProps,
    role: string,
    readerOnly: boolean,
  ): Pool {
    const spec = poolSpecs[which];
    const size = props[which];
    return new Pool(this, spec.id, {
      name: props.name,
      spec,
      size,
      role,
      settings: nodeSettings(props, size, readerOnly, this.logGroupName),
      network: props.network,
      key: props.key,
      loadBalancerGroupId: this.loadBalancerGroup.id,
      nodeGroupId: this.nodeGroup.id,
      instanceProfileArn: this.role.instanceProfileArn,
      machineImage: props.machineImage,
      scalingRoleArn: props.scalingRoleArn,
      tags: props.tags,
    });
  }

  private group(which: 'load_balancer' | 'node', props: BrainstoreProps, description: string): SecurityGroup {
    const name = `${props.name}-brainstore-${which === 'node' ? 'instance' : 'elb'}`;
    return new SecurityGroup(this, which, {
      vpcId: props.network.id,
      name,
      description,
      tags: { Name: name },
    });
  }

  /** Load balancers speak to nodes only; nodes to anyone: models, S3, the registry of the image. */
  private connectGroups(): void {
    const port = { ipProtocol: 'tcp', fromPort: brainstorePort, toPort: brainstorePort };
    new VpcSecurityGroupEgressRule(this, 'load_balancer_to_node', {
      securityGroupId: this.loadBalancerGroup.id,
      description: 'Brainstore nodes',
      ...port,
      referencedSecurityGroupId: this.nodeGroup.id,
    });
    new VpcSecurityGroupIngressRule(this, 'node_from_load_balancer', {
      securityGroupId: this.nodeGroup.id,
      description: 'Load balancers of Brainstore',
      ...port,
      referencedSecurityGroupId: this.loadBalancerGroup.id,
    });
    new VpcSecurityGroupEgressRule(this, 'node_out', {
      securityGroupId: this.nodeGroup.id,
      description: 'Model providers, package and image registries and AWS itself are anywhere',
      ipProtocol: '-1',
      cidrIpv4: '0.0.0.0/0',
    });
  }
}
