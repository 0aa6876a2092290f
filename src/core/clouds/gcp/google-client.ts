/** Calls of Google's APIs with the credentials that the provider uses. */
import type { Env } from '../../../env.ts';

export interface GoogleRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Sent as JSON. */
  readonly data?: object;
}

/** Long enough for a slow proxy, short enough that a wrong endpoint does not look like a hang. */
const timeoutMilliseconds = 30_000;
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

/** The answer's document; rejects with the library's error, whose `status` is that of the answer. */
export async function googleRequest(env: Env, request: GoogleRequest): Promise<unknown> {
  const { GoogleAuth, OAuth2Client } = await loadLibrary();
  const token = env.vars.GOOGLE_OAUTH_ACCESS_TOKEN;
  const options = { ...request, timeout: timeoutMilliseconds };
  if (!token) return (await (await new GoogleAuth({ scopes }).getClient()).request(options)).data;
  const client = new OAuth2Client();
  client.setCredentials({ access_token: token });
  return (await client.request(options)).data;
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
