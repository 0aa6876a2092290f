import { type Collection, collectionRoutes, keyOf, store } from '../collection.ts';
import { ApiError, invalid } from '../errors.ts';
import { at, filled, list, part, type Resource, text } from '../json.ts';
import { containerOperation, operationRoutes } from '../operations.ts';
import { requireKeyGrant } from '../private-services.ts';
import type { Call, Route, Service } from '../route.ts';
import { mustExist } from './compute.ts';
import { clusterChanges, poolChanges } from './container-changes.ts';
import { clusterDefaults, nodeDefaults, poolDefaults, zonesOf } from './container-defaults.ts';
import { agentOf } from './project.ts';

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
const clusters: Collection = {
  path: 'projects/{project}/locations/{location}/clusters',
  wrapped: 'cluster',
  id: { body: 'name' },
  operation: containerOperation,
  changes: [],
  computed: (call, key, given) => clusterDefaults(call, key, given),
  derived: (call, key, cluster) => ({
    ...whole(call, cluster),
    nodePools: [...call.cloud.children(`${key}/nodePools`)],
  }),
  check: (call, given, old) => {
    if (old !== undefined) return;
    mustExist(call, given.network);
    const subnetwork = call.cloud.find(`compute/${text(given.subnetwork)}`);
    const known = list(subnetwork.secondaryIpRanges).map((range) => text(part(range).rangeName));
    const asked = part(given.ipAllocationPolicy);
    for (const name of [asked.clusterSecondaryRangeName, asked.servicesSecondaryRangeName])
      if (name !== undefined && !known.includes(text(name)))
        throw invalid(`Pod secondary range "${text(name)}" not found in subnet "${text(subnetwork.name)}"`);
    const controlPlane = agentOf(call, 'container.googleapis.com');
    requireKeyGrant(call, at(given, 'databaseEncryption.keyName'), controlPlane);
    for (const config of [part(given.nodeConfig), autoprovisioned(given)]) checkNodes(call, config);
  },
  effect: (call, verb, key, cluster) => {
    if (verb === 'delete') removeGroups(call, key);
    if (verb !== 'create' || part(cluster.autopilot).enabled === true) return;
    // A Standard cluster that names no pool begins with one. https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools
    const named = list(part(call.body.cluster).nodePools).map(part);
    const initial = {
      name: 'default-pool',
      initialNodeCount: cluster.initialNodeCount ?? 0,
      config: cluster.nodeConfig ?? {},
    };
    for (const pool of named.length > 0 ? named : [initial]) addPool(call, key, pool);
    call.cloud.find(key).nodePools = [...call.cloud.children(`${key}/nodePools`)];
  },
};

const clusterPath = `${clusters.path}/{cluster}`;

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools */
const pools: Collection = {
  path: `${clusterPath}/nodePools`,
  wrapped: 'nodePool',
  id: { body: 'name' },
  operation: containerOperation,
  changes: [],
  computed: (call, key) => ({ ...poolDefaults(call, clusterOf(call, key)), selfLink: linkTo(key) }),
  derived: (call, key, pool) => filledPool(call, key, pool),
  check: (call, given) => {
    const cluster = clusterOf(call, keyOf(call));
    if (part(cluster.autopilot).enabled === true)
      throw invalid('Autopilot clusters manage their node pools.');
    checkNodes(call, part(given.config));
  },
  effect: (call, verb, key) => {
    if (verb === 'create') putGroups(call, key);
    if (verb === 'delete') removeGroups(call, key);
    refresh(call, key);
  },
};

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ */
export const container: Service = {
  name: 'container',
  api: 'container.googleapis.com',
  variable: 'GOOGLE_CONTAINER_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    ...collectionRoutes(clusters),
    ...collectionRoutes(pools),
    {
      // One change at a time: a message of "desired…" fields, each of which changes something of another name.
      method: 'PUT',
      pattern: clusterPath,
      answer: (call) => {
        const key = keyOf(call);
        const update = part(call.body.update);
        const pool = text(update.desiredNodePoolId);
        if (pool !== '') return changePool(call, `${key}/nodePools/${pool}`, update);
        return store(clusters, call, key, clusterChanges(call.cloud.find(key), update));
      },
    },
    ...verb('setMaintenancePolicy', ({ maintenancePolicy }) => ({
      maintenancePolicy: maintenancePolicy ?? {},
    })),
    ...verb('setResourceLabels', ({ resourceLabels, labelFingerprint }, cluster) => {
      if (labelFingerprint !== cluster.labelFingerprint)
        throw new ApiError(412, 'Labels fingerprint is stale');
      return {
        resourceLabels: resourceLabels ?? {},
        labelFingerprint: `${text(labelFingerprint).slice(0, 6)}${Object.keys(part(resourceLabels)).length}`,
      };
    }),
    {
      method: 'PUT',
      pattern: `${pools.path}/{pool}`,
      answer: (call) => changePool(call, keyOf(call), call.body),
    },
    ...poolVerb('setSize', ({ nodeCount }, key, call) => {
      for (const group of groupsOf(call, key)) group.targetSize = nodeCount ?? 0;
      return {};
    }),
    ...poolVerb('setManagement', ({ management }) => ({ management: management ?? {} })),
    ...poolVerb('setAutoscaling', ({ autoscaling }) => ({ autoscaling: autoscaling ?? {} })),
    ...operationRoutes('projects/{project}/locations/{location}/operations/{operation}'),
  ],
};

/** Nodes run as an account, and their disks are encrypted by the agent of Compute Engine. */
function checkNodes(call: Call, config: Resource): void {
  requireKeyGrant(call, config.bootDiskKmsKey, agentOf(call, 'compute.googleapis.com'));
  const account = text(config.serviceAccount);
  if (account === '' || account === 'default') return;
  if (!call.cloud.resources.has(`iam/projects/${call.cloud.project}/serviceAccounts/${account}`))
    throw invalid(`Service account "${account}" does not exist.`);
}

function autoprovisioned(cluster: Resource): Resource {
  return part(part(cluster.autoscaling).autoprovisioningNodePoolDefaults);
}

/** Lists and texts that the service keeps in several places at once. */
function whole(call: Call, cluster: Resource): Resource {
  const networks = part(cluster.networkConfig);
  const { project } = call.cloud;
  const region = (call.names.location ?? '').replace(/-[a-z]$/, '');
  const name = (reference: unknown) =>
    text(reference as string)
      .split('/')
      .at(-1) ?? '';
  return {
    network: name(cluster.network),
    subnetwork: name(cluster.subnetwork),
    networkConfig: {
      ...networks,
      network: `projects/${project}/global/networks/${name(cluster.network)}`,
      subnetwork: `projects/${project}/regions/${region}/subnetworks/${name(cluster.subnetwork)}`,
    },
  };
}

function addPool(call: Call, cluster: string, given: Resource): void {
  const key = `${cluster}/nodePools/${text(given.name)}`;
  const made = { ...poolDefaults(call, call.cloud.find(cluster)), selfLink: linkTo(key), ...given };
  call.cloud.resources.set(key, { ...made, ...filledPool(call, key, made) });
  putGroups(call, key);
}

function filledPool(call: Call, key: string, pool: Resource): Resource {
  const cluster = clusterOf(call, key);
  const size = text(pool.name) === 'default-pool' ? pool.initialNodeCount : (pool.initialNodeCount ?? 0);
  return {
    initialNodeCount: size ?? 0,
    locations: pool.locations ?? cluster.locations ?? [],
    config: filled(nodeDefaults(part(pool.config)), part(pool.config)),
    management: filled({ autoRepair: true, autoUpgrade: true }, part(pool.management)),
    upgradeSettings: filled({ maxSurge: 1, strategy: 'SURGE' }, part(pool.upgradeSettings)),
    networkConfig: filled(
      {
        podRange: text(at(cluster, 'ipAllocationPolicy.clusterSecondaryRangeName')),
        podIpv4CidrBlock: text(cluster.clusterIpv4Cidr),
        enablePrivateNodes: at(cluster, 'networkConfig.defaultEnablePrivateNodes') ?? false,
      },
      part(pool.networkConfig),
    ),
    instanceGroupUrls: zonesFor(call, cluster, pool).map(
      (zone) => `https://www.googleapis.com/compute/v1/${groupPath(call, key, zone)}`,
    ),
  };
}

function zonesFor(call: Call, cluster: Resource, pool: Resource): readonly string[] {
  const given = list(pool.locations).map(text);
  return given.length > 0 ? given : list(cluster.locations).map(text).concat(zonesOf(call)).slice(0, 3);
}

/** One managed instance group per zone; its size is where the number of nodes is read from. */
function putGroups(call: Call, key: string): void {
  const pool = call.cloud.find(key);
  for (const url of list(pool.instanceGroupUrls).map(text)) {
    const path = url.slice(url.indexOf('projects/'));
    call.cloud.resources.set(`compute/${path}`, {
      kind: 'compute#instanceGroupManager',
      name: path.slice(path.lastIndexOf('/') + 1),
      targetSize: pool.initialNodeCount ?? 0,
      instanceGroup: url.replace('instanceGroupManagers', 'instanceGroups'),
    });
  }
}

/** Of one pool, or of all pools of a cluster. */
function removeGroups(call: Call, key: string): void {
  const [, cluster = '', pool] = /\/clusters\/([^/]+)(?:\/nodePools\/([^/]+))?$/.exec(key) ?? [];
  const mine = new RegExp(`/instanceGroupManagers/gke-${cluster}-${pool ?? '[^/]+'}-grp$`);
  for (const name of [...call.cloud.resources.keys()]) if (mine.test(name)) call.cloud.remove(name);
}

function groupsOf(call: Call, key: string): readonly Resource[] {
  return list(call.cloud.find(key).instanceGroupUrls).flatMap((url) => {
    const group = call.cloud.resources.get(`compute/${text(url).slice(text(url).indexOf('projects/'))}`);
    return group === undefined ? [] : [group];
  });
}

function groupPath(call: Call, key: string, zone: string): string {
  const [, cluster = '', pool = ''] = /\/clusters\/([^/]+)\/nodePools\/([^/]+)$/.exec(key) ?? [];
  return `projects/${call.cloud.project}/zones/${zone}/instanceGroupManagers/gke-${cluster}-${pool}-grp`;
}

function changePool(call: Call, key: string, update: Resource): Resource {
  const changed = poolChanges(call.cloud.find(key), update);
  const operation = store(pools, call, key, changed) as Resource;
  refresh(call, key);
  return operation;
}

/** A cluster shows its pools. */
function refresh(call: Call, key: string): void {
  const cluster = key.slice(0, key.indexOf('/nodePools/'));
  const found = call.cloud.resources.get(cluster);
  if (found !== undefined) found.nodePools = [...call.cloud.children(`${cluster}/nodePools`)];
}

function clusterOf(call: Call, key: string): Resource {
  return call.cloud.find(key.replace(/\/nodePools(\/.*)?$/, ''));
}

function linkTo(key: string): string {
  return `https://container.googleapis.com/v1/${key.slice('container/'.length)}`;
}

function verb(name: string, change: (body: Resource, cluster: Resource) => Resource): readonly Route[] {
  return [
    {
      method: 'POST',
      pattern: `${clusterPath}:${name}`,
      answer: (call) => {
        const key = keyOf(call, call.path.replace(/:\w+$/, ''));
        const cluster = call.cloud.find(key);
        return store(clusters, call, key, { ...cluster, ...change(call.body, cluster) });
      },
    },
  ];
}

function poolVerb(
  name: string,
  change: (body: Resource, key: string, call: Call) => Resource,
): readonly Route[] {
  return [
    {
      method: 'POST',
      pattern: `${pools.path}/{pool}:${name}`,
      answer: (call) => {
        const key = keyOf(call, call.path.replace(/:\w+$/, ''));
        const operation = store(pools, call, key, {
          ...call.cloud.find(key),
          ...change(call.body, key, call),
        });
        refresh(call, key);
        return operation;
      },
    },
  ];
}
