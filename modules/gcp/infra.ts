/** The infrastructure of a data plane on Google Cloud as one stack: what each part gets from the others. */
import type { App } from '../core/cdktf.ts';
import { DataPlaneStack } from '../core/data-plane-stack.ts';
import type { GcpInfraProps } from './props.ts';
import { Google } from './provider.ts';

export type { GcpInfraProps } from './props.ts';

export class GcpInfra extends DataPlaneStack {
  constructor(app: App, id: string, props: GcpInfraProps) {
    super(app, id, props);
    new Google(this, 'google', props);
  }
}
