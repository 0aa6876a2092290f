import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group/index.js';
import { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group/index.js';
import { ElasticacheSubnetGroup } from '@cdktf/provider-aws/lib/elasticache-subnet-group/index.js';
import { Construct } from '../core/cdktf.ts';
import type { ICache, IKey, INetwork } from '../core/contracts.ts';
import { GuardedPort } from './guarded-port.ts';
import { keyedSuffix } from './naming.ts';

export interface CacheProps {
  /** Name of the deployment. A change replaces the cache. */
  readonly name: string;
  readonly network: INetwork;
  /** A change replaces the cache, which is emptied. */
  readonly key: IKey;
  /** ARN of `key` where it is not the data plane's own; part of the cache's id. Default: - the data plane's own. */
  readonly givenKeyArn?: string;
  /** `7.1`; a lone major version means its last minor one. A higher one upgrades in place. */
  readonly version: string;
  /** Such as `cache.r7g.large`. A change updates in place, with a brief failover. */
  readonly instanceType: string;
  /** Beside the primary, 0 to 5; one or more fail over by themselves, in several zones. */
  readonly replicas: number;
}

/** The Redis cache, TLS only. It also holds the state of scoring and alerts, so it is guarded like a store. */
export class Cache extends Construct implements ICache {
  readonly host: string;
  readonly port = 6379;
  readonly url: string;
  /** Ids of the nodes, for alarms, by number. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html */
  readonly nodeIds: Readonly<Record<string, string>>;
  private readonly access: GuardedPort;

  constructor(scope: Construct, id: string, props: CacheProps) {
    super(scope, id);
    this.access = new GuardedPort(this, 'access', {
      name: `${props.name}-redis`,
      description: 'Redis of the data plane',
      vpcId: props.network.id,
      port: this.port,
    });
    const groupId = `${props.name}-redis${keyedSuffix(props.givenKeyArn)}`;
    const group = this.makeGroup(props, groupId);
    this.host = group.primaryEndpointAddress;
    this.nodeIds = Object.fromEntries(
      Array.from({ length: 1 + props.replicas }, (_, index) => {
        const number = String(index + 1).padStart(3, '0');
        return [`node_${number}`, `${groupId}-${number}`];
      }),
    );
    this.url = `rediss://${this.host}:${this.port}`;
  }

  allowFrom(caller: string, securityGroupId: string): void {
    this.access.allowFrom(caller, securityGroupId);
  }

  private makeGroup(props: CacheProps, groupId: string): ElasticacheReplicationGroup {
    const version = engineVersion(props.version);
    const subnets = new ElasticacheSubnetGroup(this, 'subnets', {
      name: `${props.name}-redis`,
      description: 'Private subnets of the data plane',
      subnetIds: [...props.network.privateSubnetIds],
    });
    return new ElasticacheReplicationGroup(this, 'Resource', {
      replicationGroupId: groupId,
      description: `Redis of the Braintrust data plane ${props.name}`,
      engine: 'redis',
      engineVersion: version,
      nodeType: props.instanceType,
      port: this.port,
      numCacheClusters: 1 + props.replicas,
      automaticFailoverEnabled: props.replicas > 0,
      multiAzEnabled: props.replicas > 0,
      parameterGroupName: this.makeParameters(props.name, version).name,
      subnetGroupName: subnets.name,
      securityGroupIds: [this.access.securityGroupId],
      atRestEncryptionEnabled: 'true',
      kmsKeyId: props.key.arn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      autoMinorVersionUpgrade: 'true',
      // Nothing else makes a new size or version happen before the maintenance window, and replicas hide it.
      applyImmediately: true,
      maintenanceWindow: 'mon:08:00-mon:11:00',
      snapshotWindow: '06:00-07:00',
      // Days: a weekend and what led to it.
      snapshotRetentionLimit: 7,
      lifecycle: { preventDestroy: true },
    });
  }

  private makeParameters(name: string, version: string): ElasticacheParameterGroup {
    const major = version.split('.')[0];
    return new ElasticacheParameterGroup(this, 'parameters', {
      name: `${name}-redis${major}`,
      family: major === '6' ? 'redis6.x' : `redis${major}`,
      description: 'Redis of the data plane',
      // Only keys that expire may be dropped when memory is short; the rest is state of the services.
      parameter: [{ name: 'maxmemory-policy', value: 'volatile-lru' }],
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** The last minor version of each major one of Redis OSS; there are no further ones. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html */
const lastMinor: Readonly<Record<string, string>> = { '6': '6.2', '7': '7.1' };

function engineVersion(version: string): string {
  return lastMinor[version] ?? version;
}
