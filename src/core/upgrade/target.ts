/** Where an upgrade is to lead. */
import type { CloudId, Config } from '../config/schema.ts';
import { knownRelease, newestSelectable } from '../releases/catalogue.ts';
import type { Release, ReleaseCatalogue } from '../releases/release.ts';
import { compareVersions, majorOf } from '../releases/version-order.ts';
import { nothingToUpgradeTo, releaseNotFound } from './errors.ts';
import { footerRank } from './formats.ts';
import type { Deployed, Target } from './path.ts';

/** The newest release that may be chosen on a cloud. */
export function newestOn(catalogue: ReleaseCatalogue, cloud: CloudId): Release {
  const found = newestSelectable(catalogue, cloud);
  if (found === undefined) throw nothingToUpgradeTo(cloud);
  return found;
}

/** `to` is a release or `latest`; without it the configuration says where to go. */
export function targetOf(
  catalogue: ReleaseCatalogue,
  config: Config,
  deployed: Deployed,
  to: string | undefined,
): Target {
  const { walFooterVersion, noPostgres } = config.brainstore;
  const chartNamed = config.workload?.chartVersion !== undefined;
  if (to === undefined) return { release: config.release, walFooterVersion, noPostgres, chartNamed };
  const release = to === 'latest' ? newestFrom(catalogue, config.cloud, deployed) : to;
  if (knownRelease(release, catalogue) === undefined)
    throw releaseNotFound(release, newestOn(catalogue, config.cloud).version);
  return {
    release,
    walFooterVersion: footerFor(deployed, release, walFooterVersion),
    // A file that an upgrade could not write lags behind; a release that is asked for never means to go back in these.
    noPostgres: noPostgres === 'none' ? (deployed.noPostgres ?? noPostgres) : noPostgres,
    chartNamed,
  };
}

/** Whoever asks for the newest never means an older one: a chart of one's own may be of a release that none is known for. */
function newestFrom(catalogue: ReleaseCatalogue, cloud: CloudId, deployed: Deployed): string {
  const newest = newestOn(catalogue, cloud).version;
  const isKnown = knownRelease(deployed.release, catalogue) !== undefined;
  return isKnown && compareVersions(deployed.release, newest) > 0 ? deployed.release : newest;
}

/**
 * With the images of 2.x comes their format of the write-ahead log, which is the one exception to changing it apart from the
 * images; later it would take an apply of its own. https://www.braintrust.dev/docs/admin/self-hosting/upgrade/v2.md
 */
function footerFor(deployed: Deployed, release: string, written: string): string {
  const { walFooterVersion: now = written } = deployed;
  const furthest = footerRank(now) > footerRank(written) ? now : written;
  const crosses = majorOf(deployed.release) < 2 && majorOf(release) >= 2;
  return crosses && (furthest === 'none' || furthest === 'v1') ? 'v3' : furthest;
}
