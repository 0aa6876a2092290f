/** From a configuration to the stacks of Azure. Text that a person wrote becomes part of a terraform file here alone. */
import type { RenderedStack } from '../../../../modules/core/render.ts';
import { escapeTemplates } from '../../../../modules/core/user-text.ts';
import type { Config } from '../../config/schema.ts';
import type { RenderContext } from '../cloud.ts';
import { workloadStack } from '../kubernetes/workload-props.ts';
import { renderWorkload } from '../kubernetes/workload-stack.ts';
import { refuseReservedText } from '../reserved-text.ts';
import { valuesOf } from './helm-values.ts';
import { infraProps, infraStack } from './infra-props.ts';
import { ingressProps, ingressStack } from './ingress-props.ts';
import { workloadProps } from './workload-props.ts';

/** `infra`, then `workload` unless it is switched off, then `ingress` where Front Door is wanted. */
export async function renderAzure(config: Config, context: RenderContext): Promise<readonly RenderedStack[]> {
  refuseReservedText(config);
  const stacks = [await renderInfra(config, context)];
  if (config.workload?.enabled) stacks.push(await renderServices(config, context));
  if (config.api.frontDoor?.enabled) stacks.push(await renderIngress(config, context));
  return stacks;
}

async function renderInfra(config: Config, context: RenderContext): Promise<RenderedStack> {
  const [{ AzureInfra }, { renderStack }] = await Promise.all([
    import('../../../../modules/azure/infra.ts'),
    import('../../../../modules/core/render.ts'),
  ]);
  const props = infraProps(escapeTemplates(config), context.release);
  return renderStack(context.scratch, (app) => new AzureInfra(app, infraStack, props));
}

async function renderServices(config: Config, context: RenderContext): Promise<RenderedStack> {
  const { AzureWorkload, companionOf } = await import('../../../../modules/azure/workload.ts');
  return renderWorkload(config, context, {
    props: workloadProps,
    stack: (app, props) => new AzureWorkload(app, workloadStack, props),
    companion: companionOf,
    values: valuesOf,
    toldBy: infraStack,
    inputs: ['cluster_endpoint', 'cluster_ca_certificate', 'secret_revision', 'workload_identity_client_id'],
  });
}

async function renderIngress(config: Config, context: RenderContext): Promise<RenderedStack> {
  const [{ AzureIngress }, { renderStack }] = await Promise.all([
    import('../../../../modules/azure/ingress.ts'),
    import('../../../../modules/core/render.ts'),
  ]);
  const props = ingressProps(escapeTemplates(config), context.release);
  return renderStack(context.scratch, (app) => new AzureIngress(app, ingressStack, props));
}
