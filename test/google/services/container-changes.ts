import { invalid } from '../errors.ts';
import { type Json, masked, merged, part, type Resource, text } from '../json.ts';

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

const poolFields = ['locations', 'upgradeSettings', 'etag'] as const;

/** Lists in wrappers of their own name. */
const wrapped: Readonly<Record<string, string>> = {
  labels: 'labels',
  taints: 'taints',
  tags: 'tags',
  resourceLabels: 'labels',
};

export function poolChanges(pool: Resource, update: Resource): Resource {
  const config = { ...part(pool.config) };
  const changed = { ...pool, config };
  for (const [field, value] of Object.entries(update)) {
    if (['name', 'nodePoolId', 'desiredNodePoolId', 'clusterId', 'projectId', 'zone'].includes(field))
      continue;
    const inner = wrapped[field];
    if (inner !== undefined) config[field] = part(value)[inner] ?? (inner === 'labels' ? {} : []);
    // Text in an update, a number in what is shown.
    else if (field === 'diskSizeGb') config[field] = Number(value);
    else if (nodeFields.some((name) => name === field)) config[field] = value;
    else if (poolFields.some((name) => name === field)) Object.assign(changed, { [field]: value });
    else if (field === 'nodeVersion') Object.assign(changed, { version: text(value) });
    else if (field === 'desiredNodePoolAutoscaling') Object.assign(changed, { autoscaling: value });
    else if (field === 'desiredImageType') config.imageType = value;
    else throw invalid(`this store does not know the update field ${field}`);
  }
  return changed;
}
