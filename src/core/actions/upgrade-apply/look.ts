/** What is deployed and what is left of the way, and what the cloud says of it. */
import type { Deployment } from '../../config/deployment.ts';
import type { Config } from '../../config/schema.ts';
import type { Context } from '../../context.ts';
import { type HealthReport, waitUntilHealthy } from '../../health/health.ts';
import { commandLine } from '../../io/command-line.ts';
import type { Prepared } from '../../plan/prepare.ts';
import { untilStopped } from '../../plan/until-stopped.ts';
import { findRelease } from '../../releases/catalogue.ts';
import { interrupted } from '../../terraform/errors.ts';
import { milliseconds } from '../../terraform/session.ts';
import { nothingDeployed } from '../../upgrade/errors.ts';
import { type ClosedGate, closedGate } from '../../upgrade/gates.ts';
import type { Deployed, Hop, Target } from '../../upgrade/path.ts';
import { rolloutContext } from '../../upgrade/rollout-context.ts';
import { newestFor, surveyed } from '../../upgrade/survey.ts';
import { wayOf } from '../upgrade-plan/index.ts';
import { sameUpgrade, type UpgradeApplyOptions } from './options.ts';

const healthMilliseconds = 30 * 60_000;

export interface Look {
  readonly deployment: Deployment;
  readonly config: Config;
  readonly deployed: Deployed;
  readonly target: Target;
  readonly latest: string;
  readonly hops: readonly Hop[];
}

/** A look at what is healthy. */
export interface HealthyLook extends Look {
  readonly health: HealthReport;
  /** Of the next hop; undefined when that may begin, or there is none. */
  readonly gate: ClosedGate | undefined;
}

export function look(context: Context, options: UpgradeApplyOptions): Promise<Look> {
  return looking(context, options, async (found) => found);
}

/** Waits until what is deployed is healthy; throws kind `unhealthy` when that takes too long. */
export function healthyLook(context: Context, options: UpgradeApplyOptions): Promise<HealthyLook> {
  return looking(context, options, async (found, prepared) => ({
    ...found,
    ...(await askTheCloud(prepared, found, options)),
  }));
}

function looking<T>(
  context: Context,
  options: UpgradeApplyOptions,
  work: (found: Look, prepared: Prepared) => Promise<T>,
): Promise<T> {
  return surveyed(context, options, async (survey, prepared) => {
    if (survey === undefined) throw nothingDeployed(commandLine('apply', options));
    const { deployment } = prepared;
    const way = wayOf(survey);
    return work({ ...way, deployment, config: deployment.config, latest: newestFor(survey) }, prepared);
  });
}

async function askTheCloud(prepared: Prepared, { deployed, hops }: Look, options: UpgradeApplyOptions) {
  const { context, deployment } = prepared;
  const stop = new AbortController();
  const rollout = rolloutContext(prepared, stop.signal);
  const { cloud, catalogue } = deployment;
  const [next] = hops;
  const ask = async () => {
    const health = await waitUntilHealthy(context, {
      rollout,
      cloud,
      release: findRelease(deployed.release, catalogue),
      apiUrl: options.apiUrl,
      without: options.withoutCheck ?? [],
      timeoutMilliseconds: milliseconds(options.healthTimeout) ?? healthMilliseconds,
      again: sameUpgrade(options),
    });
    const gate = next && (await closedGate(cloud, rollout, next.gates, options.passGate ?? []));
    return { health, gate };
  };
  return untilStopped(context.env, ask, (signal) =>
    interrupted(
      signal,
      `stopped by ${signal} while the health of ${deployed.release} was watched; what is applied stays`,
      `safe to run again: ${sameUpgrade(options)}`,
    ),
  ).finally(() => stop.abort());
}
