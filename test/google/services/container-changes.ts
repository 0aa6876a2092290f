import { invalid } from '../errors.ts';
import { type Json, masked, merged, part, type Resource } from '../json.ts';

/**
 * Where a `desired…` field of an update ends up. Most replace what is there.
 * https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate
 */
const places: Readonly<Record<string, string>> = {
  desiredAuthenticatorGroupsConfig: 'authenticatorGroupsConfig',
  desiredAutopilotWorkloadPolicyConfig: 'autopilot.workloadPolicyConfig',
  desiredBinaryAuthorization: 'binaryAuthorization',
  desiredClusterAutoscaling: 'autoscaling',
  desiredCostManagementConfig: 'costManagementConfig',
  desiredDatabaseEncryption: 'databaseEncryption',
  desiredDatapathProvider: 'networkConfig.datapathProvider',
  desiredDefaultEnablePrivateNodes: 'networkConfig.defaultEnablePrivateNodes',
  desiredDefaultSnatStatus: 'networkConfig.defaultSnatStatus',
  desiredDnsConfig: 'networkConfig.dnsConfig',
  desiredEnableFqdnNetworkPolicy: 'networkConfig.enableFqdnNetworkPolicy',
  desiredEnterpriseConfig: 'enterpriseConfig',
  desiredGatewayApiConfig: 'networkConfig.gatewayApiConfig',
  desiredInTransitEncryptionConfig: 'networkConfig.inTransitEncryptionConfig',
  desiredL4ilbSubsettingConfig: 'networkConfig.enableL4ilbSubsetting',
  desiredLocations: 'locations',
  desiredLoggingConfig: 'loggingConfig',
  desiredLoggingService: 'loggingService',
  desiredMasterVersion: 'currentMasterVersion',
  desiredMeshCertificates: 'meshCertificates',
  desiredMonitoringConfig: 'monitoringConfig',
  desiredMonitoringService: 'monitoringService',
  desiredNotificationConfig: 'notificationConfig',
  desiredPodAutoscaling: 'podAutoscaling',
  desiredRbacBindingConfig: 'rbacBindingConfig',
  desiredReleaseChannel: 'releaseChannel',
  desiredSecretManagerConfig: 'secretManagerConfig',
  desiredSecurityPostureConfig: 'securityPostureConfig',
  desiredServiceExternalIpsConfig: 'networkConfig.serviceExternalIpsConfig',
  desiredShieldedNodes: 'shieldedNodes',
  desiredVerticalPodAutoscaling: 'verticalPodAutoscaling',
  desiredWorkloadIdentityConfig: 'workloadIdentityConfig',
};

/** Of these, an update names only the parts that change. */
const mergedPlaces: Readonly<Record<string, string>> = {
  desiredAddonsConfig: 'addonsConfig',
  desiredControlPlaneEndpointsConfig: 'controlPlaneEndpointsConfig',
};

export function clusterChanges(cluster: Resource, update: Resource): Resource {
  let changed = cluster;
  for (const [field, value] of Object.entries(update)) {
    const [place, mergedPlace] = [places[field], mergedPlaces[field]];
    if (mergedPlace !== undefined)
      changed = { ...changed, [mergedPlace]: merged(changed[mergedPlace], value) };
    else if (place !== undefined) changed = changedAt(changed, place, wantedBy(field, value));
    else throw invalid(`this store does not know the update field ${field}`);
  }
  return changed;
}

/** A switch that comes in a wrapper of its own. */
function wantedBy(field: string, value: Json): Json {
  return field === 'desiredL4ilbSubsettingConfig' ? (part(value).enabled ?? false) : value;
}

function changedAt(cluster: Resource, place: string, value: Json): Resource {
  const [first = '', second] = place.split('.');
  if (second === undefined) return { ...cluster, [first]: value };
  return masked(cluster, { [first]: { [second]: value } }, [place]);
}

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools/update */
const nodeFields = [
  'machineType',
  'diskType',
  'imageType',
  'workloadMetadataConfig',
  'kubeletConfig',
  'linuxNodeConfig',
  'gcfsConfig',
  'gvnic',
  'loggingConfig',
  'resourceManagerTags',
  'containerdConfig',
  'confidentialNodes',
] as const;

/** Fields of the pool itself, by their names in an update. */
const poolNames: Readonly<Record<string, string>> = {
  locations: 'locations',
  upgradeSettings: 'upgradeSettings',
  etag: 'etag',
  nodeVersion: 'version',
  desiredNodePoolAutoscaling: 'autoscaling',
};

/** Lists in wrappers of their own name. */
const wrapped: Readonly<Record<string, string>> = {
  labels: 'labels',
  taints: 'taints',
  tags: 'tags',
  resourceLabels: 'labels',
};

/** Who is meant, not what changes. */
const addressing = ['name', 'nodePoolId', 'desiredNodePoolId', 'clusterId', 'projectId', 'zone'] as const;

export function poolChanges(pool: Resource, update: Resource): Resource {
  const config = { ...part(pool.config) };
  const changed: Resource = { ...pool, config };
  for (const [field, value] of Object.entries(update)) {
    if (isOneOf(addressing, field)) continue;
    if (wrapped[field] !== undefined) config[field] = unwrapped(field, value);
    else if (isOneOf(nodeFields, field)) config[field] = value;
    // Text in an update, a number in what is shown.
    else if (field === 'diskSizeGb') config[field] = Number(value);
    else if (field === 'desiredImageType') config.imageType = value;
    else if (poolNames[field] !== undefined) changed[poolNames[field]] = value;
    else throw invalid(`this store does not know the update field ${field}`);
  }
  return changed;
}

function unwrapped(field: string, value: Json): Json {
  const inner = wrapped[field] ?? '';
  return part(value)[inner] ?? (inner === 'labels' ? {} : []);
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
