/**
 * The credentials of this environment, found where the provider finds them and in its order: a token before a key, a key before
 * application default credentials. https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference
 */
import { resolve } from 'node:path';
import type { Env } from '../../../env.ts';

export type GivenCredentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly text: string }
  /** What Google's own libraries find. */
  | { readonly kind: 'default' };

const keyVariables = ['GOOGLE_CREDENTIALS', 'GOOGLE_CLOUD_KEYFILE_JSON', 'GCLOUD_KEYFILE_JSON'] as const;

export async function givenCredentials(env: Env): Promise<GivenCredentials> {
  const token = env.vars.GOOGLE_OAUTH_ACCESS_TOKEN;
  if (token) return { kind: 'token', token };
  const key = keyVariables.map((name) => env.vars[name]).find((value) => value);
  return key === undefined ? { kind: 'default' } : { kind: 'key', text: await textOf(env, key) };
}

/** The account as which the provider works in the end, where one is named. */
export function impersonated({ vars }: Env): string | undefined {
  return vars.GOOGLE_IMPERSONATE_SERVICE_ACCOUNT || undefined;
}

/**
 * Those of the provider and of the backend. The provider quotes a key that it cannot use, whole:
 * https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/transport/config.go
 * https://developer.hashicorp.com/terraform/language/backend/gcs
 */
export async function credentialSecrets(env: Env): Promise<readonly string[]> {
  const keys = [...keyVariables, 'GOOGLE_BACKEND_CREDENTIALS']
    .map((name) => env.vars[name])
    .filter((value) => value !== undefined);
  const texts = await Promise.all(keys.map((key) => textOf(env, key)));
  const secrets = texts.filter((text) => text.includes('{')).flatMap((text) => [text, ...secretFields(text)]);
  const plain = [env.vars.GOOGLE_OAUTH_ACCESS_TOKEN, env.vars.GOOGLE_ENCRYPTION_KEY];
  return [...plain.filter((value) => value !== undefined), ...secrets];
}

/** Of a key file, what it says; parts that are no text are left out. */
export function keyFields(text: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(text);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return Object.fromEntries(entries.filter(([, item]) => typeof item === 'string'));
  } catch {
    return {};
  }
}

function secretFields(text: string): readonly string[] {
  const { private_key: key, refresh_token: refresh, client_secret: client } = keyFields(text);
  return [key, refresh, client].filter((value) => value !== undefined);
}

/** A variable holds a key or the path of its file. */
async function textOf(env: Env, value: string): Promise<string> {
  if (value.trimStart().startsWith('{')) return value;
  const file = value.replace(/^~(?=\/)/, env.vars.HOME ?? '~');
  return env.fs.readText(resolve(env.cwd, file)).catch(() => value);
}
