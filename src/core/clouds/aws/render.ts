/** From a configuration to the stacks of AWS. The one place where text that a person wrote becomes part of a terraform file. */
import type { RenderedStack } from '../../../../modules/core/render.ts';
import { escapeTemplates } from '../../../../modules/core/user-text.ts';
import type { Config } from '../../config/schema.ts';
import type { RenderContext } from '../cloud.ts';
import { refuseReservedText } from '../reserved-text.ts';
import { awsProps, stackName } from './props.ts';

/** One stack, `data-plane`. */
export async function renderAws(config: Config, context: RenderContext): Promise<readonly RenderedStack[]> {
  const [{ AwsDataPlane }, { renderStack }, { secretsLayerAsset }] = await Promise.all([
    import('../../../../modules/aws/data-plane.ts'),
    import('../../../../modules/core/render.ts'),
    import('../../../../modules/aws/lambda-secrets/layer.ts'),
  ]);
  refuseReservedText(config);
  const props = awsProps(escapeTemplates(config), context.release, context.pins);
  return [
    renderStack(context.scratch, (app) => new AwsDataPlane(app, stackName, props), [secretsLayerAsset()]),
  ];
}
