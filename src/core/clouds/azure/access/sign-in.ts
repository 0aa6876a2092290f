/** Tokens of Entra, for the same account as the provider's. The library is loaded when the first one is needed. */
import type { TokenCredential } from '@azure/identity';
import type { Env } from '../../../../env.ts';
import type { Config } from '../../../config/schema.ts';
import { credentialsRefused, credentialsUnusable, firstLineOf } from './access-errors.ts';
import { type AzureCloud, azureCloud } from './azure-cloud.ts';
import { type GivenCredentials, givenCredentials } from './credentials.ts';
import { httpsRequest } from './https-request.ts';
import { principalOf } from './principal.ts';

export interface SignedIn {
  readonly cloud: AzureCloud;
  /** A token for what `scope` names, such as `https://management.azure.com/.default`. */
  token(scope: string): Promise<string>;
}

/** Long enough for a slow login, short enough that one that waits for a person does not look like a hang. */
const timeoutMilliseconds = 60_000;

/** Asks nobody but for the metadata of a cloud of one's own; tokens are asked for when they are needed. */
export async function signIn(config: Config, env: Env): Promise<SignedIn> {
  const cloud = await azureCloud(env);
  const given = await givenCredentials(config, env);
  let credential: Promise<TokenCredential> | undefined;
  return {
    cloud,
    async token(scope) {
      try {
        credential ??= credentialOf(env, cloud, given, config);
        const found = await (await credential).getToken(scope, {
          abortSignal: AbortSignal.timeout(timeoutMilliseconds),
        });
        if (found === null) throw new Error('there is none');
        return found.token;
      } catch (error) {
        throw credentialsRefused(await principalOf(config, env), error, hintOf(given));
      }
    },
  };
}

const hints: Readonly<Record<Exclude<GivenCredentials['kind'], 'cli'>, string>> = {
  certificate: 'look at ARM_CLIENT_ID, ARM_CLIENT_CERTIFICATE_PATH and ARM_CLIENT_CERTIFICATE_PASSWORD',
  secret: 'look at ARM_CLIENT_ID and ARM_CLIENT_SECRET; a secret has a date on which it ends',
  token:
    'look at ARM_CLIENT_ID and at the token; the federated credential of the application names its issuer and subject',
  pipelines:
    'look at ARM_CLIENT_ID and at the service connection; the pipeline has to be allowed to see SYSTEM_ACCESSTOKEN',
  github:
    'look at ARM_CLIENT_ID and at the federated credential; the workflow needs `permissions: id-token: write`',
  machine: 'give this machine a managed identity, or name the one to use in ARM_CLIENT_ID',
};

function hintOf(given: GivenCredentials): string {
  return given.kind === 'cli'
    ? `sign in: az login --tenant ${given.tenant}; in a pipeline set ARM_CLIENT_ID with ARM_CLIENT_SECRET or ARM_USE_OIDC`
    : hints[given.kind];
}

async function credentialOf(
  env: Env,
  cloud: AzureCloud,
  given: GivenCredentials,
  { account }: Config,
): Promise<TokenCredential> {
  const library = await import('@azure/identity');
  // Microsoft knows nothing of a login of one's own, and is not to be asked about it.
  const options = { authorityHost: cloud.login, disableInstanceDiscovery: cloud.custom };
  switch (given.kind) {
    case 'certificate': {
      const certificate = await pemOf(env, given);
      return new library.ClientCertificateCredential(given.tenant, given.clientId, { certificate }, options);
    }
    case 'secret':
      return new library.ClientSecretCredential(given.tenant, given.clientId, given.secret, options);
    case 'token':
    case 'pipelines':
    case 'github': {
      const assertion = () => assertionOf(env, given);
      return new library.ClientAssertionCredential(given.tenant, given.clientId, assertion, options);
    }
    case 'machine':
      if (given.endpoint !== undefined) return ofEndpoint(env, given.endpoint, given.clientId);
      return new library.ManagedIdentityCredential(
        given.clientId === undefined ? {} : { clientId: given.clientId },
      );
    case 'cli':
      return new library.AzureCliCredential({
        tenantId: given.tenant,
        ...(account.subscription === undefined ? {} : { subscription: account.subscription }),
        processTimeoutInMs: timeoutMilliseconds,
      });
  }
}

async function pemOf(env: Env, given: Extract<GivenCredentials, { kind: 'certificate' }>): Promise<string> {
  const { pemOfPkcs12 } = await import('./pkcs12.ts');
  const { data, file = '', password = '' } = given;
  try {
    const archive = data === undefined ? await env.fs.readBytes(file) : Buffer.from(data, 'base64');
    return await pemOfPkcs12(archive, password);
  } catch (error) {
    throw credentialsUnusable(
      `the certificate of ${data === undefined ? file : 'ARM_CLIENT_CERTIFICATE'} cannot be used: ${firstLineOf(error)}`,
      'it has to be a PKCS#12 archive with its key; ARM_CLIENT_CERTIFICATE_PASSWORD is its password',
    );
  }
}

/** Whom the pipeline's own service says that this is. */
async function assertionOf(
  env: Env,
  given: Extract<GivenCredentials, { kind: 'token' | 'pipelines' | 'github' }>,
): Promise<string> {
  if (given.kind === 'token') {
    return given.file === undefined ? (given.token ?? '') : (await env.fs.readText(given.file)).trim();
  }
  const url = new URL(given.requestUrl);
  const add = (name: string, value: string) => {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  };
  // https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create
  if (given.kind === 'pipelines') {
    add('api-version', '7.1');
    add('serviceConnectionId', given.connection);
  } else add('audience', 'api://AzureADTokenExchange');
  const { status, body } = await httpsRequest(env, {
    method: given.kind === 'pipelines' ? 'POST' : 'GET',
    url: url.href,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${given.requestToken}`,
      'content-type': 'application/json',
    },
  });
  if (status !== 200) throw new Error(`${url.host} answered ${status} when asked for a token of this run`);
  const { value, oidcToken } = JSON.parse(body) as { readonly value?: string; readonly oidcToken?: string };
  const token = given.kind === 'pipelines' ? oidcToken : value;
  if (!token) throw new Error(`${url.host} gave no token of this run`);
  return token;
}

/** The library knows the usual endpoints alone. https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
function ofEndpoint(env: Env, endpoint: string, clientId: string | undefined): TokenCredential {
  return {
    async getToken(scopes) {
      const url = new URL(endpoint);
      url.searchParams.set('api-version', env.vars.ARM_MSI_API_VERSION || '2018-02-01');
      url.searchParams.set('resource', `${scopes}`.replace(/\/\.default$/, ''));
      if (clientId !== undefined) url.searchParams.set('client_id', clientId);
      const headers = { metadata: 'true' };
      const { status, body } = await httpsRequest(env, { method: 'GET', url: url.href, headers });
      if (status !== 200) throw new Error(`${url.host} answered ${status}`);
      const { access_token: token, expires_on: until } = JSON.parse(body) as Record<string, string>;
      if (!token) throw new Error(`${url.host} gave no token`);
      return { token, expiresOnTimestamp: Number(until) * 1000 };
    },
  };
}
