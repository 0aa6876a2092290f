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
  /** Sets one working copy up after another, so that a provider is downloaded once; where it is not given, there is only one. */
  readonly setUp?: <T>(work: () => Promise<T>) => Promise<T>;
}
