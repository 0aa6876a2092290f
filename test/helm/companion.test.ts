import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { companionOf as companionOfAzure } from '../../modules/azure/workload.ts';
import {
  companionAssets,
  companionFiles,
  companionValues,
  companionVersion,
} from '../../modules/kubernetes/companion.ts';
import { workloadProps as azureWorkload, onAzure } from '../modules/azure/workload-props.ts';
import { onStandard } from '../modules/gcp/workload-props.ts';
import { counts } from '../modules/kubernetes/values-props.ts';
import { companionChart, lintChart, type Manifest, renderChart, testChart } from './helm.ts';
import { brainstore, find, pod } from './manifests.ts';

const ingress = { host: 'api.acme.example', addressName: 'acme-api', certificateMap: 'acme-api' };
const podDisruption = { apiReplicas: 4, readers: 2, fastReaders: 2 };

const rendered = (props: Parameters<typeof companionValues>[0]) =>
  renderChart(companionChart, companionValues(props), 'team-a');
const names = (manifests: readonly Manifest[], kind: string) =>
  manifests.filter((each) => each.kind === kind).map(({ metadata }) => metadata.name);

test('the list of files is the folder, and the version that of the chart', () => {
  const found = readdirSync(companionChart, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(companionChart.length + 1));
  expect(found.sort()).toEqual([...companionFiles].sort());
  expect(parse(readFileSync(join(companionChart, 'Chart.yaml'), 'utf8'))).toMatchObject({
    version: companionVersion,
  });
});

test('it goes beside the stack file by file', async () => {
  const assets = await companionAssets(async (file) => `text of ${file}`);
  expect(assets.map(({ path }) => path)).toContain('companion/templates/gateway.yaml');
  expect(new TextDecoder().decode(assets[0]?.bytes)).toBe('text of Chart.yaml');
});

test.each([
  ['with ingress', companionValues({ podDisruption, ingress })],
  ['without', companionValues({ podDisruption })],
])('helm finds nothing to complain of, %s', (_, values) => {
  expect(lintChart(companionChart, values)).toContain('0 chart(s) failed');
});

describe('disruption budgets', () => {
  test('from two pods on, one at a time', () => {
    const manifests = rendered({ podDisruption: { apiReplicas: 4, readers: 2, fastReaders: 3 } });
    expect(names(manifests, 'PodDisruptionBudget')).toEqual([
      'braintrust-api',
      'brainstore-reader',
      'brainstore-fastreader',
    ]);
    for (const name of names(manifests, 'PodDisruptionBudget')) {
      expect(find(manifests, 'PodDisruptionBudget', name).spec).toEqual({
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { app: name } },
      });
    }
  });

  test('none over a single pod, whose node could not be drained, nor over no pod', () => {
    const manifests = rendered({ podDisruption: { apiReplicas: 1, readers: 1, fastReaders: 0 } });
    expect(names(manifests, 'PodDisruptionBudget')).toEqual([]);
  });

  test.each([
    ['Google Cloud', onStandard()],
    ['Azure', onAzure()],
  ])('they, and the policy, select pods that the other chart makes on %s', (_, values) => {
    const pods = renderChart(testChart, values, 'team-a')
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata }) => metadata.name);
    const manifests = rendered({ podDisruption });
    const selected = JSON.stringify(manifests.map(({ spec }) => spec)).match(/"brain[a-z-]+"/g) ?? [];
    expect(new Set(selected.map((each) => JSON.parse(each)))).toEqual(new Set(pods));
  });
});

test('Brainstore is reached from its namespace only, and the API from anywhere', () => {
  const { spec } = find(rendered({ podDisruption }), 'NetworkPolicy', 'brainstore');
  expect(spec).toEqual({
    podSelector: {
      matchExpressions: [
        {
          key: 'app',
          operator: 'In',
          values: ['brainstore-reader', 'brainstore-fastreader', 'brainstore-writer'],
        },
      ],
    },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 4000 }] }],
  });
});

describe('ingress', () => {
  const manifests = rendered({ podDisruption, ingress });

  test('without it there is no way in', () => {
    const kinds = rendered({ podDisruption }).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['NetworkPolicy', 'PodDisruptionBudget']));
  });

  test('on Azure there is none either, nor anything else that only Google knows', () => {
    const values = companionOfAzure(azureWorkload({ podDisruption }));
    const manifests = renderChart(companionChart, values, 'team-a');
    const kinds = manifests.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['CSIStorageCapacity', 'NetworkPolicy', 'PodDisruptionBudget']));
    expect(JSON.stringify(manifests)).not.toMatch(/gke|google/i);
  });

  test('a Gateway on the static address, with certificates from the map', () => {
    const gateway = find(manifests, 'Gateway', 'braintrust-api');
    expect(gateway.metadata.annotations).toEqual({ 'networking.gke.io/certmap': 'acme-api' });
    expect(gateway.spec).toMatchObject({
      gatewayClassName: 'gke-l7-global-external-managed',
      addresses: [{ type: 'NamedAddress', value: 'acme-api' }],
      listeners: [
        { name: 'https', protocol: 'HTTPS', port: 443 },
        { name: 'http', protocol: 'HTTP', port: 80 },
      ],
    });
  });

  test('HTTPS goes to the API, HTTP is sent to HTTPS', () => {
    expect(find(manifests, 'HTTPRoute', 'braintrust-api').spec).toEqual({
      parentRefs: [{ name: 'braintrust-api', sectionName: 'https' }],
      hostnames: ['api.acme.example'],
      rules: [{ backendRefs: [{ name: 'braintrust-api', port: 8000 }] }],
    });
    expect(find(manifests, 'HTTPRoute', 'braintrust-api-to-https').spec).toEqual({
      parentRefs: [{ name: 'braintrust-api', sectionName: 'http' }],
      hostnames: ['api.acme.example'],
      rules: [
        { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
      ],
    });
  });

  test('health is asked for at `/`, and answers may be streamed for an hour', () => {
    const targetRef = { group: '', kind: 'Service', name: 'braintrust-api' };
    expect(find(manifests, 'HealthCheckPolicy', 'braintrust-api').spec).toMatchObject({
      default: { config: { type: 'HTTP', httpHealthCheck: { requestPath: '/' } } },
      targetRef,
    });
    expect(find(manifests, 'GCPBackendPolicy', 'braintrust-api').spec).toMatchObject({
      default: { timeoutSec: 3600 },
      targetRef,
    });
  });

  test('the service that they name is there', () => {
    const services = renderChart(testChart, onStandard(), 'team-a');
    expect(find(services, 'Service', 'braintrust-api').spec).toMatchObject({ ports: [{ port: 8000 }] });
  });
});

describe('room on local disks', () => {
  const onAks = (change: Parameters<typeof onAzure>[0] = {}) =>
    renderChart(companionChart, companionOfAzure(azureWorkload({ values: onAzure(change) })), 'team-a');

  test('a node that is not there yet has room for the pod that waits for it, and for no second one', () => {
    const services = renderChart(testChart, onAzure(), 'team-a');
    for (const name of brainstore) {
      const { volumes, nodeSelector, affinity } = pod(services, name);
      const claim = volumes.find((volume) => 'ephemeral' in volume) as unknown as {
        ephemeral: { volumeClaimTemplate: { spec: { storageClassName: string; resources: object } } };
      };
      const { storageClassName, resources } = claim.ephemeral.volumeClaimTemplate.spec;
      const capacity = find(onAks(), 'CSIStorageCapacity', name);
      // What the scheduler compares: class, size, and labels of the node.
      expect(capacity).toMatchObject({ storageClassName, nodeTopology: { matchLabels: nodeSelector } });
      expect(resources).toEqual({ requests: { storage: capacity.capacity } });
      // The promise holds as long as pods keep apart.
      expect(affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
    }
  });

  test('none is promised on nodes of a role without pods, nor on Google Cloud', () => {
    expect(names(onAks(counts(2, 0, 0)), 'CSIStorageCapacity')).toEqual(['brainstore-reader']);
    expect(names(rendered({ podDisruption, ingress }), 'CSIStorageCapacity')).toEqual([]);
  });
});

describe('values are data', () => {
  test('text with template marks and quotes arrives as it is', () => {
    const host = 'a"b: {{ .Values.api.name }}';
    const manifests = rendered({ podDisruption, ingress: { ...ingress, host } });
    expect(find(manifests, 'HTTPRoute', 'braintrust-api').spec).toMatchObject({ hostnames: [host] });
  });

  test.each([
    ['a misspelt key', { ...companionValues({ podDisruption }), ingres: {} }, /ingres/],
    ['an ingress without a host', { ingress: { enabled: true } }, /host/],
    [
      'room on all nodes',
      {
        ...companionValues({ podDisruption }),
        localVolumes: [{ name: 'a', storageClass: 'local', size: '1Gi', nodeLabels: {} }],
      },
      /nodeLabels/,
    ],
    ['half a pod', { api: { name: 'a', port: 1, replicas: 1.5 } }, /replicas/],
  ])('%s is refused', (_, values, message) => {
    expect(() => renderChart(companionChart, values)).toThrow(message);
  });
});
