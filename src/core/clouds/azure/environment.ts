/**
 * What `kubelogin` needs to sign in to the cluster as whom azurerm signs in to Azure. Variables alone: its arguments would be
 * in the plan and in the list of processes. Of two names for one thing it takes the `AZURE_` one.
 * https://azure.github.io/kubelogin/concepts/login-modes.html
 */
import type { Env } from '../../../env.ts';
import type { Config } from '../../config/schema.ts';
import { azureCloud } from './access/azure-cloud.ts';
import { type GivenCredentials, givenCredentials } from './access/credentials.ts';

/** `tokenFile` is where a token or certificate goes that has to be in a file; whoever names it removes it. */
export async function environment(
  config: Config,
  env: Env,
  tokenFile: string,
): Promise<Readonly<Record<string, string>>> {
  // Whoever chose a way to sign in gets it, with what it needs.
  if (env.vars.AAD_LOGIN_METHOD) return chosen(env.vars);
  // What is wrong with them is said by the account guard, and by nobody where nobody signs in.
  const given = await givenCredentials(config, env).catch(() => undefined);
  if (given === undefined) return {};
  return { AZURE_TENANT_ID: given.tenant, ...(await forKind(given, env, tokenFile)) };
}

function chosen(vars: Env['vars']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(vars).filter(
      (entry): entry is [string, string] => /^AAD_/.test(entry[0]) && entry[1] !== undefined,
    ),
  );
}

async function forKind(
  given: GivenCredentials,
  env: Env,
  tokenFile: string,
): Promise<Readonly<Record<string, string>>> {
  switch (given.kind) {
    case 'certificate':
      return {
        AAD_LOGIN_METHOD: 'spn',
        AZURE_CLIENT_ID: given.clientId,
        AZURE_CLIENT_CERTIFICATE_PATH:
          given.file ?? (await stored(Buffer.from(given.data ?? '', 'base64'), env, tokenFile)),
        AZURE_CLIENT_CERTIFICATE_PASSWORD: given.password ?? '',
      };
    case 'secret':
      return { AAD_LOGIN_METHOD: 'spn', AZURE_CLIENT_ID: given.clientId, AZURE_CLIENT_SECRET: given.secret };
    case 'machine':
      return {
        AAD_LOGIN_METHOD: 'msi',
        ...(given.clientId === undefined ? {} : { AZURE_CLIENT_ID: given.clientId }),
      };
    case 'pipelines':
      return {
        AAD_LOGIN_METHOD: 'azurepipelines',
        AZURE_CLIENT_ID: given.clientId,
        AZURESUBSCRIPTION_CLIENT_ID: given.clientId,
        AZURESUBSCRIPTION_TENANT_ID: given.tenant,
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: given.connection,
        SYSTEM_ACCESSTOKEN: given.requestToken,
        SYSTEM_OIDCREQUESTURI: given.requestUrl,
      };
    case 'github':
      return {
        ...(await federated(given.clientId, env)),
        ACTIONS_ID_TOKEN_REQUEST_URL: given.requestUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: given.requestToken,
      };
    case 'token':
      return {
        ...(await federated(given.clientId, env)),
        AZURE_FEDERATED_TOKEN_FILE: given.file ?? (await stored(given.token ?? '', env, tokenFile)),
        // With these it would ask GitHub instead.
        ACTIONS_ID_TOKEN_REQUEST_URL: '',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: '',
      };
    case 'cli':
      return { AAD_LOGIN_METHOD: 'azurecli' };
  }
}

async function federated(clientId: string, env: Env): Promise<Readonly<Record<string, string>>> {
  const cloud = await azureCloud(env).catch(() => undefined);
  return {
    AAD_LOGIN_METHOD: 'workloadidentity',
    AZURE_CLIENT_ID: clientId,
    ...(cloud === undefined ? {} : { AZURE_AUTHORITY_HOST: `${cloud.login}/` }),
  };
}

async function stored(secret: string | Uint8Array, env: Env, file: string): Promise<string> {
  await env.fs.write(file, secret);
  return file;
}
