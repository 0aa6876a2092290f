import type { CloudPart } from './cloud-part.ts';
import { container, imageOf, probe, resourcesOf } from './container.ts';
import { apiName, apiPort, apiServiceAccount, poolLabel, servicesPool } from './names.ts';
import type { HelmValuesProps } from './props.ts';
import { routes } from './routes.ts';
import { spread } from './spread.ts';

/** Origins of the Braintrust UI. https://www.braintrust.dev */
const uiOrigins = ['https://www.braintrust.dev', 'https://braintrust.dev'];

export function apiValues(props: HelmValuesProps, cloud: CloudPart) {
  const { api, service } = props;
  return {
    name: apiName,
    labels: {},
    podLabels: {},
    annotations: {
      configmap: {},
      deployment: {},
      service: service.internal ? cloud.api.internalAnnotations : {},
      pod: {},
      serviceaccount: {},
    },
    replicas: api.replicas,
    image: imageOf('standalone-api', props),
    service: {
      name: apiName,
      type: service.internal ? 'LoadBalancer' : 'ClusterIP',
      // The port of the container as well, and the process listens there: no other can be had (chart 6.11.0).
      port: apiPort,
      portName: 'http',
    },
    serviceAccount: { name: apiServiceAccount, ...cloud.api.serviceAccount },
    ...cloud.api.more,
    resources: resourcesOf(api),
    // Code of users would run beside the database's credentials. The chart switched it off in a patch (6.2.1).
    allowCodeFunctionExecution: false,
    backfillDisableHistorical: false,
    backfillDisableNonhistorical: false,
    allowInvalidBase64: false,
    nodeMemoryPercent: String(api.nodeMemoryPercent),
    unsafeUrlRequestMode: '',
    urlSecurityDnsServers: '',
    urlSecurityAllowCidrs: '',
    customCA: { enabled: false },
    healthServer: { host: '0.0.0.0', port: '8001' },
    ...container,
    // Kubernetes takes `env` before the ConfigMap that the chart fills.
    extraEnvVars: [
      { name: 'WHITELISTED_ORIGINS', value: browserOrigins(props.allowedOrigins).join(',') },
      ...routes(props),
    ],
    // A wish only: a cluster that was brought along may have no such pool. The taint of Brainstore's nodes keeps others off.
    nodeSelector: {},
    tolerations: [],
    affinity: {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            preference: {
              matchExpressions: [{ key: poolLabel, operator: 'In', values: [servicesPool] }],
            },
          },
        ],
      },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          spread(apiName, 'topology.kubernetes.io/zone', 100),
          spread(apiName, 'kubernetes.io/hostname', 50),
        ],
      },
    },
    livenessProbe: probe(apiPort, 30),
    readinessProbe: probe(apiPort, 30),
    extraContainers: [],
    extraVolumes: [],
  };
}

/** Every origin that may call from a browser, each once. */
function browserOrigins(allowed: readonly string[]): string[] {
  return [...new Set([...uiOrigins, ...allowed])];
}
