/** The workload by the real Kubernetes and Helm providers: before there is a cluster, and through its life in a stand-in of one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GcpWorkload, type GcpWorkloadProps } from '../../modules/gcp/workload.ts';
import { testChart } from '../helm/helm.ts';
import { describeWithGoogleMirror, type GoogleParts } from '../helpers/google-mirror.ts';
import { type KubernetesApi, kubernetesApi } from '../helpers/kubernetes-api.ts';
import { render } from '../helpers/synth.ts';
import { clusterToken, deployments, podAnnotations, WorkloadFolder } from '../helpers/workload-folder.ts';
import { workloadProps } from '../modules/gcp/workload-props.ts';

const secrets = {
  pg_url: 'postgres://postgres:secret-one@10.0.0.3:5432/postgres?sslmode=require',
  redis_url: 'rediss://:secret-two@10.0.0.4:6378',
  brainstore_license_key: 'secret-three',
  function_secret_key: 'secret-four',
};

class Workload extends WorkloadFolder {
  constructor(parts: GoogleParts) {
    super(parts, 'gke-gcloud-auth-plugin');
  }

  renderWith(change: Partial<GcpWorkloadProps> = {}): void {
    const props = workloadProps({ chart: { reference: testChart, version: '6.11.0' }, ...change });
    this.render(render((app) => new GcpWorkload(app, 'workload', props)).json);
  }
}

const nowhere = { cluster_endpoint: 'gke-1.us-central1.gke.goog', cluster_ca_certificate: '' };

const everything = (action: string) => ({
  'helm_release.braintrust': action,
  'helm_release.companion': action,
  'kubernetes_namespace_v1.namespace': action,
  'kubernetes_secret_v1.secret': action,
});

describeWithGoogleMirror('the workload on Google Cloud', ['kubernetes', 'helm'], (parts) => {
  it('is planned before there is a cluster, or anything to ask', async () => {
    using workload = new Workload(parts);
    workload.renderWith({ ingress: { host: 'api.acme.example' } });
    await workload.terraform(['init', '-input=false']);
    await workload.terraform(['validate']);
    const none = { ...nowhere, secret_revision: '1' };

    expect(await workload.plan(none)).toEqual(everything('create'));
  });

  it('refuses a chart of another version', async () => {
    using workload = new Workload(parts);
    workload.renderWith({ chart: { reference: testChart, version: '6.12.0' } });
    await workload.terraform(['init', '-input=false']);
    const none = { ...nowhere, secret_revision: '1' };

    await expect(workload.plan(none)).rejects.toThrow(/Planned version is different from configured version/);
  });

  it('lives: made, taken up after a first install that failed, changed, rotated, taken down', async () => {
    using workload = new Workload(parts);
    await using cluster = await kubernetesApi(workload.path, clusterToken);
    const variables = {
      cluster_endpoint: cluster.host,
      cluster_ca_certificate: cluster.certificate,
      secret_revision: '4',
      ...secrets,
    };
    const apply = () => workload.terraform(['apply', '-input=false', 'plan'], variables);
    workload.renderWith();
    await workload.terraform(['init', '-input=false']);

    // The pods are late: what there is stays, and the next run goes on with it.
    cluster.podsGetReady = false;
    expect(await workload.plan(variables)).toEqual(everything('create'));
    await expect(apply()).rejects.toThrow(/braintrust/);
    expect(deployments(cluster)).toHaveLength(4);
    cluster.podsGetReady = true;
    expect((await workload.plan(variables))['helm_release.braintrust']).toMatch(/create/);
    await apply();
    expect(await workload.plan(variables)).toEqual(everything('no-op'));
    expect(stored(cluster)).toEqual({
      PG_URL: secrets.pg_url,
      REDIS_URL: secrets.redis_url,
      BRAINSTORE_LICENSE_KEY: secrets.brainstore_license_key,
      FUNCTION_SECRET_KEY: secrets.function_secret_key,
    });

    // No plan, no state, no release knows a secret.
    const kept = ['plan', 'terraform.tfstate'].map((file) => readFileSync(join(workload.path, file)));
    const shown = await workload.terraform(['show', '-json', 'plan']);
    expect(`${kept.map(String).join('\n')}${shown}`).not.toMatch(/secret-(one|two|three|four)/);

    // A rotation writes the secret anew, and starts the pods that read it.
    const rotated = { ...variables, secret_revision: '5', pg_url: 'postgres://rotated' };
    expect(await workload.plan(rotated)).toEqual({
      ...everything('no-op'),
      'helm_release.braintrust': 'update',
      'kubernetes_secret_v1.secret': 'update',
    });
    await workload.terraform(['apply', '-input=false', 'plan'], rotated);
    expect(stored(cluster).PG_URL).toBe('postgres://rotated');
    expect(podAnnotations(cluster)).toEqual(Array(4).fill({ 'braintrust.dev/secret-revision': '5' }));

    await workload.terraform(['destroy', '-auto-approve', '-input=false'], rotated);
    expect([...cluster.objects.keys()]).toEqual([]);
  });

  it('starts no pod with an empty secret', async () => {
    using workload = new Workload(parts);
    await using cluster = await kubernetesApi(workload.path, clusterToken);
    const variables = {
      cluster_endpoint: cluster.host,
      cluster_ca_certificate: cluster.certificate,
      secret_revision: '4',
      ...secrets,
      pg_url: '',
    };
    workload.renderWith();
    await workload.terraform(['init', '-input=false']);
    await workload.plan(variables);

    await expect(workload.terraform(['apply', '-input=false', 'plan'], variables)).rejects.toThrow(
      /coalesce/,
    );
    expect(deployments(cluster)).toEqual([]);
  });
});

function stored({ objects }: KubernetesApi): Readonly<Record<string, string>> {
  const secret = objects.get('/api/v1/namespaces/braintrust/secrets/braintrust-secrets');
  return Object.fromEntries(
    Object.entries((secret?.data ?? {}) as Record<string, string>).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString('utf8'),
    ]),
  );
}
