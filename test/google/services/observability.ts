import { type Collection, collectionRoutes } from '../collection.ts';
import { list, part, text } from '../json.ts';
import type { Call, Service } from '../route.ts';

/** Ids are numbers of the service's making, and conditions get names as well. https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
const alertPolicies: Collection = {
  path: 'v3/projects/{project}/alertPolicies',
  id: { made: number },
  computed: (call, key) => ({
    name: nameOf(key),
    enabled: true,
    creationRecord: { mutateTime: call.cloud.now(), mutatedBy: 'somebody@example.com' },
  }),
  derived: (call, key, { conditions }) => ({
    conditions: list(conditions)
      .map(part)
      .map((condition) => ({
        ...condition,
        name: text(condition.name) || `${nameOf(key)}/conditions/${number(call)}`,
      })),
    mutationRecord: { mutateTime: call.cloud.now(), mutatedBy: 'somebody@example.com' },
  }),
};

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannels */
const channels: Collection = {
  path: 'v3/projects/{project}/notificationChannels',
  id: { made: number },
  computed: (_call, key) => ({ name: nameOf(key), enabled: true }),
};

/** https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs */
const uptimeChecks: Collection = {
  path: 'v3/projects/{project}/uptimeCheckConfigs',
  id: { made: (call) => `check-${number(call)}` },
  computed: (_call, key) => ({ name: nameOf(key), period: '60s' }),
};

/** Paths carry the version, so the base has none. */
export const monitoring: Service = {
  name: 'monitoring',
  api: 'monitoring.googleapis.com',
  variable: 'GOOGLE_MONITORING_CUSTOM_ENDPOINT',
  base: '',
  routes: [alertPolicies, channels, uptimeChecks].flatMap(collectionRoutes),
};

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics */
const logMetrics: Collection = {
  path: 'projects/{project}/metrics',
  id: { body: 'name' },
  changes: ['PUT'],
  computed: (call, _key, { name }) => ({
    createTime: call.cloud.now(),
    metricDescriptor: {
      name: `projects/${call.cloud.project}/metricDescriptors/logging.googleapis.com/user/${text(name)}`,
      metricKind: 'DELTA',
      valueType: 'INT64',
      type: `logging.googleapis.com/user/${text(name)}`,
      unit: '1',
    },
  }),
};

/** https://cloud.google.com/logging/docs/reference/v2/rest */
export const logging: Service = {
  name: 'logging',
  api: 'logging.googleapis.com',
  variable: 'GOOGLE_LOGGING_CUSTOM_ENDPOINT',
  base: 'v2/',
  routes: collectionRoutes(logMetrics),
};

function number(call: Call): string {
  return String(1_000_000_000 + call.cloud.next());
}

function nameOf(key: string): string {
  return key.slice('monitoring/v3/'.length);
}
