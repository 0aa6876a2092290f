/** One apply of an upgrade: its plan, the guards, a snapshot where it is risky, and exactly that plan. */

import type { Snapshot } from '../../clouds/cloud.ts';
import type { Edit } from '../../config/edit.ts';
import type { Context } from '../../context.ts';
import type { Guarded } from '../../plan/prepare.ts';
import type { PlanResult } from '../../plan/result.ts';
import { ticking } from '../../plan/ticking.ts';
import { untilStopped } from '../../plan/until-stopped.ts';
import { interrupted } from '../../terraform/errors.ts';
import type { Hop } from '../../upgrade/path.ts';
import { rolloutContext } from '../../upgrade/rollout-context.ts';
import { apply } from '../apply/index.ts';
import { ownFlags, sameUpgrade, type UpgradeApplyOptions } from './options.ts';

export interface DoneApply {
  /** Undefined for the apply that brought what is deployed in line with the configuration. */
  readonly hop: Hop | undefined;
  /** False when terraform had nothing to do. */
  readonly changed: boolean;
  readonly plan: PlanResult;
  readonly snapshot?: Snapshot;
}

export async function applyHop(
  context: Context,
  options: UpgradeApplyOptions,
  {
    hop,
    edits,
    expected,
  }: {
    readonly hop: Hop | undefined;
    readonly edits: readonly Edit[];
    readonly expected: string | undefined;
  },
): Promise<DoneApply> {
  let snapshot: Snapshot | undefined;
  const { status, plan } = await apply(context, {
    ...options,
    edits,
    expectPlanDigest: expected,
    partOfUpgrade: true,
    upgrade: ownFlags(options),
    async beforeChange(prepared) {
      if (hop?.snapshot) snapshot = await takeSnapshot(prepared, hop, options);
    },
  });
  return { hop, changed: status === 'applied', plan, ...(snapshot === undefined ? {} : { snapshot }) };
}

async function takeSnapshot(
  prepared: Guarded,
  hop: Hop,
  options: UpgradeApplyOptions,
): Promise<Snapshot | undefined> {
  const { context, deployment } = prepared;
  const { env, host } = context;
  const { cloud, config } = deployment;
  if (cloud.snapshot === undefined) return undefined;
  const name = snapshotName(config.name, env.clock.now(), hop.release);
  const label = `snapshot of the database ${name}`;
  const stop = new AbortController();
  const given = { ...rolloutContext(prepared, stop.signal), name };
  const { snapshot: take } = cloud;
  const taken = await untilStopped(
    env,
    () => ticking({ env, host, label, signal: stop.signal }, (progress) => take(given, progress)),
    (signal) =>
      interrupted(
        signal,
        `stopped by ${signal} at the ${label}; nothing was changed`,
        `safe to run again: ${sameUpgrade(options)}`,
      ),
  ).finally(() => stop.abort());
  host.notify({ kind: 'done', code: 'snapshot', text: `${label}: done (${taken.id})` });
  // Told at once: whoever needs it may not see the end of this run.
  host.notify({
    kind: 'note',
    code: 'snapshot-taken',
    level: 'info',
    text: `to go back to the snapshot ${taken.id}: ${taken.restore}`,
    data: taken,
  });
  return taken;
}

/** Of the day: one that is gone on with finds its own again, and one of another day takes a new one. */
function snapshotName(deployment: string, now: Date, release: string): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  return `${deployment}-${day}-before-${release.replaceAll('.', '-')}`;
}
