/** Secret Manager, read by us: the Google provider can do so without a trace in the state only from 7.6.0 on. */
import type { Env } from '../../../env.ts';
import { secretUnreadable } from './errors.ts';
import { baseUrl, googleRequest, statusOf } from './google-client.ts';

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access */
export async function readSecret(secret: string, env: Env): Promise<string | undefined> {
  const host = baseUrl(
    env.vars,
    'GOOGLE_SECRET_MANAGER_CUSTOM_ENDPOINT',
    'https://secretmanager.googleapis.com',
  );
  try {
    const answer = await googleRequest(env, {
      method: 'GET',
      url: `${host}/v1/${secret}/versions/latest:access`,
    });
    return Buffer.from(payloadOf(answer), 'base64').toString('utf8');
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw secretUnreadable(secret, error);
  }
}

function payloadOf(answer: unknown): string {
  const { payload } = answer as { payload?: { data?: unknown } };
  if (typeof payload?.data !== 'string') throw new Error('the answer holds no value');
  return payload.data;
}
