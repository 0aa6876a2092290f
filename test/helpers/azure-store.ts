/** The stand-in of Azure (`test/azure/`), as tests use it. */
import type { ControlPlane } from '../azure/cloud.ts';
import { answered } from '../azure/resource-manager.ts';
import { type StoreServer, serveAzure } from '../azure/server.ts';
import { type Json, part, type Resource } from '../google/json.ts';
import { deployer, signIn, subscription } from './azure-token.ts';

export interface AzureStore extends StoreServer {
  readonly subscription: string;
  /** What Azure's clients need to talk to it and to nothing else. */
  readonly variables: Readonly<Record<string, string>>;
  /** A request of a person's own, such as for a zone that was there before. Throws when it is refused. */
  ask(method: string, id: string, body?: Resource): Resource;
}

export interface AzureStoreOptions {
  /** Takes the key of the server. */
  readonly folder: string;
  /** Of every cluster. Default: - a name that leads nowhere. */
  readonly controlPlane?: ControlPlane;
  /** Names, besides Azure's own, under which the data plane is reached. Default: none. */
  readonly domains?: readonly string[];
}

export async function startAzureStore({ folder, ...options }: AzureStoreOptions): Promise<AzureStore> {
  const server = await serveAzure(folder, { subscription, principal: deployer, ...options });
  return {
    ...server,
    subscription,
    variables: {
      ...signIn(server.host),
      SSL_CERT_FILE: server.authority,
      NODE_EXTRA_CA_CERTS: server.authority,
      HTTPS_PROXY: server.proxy,
      NO_PROXY: '127.0.0.1,localhost',
    },
    ask: (method, id, body = {}) => {
      const query = new URLSearchParams({ 'api-version': '2024-01-01' });
      return part(answered(server.cloud, { method, path: id, query, body }).body as Json);
    },
  };
}
