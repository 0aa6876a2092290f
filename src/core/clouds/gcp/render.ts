/** From a configuration to the stacks of Google Cloud. Text that a person wrote becomes part of a terraform file here alone. */
import type { RenderedStack } from '../../../../modules/core/render.ts';
import { escapeTemplates } from '../../../../modules/core/user-text.ts';
import type { Config } from '../../config/schema.ts';
import type { RenderContext } from '../cloud.ts';
import { workloadStack } from '../kubernetes/workload-props.ts';
import { renderWorkload } from '../kubernetes/workload-stack.ts';
import { refuseReservedText } from '../reserved-text.ts';
import { needed } from '../settings.ts';
import { valuesOf } from './helm-values.ts';
import { infraProps, infraStack } from './infra-props.ts';
import { workloadProps } from './workload-props.ts';

/** `infra`, then `workload` unless it is switched off. */
export async function renderGcp(config: Config, context: RenderContext): Promise<readonly RenderedStack[]> {
  refuseReservedText(config);
  const infra = await renderInfra(config, context);
  return config.workload?.enabled ? [infra, await renderServices(config, context)] : [infra];
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

async function renderServices(config: Config, context: RenderContext): Promise<RenderedStack> {
  const [{ GcpWorkload, companionOf }, { workloadSecretInputs }] = await Promise.all([
    import('../../../../modules/gcp/workload.ts'),
    import('../../../../modules/gcp/workload-secrets.ts'),
  ]);
  const stack = await renderWorkload(config, context, {
    props: workloadProps,
    stack: (app, props) => new GcpWorkload(app, workloadStack, props),
    companion: companionOf,
    values: valuesOf,
    toldBy: infraStack,
    inputs: ['cluster_endpoint', 'cluster_ca_certificate', 'secret_revision'],
  });
  const { account, licenseKey, name } = config;
  const stored = 'secretRef' in licenseKey ? licenseKey.secretRef : undefined;
  return {
    ...stack,
    secretInputs: workloadSecretInputs(needed(account.project, 'account.project'), name, stored),
  };
}
