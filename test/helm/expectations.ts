/** What our values have to bring about in a chart on every cloud, whether it is the official one or our own of the same keys. */
import { describe, expect, test } from 'vitest';
import { revisionValues } from '../../modules/kubernetes/secret-revision.ts';
import type { HelmValuesProps, Role } from '../../modules/kubernetes/values/props.ts';
import type { HelmValues } from '../../modules/kubernetes/values/values.ts';
import { counts } from '../modules/kubernetes/values-props.ts';
import { type Manifest, renderChart } from './helm.ts';
import { brainstore, deployments, environment, find, pod } from './manifests.ts';

/** Kinds that are of the cluster, not of a namespace. */
const ofCluster = new Set(['StorageClass']);

export function rendering(chart: string): (values: HelmValues) => readonly Manifest[] {
  return (values) => renderChart(chart, values, values.global.namespace);
}

/** `on` makes the values of one cloud. */
export function expectServices(
  title: string,
  chart: string,
  on: (change?: Partial<HelmValuesProps>) => HelmValues,
): void {
  const rendered = rendering(chart);

  describe(`${title}: one Brainstore pod per node, on nodes of its own`, () => {
    const manifests = rendered(on());

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
  });

  test(`${title}: what is asked for is what may be used`, () => {
    const manifests = rendered(on());
    for (const name of brainstore) {
      const { requests, limits } = pod(manifests, name).container.resources;
      expect(limits, name).toEqual({ cpu: '15', memory: '48Gi' });
      expect(requests, name).toMatchObject(limits);
      expect(environment(manifests, name).BRAINSTORE_OBJECT_STORE_CACHE_FILE_SIZE).toBe('1000Gi');
    }
    const api = { cpu: '2', memory: '8Gi' };
    expect(pod(manifests, 'braintrust-api').container.resources).toEqual({ requests: api, limits: api });
    expect(environment(manifests, 'braintrust-api').NODE_MEMORY_PERCENT).toBe('80');
  });

  describe(`${title}: namespaces`, () => {
    const namespace = 'odd-1-namespace';
    const manifests = rendered(on({ namespace }));

    test('everything is in the namespace of the release, and no namespace is made', () => {
      const inNamespace = manifests.filter(({ kind }) => !ofCluster.has(kind));
      expect(new Set(inNamespace.map(({ metadata }) => metadata.namespace))).toEqual(new Set([namespace]));
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
      const manifests = rendered(on(counts(reader, fastreader, writer)));
      expect(brainstore.map((name) => pod(manifests, name).replicas)).toEqual([reader, fastreader, writer]);
      // Nothing is sent to a service that has no pod behind it.
      const env = environment(manifests, 'braintrust-api');
      const served = new Set<string>(brainstore.filter((name) => pod(manifests, name).replicas > 0));
      for (const name of ['BRAINSTORE_URL', 'BRAINSTORE_FAST_READER_URL', 'BRAINSTORE_WRITER_URL']) {
        const [, service = ''] = /^http:\/\/([a-z-]+)\.braintrust:4000$/.exec(env[name] ?? '') ?? [];
        expect(served, name).toContain(service);
      }
      // Whoever is sent writes must be able to write.
      const [, target = ''] = /^http:\/\/([a-z-]+)\./.exec(env.BRAINSTORE_WRITER_URL ?? '') ?? [];
      expect(environment(manifests, target).BRAINSTORE_READER_ONLY_MODE).toBe('false');
    });

    test('with writers of their own, readers only read', () => {
      const manifests = rendered(on());
      const mode = (name: string) => environment(manifests, name).BRAINSTORE_READER_ONLY_MODE;
      expect(brainstore.map(mode)).toEqual(['true', 'true', 'false']);
    });

    test('a role without pods asks for no pool', () => {
      const idle = pod(rendered(on(counts(2, 0, 0))), 'brainstore-fastreader');
      expect([idle.nodeSelector, idle.tolerations]).toEqual([{}, []]);
    });
  });

  describe(`${title}: accounts and secrets`, () => {
    const manifests = rendered(on());

    test('pods use the accounts that the identities are bound to', () => {
      expect(deployments.map((name) => pod(manifests, name).serviceAccountName)).toEqual([
        'braintrust-api',
        'brainstore',
        'brainstore',
        'brainstore',
      ]);
      const made = manifests.filter(({ kind }) => kind === 'ServiceAccount');
      expect(made.map(({ metadata }) => metadata.name).sort()).toEqual(['brainstore', 'braintrust-api']);
    });

    test('another value of a secret starts every pod anew', () => {
      const values = on();
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

  test(`${title}: service, container and probe have one port (chart 6.11.0 has one value for the first two)`, () => {
    const manifests = rendered(on());
    const service = find(manifests, 'Service', 'braintrust-api').spec;
    expect(service).toMatchObject({ ports: [{ port: 8000, targetPort: 8000 }] });
    const { ports, livenessProbe } = pod(manifests, 'braintrust-api').container;
    expect(ports).toEqual([{ containerPort: 8000 }]);
    expect(livenessProbe).toMatchObject({ httpGet: { path: '/', port: 8000 } });
  });

  describe(`${title}: what a release of the chart could flip`, () => {
    test('every image has the tag of the release', () => {
      const manifests = rendered(on());
      expect(deployments.map((name) => pod(manifests, name).container.image)).toEqual([
        'public.ecr.aws/braintrust/standalone-api:v2.12.0',
        ...brainstore.map(() => 'public.ecr.aws/braintrust/brainstore:v2.12.0'),
      ]);
    });

    test('Postgres is skipped only when told to (chart 6.1.0 made it the default, and there is no way back)', () => {
      const off = environment(
        rendered(on({ skipPostgresObjects: undefined, walFooterVersion: undefined })),
        'braintrust-api',
      );
      expect(off).not.toHaveProperty('SKIP_PG_FOR_BRAINSTORE_OBJECTS');
      expect(off).not.toHaveProperty('BRAINSTORE_WAL_FOOTER_VERSION');
      expect(environment(rendered(on()), 'braintrust-api')).toMatchObject({
        SKIP_PG_FOR_BRAINSTORE_OBJECTS: 'all',
        BRAINSTORE_WAL_FOOTER_VERSION: 'v3',
      });
    });

    test('locks are in the object store, no code of users runs, and no gateway is called that is not there', () => {
      const manifests = rendered(on());
      for (const name of brainstore) {
        // A bucket on Google, a container on Azure; never Redis.
        expect(environment(manifests, name).BRAINSTORE_LOCKS_URI).toMatch(
          /^(gs:\/\/acme-brainstore-0a1b2c|az:\/\/brainstore)\/brainstore\/locks$/,
        );
      }
      const api = environment(manifests, 'braintrust-api');
      expect(api.ALLOW_CODE_FUNCTION_EXECUTION).toBe('false');
      expect(api).not.toHaveProperty('GATEWAY_URL');
    });
  });

  test(`${title}: organization, telemetry and origins reach the API`, () => {
    const manifests = rendered(
      on({
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
