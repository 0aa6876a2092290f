/** The workload on Azure by the real Kubernetes and Helm providers: before there is a cluster, and through its life in a stand-in of one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AzureWorkload, type AzureWorkloadProps } from '../../modules/azure/workload.ts';
import { testChart } from '../helm/helm.ts';
import { type AzureParts, describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { type KubernetesApi, type KubernetesObject, kubernetesApi } from '../helpers/kubernetes-api.ts';
import { render } from '../helpers/synth.ts';
import { clusterToken, deployments, podAnnotations, WorkloadFolder } from '../helpers/workload-folder.ts';
import { tenant } from '../modules/azure/ingress-props.ts';
import { clientId, workloadProps } from '../modules/azure/workload-props.ts';

class Workload extends WorkloadFolder {
  constructor(parts: AzureParts) {
    super(parts, 'kubelogin');
  }

  renderWith(change: Partial<AzureWorkloadProps> = {}): void {
    const props = workloadProps({ chart: { reference: testChart, version: '6.11.0' }, ...change });
    this.render(
      render((app) => new AzureWorkload(app, 'workload', props)).json,
      // Nobody waits four minutes for a driver that is not there; what is started is the same program.
      ({ resource }) => {
        const wait = resource.terraform_data?.secrets_synced ?? {};
        wait.provisioner = [{ 'local-exec': { interpreter: ['sleep'], command: '1' } }];
      },
    );
  }
}

const told = {
  cluster_endpoint: 'acme-0a1b2c.hcp.eastus2.azmk8s.io',
  cluster_ca_certificate: '',
  secret_revision: '4',
  workload_identity_client_id: clientId,
};

const everything = (action: string) => ({
  'helm_release.braintrust': action,
  'helm_release.companion': action,
  'kubernetes_namespace_v1.namespace': action,
  'terraform_data.secrets_synced': action,
});

describeWithAzureMirror('the workload on Azure', ['kubernetes', 'helm'], (parts) => {
  it('is planned before there is a cluster, or anything to ask', async () => {
    using workload = new Workload(parts);
    workload.renderWith();
    await workload.terraform(['init', '-input=false']);
    await workload.terraform(['validate']);

    expect(await workload.plan(told)).toEqual(everything('create'));
  });

  it('lives: made, taken up after a first install that failed, rotated, taken down', async () => {
    using workload = new Workload(parts);
    await using cluster = await kubernetesApi(workload.path, clusterToken);
    const variables = {
      ...told,
      cluster_endpoint: cluster.host,
      cluster_ca_certificate: cluster.certificate,
    };
    const apply = (given = variables) => workload.terraform(['apply', '-input=false', 'plan'], given);
    workload.renderWith();
    await workload.terraform(['init', '-input=false']);

    // The pods are late: what there is stays, and the next run goes on with it, without waiting for secrets again.
    cluster.podsGetReady = false;
    expect(await workload.plan(variables)).toEqual(everything('create'));
    await expect(apply()).rejects.toThrow(/braintrust/);
    expect(deployments(cluster)).toHaveLength(4);
    cluster.podsGetReady = true;
    const again = await workload.plan(variables);
    expect(again['helm_release.braintrust']).toMatch(/create/);
    expect(again['terraform_data.secrets_synced']).toBe('no-op');
    await apply();
    expect(await workload.plan(variables)).toEqual(everything('no-op'));
    expect(workload.signedInWith).toEqual([
      `get-token --server-id 6dae42f8-4368-4678-94ff-3960e28e3630 --tenant-id ${tenant}`,
    ]);

    // What only terraform knew has come to pods and driver; no secret has passed by.
    expect(identities(cluster)).toEqual([clientId, clientId, clientId]);
    expect(kinds(cluster, 'Secret').filter(({ type }) => type !== 'helm.sh/release.v1')).toEqual([]);

    // Another value of a secret is waited for, and starts the pods that read it.
    const rotated = { ...variables, secret_revision: '5' };
    expect(await workload.plan(rotated)).toEqual({
      ...everything('no-op'),
      'helm_release.braintrust': 'update',
      'terraform_data.secrets_synced': 'delete,create',
    });
    await apply(rotated);
    expect(podAnnotations(cluster)).toEqual(Array(4).fill({ 'braintrust.dev/secret-revision': '5' }));
    expect(readFileSync(join(workload.path, 'terraform.tfstate'), 'utf8')).not.toMatch(
      /postgres:\/\/|rediss:\/\//,
    );

    await workload.terraform(['destroy', '-auto-approve', '-input=false'], rotated);
    expect([...cluster.objects.keys()]).toEqual([]);
  });

  it('is no second one in a cluster that has one: the class of volumes is owned already', async () => {
    using first = new Workload(parts);
    await using cluster = await kubernetesApi(first.path, clusterToken);
    const variables = {
      ...told,
      cluster_endpoint: cluster.host,
      cluster_ca_certificate: cluster.certificate,
    };
    first.renderWith();
    await first.terraform(['init', '-input=false']);
    await first.terraform(['apply', '-auto-approve', '-input=false'], variables);

    using second = new Workload(parts);
    second.renderWith({ namespace: 'team-b' });
    await second.terraform(['init', '-input=false']);
    await expect(second.terraform(['apply', '-auto-approve', '-input=false'], variables)).rejects.toThrow(
      /StorageClass "local".*cannot be imported|invalid ownership metadata/s,
    );
  });
});

function kinds({ objects }: KubernetesApi, kind: string): readonly KubernetesObject[] {
  return [...objects.values()].filter((object) => object.kind === kind);
}

function identities(cluster: KubernetesApi): readonly unknown[] {
  const accounts = kinds(cluster, 'ServiceAccount').map(
    ({ metadata }) => (metadata.annotations as Record<string, string>)['azure.workload.identity/client-id'],
  );
  const classes = kinds(cluster, 'SecretProviderClass').map(
    ({ spec }) => (spec as { parameters: { clientID: string } }).parameters.clientID,
  );
  return [...accounts, ...classes];
}
