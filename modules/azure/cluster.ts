import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import { hostAddress } from '../core/cidr.ts';
import { Settle } from '../core/settle.ts';
import { ContainerStorage } from './container-storage.ts';
import type { AzurePlace, IAzureCluster, IAzureKey, IAzureNetwork } from './contracts.ts';
import { Deployers } from './deployers.ts';
import { azureNames } from './naming.ts';
import { NodePool, osDiskGb } from './node-pool.ts';
import { brainstorePools, servicesPoolShape } from './pools.ts';
import type { AzureClusterProps, AzureInfraProps } from './props.ts';
import { settleSeconds } from './provider.ts';

export interface ClusterProps extends AzurePlace, Omit<AzureClusterProps, 'existing'> {
  /** Id of the tenant that says who may do what in the cluster. */
  readonly tenant: string;
  readonly network: IAzureNetwork;
  /** Range of pods. A change replaces the cluster. */
  readonly podsCidr: string;
  /** Range of services. A change replaces the cluster. */
  readonly servicesCidr: string;
  /** Encrypts the disks of nodes. A change replaces the cluster. */
  readonly key: IAzureKey;
  /** Ranges that may call the API, where it is public. None: from anywhere. A change updates in place. */
  readonly authorizedRanges: readonly string[];
  /** Object ids of those who deploy too. */
  readonly deployers: readonly string[];
  readonly brainstore: AzureInfraProps['brainstore'];
  /** Whether nothing but the data plane is in the resource group. */
  readonly ownGroup: boolean;
  /** ARM id of the Log Analytics workspace of its pods' logs. */
  readonly workspaceId: string;
}

/** Weekly, in the night from Saturday to Sunday, UTC. */
const maintenance = {
  frequency: 'Weekly',
  interval: 1,
  dayOfWeek: 'Sunday',
  startTime: '02:00',
  utcOffset: '+00:00',
  duration: 4,
} as const;

/** The AKS cluster with its pools. */
export class Cluster extends Construct implements IAzureCluster {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly caCertificate: string;
  readonly oidcIssuer: string;
  readonly nodeResourceGroup: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const { network, brainstore } = props;
    const cluster = this.makeCluster(props);
    this.id = cluster.id;
    this.name = cluster.name;
    this.endpoint = props.access === 'private' ? cluster.privateFqdn : cluster.fqdn;
    // The provider calls all of the kubeconfig secret; without local accounts there is no key in it.
    this.caCertificate = `\${nonsensitive(${addressOf(cluster)}.kube_config[0].cluster_ca_certificate)}`;
    this.oidcIssuer = cluster.oidcIssuerUrl;
    this.nodeResourceGroup = cluster.nodeResourceGroup;
    const shapes = { services: servicesPoolShape(props.services), ...brainstorePools(brainstore) };
    const pools = Object.entries(shapes).map(
      ([key, shape]) =>
        new NodePool(this, key, {
          ...shape,
          clusterId: cluster.id,
          subnetId: network.nodesSubnetId,
          zones: props.zones,
          tags: props.tags,
        }),
    );
    new ContainerStorage(this, 'container_storage', { clusterId: cluster.id, pools });
    this.admit(props, cluster.id);
  }

  private makeCluster(props: ClusterProps): KubernetesCluster {
    const names = azureNames(props.subscription, props.name);
    const { network, access, upgradeChannel } = props;
    const { identityId, grants } = this.makeIdentity(props);
    return new KubernetesCluster(this, 'Resource', {
      name: names.cluster,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      dnsPrefix: names.clusterDnsPrefix,
      nodeResourceGroup: names.nodeResourceGroup,
      // With a guarantee of availability.
      skuTier: 'Standard',
      ...(upgradeChannel === 'none' ? {} : { automaticUpgradeChannel: upgradeChannel }),
      nodeOsUpgradeChannel: 'NodeImage',
      maintenanceWindowAutoUpgrade: maintenance,
      maintenanceWindowNodeOs: maintenance,
      // Whoever comes in is known to Entra; a kubeconfig alone opens nothing.
      localAccountDisabled: true,
      roleBasedAccessControlEnabled: true,
      azureActiveDirectoryRoleBasedAccessControl: {
        tenantId: props.tenant,
        azureRbacEnabled: true,
        adminGroupObjectIds: [...props.administrators],
      },
      runCommandEnabled: false,
      oidcIssuerEnabled: true,
      workloadIdentityEnabled: true,
      keyVaultSecretsProvider: { secretRotationEnabled: true, secretRotationInterval: '2m' },
      imageCleanerEnabled: true,
      imageCleanerIntervalHours: 168,
      diskEncryptionSetId: props.key.diskEncryptionSetId,
      identity: { type: 'UserAssigned', identityIds: [identityId] },
      ...(access === 'private'
        ? { privateClusterEnabled: true, privateDnsZoneId: 'System', privateClusterPublicFqdnEnabled: false }
        : publicAccess(props)),
      networkProfile: {
        networkPlugin: 'azure',
        // Pods take no addresses of the network. https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay
        networkPluginMode: 'overlay',
        networkDataPlane: 'cilium',
        networkPolicy: 'cilium',
        podCidr: props.podsCidr,
        serviceCidr: props.servicesCidr,
        // Any but the first, which is the API's. https://learn.microsoft.com/azure/aks/configure-azure-cni
        dnsServiceIp: hostAddress(props.servicesCidr, 10),
        loadBalancerSku: 'standard',
        outboundType: network.outboundType,
      },
      defaultNodePool: {
        name: 'system',
        vmSize: props.system.instanceType,
        // One can go without taking DNS with it.
        nodeCount: 2,
        zones: [...props.zones],
        vnetSubnetId: network.nodesSubnetId,
        onlyCriticalAddonsEnabled: true,
        osDiskType: 'Managed',
        osDiskSizeGb: osDiskGb,
        temporaryNameForRotation: 'systemtmp',
        upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 30 },
        tags: { ...props.tags },
      },
      omsAgent: { logAnalyticsWorkspaceId: props.workspaceId, msiAuthForMonitoringEnabled: true },
      tags: { ...props.tags },
      lifecycle: {
        preventDestroy: true,
        // The upgrade channel moves it.
        ignoreChanges: ['kubernetes_version', 'default_node_pool[0].orchestrator_version'],
      },
      dependsOn: [...network.wayOut, ...grants, props.key.granted],
    });
  }

  /** An identity of our own, because its rights have to be there before the cluster: exactly those that it needs. */
  private makeIdentity(props: ClusterProps) {
    const { network, key } = props;
    const identity = new UserAssignedIdentity(this, 'identity', {
      name: azureNames(props.subscription, props.name).identities.cluster,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      tags: { ...props.tags },
    });
    const scopes: Readonly<Record<string, readonly [scope: string, role: string]>> = {
      // Nodes, internal load balancers and private links join these.
      nodes: [network.nodesSubnetId, 'Network Contributor'],
      ...(network.linkSubnetId === undefined
        ? {}
        : { link: [network.linkSubnetId, 'Network Contributor'] as const }),
      // https://learn.microsoft.com/azure/aks/azure-disk-customer-managed-keys
      disks: [key.diskEncryptionSetId, 'Reader'],
    };
    const grants = Object.entries(scopes).map(
      ([id, [scope, roleDefinitionName]]) =>
        new RoleAssignment(this, `may_use_${id}`, {
          scope,
          roleDefinitionName,
          principalId: identity.principalId,
          principalType: 'ServicePrincipal',
          skipServicePrincipalAadCheck: true,
        }),
    );
    const settled: ITerraformDependable = new Settle(this, 'identity_settled', {
      triggers: [identity.principalId],
      after: grants,
      seconds: settleSeconds,
    }).done;
    return { identityId: identity.id, grants: [settled] };
  }

  /** Owners of a cluster may do nothing in it. https://learn.microsoft.com/azure/aks/manage-azure-rbac */
  private admit(props: ClusterProps, clusterId: string): void {
    const role = 'Azure Kubernetes Service RBAC Cluster Admin';
    // On the group where that is ours alone: the same role on the cluster is refused twice for one person, and the first one is
    // often named in `deployers` as well. In a group with other clusters it has to be on this one.
    const group = `/subscriptions/${props.subscription}/resourceGroups/${props.resourceGroup}`;
    const first = new Deployers(this, 'first_deployer', {
      scope: props.ownGroup ? group : clusterId,
      deployers: [],
      roles: {},
      firstRoles: { cluster: role },
    });
    const others = new Deployers(this, 'deployers', {
      scope: clusterId,
      deployers: props.deployers,
      roles: { cluster: role },
      firstRoles: {},
    });
    new Settle(this, 'admitted', {
      triggers: [clusterId, ...props.deployers],
      after: [...first.grants, ...others.grants],
      seconds: settleSeconds,
    });
  }
}

/** Nodes call the API as well, from the address that they go out by. */
function publicAccess({ authorizedRanges, network }: ClusterProps) {
  if (authorizedRanges.length === 0) return {};
  const own = network.egressAddress === undefined ? [] : [`${network.egressAddress}/32`];
  return { apiServerAccessProfile: { authorizedIpRanges: [...authorizedRanges, ...own] } };
}
