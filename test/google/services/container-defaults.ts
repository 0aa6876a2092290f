/** What GKE adds to a cluster and to its pools. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
import { at, filled, list, part, type Resource, text } from '../json.ts';
import type { Call } from '../route.ts';

const version = '1.33.5-gke.1162000';

export function zonesOf(call: Call): readonly string[] {
  const { location = '' } = call.names;
  return /-[a-z]$/.test(location) ? [location] : ['a', 'b', 'c'].map((zone) => `${location}-${zone}`);
}

export function clusterDefaults(call: Call, key: string, given: Resource): Resource {
  const autopilot = part(given.autopilot).enabled === true;
  const { location = '' } = call.names;
  const id = `gke-${call.cloud.next().toString(16).padStart(30, '0')}`;
  return {
    id: id.slice(4),
    selfLink: `https://container.googleapis.com/v1/${key.slice('container/'.length)}`,
    location,
    zone: location,
    locations: [...zonesOf(call)],
    createTime: call.cloud.now(),
    status: 'RUNNING',
    currentMasterVersion: version,
    currentNodeVersion: version,
    initialClusterVersion: version,
    labelFingerprint: '78cdf2f6',
    endpoint: at(given, 'controlPlaneEndpointsConfig.ipEndpointsConfig.enabled') === false ? '' : '10.0.0.2',
    masterAuth: { clusterCaCertificate: authority, clientCertificateConfig: {} },
    clusterIpv4Cidr: rangeOf(call, given, 'clusterSecondaryRangeName', '10.64.0.0/14'),
    servicesIpv4Cidr: rangeOf(call, given, 'servicesSecondaryRangeName', '10.68.0.0/20'),
    loggingService: 'logging.googleapis.com/kubernetes',
    monitoringService: 'monitoring.googleapis.com/kubernetes',
    loggingConfig: { componentConfig: { enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS'] } },
    monitoringConfig: {
      componentConfig: { enableComponents: ['SYSTEM_COMPONENTS'] },
      managedPrometheusConfig: { enabled: true },
      advancedDatapathObservabilityConfig: {},
    },
    addonsConfig: {
      kubernetesDashboard: { disabled: true },
      networkPolicyConfig: { disabled: true },
      gcePersistentDiskCsiDriverConfig: { enabled: true },
    },
    databaseEncryption: { state: 'DECRYPTED', currentState: 'CURRENT_STATE_DECRYPTED' },
    releaseChannel: { channel: 'REGULAR' },
    shieldedNodes: { enabled: true },
    legacyAbac: {},
    defaultMaxPodsConstraint: { maxPodsPerNode: '110' },
    ipAllocationPolicy: {
      useIpAliases: true,
      stackType: 'IPV4',
      podCidrOverprovisionConfig: {},
      clusterIpv4CidrBlock: rangeOf(call, given, 'clusterSecondaryRangeName', '10.64.0.0/14'),
      servicesIpv4CidrBlock: rangeOf(call, given, 'servicesSecondaryRangeName', '10.68.0.0/20'),
      // Ranges that nobody gave a name get one.
      clusterSecondaryRangeName: `gke-${text(given.name)}-pods`,
      servicesSecondaryRangeName: `gke-${text(given.name)}-services`,
    },
    networkConfig: {
      serviceExternalIpsConfig: {},
      defaultSnatStatus: {},
      gatewayApiConfig: { channel: 'CHANNEL_DISABLED' },
      datapathProvider: autopilot ? 'ADVANCED_DATAPATH' : 'LEGACY_DATAPATH',
    },
    notificationConfig: { pubsub: {} },
    securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_MODE_UNSPECIFIED' },
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: {
        endpoint: call.cloud.controlPlane ?? `${id}-${call.cloud.projectNumber}.${location}.gke.goog`,
        allowExternalTraffic: false,
      },
      ipEndpointsConfig: ipEndpoints(given),
    },
    privateClusterConfig: { privateEndpoint: '10.0.0.2', publicEndpoint: '203.0.113.10' },
    podAutoscaling: { hpaProfile: 'PERFORMANCE' },
    secretManagerConfig: { enabled: false },
    anonymousAuthenticationConfig: { mode: 'ENABLED' },
    enterpriseConfig: { clusterTier: 'STANDARD' },
    rbacBindingConfig: {
      enableInsecureBindingSystemUnauthenticated: true,
      enableInsecureBindingSystemAuthenticated: true,
    },
    nodePoolDefaults: { nodeConfigDefaults: { loggingConfig: { variantConfig: { variant: 'DEFAULT' } } } },
    nodePoolAutoConfig: {},
    autoscaling: { autoscalingProfile: 'BALANCED' },
    ...(autopilot
      ? {
          autopilot: { enabled: true },
          autoscaling: autopilotAutoscaling,
          verticalPodAutoscaling: { enabled: true },
          workloadIdentityConfig: { workloadPool: `${call.cloud.project}.svc.id.goog` },
        }
      : {}),
  };
}

/** Autopilot provisions pools by itself, without a limit that anybody meets. */
const autopilotAutoscaling: Resource = {
  autoscalingProfile: 'OPTIMIZE_UTILIZATION',
  enableNodeAutoprovisioning: true,
  resourceLimits: ['cpu', 'memory'].map((resourceType) => ({ resourceType, maximum: '1000000000' })),
  autoprovisioningNodePoolDefaults: {
    imageType: 'COS_CONTAINERD',
    management: { autoUpgrade: true, autoRepair: true },
    upgradeSettings: { maxSurge: 1, strategy: 'SURGE' },
  },
};

function ipEndpoints(given: Resource): Resource {
  const asked = part(part(given.controlPlaneEndpointsConfig).ipEndpointsConfig);
  if (asked.enabled === false) return { enabled: false };
  return {
    enabled: true,
    enablePublicEndpoint: true,
    publicEndpoint: '203.0.113.10',
    privateEndpoint: '10.0.0.2',
    authorizedNetworksConfig: {},
  };
}

function rangeOf(call: Call, given: Resource, field: string, other: string): string {
  const subnetwork = call.cloud.resources.get(`compute/${text(given.subnetwork)}`);
  const name = part(given.ipAllocationPolicy)[field];
  const range = list(subnetwork?.secondaryIpRanges)
    .map(part)
    .find(({ rangeName }) => rangeName === name);
  return range === undefined ? other : text(range.ipCidrRange);
}

export function poolDefaults(_call: Call, cluster: Resource): Resource {
  return {
    version: cluster.currentNodeVersion ?? version,
    status: 'RUNNING',
    podIpv4CidrSize: 24,
    maxPodsConstraint: { maxPodsPerNode: '110' },
    autoscaling: {},
    etag: '6d1f1e2a',
  };
}

export function nodeDefaults(given: Resource): Resource {
  const local = part(given.ephemeralStorageLocalSsdConfig);
  return {
    machineType: 'e2-medium',
    diskSizeGb: 100,
    diskType: 'pd-balanced',
    imageType: 'COS_CONTAINERD',
    oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
    metadata: { 'disable-legacy-endpoints': 'true' },
    serviceAccount: 'default',
    shieldedInstanceConfig: { enableIntegrityMonitoring: true },
    kubeletConfig: filled({ insecureKubeletReadonlyPortEnabled: false }, part(given.kubeletConfig)),
    windowsNodeConfig: {},
    effectiveCgroupMode: 'EFFECTIVE_CGROUP_MODE_V2',
    resourceLabels: { 'goog-gke-node-pool-provisioning-model': 'on-demand' },
    // Machines that come with Local SSD use all of it when nothing is said.
    ...(/-(high|standard)?lssd$/.test(text(given.machineType)) && local.localSsdCount === undefined
      ? { ephemeralStorageLocalSsdConfig: { localSsdCount: 1 } }
      : {}),
  };
}

const authority = Buffer.from(
  '-----BEGIN CERTIFICATE-----\nbm90IGEgcmVhbCBvbmU=\n-----END CERTIFICATE-----\n',
).toString('base64');
