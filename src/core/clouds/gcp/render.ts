/** From a configuration to the stacks of Google Cloud. Text that a person wrote becomes part of a terraform file here alone. */
import type { RenderedStack, StackOutput } from '../../../../modules/core/render.ts';
import { escapeTemplates } from '../../../../modules/core/user-text.ts';
import { companionFolder, companionVersion } from '../../../../modules/kubernetes/companion.ts';
import type { Config } from '../../config/schema.ts';
import type { RenderContext } from '../cloud.ts';
import { readChart } from '../kubernetes/chart.ts';
import { readCompanion } from '../kubernetes/companion.ts';
import { refuseReservedText } from '../reserved-text.ts';
import { chartOf, valuesOf } from './helm-values.ts';
import { infraProps, infraStack } from './infra-props.ts';
import { workloadProps, workloadStack } from './workload-props.ts';

/** `infra`, then `workload` unless it is switched off. */
export async function renderGcp(config: Config, context: RenderContext): Promise<readonly RenderedStack[]> {
  refuseReservedText(config);
  const infra = await renderInfra(config, context);
  return config.workload?.enabled ? [infra, await renderWorkload(config, context)] : [infra];
}

async function renderInfra(config: Config, context: RenderContext): Promise<RenderedStack> {
  const [{ GcpInfra }, { databasePasswordInput }, { renderStack }] = await Promise.all([
    import('../../../../modules/gcp/infra.ts'),
    import('../../../../modules/gcp/database-password.ts'),
    import('../../../../modules/core/render.ts'),
  ]);
  const props = infraProps(escapeTemplates(config), context.release);
  return {
    ...renderStack(context.scratch, (app) => new GcpInfra(app, infraStack, props)),
    secretInputs: databasePasswordInput(props.project, props.name),
  };
}

async function renderWorkload(config: Config, context: RenderContext): Promise<RenderedStack> {
  const [{ GcpWorkload, companionOf }, { renderStack }, { workloadSecretInputs }] = await Promise.all([
    import('../../../../modules/gcp/workload.ts'),
    import('../../../../modules/core/render.ts'),
    import('../../../../modules/gcp/workload-secrets.ts'),
  ]);
  const { release, env, folder, scratch, pins } = context;
  const { chart, version } = chartOf(config, release, pins);
  const files = await readChart(env, chart, folder, version);
  const inStack = files.reference.replace(/^\./, '${path.module}');
  const props = workloadProps(escapeTemplates(config), release, { reference: inStack, version });
  const { licenseKey } = config;
  return {
    ...renderStack(scratch, (app) => new GcpWorkload(app, workloadStack, props), [
      ...files.assets,
      ...(await readCompanion(env)),
    ]),
    inputs: workloadInputs,
    secretInputs: workloadSecretInputs(
      props.project,
      props.name,
      'secretRef' in licenseKey ? licenseKey.secretRef : undefined,
    ),
    releases: [
      {
        address: 'helm_release.companion',
        chart: `./${companionFolder}`,
        version: companionVersion,
        namespace: props.namespace,
        values: companionOf(props),
      },
      {
        address: 'helm_release.braintrust',
        chart: files.reference,
        version,
        namespace: props.namespace,
        values: valuesOf(config, release),
      },
    ],
  };
}

/** All that the services have to be told by the infrastructure: where the cluster is, and when a secret is another. */
const workloadInputs: Readonly<Record<string, StackOutput>> = {
  cluster_endpoint: { stack: infraStack, output: 'cluster_endpoint' },
  cluster_ca_certificate: { stack: infraStack, output: 'cluster_ca_certificate' },
  secret_revision: { stack: infraStack, output: 'secret_revision' },
};
