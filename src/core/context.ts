import type { Env } from '../env.ts';
import type { Cloud } from './clouds/cloud.ts';
import type { CloudId } from './config/schema.ts';
import type { Host } from './io/host.ts';

/** What every action gets. */
export interface Context {
  readonly env: Env;
  readonly host: Host;
  /** The clouds that this program can deploy to. */
  readonly clouds: ReadonlyMap<CloudId, Cloud>;
  /** Runs what must not run twice at once on this machine; where it is not given, only one deployment is worked on. */
  readonly setUp?: <T>(work: () => Promise<T>) => Promise<T>;
}
