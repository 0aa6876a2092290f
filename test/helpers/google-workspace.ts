/** A folder for one deployment on the stand-ins of Google and of a cluster, and what the program needs to work there. */
import type { GoogleParts } from './google-mirror.ts';
import type { GoogleStore } from './google-store.ts';
import type { KubernetesApi } from './kubernetes-api.ts';
import { type StoreWorkspace, storeWorkspace } from './store-workspace.ts';

export interface StandIns {
  readonly store: GoogleStore;
  readonly cluster: KubernetesApi;
  /** The only token that the cluster lets in. */
  readonly clusterToken: string;
}

export function googleWorkspace(
  folder: string,
  parts: GoogleParts,
  { store, cluster, clusterToken }: StandIns,
  licenseKey: string,
): StoreWorkspace {
  return storeWorkspace({
    folder,
    parts,
    cluster,
    clusterToken,
    licenseKey,
    plugin: 'gke-gcloud-auth-plugin',
    variables: store.variables,
    // The control plane is known by its DNS name, whose certificate a machine trusts without being told.
    authorities: [],
  });
}
