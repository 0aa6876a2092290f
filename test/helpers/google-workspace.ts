/** A folder for one deployment on the stand-ins of Google and of a cluster, and what the program needs to work there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoogleParts } from './google-mirror.ts';
import { type GoogleStore, standInPrograms } from './google-store.ts';
import type { KubernetesApi } from './kubernetes-api.ts';

export interface GoogleWorkspace {
  /** The user's folder: configuration, lock file, rendered stacks. */
  readonly directory: string;
  /** Run records and private working copies. */
  readonly stateDirectory: string;
  /** The whole environment of the program. */
  readonly variables: Readonly<Record<string, string>>;
}

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
): GoogleWorkspace {
  const directory = join(folder, 'user');
  const home = join(folder, 'home');
  const stateDirectory = join(folder, 'state');
  for (const path of [directory, home]) mkdirSync(path, { recursive: true, mode: 0o700 });
  // The control plane is known by its DNS name, whose certificate a machine trusts without being told.
  const authorities = join(folder, 'authorities.pem');
  writeFileSync(authorities, Buffer.from(cluster.certificate, 'base64'));
  return {
    directory,
    stateDirectory,
    variables: {
      // Nothing else of this shell has a say.
      PATH: `${standInPrograms(join(folder, 'bin'), clusterToken)}:${process.env.PATH ?? ''}`,
      HOME: home,
      SSL_CERT_FILE: authorities,
      ...store.variables,
      BRAINTRUST_LICENSE_KEY: licenseKey,
      BT_DATAPLANE_STATE_DIR: stateDirectory,
      BT_DATAPLANE_TERRAFORM: parts.terraform,
      BT_DATAPLANE_PROVIDER_MIRROR: parts.providerMirror,
    },
  };
}
