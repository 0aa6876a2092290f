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
import { baseUrl, googleRequest } from './google-client.ts';

/** Their agents encrypt with the key of the data plane. */
const services = [
  'sqladmin.googleapis.com',
  'redis.googleapis.com',
  'container.googleapis.com',
  'secretmanager.googleapis.com',
] as const;

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
  const host = baseUrl(
    env.vars,
    'GOOGLE_SERVICE_USAGE_CUSTOM_ENDPOINT',
    'https://serviceusage.googleapis.com',
  );
  for (const service of services) {
    try {
      // Only this version of the API has the method.
      const url = `${host}/v1beta1/projects/${project}/services/${service}:generateServiceIdentity`;
      await googleRequest(env, { method: 'POST', url });
    } catch (error) {
      throw serviceAgentsNotMade(service, project, error);
    }
  }
}
