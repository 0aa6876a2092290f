import { at, part, type Resource, text } from '../../google/json.ts';
import { guid, properties } from '../cloud.ts';
import { conflict, invalid } from '../errors.ts';
import { each } from '../resource-manager.ts';
import type { Call, ResourceType } from '../resource-type.ts';
import { credentials, hosts } from './aks-credentials.ts';
import { fullVersion, poolComputed, poolDefaults } from './aks-pools.ts';

const cluster = 'Microsoft.ContainerService/managedClusters';

/** https://learn.microsoft.com/rest/api/aks */
export const containers: readonly ResourceType[] = [
  {
    type: cluster,
    statuses: { delete: 202 },
    defaults: () => ({
      sku: { name: 'Base', tier: 'Free' },
      properties: {
        kubernetesVersion: '1.33',
        enableRBAC: true,
        supportPlan: 'KubernetesOfficial',
        disableLocalAccounts: false,
        autoUpgradeProfile: { upgradeChannel: 'none', nodeOSUpgradeChannel: 'NodeImage' },
        networkProfile: {
          networkDataplane: 'azure',
          ipFamilies: ['IPv4'],
          loadBalancerSku: 'standard',
          outboundType: 'loadBalancer',
        },
        oidcIssuerProfile: { enabled: false },
        servicePrincipalProfile: { clientId: 'msi' },
        windowsProfile: { adminUsername: 'azureuser', enableCSIProxy: true },
        storageProfile: {
          diskCSIDriver: { enabled: true },
          fileCSIDriver: { enabled: true },
          snapshotController: { enabled: true },
        },
        workloadAutoScalerProfile: {},
        metricsProfile: { costAnalysis: { enabled: false } },
        bootstrapProfile: { artifactSource: 'Direct' },
        nodeProvisioningProfile: { mode: 'Manual' },
      },
    }),
    computed: (call, resource) => ({
      properties: {
        powerState: { code: 'Running' },
        currentKubernetesVersion: fullVersion(text(properties(resource).kubernetesVersion)),
        ...addresses(call, resource),
        agentPoolProfiles: [],
        networkProfile: {
          serviceCidrs: [at(resource, 'properties.networkProfile.serviceCidr') ?? '10.0.0.0/16'],
          podCidrs: [at(resource, 'properties.networkProfile.podCidr') ?? '10.244.0.0/16'],
        },
        ...(at(resource, 'properties.oidcIssuerProfile.enabled') === true
          ? { oidcIssuerProfile: { issuerURL: issuer(call) } }
          : {}),
        ...addons(call, resource),
        identityProfile: { kubeletidentity: kubeletIdentity(call, resource) },
      },
    }),
    shown: ({ cloud, id }) => ({
      properties: {
        agentPoolProfiles: cloud
          .children(id, 'agentPools')
          .map(({ name = '', properties: own }) => ({ name, ...part(own) })),
      },
    }),
    effect: (call, verb, resource) => {
      const group = nodeGroup(call, resource);
      if (verb === 'delete') return call.cloud.remove(group);
      call.cloud.put(group, {
        id: group,
        name: group.split('/').at(-1) ?? '',
        type: 'Microsoft.Resources/resourceGroups',
        location: resource.location ?? '',
        managedBy: call.id,
        properties: { provisioningState: 'Succeeded' },
      });
      putIdentity(call, resource);
      for (const pool of each(properties(call.body).agentPoolProfiles)) putPool(call, pool);
    },
    check: ({ cloud, place }, given, old) => {
      const group = text(properties(given).nodeResourceGroup);
      const id = `/subscriptions/${cloud.subscription}/resourceGroups/${group}`;
      if (old === undefined && group !== '' && cloud.has(id))
        throw conflict(
          'NodeResourceGroupAlreadyExists',
          `The resource group ${group} of ${place.name} exists already.`,
        );
    },
    actions: {
      listclusteradmincredential: (call, resource) => {
        if (properties(resource).disableLocalAccounts === true)
          throw invalid(
            'Getting static credential is not allowed because this cluster is set to disable local accounts.',
          );
        return { body: credentials(call, 'clusterAdmin') };
      },
      listclusterusercredential: (call) => ({ body: credentials(call, 'clusterUser') }),
    },
  },
  {
    type: `${cluster}/agentPools`,
    statuses: { delete: 202 },
    defaults: () => ({ properties: { ...poolDefaults } }),
    computed: ({ cloud, place }, resource) => ({
      properties: poolComputed(
        text(properties(resource).orchestratorVersion) ||
          text(properties(cloud.find(place.parent)).kubernetesVersion),
      ),
    }),
    checkDelete: ({ cloud, place }, resource) => {
      const system = cloud
        .children(place.parent, 'agentPools')
        .filter((pool) => properties(pool).mode === 'System');
      if (properties(resource).mode === 'System' && system.length === 1)
        throw invalid('There has to be at least one system node pool.', 'OperationNotAllowed');
    },
  },
  {
    type: `${cluster}/maintenanceConfigurations`,
    stateless: true,
  },
  {
    type: 'Microsoft.KubernetesConfiguration/extensions',
    extension: true,
    defaults: () => ({
      properties: {
        autoUpgradeMinorVersion: true,
        releaseTrain: 'stable',
        configurationSettings: {},
        scope: { cluster: { releaseNamespace: 'kube-system' } },
      },
    }),
    computed: () => ({ properties: { currentVersion: '2.0.0', isSystemExtension: false } }),
  },
];

function putPool(call: Call, pool: Resource): void {
  const { name = '', ...own } = pool;
  const id = `${call.id}/agentPools/${text(name)}`;
  const version = text(own.orchestratorVersion) || text(properties(call.body).kubernetesVersion) || '1.33';
  const { properties: old = {} } = call.cloud.resources.get(id.toLowerCase()) ?? {};
  call.cloud.put(id, {
    id,
    name,
    type: `${cluster}/agentPools`,
    statuses: { delete: 202 },
    properties: {
      ...poolDefaults,
      ...part(old),
      ...own,
      ...poolComputed(version),
      provisioningState: 'Succeeded',
    },
  });
}

function addresses(call: Call, resource: Resource): Resource {
  const isPrivate = at(resource, 'properties.apiServerAccessProfile.enablePrivateCluster') === true;
  return isPrivate ? { privateFQDN: hosts(call, resource), fqdn: '' } : { fqdn: hosts(call, resource) };
}

function issuer({ cloud, id }: Call): string {
  return `https://eastus.oic.prod-aks.azure.com/${cloud.principal.tenant}/${guid(id)}/`;
}

function nodeGroup({ cloud, place }: Call, resource: Resource): string {
  const name = text(properties(resource).nodeResourceGroup) || `MC_${place.name}`;
  return `/subscriptions/${cloud.subscription}/resourceGroups/${name}`;
}

function kubeletIdentity(call: Call, resource: Resource): Resource {
  const given = at(resource, 'properties.identityProfile.kubeletidentity');
  if (given !== undefined && text(at(given, 'resourceId')) !== '') return part(given);
  return identityIn(call, resource, `${call.place.name}-agentpool`);
}

function identityIn(call: Call, resource: Resource, name: string): Resource {
  const resourceId = `${nodeGroup(call, resource)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  return { resourceId, clientId: guid(`${resourceId} client`), objectId: guid(`${resourceId} principal`) };
}

function addons(call: Call, resource: Resource): Resource {
  const profiles = Object.entries(part(properties(resource).addonProfiles)).map(([key, addon]) => [
    key,
    at(addon, 'enabled') === true && key !== 'azurepolicy'
      ? { identity: identityIn(call, resource, `${key.toLowerCase()}-${call.place.name}`) }
      : {},
  ]);
  return profiles.length === 0 ? {} : { addonProfiles: Object.fromEntries(profiles) };
}

/** Identities that a cluster makes for itself. */
function putIdentity(call: Call, resource: Resource): void {
  const own = [
    at(resource, 'properties.identityProfile.kubeletidentity'),
    ...Object.values(part(properties(resource).addonProfiles)).map((addon) => at(addon, 'identity')),
  ];
  for (const identity of own) {
    const id = text(at(identity, 'resourceId'));
    if (id === '' || call.cloud.has(id)) continue;
    call.cloud.put(id, {
      id,
      name: id.split('/').at(-1) ?? '',
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
      properties: { principalId: at(identity, 'objectId') ?? '', clientId: at(identity, 'clientId') ?? '' },
    });
  }
}
