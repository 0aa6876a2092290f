import {
  ContainerCluster,
  type ContainerClusterConfig,
} from '@cdktf/provider-google/lib/container-cluster/index.js';
import { Construct, type IResolvable, type ITerraformDependable } from '../core/cdktf.ts';
import type { IGcpKey, IGcpNetwork } from './contracts.ts';
import { gcpNames } from './naming.ts';
import { NodePool, type NodeProps, nodeDefaults } from './node-pool.ts';
import { brainstorePools, servicesPoolProps } from './pools.ts';
import type { BrainstorePool, GcpClusterProps, GcpPoolProps } from './props.ts';

export interface ClusterProps extends Omit<GcpClusterProps, 'deletionProtection' | 'existing'> {
  /** Name of the deployment. A change replaces the cluster. */
  readonly name: string;
  readonly project: string;
  readonly region: string;
  readonly network: IGcpNetwork;
  /** Key of the secrets in the cluster and of the nodes' disks. A change replaces the nodes. */
  readonly key: IGcpKey;
  /** Account of the nodes. */
  readonly nodeAccount: { readonly email: string; readonly ready: readonly ITerraformDependable[] };
  readonly deletionProtection: IResolvable | boolean;
  readonly brainstore: Readonly<Record<BrainstorePool, GcpPoolProps>>;
}

/** The cluster, with its pools where it is a Standard one. It has no data of its own, only caches. */
export class Cluster extends Construct {
  readonly clusterName: string;
  readonly location: string;
  /** Host of the control plane, without scheme. */
  readonly endpoint: string;
  /** Base64 PEM; empty where the endpoint's certificate is one that everybody trusts. */
  readonly caCertificate: string;
  /** Once it is there, the project has an identity pool. */
  readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const nodes: NodeProps = { serviceAccount: props.nodeAccount.email, key: props.key };
    const common = this.common(props);
    const cluster = new ContainerCluster(
      this,
      'Resource',
      props.mode === 'autopilot' ? autopilot(common, nodes) : standard(common, props, nodes),
    );
    this.resource = cluster;
    this.clusterName = cluster.name;
    this.location = props.region;
    const byName = props.access === 'dns';
    this.endpoint = byName
      ? cluster.controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint
      : cluster.endpoint;
    this.caCertificate = byName ? '' : cluster.masterAuth.clusterCaCertificate;
    if (props.mode === 'standard') this.makePools(props, cluster, nodes);
  }

  /** What both modes have. */
  private common(props: ClusterProps): ContainerClusterConfig {
    const { network, access } = props;
    return {
      name: gcpNames(props.project, props.name).cluster,
      description: `Braintrust data plane ${props.name}`,
      location: props.region,
      network: network.id,
      subnetwork: network.subnetworkId,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: {
        ...('name' in network.pods
          ? { clusterSecondaryRangeName: network.pods.name }
          : { clusterIpv4CidrBlock: network.pods.cidr }),
        ...('name' in network.services
          ? { servicesSecondaryRangeName: network.services.name }
          : { servicesIpv4CidrBlock: network.services.cidr }),
      },
      deletionProtection: props.deletionProtection,
      releaseChannel: { channel: props.releaseChannel },
      // Four hours on four days, UTC, none before a weekend; GKE wants 48 hours in 32 days.
      // https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
      maintenancePolicy: {
        recurringWindow: {
          startTime: '2025-01-06T08:00:00Z',
          endTime: '2025-01-06T12:00:00Z',
          recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH',
        },
      },
      privateClusterConfig: {
        enablePrivateNodes: true,
        enablePrivateEndpoint: access !== 'public',
        ...(props.controlPlaneCidr === undefined ? {} : { masterIpv4CidrBlock: props.controlPlaneCidr }),
      },
      // Without a range: nobody but the cluster's own nodes.
      masterAuthorizedNetworksConfig: {
        cidrBlocks: props.authorizedRanges.map((cidrBlock) => ({ cidrBlock })),
        gcpPublicCidrsAccessEnabled: false,
      },
      // The DNS name asks IAM (`container.clusters.connect`) of everybody, so it needs neither a bastion nor ranges.
      // https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint
      controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: access === 'dns' } },
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      workloadIdentityConfig: { workloadPool: `${props.project}.svc.id.goog` },
      databaseEncryption: { state: 'ENCRYPTED', keyName: props.key.id },
      gatewayApiConfig: { channel: 'CHANNEL_STANDARD' },
      addonsConfig: { httpLoadBalancing: { disabled: false } },
      enableL4IlbSubsetting: true,
      costManagementConfig: { enabled: true },
      securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
      loggingConfig: { enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS'] },
      monitoringConfig: {
        enableComponents: ['SYSTEM_COMPONENTS', 'STORAGE', 'POD', 'DEPLOYMENT', 'KUBELET', 'CADVISOR'],
        managedPrometheus: { enabled: true },
      },
      dependsOn: [props.key.granted, ...props.nodeAccount.ready],
    };
  }

  private makePools(props: ClusterProps, cluster: ContainerCluster, nodes: NodeProps): void {
    const pools = {
      services: servicesPoolProps(props.services, props.zones),
      ...brainstorePools(props.brainstore),
    };
    for (const [id, pool] of Object.entries(pools)) {
      new NodePool(this, id, { ...pool, ...nodes, clusterId: cluster.id });
    }
  }
}

/** GKE makes nodes as pods ask for them, and does not let much be chosen. */
function autopilot(common: ContainerClusterConfig, nodes: NodeProps): ContainerClusterConfig {
  return {
    ...common,
    enableAutopilot: true,
    clusterAutoscaling: {
      autoProvisioningDefaults: {
        serviceAccount: nodes.serviceAccount,
        bootDiskKmsKey: nodes.key.id,
      },
    },
  };
}

function standard(
  common: ContainerClusterConfig,
  props: ClusterProps,
  nodes: NodeProps,
): ContainerClusterConfig {
  return {
    ...common,
    ...(props.zones.length === 0 ? {} : { nodeLocations: [...props.zones] }),
    datapathProvider: 'ADVANCED_DATAPATH',
    enableShieldedNodes: true,
    // A cluster starts with a pool of its own, which goes as soon as it is there. Meanwhile it needs an account that exists:
    // many organizations have none of the default ones.
    initialNodeCount: 1,
    removeDefaultNodePool: true,
    nodeConfig: {
      ...nodeDefaults(nodes),
      shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    },
    lifecycle: {
      // With that pool gone, Google reports here what another pool has.
      ignoreChanges: ['node_config'],
    },
  };
}
