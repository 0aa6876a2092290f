/**
 * Whose credentials are in use, as far as this machine can tell. Credentials of Google belong to no project: what is made
 * goes into the project that the configuration names. An environment that names another project was made for another
 * deployment, and is refused. Contacts nothing.
 */
import { join, resolve } from 'node:path';
import type { Env } from '../../../env.ts';
import type { Config } from '../../config/schema.ts';
import type { Identity } from '../cloud.ts';
import { needed } from '../settings.ts';

/** In the order in which the provider reads them: https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference */
const projectVariables = [
  'GOOGLE_PROJECT',
  'GOOGLE_CLOUD_PROJECT',
  'GCLOUD_PROJECT',
  'CLOUDSDK_CORE_PROJECT',
] as const;
const keyVariables = ['GOOGLE_CREDENTIALS', 'GOOGLE_CLOUD_KEYFILE_JSON', 'GCLOUD_KEYFILE_JSON'] as const;

export async function identify(config: Config, env: Env): Promise<Identity> {
  const variable = projectVariables.find((name) => env.vars[name]);
  const named = variable && env.vars[variable];
  return {
    account: named ?? needed(config.account.project, 'account.project'),
    principal: await principalOf(env),
    ...(variable === undefined ? {} : { variable }),
  };
}

async function principalOf(env: Env): Promise<string> {
  const { vars } = env;
  const impersonated = vars.GOOGLE_IMPERSONATE_SERVICE_ACCOUNT;
  if (impersonated) return impersonated;
  const key = keyVariables.map((name) => vars[name]).find((value) => value);
  if (key) return holderOf(key.trimStart().startsWith('{') ? key : await read(env, key));
  if (vars.GOOGLE_OAUTH_ACCESS_TOKEN) return 'the bearer of GOOGLE_OAUTH_ACCESS_TOKEN';
  const file = vars.GOOGLE_APPLICATION_CREDENTIALS ?? defaultFile(vars);
  return file === undefined ? machine : holderOf(await read(env, file));
}

const machine = 'the service account of this machine';

/** https://cloud.google.com/docs/authentication/application-default-credentials */
function defaultFile(vars: Env['vars']): string | undefined {
  const folder = vars.CLOUDSDK_CONFIG ?? (vars.HOME && join(vars.HOME, '.config', 'gcloud'));
  return folder && join(folder, 'application_default_credentials.json');
}

async function read(env: Env, path: string): Promise<string> {
  return env.fs.readText(resolve(env.cwd, path)).catch(() => '');
}

/** Only what names somebody: the rest of such a file is secret. */
function holderOf(text: string): string {
  const parsed = parse(text);
  const { client_email: email, service_account_impersonation_url: url, type } = parsed;
  if (email) return email;
  const impersonated = url && /serviceAccounts\/([^:/]+):/.exec(url)?.[1];
  if (impersonated) return impersonated;
  return type ? `application default credentials (${type})` : machine;
}

interface KeyFile {
  readonly type?: string;
  readonly client_email?: string;
  readonly service_account_impersonation_url?: string;
}

function parse(text: string): KeyFile {
  try {
    const value: unknown = JSON.parse(text);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return Object.fromEntries(entries.filter(([, item]) => typeof item === 'string'));
  } catch {
    return {};
  }
}
