/**
 * The accounts as which Google's own services use a key. Most are made when an API is enabled, that of Cloud SQL only when
 * somebody asks for it, and a right cannot be given to an account that does not exist. The provider has the resource for it
 * (`google_project_service_identity`) in its beta alone, so this asks by itself.
 * https://cloud.google.com/sql/docs/postgres/configure-cmek#service-account
 */
import type { Env } from '../../../env.ts';
import type { Config } from '../../config/schema.ts';
import type { StageStep } from '../cloud.ts';
import { needed } from '../settings.ts';
import { serviceAgentsNotMade } from './errors.ts';

/** Their agents encrypt with the key of the data plane. */
const services = [
  'sqladmin.googleapis.com',
  'redis.googleapis.com',
  'container.googleapis.com',
  'secretmanager.googleapis.com',
] as const;

const timeoutMilliseconds = 30_000;

export const serviceAgents: StageStep = {
  id: 'service-agents',
  stack: 'infra',
  when: 'before',
  text: `has Google make its service agents of ${services.map((name) => name.split('.')[0]).join(', ')}, which encrypt with the key`,
  isDone: (state) => state.resources.some(({ type }) => type === 'google_sql_database_instance'),
  run: makeServiceAgents,
};

async function makeServiceAgents(config: Config, env: Env): Promise<void> {
  const project = needed(config.account.project, 'account.project');
  const token = env.vars.GOOGLE_OAUTH_ACCESS_TOKEN;
  const { GoogleAuth, OAuth2Client } = await import('google-auth-library');
  for (const service of services) {
    try {
      const client = token ? bearer(new OAuth2Client(), token) : await signedIn(new GoogleAuth({ scopes }));
      await client.request({
        method: 'POST',
        url: `${baseUrl(env.vars)}/v1beta1/projects/${project}/services/${service}:generateServiceIdentity`,
        timeout: timeoutMilliseconds,
      });
    } catch (error) {
      throw serviceAgentsNotMade(service, project, error);
    }
  }
}

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

function bearer<T extends { setCredentials(credentials: { access_token: string }): void }>(
  client: T,
  token: string,
): T {
  client.setCredentials({ access_token: token });
  return client;
}

function signedIn<T>(auth: { getClient(): Promise<T> }): Promise<T> {
  return auth.getClient();
}

/** The provider's variable names version 1 of the API, this method has only version v1beta1. */
function baseUrl(vars: Env['vars']): string {
  const redirected = vars.GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT;
  if (!redirected) return 'https://serviceusage.googleapis.com';
  return redirected.replace(/\/(v[0-9][a-z0-9]*\/?)?$/, '');
}
