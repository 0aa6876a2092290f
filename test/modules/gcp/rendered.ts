import { GcpInfra, type GcpInfraProps } from '../../../modules/gcp/infra.ts';
import { look, render, type Synthesized } from '../../helpers/synth.ts';

/** The stack of some properties, as terraform reads it. */
export function infra(props: GcpInfraProps): Synthesized {
  return look(render((app) => new GcpInfra(app, 'infra', props)));
}
