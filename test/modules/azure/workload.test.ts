import { describe, expect, test } from 'vitest';
import { AzureWorkload, type AzureWorkloadProps, knownLaterOf } from '../../../modules/azure/workload.ts';
import { companionVersion } from '../../../modules/kubernetes/companion.ts';
import { look, render, texts } from '../../helpers/synth.ts';
import { tenant } from './ingress-props.ts';
import { onAzure, workloadProps } from './workload-props.ts';

const stack = (change: Partial<AzureWorkloadProps> = {}) =>
  look(render((app) => new AzureWorkload(app, 'workload', workloadProps(change))));

test('the same bytes each time', () => {
  const json = () => render((app) => new AzureWorkload(app, 'workload', workloadProps())).json;
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

  test('sign in by kubelogin each time, in the tenant of the deployment, by a way that the environment names', () => {
    const exec = {
      api_version: 'client.authentication.k8s.io/v1beta1',
      command: 'kubelogin',
      args: ['get-token', '--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630', '--tenant-id', tenant],
    };
    expect(provider?.kubernetes).toMatchObject([{ exec: [exec] }]);
    expect(provider?.helm).toMatchObject([{ kubernetes: { exec } }]);
    expect(JSON.stringify(provider)).not.toMatch(/"token"|password|config_path|client_key|--login/);
  });

  test('four things are told by the infrastructure, and none of them is a secret', () => {
    expect(Object.keys(variable ?? {}).sort()).toEqual([
      'cluster_ca_certificate',
      'cluster_endpoint',
      'secret_revision',
      'workload_identity_client_id',
    ]);
    for (const block of Object.values(variable ?? {})) {
      expect(block).toMatchObject({ type: 'string', nullable: false });
      expect(block).not.toHaveProperty('ephemeral');
      expect(block).not.toHaveProperty('default');
    }
  });
});

describe('secrets', () => {
  const { tree, addresses } = stack();

  test('pass by the stack: the Key Vault driver brings them to the pods', () => {
    expect(addresses.filter((each) => each.includes('secret'))).toEqual(['terraform_data.secrets_synced']);
    const found = [...texts([tree.resource, tree.variable, tree.output])];
    expect(found.filter((text) => /postgres:\/\/|rediss?:\/\/|AccountKey/.test(text))).toEqual([]);
    expect(tree).not.toHaveProperty('ephemeral');
    expect(tree).not.toHaveProperty('data');
  });

  test('another value of one is waited for before pods start with it, without a shell', () => {
    const { resource } = stack();
    const wait = resource('terraform_data.secrets_synced');
    expect(wait.triggers_replace).toEqual(['${var.secret_revision}']);
    // Longer than two minutes and a visit of the kubelet.
    expect(wait.provisioner).toEqual([{ 'local-exec': { interpreter: ['sleep'], command: '240' } }]);
    expect(resource('helm_release.braintrust').depends_on).toContain('terraform_data.secrets_synced');
    expect(resource('helm_release.companion').depends_on).not.toContain('terraform_data.secrets_synced');
  });
});

describe('releases', () => {
  const { resource } = stack();

  test('the official chart by one exact version, after ours', () => {
    expect(resource('helm_release.braintrust')).toMatchObject({
      chart: 'oci://public.ecr.aws/braintrust/helm/braintrust',
      version: '6.11.0',
      namespace: 'braintrust',
      depends_on: [
        'kubernetes_namespace_v1.namespace',
        'terraform_data.secrets_synced',
        'helm_release.companion',
      ],
    });
    expect(resource('helm_release.companion')).toMatchObject({
      chart: '${path.module}/companion',
      version: companionVersion,
    });
  });

  test.each(['helm_release.braintrust', 'helm_release.companion'])(
    '%s can be taken up again where it broke off, and is never rolled back by itself',
    (address) => {
      expect(resource(address)).toMatchObject({ atomic: false, upgrade_install: true, wait: true });
      expect(Object.keys(resource(address)).filter((key) => key.startsWith('set'))).toEqual([]);
    },
  );

  test('values are exactly those that were made; the client id and what tells of another secret are one expression', () => {
    const [text, later, ...others] = resource('helm_release.braintrust').values as string[];
    expect(JSON.parse(text ?? '')).toEqual(onAzure());
    expect(others).toEqual([]);
    // What it gives, by terraform's own rules for objects: `=` is JSON's `:`.
    const given = JSON.parse(
      (later ?? '')
        .replace(/^\$\{jsonencode\((.*)\)\}$/, '$1')
        .replaceAll('"=', '":')
        .replaceAll('tostring(var.secret_revision)', '"7"')
        .replaceAll('tostring(var.workload_identity_client_id)', '"id"'),
    );
    expect(given).toEqual(knownLaterOf('7', 'id'));
  });

  test('our chart brings no way in of another cloud', () => {
    const [text = ''] = resource('helm_release.companion').values as string[];
    expect(JSON.parse(text).ingress).toEqual({ enabled: false });
  });

  test('text of a person stays text', () => {
    const values = onAzure({ organization: { name: 'a $${b} "c"', allowedIds: [] } });
    const [text = ''] = stack({ values }).resource('helm_release.braintrust').values as string[];
    expect(text).toContain('"a $${b} \\"c\\""');
  });
});

test('the namespace is of the stack, and everything is in it', () => {
  const { resource, addresses } = stack({ namespace: 'team-a' });
  expect(resource('kubernetes_namespace_v1.namespace').metadata).toEqual({
    name: 'team-a',
    labels: { 'braintrust-deployment': 'acme', 'pod-security.kubernetes.io/enforce': 'baseline' },
  });
  for (const address of addresses.filter((each) => each.startsWith('helm_release.'))) {
    expect(resource(address).namespace, address).toBe('team-a');
  }
});

test('outputs', () => {
  const outputs = Object.entries(stack({ namespace: 'team-a' }).tree.output ?? {}).map(([id, block]) => [
    id,
    (block as { value: unknown }).value,
  ]);
  expect(Object.fromEntries(outputs)).toEqual({
    release: '2.12.0',
    wal_footer_version: 'v3',
    no_postgres: 'all',
    namespace: 'team-a',
    chart_version: '6.11.0',
    api_service: 'http://braintrust-api.team-a:8000',
    kubectl_access:
      'az aks get-credentials --subscription 11111111-1111-4111-8111-111111111111 --resource-group acme-bt --name acme-aks && kubelogin convert-kubeconfig --login azurecli',
  });
});
