/** The chart of a release is pinned, so that a newer version of this program, which may know a newer one, changes nothing. */
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { Pinned, PinSource } from '../cloud.ts';
import { needed } from '../settings.ts';
import { chartVersionUnknown } from './errors.ts';

const name = 'chart';

export const chartPin: PinSource = {
  noun: 'Helm chart',
  names: [name],
  lookUp: async (config, release) => ({ [name]: known(config, release) }),
  // To take a release down, helm needs no chart.
  deployed: (release) => ({ [name]: release.chart ?? '0.0.0' }),
};

/** What the configuration says, else what is pinned, else what the catalogue knows. Throws kind `config` without any. */
export function chartVersionOf(config: Config, release: Release, pins: Pinned = {}): string {
  const { chartVersion } = needed(config.workload, 'workload');
  return chartVersion ?? pins[name] ?? known(config, release);
}

function known(config: Config, release: Release): string {
  const version = release.chart ?? config.workload?.chartVersion;
  if (version === undefined) throw chartVersionUnknown(release.version);
  return version;
}
