/** Calls of Google's APIs with the credentials that the provider uses. */
import type { AuthClient, JWTInput } from 'google-auth-library';
import type { Env } from '../../../env.ts';
import { givenCredentials, impersonated } from './credentials.ts';

export interface GoogleRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sent as JSON. */
  readonly data?: object;
  /** Gives it up. */
  readonly signal?: AbortSignal;
}

/** Long enough for a slow proxy, short enough that a wrong endpoint does not look like a hang. */
const timeoutMilliseconds = 30_000;
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** The answer's document; rejects with the library's error, whose `status` is that of the answer. */
export async function googleRequest(env: Env, request: GoogleRequest): Promise<unknown> {
  const client = await googleClient(env);
  return (await client.request({ ...request, timeout: timeoutMilliseconds })).data;
}

/** HTTP status of the answer that an error is about. */
export function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
}

/** Who asks: the same account as the provider's, whatever names it. */
export async function googleClient(env: Env): Promise<AuthClient> {
  const { Impersonated } = await loadLibrary();
  const sourceClient = await ownClient(env);
  const targetPrincipal = impersonated(env);
  if (targetPrincipal === undefined) return sourceClient;
  return new Impersonated({ sourceClient, targetPrincipal, targetScopes: scopes, delegates: [] });
}

async function ownClient(env: Env): Promise<AuthClient> {
  const { GoogleAuth, OAuth2Client } = await loadLibrary();
  const given = await givenCredentials(env);
  if (given.kind === 'default') return new GoogleAuth({ scopes }).getClient();
  if (given.kind === 'key') return new GoogleAuth({ scopes, credentials: parse(given.text) }).getClient();
  const client = new OAuth2Client();
  client.setCredentials({ access_token: given.token });
  return client;
}

/** Without the text, of which the parser's own error quotes a part. */
function parse(key: string): JWTInput {
  try {
    return JSON.parse(key);
  } catch {
    throw new Error('the key of GOOGLE_CREDENTIALS is not JSON');
  }
}

/** The bundle gives a CommonJS package that is loaded late by `default` alone; Node itself gives it both ways. */
async function loadLibrary(): Promise<typeof import('google-auth-library')> {
  const library = await import('google-auth-library');
  return 'default' in library ? (library.default as typeof library) : library;
}

/** `variable` is the provider's own, which names a version of the API as well: `https://host/v1/`. */
export function baseUrl(vars: Env['vars'], variable: string, usual: string): string {
  const redirected = vars[variable];
  return redirected ? redirected.replace(/\/(v[0-9][a-z0-9]*\/?)?$/, '') : usual;
}
