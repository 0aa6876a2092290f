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
import { givenCredentials, impersonated, keyFields } from './credentials.ts';

/** In the order in which the provider reads them: https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference */
const projectVariables = [
  'GOOGLE_PROJECT',
  'GOOGLE_CLOUD_PROJECT',
  'GCLOUD_PROJECT',
  'CLOUDSDK_CORE_PROJECT',
] as const;

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
  const account = impersonated(env);
  if (account !== undefined) return account;
  const given = await givenCredentials(env);
  if (given.kind === 'token') return 'the bearer of GOOGLE_OAUTH_ACCESS_TOKEN';
  if (given.kind === 'key') return holderOf(given.text) ?? 'the holder of the key that a variable names';
  const file = vars.GOOGLE_APPLICATION_CREDENTIALS ?? defaultFile(vars);
  const holder = file === undefined ? undefined : holderOf(await read(env, file));
  return holder ?? machine;
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
function holderOf(text: string): string | undefined {
  const { client_email: email, service_account_impersonation_url: url, type } = keyFields(text);
  if (email) return email;
  const account = url && /serviceAccounts\/([^:/]+):/.exec(url)?.[1];
  if (account) return account;
  return type && `application default credentials (${type})`;
}
