/** A way that no rule forbids, cut into applies. */
import { findRelease } from '../releases/catalogue.ts';
import { majorOf } from '../releases/version-order.ts';
import { type At, footerHop, postgresHop, releaseHop } from './hops.ts';
import type { Hop } from './path.ts';
import type { Situation } from './upgrade-rule.ts';

/** Before the first 2.x the log becomes v1; with it, v3 where that is wanted; what is left changes at the end, one by one. */
export function hopsAlong({ catalogue, deployed, target, way }: Situation): readonly Hop[] {
  const { cloud } = deployed;
  const hops: Hop[] = [];
  // What no output tells is taken for what is wanted: a plan shows whether it changes.
  let at: At = {
    release: deployed.release,
    walFooterVersion: deployed.walFooterVersion ?? target.walFooterVersion,
    noPostgres: deployed.noPostgres ?? target.noPostgres,
  };
  const go = (hop: Hop) => {
    hops.push(hop);
    at = { release: hop.release, walFooterVersion: hop.walFooterVersion, noPostgres: hop.noPostgres };
  };
  for (const version of way.releases) {
    const second = majorOf(at.release) < 2 && majorOf(version) >= 2;
    if (second && at.walFooterVersion === 'none') go(footerHop(at, 'v1'));
    const withIt = second && at.walFooterVersion === 'v1' && target.walFooterVersion === 'v3';
    const from = findRelease(at.release, catalogue);
    const to = findRelease(version, catalogue);
    go(releaseHop(at, { from, to, cloud, walFooterVersion: withIt ? 'v3' : at.walFooterVersion }));
  }
  if (at.walFooterVersion !== target.walFooterVersion) go(footerHop(at, target.walFooterVersion));
  if (at.noPostgres !== target.noPostgres) go(postgresHop(at, target.noPostgres));
  return hops;
}
