/** What our values have to bring about in a chart, whether it is the official one or our own of the same keys. */
import { describe, expect, test } from 'vitest';
import { revisionValues } from '../../modules/kubernetes/secret-revision.ts';
import type { Role } from '../../modules/kubernetes/values/props.ts';
import type { HelmValues } from '../../modules/kubernetes/values/values.ts';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { counts, valuesProps } from '../modules/kubernetes/values-props.ts';
import { renderChart } from './helm.ts';
import { deployments, environment, find, pod } from './manifests.ts';

const brainstore = deployments.slice(1);

export function expectPlacement(title: string, chart: string): void {
  const rendered = (values: HelmValues) => renderChart(chart, values, values.global.namespace);

  describe(`${title}: one Brainstore pod per node, on nodes of its own`, () => {
    const manifests = rendered(onStandard());

    test.each([
      ['brainstore-reader', 'readers'],
      ['brainstore-fastreader', 'fast-readers'],
      ['brainstore-writer', 'writers'],
    ])('%s goes to the pool %s and bears its taints', (name, pool) => {
      const { nodeSelector, tolerations } = pod(manifests, name);
      expect(nodeSelector).toEqual({ 'braintrust.dev/pool': pool });
      expect(tolerations).toEqual([
        { key: 'braintrust.dev/brainstore', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
        { key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' },
      ]);
    });

    test.each(brainstore)('%s keeps away from all three roles, and from its own kind in a zone', (name) => {
      const { podAntiAffinity } = pod(manifests, name).affinity;
      expect(podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual([
        {
          labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: brainstore }] },
          namespaceSelector: {},
          topologyKey: 'kubernetes.io/hostname',
        },
      ]);
      expect(podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution).toEqual([
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: { app: name } },
            topologyKey: 'topology.kubernetes.io/zone',
          },
        },
      ]);
    });

    test('the API bears no taint of theirs, and wants the nodes for services', () => {
      const { nodeSelector, tolerations, affinity } = pod(manifests, 'braintrust-api');
      expect(nodeSelector).toEqual({});
      expect(tolerations).toEqual([]);
      expect(JSON.stringify(affinity.nodeAffinity)).toContain('"values":["services"]');
    });

    test('machines that are no ARM machines need no more than the one toleration', () => {
      const { pools } = valuesProps();
      const x86 = rendered(
        onStandard({ pools: { ...pools, reader: { ...pools.reader, architecture: 'x86_64' } } }),
      );
      expect(pod(x86, 'brainstore-reader').tolerations.map(({ key }) => key)).toEqual([
        'braintrust.dev/brainstore',
      ]);
    });

    test('Autopilot makes machines of one family, with local disks, one for each pod', () => {
      const manifests = rendered(onAutopilot());
      for (const name of brainstore) {
        expect(pod(manifests, name).nodeSelector, name).toEqual({
          'kubernetes.io/arch': 'arm64',
          'cloud.google.com/machine-family': 'c4a',
          'cloud.google.com/gke-ephemeral-storage-local-ssd': 'true',
          'cloud.google.com/compute-class': 'Performance',
        });
      }
    });
  });

  describe(`${title}: requests and volumes`, () => {
    test.each(['standard', 'autopilot'] as const)('%s: what is asked for is what may be used', (mode) => {
      const manifests = rendered(mode === 'standard' ? onStandard() : onAutopilot());
      for (const name of brainstore) {
        expect(pod(manifests, name).container.resources, name).toEqual({
          requests: { cpu: '15', memory: '48Gi', 'ephemeral-storage': '1250Gi' },
          limits: { cpu: '15', memory: '48Gi' },
        });
        expect(environment(manifests, name).BRAINSTORE_OBJECT_STORE_CACHE_FILE_SIZE).toBe('1000Gi');
      }
      const api = { cpu: '2', memory: '8Gi' };
      expect(pod(manifests, 'braintrust-api').container.resources).toEqual({ requests: api, limits: api });
      expect(environment(manifests, 'braintrust-api').NODE_MEMORY_PERCENT).toBe('80');
    });

    test('the cache is on the disk of the node, without a limit that a moment would break', () => {
      for (const name of brainstore) {
        expect(pod(rendered(onStandard()), name).volumes).toEqual([{ name: 'cache-volume', emptyDir: {} }]);
      }
    });
  });

  describe(`${title}: namespaces`, () => {
    const namespace = 'odd-1-namespace';
    const manifests = rendered(onStandard({ namespace }));

    test('everything is in the namespace of the release, and no namespace is made', () => {
      expect(new Set(manifests.map(({ metadata }) => metadata.namespace))).toEqual(new Set([namespace]));
      expect(manifests.map(({ kind }) => kind)).not.toContain('Namespace');
    });

    test('the API finds Brainstore there (chart 6.11.0 takes three addresses from `global.namespace`)', () => {
      expect(environment(manifests, 'braintrust-api')).toMatchObject({
        BRAINSTORE_URL: `http://brainstore-reader.${namespace}:4000`,
        BRAINSTORE_FAST_READER_URL: `http://brainstore-fastreader.${namespace}:4000`,
        BRAINSTORE_WRITER_URL: `http://brainstore-writer.${namespace}:4000`,
      });
    });
  });

  describe(`${title}: counts of pods`, () => {
    test.each([
      [2, 0, 0],
      [1, 0, 1],
      [3, 2, 2],
    ])('%i readers, %i fast readers, %i writers', (reader, fastreader, writer) => {
      const manifests = rendered(onStandard(counts(reader, fastreader, writer)));
      expect(brainstore.map((name) => pod(manifests, name).replicas)).toEqual([reader, fastreader, writer]);
      // Nothing is sent to a service that has no pod behind it.
      const env = environment(manifests, 'braintrust-api');
      const served = new Set(brainstore.filter((name) => pod(manifests, name).replicas > 0));
      for (const name of ['BRAINSTORE_URL', 'BRAINSTORE_FAST_READER_URL', 'BRAINSTORE_WRITER_URL']) {
        const [, service = ''] = /^http:\/\/([a-z-]+)\.braintrust:4000$/.exec(env[name] ?? '') ?? [];
        expect(served, name).toContain(service);
      }
      // Whoever is sent writes must be able to write.
      const [, target = ''] = /^http:\/\/([a-z-]+)\./.exec(env.BRAINSTORE_WRITER_URL ?? '') ?? [];
      expect(environment(manifests, target).BRAINSTORE_READER_ONLY_MODE).toBe('false');
    });

    test('with writers of their own, readers only read', () => {
      const manifests = rendered(onStandard());
      const mode = (name: string) => environment(manifests, name).BRAINSTORE_READER_ONLY_MODE;
      expect(brainstore.map(mode)).toEqual(['true', 'true', 'false']);
    });

    test('a role without pods asks for no pool', () => {
      const idle = pod(rendered(onStandard(counts(2, 0, 0))), 'brainstore-fastreader');
      expect([idle.nodeSelector, idle.tolerations]).toEqual([{}, []]);
    });
  });

  describe(`${title}: identity and secrets`, () => {
    const manifests = rendered(onStandard());

    test.each([
      ['braintrust-api', 'acme-bt-api@acme-prod.iam.gserviceaccount.com'],
      ['brainstore', 'acme-brainstore@acme-prod.iam.gserviceaccount.com'],
    ])('%s acts as %s', (name, email) => {
      const { annotations } = find(manifests, 'ServiceAccount', name).metadata;
      expect(annotations?.['iam.gke.io/gcp-service-account']).toBe(email);
    });

    test('pods use these accounts', () => {
      expect(deployments.map((name) => pod(manifests, name).serviceAccountName)).toEqual([
        'braintrust-api',
        'brainstore',
        'brainstore',
        'brainstore',
      ]);
    });

    test('storage is reached by identity: no keys of Google Cloud Storage are asked for', () => {
      expect(environment(manifests, 'braintrust-api').ENABLE_GCS_AUTH).toBe('true');
      expect(JSON.stringify(manifests)).not.toMatch(/GCS_ACCESS_KEY_ID|GCS_SECRET_ACCESS_KEY/);
    });

    test('pods ask for exactly the four keys that the stack stores', () => {
      const references = deployments.flatMap((name) =>
        pod(manifests, name).container.env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
      );
      expect(new Set(references.map(({ name }) => name))).toEqual(new Set(['braintrust-secrets']));
      expect(new Set(references.map(({ key }) => key))).toEqual(
        new Set(['PG_URL', 'REDIS_URL', 'BRAINSTORE_LICENSE_KEY', 'FUNCTION_SECRET_KEY']),
      );
    });

    test('another value of a secret starts every pod anew', () => {
      const values = onStandard();
      const { api, brainstore: more } = revisionValues('2');
      const annotated = Object.entries(more).map(([role, { annotations }]) => [
        role,
        { ...values.brainstore[role as Role], annotations },
      ]);
      const rotated = renderChart(chart, {
        ...values,
        api: { ...values.api, ...api },
        brainstore: { ...values.brainstore, ...Object.fromEntries(annotated) },
      });
      for (const name of deployments) {
        expect(pod(rotated, name).annotations, name).toMatchObject({ 'braintrust.dev/secret-revision': '2' });
      }
    });
  });

  describe(`${title}: the service of the API`, () => {
    test('inside the network only', () => {
      const service = find(rendered(onStandard()), 'Service', 'braintrust-api');
      expect(service.spec).toMatchObject({ type: 'LoadBalancer' });
      expect(service.metadata.annotations).toEqual({ 'networking.gke.io/load-balancer-type': 'Internal' });
    });

    test('behind a Gateway', () => {
      const service = find(
        rendered(onStandard({ service: { internal: false } })),
        'Service',
        'braintrust-api',
      );
      expect(service.spec).toMatchObject({ type: 'ClusterIP' });
      expect(service.metadata.annotations ?? {}).toEqual({});
    });

    test('service, container and probe have one port (chart 6.11.0 has one value for the first two)', () => {
      const manifests = rendered(onStandard());
      const service = find(manifests, 'Service', 'braintrust-api').spec;
      expect(service).toMatchObject({ ports: [{ port: 8000, targetPort: 8000 }] });
      const { ports, livenessProbe } = pod(manifests, 'braintrust-api').container;
      expect(ports).toEqual([{ containerPort: 8000 }]);
      expect(livenessProbe).toMatchObject({ httpGet: { path: '/', port: 8000 } });
    });
  });

  describe(`${title}: what a release of the chart could flip`, () => {
    test('every image has the tag of the release', () => {
      const manifests = rendered(onStandard());
      expect(deployments.map((name) => pod(manifests, name).container.image)).toEqual([
        'public.ecr.aws/braintrust/standalone-api:v2.12.0',
        ...brainstore.map(() => 'public.ecr.aws/braintrust/brainstore:v2.12.0'),
      ]);
    });

    test('Postgres is skipped only when told to (chart 6.1.0 made it the default, and there is no way back)', () => {
      const off = environment(
        rendered(onStandard({ skipPostgresObjects: undefined, walFooterVersion: undefined })),
        'braintrust-api',
      );
      expect(off).not.toHaveProperty('SKIP_PG_FOR_BRAINSTORE_OBJECTS');
      expect(off).not.toHaveProperty('BRAINSTORE_WAL_FOOTER_VERSION');
      expect(environment(rendered(onStandard()), 'braintrust-api')).toMatchObject({
        SKIP_PG_FOR_BRAINSTORE_OBJECTS: 'all',
        BRAINSTORE_WAL_FOOTER_VERSION: 'v3',
      });
    });

    test('locks are in the bucket, no code of users runs, and no gateway is called that is not there', () => {
      const manifests = rendered(onStandard());
      for (const name of brainstore) {
        expect(environment(manifests, name).BRAINSTORE_LOCKS_URI).toBe(
          'gs://acme-brainstore-0a1b2c/brainstore/locks',
        );
      }
      const api = environment(manifests, 'braintrust-api');
      expect(api.ALLOW_CODE_FUNCTION_EXECUTION).toBe('false');
      expect(api).not.toHaveProperty('GATEWAY_URL');
    });
  });

  test(`${title}: organization, telemetry and origins reach the API`, () => {
    const manifests = rendered(
      onStandard({
        organization: { name: '*', allowedIds: ['a-1', 'b-2'], primaryName: 'Acme & "Sons" {{ x }}' },
        telemetry: 'status',
        allowedOrigins: ['https://a.example', 'https://www.braintrust.dev'],
      }),
    );
    expect(environment(manifests, 'braintrust-api')).toMatchObject({
      ORG_NAME: '*',
      PRIMARY_ORG_NAME: 'Acme & "Sons" {{ x }}',
      ALLOWED_ORG_IDS: 'a-1,b-2',
      CONTROL_PLANE_TELEMETRY: 'status',
      WHITELISTED_ORIGINS: 'https://www.braintrust.dev,https://braintrust.dev,https://a.example',
    });
    for (const name of brainstore) {
      expect(environment(manifests, name).BRAINSTORE_CONTROL_PLANE_TELEMETRY).toBe('status');
    }
  });
}
