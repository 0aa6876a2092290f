import { AzureInfra, type AzureInfraProps } from '../../../modules/azure/infra.ts';
import { look, render, type Synthesized } from '../../helpers/synth.ts';

/** The stack of some properties, as terraform reads it. */
export function infra(props: AzureInfraProps): Synthesized {
  return look(render((app) => new AzureInfra(app, 'infra', props)));
}
