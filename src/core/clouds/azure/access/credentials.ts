/**
 * The credentials of this environment, found where azurerm finds them and in its order: certificate, secret, a token that
 * somebody issued, Azure Pipelines, GitHub, managed identity, Azure CLI.
 * https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs#argument-reference
 */
import { resolve } from 'node:path';
import type { Env } from '../../../../env.ts';
import type { Config } from '../../../config/schema.ts';
import { needed } from '../../settings.ts';
import { credentialsUnusable } from './access-errors.ts';

interface Application {
  readonly tenant: string;
  readonly clientId: string;
}

export type GivenCredentials =
  /** `file` is absolute; `data` is base64. PKCS#12, as azurerm takes it. */
  | (Application & {
      readonly kind: 'certificate';
      readonly file?: string;
      readonly data?: string;
      readonly password?: string;
    })
  | (Application & { readonly kind: 'secret'; readonly secret: string })
  /** `file` is absolute, and read anew for each token, because whoever writes it renews it. */
  | (Application & { readonly kind: 'token'; readonly file?: string; readonly token?: string })
  | (Application & {
      readonly kind: 'pipelines';
      readonly connection: string;
      readonly requestUrl: string;
      readonly requestToken: string;
    })
  | (Application & { readonly kind: 'github'; readonly requestUrl: string; readonly requestToken: string })
  | {
      readonly kind: 'machine';
      readonly tenant: string;
      readonly clientId?: string;
      readonly endpoint?: string;
    }
  | { readonly kind: 'cli'; readonly tenant: string };

export async function givenCredentials(config: Config, env: Env): Promise<GivenCredentials> {
  const { vars } = env;
  const tenant = needed(config.account.tenant, 'account.tenant');
  const aks = isTrue(vars.ARM_USE_AKS_WORKLOAD_IDENTITY);
  const clientId =
    (aks && vars.AZURE_CLIENT_ID) || (await textOf(env, 'ARM_CLIENT_ID', 'ARM_CLIENT_ID_FILE_PATH'));
  if (clientId !== undefined) {
    const application = await applicationCredentials(env, { tenant, clientId }, aks);
    if (application !== undefined) return application;
  }
  if (isTrue(vars.ARM_USE_MSI)) {
    return {
      kind: 'machine',
      tenant,
      ...(clientId === undefined ? {} : { clientId }),
      ...(vars.ARM_MSI_ENDPOINT ? { endpoint: vars.ARM_MSI_ENDPOINT } : {}),
    };
  }
  if (vars.ARM_USE_CLI !== undefined && vars.ARM_USE_CLI !== '' && !isTrue(vars.ARM_USE_CLI)) {
    throw credentialsUnusable(
      'ARM_USE_CLI is off, and no other variable names credentials of Azure',
      'set ARM_CLIENT_ID with ARM_CLIENT_SECRET or ARM_USE_OIDC, or ARM_USE_MSI',
    );
  }
  return { kind: 'cli', tenant };
}

async function applicationCredentials(
  env: Env,
  application: Application,
  aks: boolean,
): Promise<GivenCredentials | undefined> {
  const { vars } = env;
  const file = vars.ARM_CLIENT_CERTIFICATE_PATH;
  const data = vars.ARM_CLIENT_CERTIFICATE;
  if (file || data) {
    return {
      kind: 'certificate',
      ...application,
      ...(data ? { data } : { file: resolve(env.cwd, file ?? '') }),
      ...(vars.ARM_CLIENT_CERTIFICATE_PASSWORD ? { password: vars.ARM_CLIENT_CERTIFICATE_PASSWORD } : {}),
    };
  }
  const secret = await textOf(env, 'ARM_CLIENT_SECRET', 'ARM_CLIENT_SECRET_FILE_PATH');
  if (secret !== undefined) return { kind: 'secret', ...application, secret };
  if (!isTrue(vars.ARM_USE_OIDC) && !aks) return undefined;
  const tokenFile = (aks && vars.AZURE_FEDERATED_TOKEN_FILE) || vars.ARM_OIDC_TOKEN_FILE_PATH;
  if (tokenFile) return { kind: 'token', ...application, file: resolve(env.cwd, tokenFile) };
  if (vars.ARM_OIDC_TOKEN) return { kind: 'token', ...application, token: vars.ARM_OIDC_TOKEN };
  return issuedOnDemand(vars, application);
}

function issuedOnDemand(vars: Env['vars'], application: Application): GivenCredentials | undefined {
  const requestToken =
    vars.ARM_OIDC_REQUEST_TOKEN || vars.ACTIONS_ID_TOKEN_REQUEST_TOKEN || vars.SYSTEM_ACCESSTOKEN;
  const requestUrl =
    vars.ARM_OIDC_REQUEST_URL || vars.ACTIONS_ID_TOKEN_REQUEST_URL || vars.SYSTEM_OIDCREQUESTURI;
  if (!requestToken || !requestUrl) return undefined;
  const connection = vars.ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID || vars.ARM_OIDC_AZURE_SERVICE_CONNECTION_ID;
  const request = { ...application, requestUrl, requestToken };
  return connection ? { kind: 'pipelines', connection, ...request } : { kind: 'github', ...request };
}

/** What must not be shown. A certificate's password and data too: the provider quotes what it cannot use. */
export async function credentialSecrets(env: Env): Promise<readonly string[]> {
  const { vars } = env;
  const inVariables = [
    vars.ARM_CLIENT_SECRET,
    vars.ARM_CLIENT_CERTIFICATE,
    vars.ARM_CLIENT_CERTIFICATE_PASSWORD,
    vars.ARM_OIDC_TOKEN,
    vars.ARM_OIDC_REQUEST_TOKEN,
    vars.ACTIONS_ID_TOKEN_REQUEST_TOKEN,
    vars.SYSTEM_ACCESSTOKEN,
    vars.AZURE_CLIENT_SECRET,
    vars.AZURE_CLIENT_CERTIFICATE_PASSWORD,
    // Of the state's account.
    vars.ARM_ACCESS_KEY,
    ...signatureOf(vars.ARM_SAS_TOKEN),
  ];
  const files = [
    vars.ARM_CLIENT_SECRET_FILE_PATH,
    vars.ARM_OIDC_TOKEN_FILE_PATH,
    vars.AZURE_FEDERATED_TOKEN_FILE,
  ];
  const inFiles = await Promise.all(
    files.map((file) => (file ? readTrimmed(env, file).catch(() => undefined) : undefined)),
  );
  return [...inVariables, ...inFiles].filter((value) => value !== undefined && value !== '') as string[];
}

/**
 * A shared access signature as it may be shown: terraform writes it behind the address of the state, without its question mark
 * and with its parts in another order. https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 */
function signatureOf(token = ''): readonly string[] {
  const query = token.replace(/^\?/, '');
  const written = /(?:^|&)sig=([^&]+)/.exec(query)?.[1] ?? '';
  const signature = new URLSearchParams(query).get('sig') ?? '';
  return [...new Set([query, written, signature, encodeURIComponent(signature)])];
}

async function textOf(env: Env, variable: string, fileVariable: string): Promise<string | undefined> {
  const file = env.vars[fileVariable];
  if (!file) return env.vars[variable] || undefined;
  try {
    return (await readTrimmed(env, file)) || undefined;
  } catch {
    throw credentialsUnusable(
      `${fileVariable} names ${file}, which cannot be read`,
      `correct it, or set ${variable}`,
    );
  }
}

async function readTrimmed(env: Env, file: string): Promise<string> {
  return (await env.fs.readText(resolve(env.cwd, file))).trim();
}

/** As Go reads a boolean, which the provider does. https://pkg.go.dev/strconv#ParseBool */
function isTrue(value: string | undefined): boolean {
  return /^(1|t|true)$/i.test(value ?? '');
}
