/**
 * How far the services in a cluster have come, by what terraform has stored. No cluster is asked: Helm waits until every pod
 * of a Deployment is new and ready, as the chart allows none to be missing meanwhile (`maxUnavailable: 0`), and is never
 * `atomic`, so that a release that came through is called `deployed` and one that did not is `failed`.
 * https://helm.sh/docs/helm/helm_upgrade (--wait)
 * https://github.com/braintrustdata/helm/tree/main/braintrust/templates (strategy of each Deployment)
 */
import type { StateResource } from '../../terraform/state.ts';
import type { Rollout, RolloutContext } from '../cloud.ts';
import { workloadStack } from './workload-props.ts';

/** https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release#attributes-reference */
interface HelmRelease {
  readonly name?: string;
  readonly status?: string;
  /** Seconds that its pods have to get ready. */
  readonly timeout?: number;
  /** `last_deployed` in seconds since 1970: when Helm began. */
  readonly metadata?: { readonly last_deployed?: number } | null;
}

export async function rolloutOfCharts({ config, env, state }: RolloutContext): Promise<Rollout> {
  if (config.workload?.enabled !== true) {
    const text = 'the services are installed in another way, so nothing here tells how far they are';
    return { state: 'unseen', text };
  }
  const { resources } = await state(workloadStack);
  const releases = resources.filter(({ type }) => type === 'helm_release');
  if (releases.length === 0) return { state: 'failed', text: 'no chart is installed' };
  const bad = releases.filter((release) => problemOf(release) !== undefined);
  if (bad.length > 0)
    return {
      state: 'failed',
      text: bad.map((release) => `${nameOf(release)}: ${problemOf(release)}`).join('; '),
    };
  const since = latestEnd(releases, env.clock.now());
  return {
    state: 'done',
    text: `${releases.map(nameOf).join(' and ')} deployed, and their pods ready`,
    ...(since === undefined ? {} : { since }),
  };
}

function nameOf({ address, attributes }: StateResource): string {
  return (attributes as HelmRelease).name ?? address;
}

function problemOf({ attributes, tainted }: StateResource): string | undefined {
  if (tainted) return 'its first install did not come through';
  const { status = 'unknown' } = attributes as HelmRelease;
  return status === 'deployed' ? undefined : `Helm calls it ${status}`;
}

/** Helm stores when it began and not when it was done; that was before its time was over, and before now. */
function latestEnd(releases: readonly StateResource[], now: Date): Date | undefined {
  const ends = releases.flatMap(({ attributes }) => {
    const { metadata, timeout = 0 } = attributes as HelmRelease;
    return metadata?.last_deployed === undefined ? [] : [(metadata.last_deployed + timeout) * 1000];
  });
  return ends.length === 0 ? undefined : new Date(Math.min(Math.max(...ends), now.getTime()));
}
