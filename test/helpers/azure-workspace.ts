/**
 * A folder for one deployment on the stand-ins of Azure and of a cluster, and what the program needs to work there. Between
 * the two stand-ins happens what AKS does by itself: nodes join, drivers come, load balancers get their private link.
 */
import { readFileSync } from 'node:fs';
import { properties } from '../azure/cloud.ts';
import { part, type Resource, text } from '../google/json.ts';
import type { AzureParts } from './azure-mirror.ts';
import type { AzureStore } from './azure-store.ts';
import type { KubernetesApi, KubernetesObject } from './kubernetes-api.ts';
import { type StoreWorkspace, storeWorkspace } from './store-workspace.ts';

/** Of Azure Container Storage. https://learn.microsoft.com/azure/storage/container-storage/use-container-storage-with-local-disk */
const driver = 'localdisk.csi.acstor.io';

export interface StandIns {
  readonly store: AzureStore;
  readonly cluster: KubernetesApi;
  /** What `kubelogin` answers. */
  readonly clusterToken: string;
}

export function azureWorkspace(
  folder: string,
  parts: AzureParts,
  { store, cluster, clusterToken }: StandIns,
  licenseKey: string,
): StoreWorkspace {
  return storeWorkspace({
    folder,
    parts,
    cluster,
    clusterToken,
    licenseKey,
    plugin: 'kubelogin',
    variables: store.variables,
    authorities: [readFileSync(store.authority, 'utf8')],
  });
}

/** Whether a token is Entra's for a cluster: of the audience that every AKS cluster has. */
export function isForAks(token: string): boolean {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return claims.includes('"aud":"6dae42f8-4368-4678-94ff-3960e28e3630"');
}

/** Joins the two: from here on the one does what the other asks for. */
export function joinCluster(store: AzureStore, cluster: KubernetesApi): void {
  store.cloud.watcher = (verb, resource) => {
    if (resource.type !== 'Microsoft.ContainerService/managedClusters/agentPools') return;
    const { path, node } = nodeOf(resource);
    if (verb === 'delete') {
      cluster.remove(path);
      cluster.remove(equipmentOf(node));
    } else {
      cluster.add(path, node);
      if (hasStorageClass(cluster)) equip(cluster, node);
    }
  };
  cluster.watcher = (object) => {
    if (object.kind === 'StorageClass' && object.provisioner === driver)
      for (const node of [...cluster.objects.values()].filter(({ kind }) => kind === 'Node'))
        equip(cluster, node);
    if (object.kind === 'Service') makePrivateLink(store, object);
  };
}

/** One node stands for all of its pool. */
function nodeOf({ name, properties: own }: Resource): { path: string; node: KubernetesObject } {
  const node = `aks-${text(name)}-000000`;
  const labels = part(part(own).nodeLabels);
  return {
    path: `/api/v1/nodes/${node}`,
    node: { apiVersion: 'v1', kind: 'Node', metadata: { name: node, labels } },
  };
}

function hasStorageClass({ objects }: KubernetesApi): boolean {
  return [...objects.values()].some(
    ({ kind, provisioner }) => kind === 'StorageClass' && provisioner === driver,
  );
}

function equipmentOf({ metadata }: KubernetesObject): string {
  return `/apis/storage.k8s.io/v1/csinodes/${metadata.name}`;
}

function equip(cluster: KubernetesApi, node: KubernetesObject): void {
  const { name } = node.metadata;
  cluster.add(equipmentOf(node), {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name },
    spec: { drivers: [{ name: driver, nodeID: name }] },
  });
}

/** https://learn.microsoft.com/azure/aks/private-link-service-for-load-balancer */
function makePrivateLink(store: AzureStore, { metadata }: KubernetesObject): void {
  const annotations = part(metadata.annotations as Resource | undefined);
  const wanted = (name: string) => text(annotations[`service.beta.kubernetes.io/azure-pls-${name}`]);
  const [cluster] = store.cloud.ofType('Microsoft.ContainerService/managedClusters');
  if (wanted('create') !== 'true' || cluster === undefined) return;
  const group = `/subscriptions/${store.subscription}/resourceGroups/${text(properties(cluster).nodeResourceGroup)}`;
  const id = `${group}/providers/Microsoft.Network/privateLinkServices/${wanted('name')}`;
  if (store.cloud.has(id)) return;
  const visibility = { subscriptions: wanted('visibility').split(' ') };
  store.ask('PUT', id, { location: text(cluster.location), properties: { visibility } });
}
