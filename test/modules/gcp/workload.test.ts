import { describe, expect, test } from 'vitest';
import { GcpWorkload, type GcpWorkloadProps } from '../../../modules/gcp/workload.ts';
import { podSecrets, workloadSecretInputs } from '../../../modules/gcp/workload-secrets.ts';
import { companionVersion } from '../../../modules/kubernetes/companion.ts';
import { revisionExpression } from '../../../modules/kubernetes/secret-revision.ts';
import { look, render, texts } from '../../helpers/synth.ts';
import { onStandard, workloadProps } from './workload-props.ts';

const stack = (change: Partial<GcpWorkloadProps> = {}) =>
  look(render((app) => new GcpWorkload(app, 'workload', workloadProps(change))));

const ingress = { host: 'api.acme.example' };

/** What an argument, or a whole stack, refers to. */
function references(value: unknown): readonly string[] {
  return [...texts(value)].flatMap((text) =>
    [...text.matchAll(/\$\{([^}]*)\}/g)].flatMap(
      ([, inside = '']) => inside.match(/\b[a-z_0-9]+\.[a-z_0-9]+/g) ?? [],
    ),
  );
}

test('the same bytes each time', () => {
  const json = () => render((app) => new GcpWorkload(app, 'workload', workloadProps({ ingress }))).json;
  expect(json()).toBe(json());
});

describe('providers', () => {
  const { provider, terraform, variable } = stack().tree;

  test('are the two of a cluster, in the given ranges', () => {
    expect(terraform?.required_providers).toEqual({
      kubernetes: { source: 'hashicorp/kubernetes', version: '>= 2.38.0, < 3.0.0' },
      helm: { source: 'hashicorp/helm', version: '>= 3.1.1, < 4.0.0' },
    });
    expect(Object.keys(provider ?? {}).sort()).toEqual(['helm', 'kubernetes']);
  });

  test('take the cluster from input variables, never from the own state', () => {
    expect(new Set(references(provider))).toEqual(
      new Set(['var.cluster_endpoint', 'var.cluster_ca_certificate']),
    );
    expect(variable).toMatchObject({ cluster_endpoint: { type: 'string' }, cluster_ca_certificate: {} });
    // Their values are no secret, and a plan has to keep them.
    for (const name of ['cluster_endpoint', 'cluster_ca_certificate']) {
      expect(variable?.[name]).not.toHaveProperty('ephemeral');
      expect(variable?.[name]).not.toHaveProperty('default');
    }
  });

  test('sign in by a plugin each time, with no token anywhere', () => {
    const exec = {
      api_version: 'client.authentication.k8s.io/v1beta1',
      command: 'gke-gcloud-auth-plugin',
      args: ['--use_application_default_credentials'],
    };
    expect(provider?.kubernetes).toMatchObject([{ exec: [exec] }]);
    expect(provider?.helm).toMatchObject([{ kubernetes: { exec } }]);
    expect(JSON.stringify(provider)).not.toMatch(/token|password|config_path|client_key/);
  });
});

describe('secrets', () => {
  const { tree, resource } = stack();
  const secret = resource('kubernetes_secret_v1.secret');

  test('are written, never read back: write-only values from ephemeral variables', () => {
    const keys = Object.keys(podSecrets);
    expect(Object.keys(secret.data_wo as object).sort()).toEqual([...keys].sort());
    expect(secret).not.toHaveProperty('data');
    for (const key of keys) {
      const name = key.toLowerCase();
      expect(references((secret.data_wo as Record<string, string>)[key])).toContain(`var.${name}`);
      expect(tree.variable?.[name]).toMatchObject({ ephemeral: true, sensitive: true, default: '' });
    }
  });

  test('are named by the chart, and written anew with each revision', () => {
    expect(secret.metadata).toEqual({ name: 'braintrust-secrets', namespace: 'braintrust' });
    expect(secret.data_wo_revision).toBe('${var.secret_revision}');
  });

  test('nothing else refers to them', () => {
    const others = { ...(tree.resource as Record<string, unknown>), kubernetes_secret_v1: {} };
    expect(references([others, tree.output, tree.provider]).filter((each) => /_url|_key/.test(each))).toEqual(
      [],
    );
    expect(Object.keys(tree)).not.toContain('data');
  });

  test('come from Secret Manager by these names', () => {
    const secretOf = (inputs: ReturnType<typeof workloadSecretInputs>) =>
      Object.fromEntries(Object.entries(inputs).map(([name, { secret }]) => [name, secret]));
    expect(secretOf(workloadSecretInputs('acme-prod', 'acme'))).toEqual({
      pg_url: 'projects/acme-prod/secrets/acme-postgres-url',
      redis_url: 'projects/acme-prod/secrets/acme-redis-url',
      brainstore_license_key: 'projects/acme-prod/secrets/acme-license-key',
      function_secret_key: 'projects/acme-prod/secrets/acme-function-secret-key',
    });
    const named = (key: string) =>
      workloadSecretInputs('acme-prod', 'acme', key).brainstore_license_key.secret;
    expect(named('shared-key')).toBe('projects/acme-prod/secrets/shared-key');
    expect(named('projects/other/secrets/key')).toBe('projects/other/secrets/key');
  });
});

describe('releases', () => {
  const { resource } = stack();

  test('the official chart by one exact version, after the secret', () => {
    expect(resource('helm_release.braintrust')).toMatchObject({
      chart: 'oci://public.ecr.aws/braintrust/helm/braintrust',
      version: '6.11.0',
      namespace: 'braintrust',
      depends_on: [
        'kubernetes_namespace_v1.namespace',
        'kubernetes_secret_v1.secret',
        'helm_release.companion',
      ],
    });
  });

  test('ours from beside the stack', () => {
    expect(resource('helm_release.companion')).toMatchObject({
      chart: '${path.module}/companion',
      version: companionVersion,
      namespace: 'braintrust',
      depends_on: ['kubernetes_namespace_v1.namespace'],
    });
  });

  test.each(['helm_release.braintrust', 'helm_release.companion'])(
    '%s can be taken up again where it broke off, and is never rolled back by itself',
    (address) => {
      const release = resource(address);
      expect(release).toMatchObject({ atomic: false, upgrade_install: true, wait: true });
      const minutes = Number.parseInt((release.timeouts as Record<string, string>).create ?? '', 10);
      expect(minutes * 60).toBeGreaterThan(Number(release.timeout));
    },
  );

  test('values are exactly those that were made, and what tells pods of another secret', () => {
    const [text, ...others] = resource('helm_release.braintrust').values as string[];
    expect(JSON.parse(text ?? '')).toEqual(onStandard());
    expect(others).toEqual([revisionExpression('var.secret_revision')]);
  });

  test('no value is given one by one, where it would be part of a command', () => {
    const release = resource('helm_release.braintrust');
    expect(Object.keys(release).filter((key) => key.startsWith('set'))).toEqual([]);
  });

  test('text of a person stays text: what was escaped for terraform is neither opened nor escaped again', () => {
    const values = onStandard({ organization: { name: 'a $${b} "c"', allowedIds: [] } });
    const [text = ''] = stack({ values }).resource('helm_release.braintrust').values as string[];
    expect(text).toContain('"a $${b} \\"c\\""');
  });
});

describe('namespace', () => {
  test('is of the stack, and everything is in it', () => {
    const { resource, addresses } = stack({ namespace: 'team-a' });
    expect(resource('kubernetes_namespace_v1.namespace').metadata).toEqual({
      name: 'team-a',
      labels: { 'braintrust-deployment': 'acme', 'pod-security.kubernetes.io/enforce': 'baseline' },
    });
    for (const address of addresses.filter((each) => each.startsWith('helm_release.'))) {
      expect(resource(address).namespace, address).toBe('team-a');
    }
    expect(resource('kubernetes_secret_v1.secret').metadata).toMatchObject({ namespace: 'team-a' });
  });
});

describe('outputs', () => {
  const outputs = (change: Partial<GcpWorkloadProps>) =>
    Object.fromEntries(
      Object.entries(stack(change).tree.output ?? {}).map(([id, block]) => [
        id,
        (block as { value: unknown }).value,
      ]),
    );

  test('without ingress', () => {
    expect(outputs({})).toEqual({
      release: '2.12.0',
      wal_footer_version: 'v3',
      no_postgres: 'all',
      namespace: 'braintrust',
      chart_version: '6.11.0',
      api_service: 'http://braintrust-api.braintrust:8000',
      kubectl_access:
        'gcloud container clusters get-credentials acme-gke --location us-central1 --project acme-prod --dns-endpoint',
    });
  });

  test('with it', () => {
    const found = outputs({ ingress, namespace: 'team-a' });
    expect(found.api_url).toBe('https://api.acme.example');
    expect(found.api_service).toBe('http://braintrust-api.team-a:8000');
  });

  test.each([
    ['private', / --internal-ip$/],
    ['public', /--project acme-prod$/],
  ] as const)('a %s control plane', (access, ending) => {
    const cluster = { name: 'acme-gke', location: 'us-central1', access };
    expect(outputs({ cluster }).kubectl_access).toMatch(ending);
  });
});

test('the ingress takes address and certificates by the names that the infrastructure gives them', () => {
  const [text = ''] = stack({ ingress }).resource('helm_release.companion').values as string[];
  expect(JSON.parse(text).ingress).toEqual({
    enabled: true,
    host: 'api.acme.example',
    addressName: 'acme-api',
    certificateMap: 'acme-api',
  });
});
