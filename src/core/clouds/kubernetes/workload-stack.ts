/** The stack `workload` with all that lies beside it: the chart's files, what it is told, what Helm would install. */
import type { App } from '../../../../modules/core/cdktf.ts';
import type { DataPlaneStack } from '../../../../modules/core/data-plane-stack.ts';
import type { RenderedStack } from '../../../../modules/core/render.ts';
import { escapeTemplates } from '../../../../modules/core/user-text.ts';
import { companionFolder, companionVersion } from '../../../../modules/kubernetes/companion.ts';
import type { WorkloadProps } from '../../../../modules/kubernetes/workload.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { RenderContext } from '../cloud.ts';
import { readChart } from './chart.ts';
import { readCompanion } from './companion.ts';
import { chartOf } from './workload-props.ts';

export interface WorkloadOfCloud<Props extends WorkloadProps> {
  /** `config` with its text escaped; `chart` as terraform finds it. */
  props(config: Config, release: Release, chart: WorkloadProps['chart']): Props;
  stack(app: App, props: Props): DataPlaneStack;
  /** Values of our own chart. */
  companion(props: Props): unknown;
  /** Values of the official one, with the text as it was written. */
  values(config: Config, release: Release): unknown;
  /** The stack that tells where the cluster is and when a secret is another. */
  readonly toldBy: string;
  /** Outputs of it that are input variables of the same name here. */
  readonly inputs: readonly string[];
}

export async function renderWorkload<Props extends WorkloadProps>(
  config: Config,
  { env, folder, scratch, release, pins }: RenderContext,
  cloud: WorkloadOfCloud<Props>,
): Promise<RenderedStack> {
  const { renderStack } = await import('../../../../modules/core/render.ts');
  const { chart, version } = chartOf(config, release, pins);
  const files = await readChart(env, chart, folder, version);
  const inStack = files.reference.replace(/^\./, '${path.module}');
  const props = cloud.props(escapeTemplates(config), release, { reference: inStack, version });
  const { namespace } = props;
  const assets = [...files.assets, ...(await readCompanion(env))];
  return {
    ...renderStack(scratch, (app) => cloud.stack(app, props), assets),
    inputs: Object.fromEntries(cloud.inputs.map((output) => [output, { stack: cloud.toldBy, output }])),
    releases: [
      {
        address: 'helm_release.companion',
        chart: `./${companionFolder}`,
        version: companionVersion,
        namespace,
        values: cloud.companion(props),
      },
      {
        address: 'helm_release.braintrust',
        chart: files.reference,
        version,
        namespace,
        values: cloud.values(config, release),
      },
    ],
  };
}
