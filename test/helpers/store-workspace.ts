/** A folder for one deployment on the stand-ins of a cloud and of a cluster, and what the program needs to work there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesApi } from './kubernetes-api.ts';
import type { ProviderParts } from './provider-mirror.ts';
import { standInPrograms } from './stand-in-programs.ts';

export interface StoreWorkspace {
  /** The user's folder: configuration, lock file, rendered stacks. */
  readonly directory: string;
  /** Run records and private working copies. */
  readonly stateDirectory: string;
  /** The whole environment of the program. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface StoreWorkspaceOptions {
  readonly folder: string;
  readonly parts: ProviderParts<string>;
  readonly cluster: KubernetesApi;
  /** A token that the cluster lets in. */
  readonly clusterToken: string;
  /** The program that the providers start to sign in to the cluster. */
  readonly plugin: string;
  readonly licenseKey: string;
  /** What leads the cloud's clients to its stand-in. */
  readonly variables: Readonly<Record<string, string>>;
  /** PEM of who is trusted, besides the cluster. */
  readonly authorities: readonly string[];
}

export function storeWorkspace(options: StoreWorkspaceOptions): StoreWorkspace {
  const { folder, parts, cluster } = options;
  const directory = join(folder, 'user');
  const home = join(folder, 'home');
  const stateDirectory = join(folder, 'state');
  for (const path of [directory, home]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const authorities = join(folder, 'authorities.pem');
  const certificate = Buffer.from(cluster.certificate, 'base64').toString('utf8');
  writeFileSync(authorities, [certificate, ...options.authorities].join('\n'));
  const programs = standInPrograms(join(folder, 'bin'), options.plugin, options.clusterToken);
  return {
    directory,
    stateDirectory,
    variables: {
      // Nothing else of this shell has a say.
      PATH: `${programs}:${process.env.PATH ?? ''}`,
      HOME: home,
      ...options.variables,
      SSL_CERT_FILE: authorities,
      NODE_EXTRA_CA_CERTS: authorities,
      BRAINTRUST_LICENSE_KEY: options.licenseKey,
      BT_DATAPLANE_STATE_DIR: stateDirectory,
      BT_DATAPLANE_TERRAFORM: parts.terraform,
      BT_DATAPLANE_PROVIDER_MIRROR: parts.providerMirror,
    },
  };
}
