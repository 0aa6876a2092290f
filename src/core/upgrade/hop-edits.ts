import type { Edit } from '../config/edit.ts';
import type { Config } from '../config/schema.ts';
import type { Deployed, Hop } from './path.ts';

/** What makes of a configuration the one that a hop applies. Empty when it is that already. */
export function hopEdits(
  config: Config,
  hop: Pick<Hop, 'release' | 'walFooterVersion' | 'noPostgres'>,
): readonly Edit[] {
  const wanted = [
    { path: 'release', now: config.release, value: hop.release },
    {
      path: 'brainstore.walFooterVersion',
      now: config.brainstore.walFooterVersion,
      value: hop.walFooterVersion,
    },
    { path: 'brainstore.noPostgres', now: config.brainstore.noPostgres, value: hop.noPostgres },
  ];
  return wanted.filter(({ now, value }) => now !== value).map(({ path, value }) => ({ path, value }));
}

/** The same for what is deployed: everything of the configuration but its release and what belongs to that. */
export function deployedEdits(config: Config, deployed: Deployed): readonly Edit[] {
  const { release, walFooterVersion, noPostgres } = deployed;
  return hopEdits(config, {
    release,
    walFooterVersion: walFooterVersion ?? config.brainstore.walFooterVersion,
    noPostgres: noPostgres ?? config.brainstore.noPostgres,
  });
}
