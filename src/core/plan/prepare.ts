/** The way from a configuration to stacks that terraform can work on; the same for every action. */

import type { Identity } from '../clouds/cloud.ts';
import type { Deployment } from '../config/deployment.ts';
import { loadDeployment } from '../config/load.ts';
import { ensureLock } from '../config/lock-file.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../findings/finding.ts';
import { judgedDeployment } from '../rules/judged-deployment.ts';
import { type Rendered, synthesize } from '../synth/synthesize.ts';
import { initialize } from '../terraform/init.ts';
import { openSession, type Session } from '../terraform/session.ts';
import { clearDeadLocks, refuseUnrecorded } from '../terraform/settlement.ts';
import { refuseUnstoredState } from '../terraform/unstored-state.ts';
import { prepareWorkspace, type Workspace } from '../terraform/workspace.ts';
import { checkAccount } from './account.ts';
import type { DriveOptions } from './options.ts';
import { ensurePins } from './pins.ts';

export interface Prepared {
  readonly context: Context;
  readonly deployment: Deployment;
  readonly findings: readonly Finding[];
  readonly rendered: Rendered;
  readonly session: Session;
  /** In the order in which stacks are applied. */
  readonly workspaces: readonly Workspace[];
}

export interface Preparation {
  /** Names the run. */
  readonly action: string;
  /** False lets a deployment through that breaks rules: what only reads or removes must not depend on them. */
  readonly judged: boolean;
}

/** Prepared with credentials of the right account. */
export interface Guarded extends Prepared {
  readonly identity: Identity;
}

/** Loads, judges, freezes, checks terraform, renders, copies. Contacts nothing but what publishes a release that is not pinned. */
export function prepare(
  context: Context,
  options: DriveOptions,
  preparation: Preparation,
): Promise<Prepared> {
  return assemble(context, options, preparation, async () => ({}));
}

/** The same behind the account guard, which comes before anything is looked up. */
export function prepareGuarded(
  context: Context,
  options: DriveOptions,
  preparation: Preparation,
): Promise<Guarded> {
  return assemble(context, options, preparation, async (deployment) => ({
    identity: await checkAccount(context, deployment),
  }));
}

async function assemble<Found extends object>(
  context: Context,
  options: DriveOptions,
  preparation: Preparation,
  guard: (deployment: Deployment) => Promise<Found>,
): Promise<Prepared & Found> {
  const { deployment, findings } = await load(context, options, preparation.judged);
  const frozen = options.frozen === true;
  if (preparation.judged) await ensureLock(context, deployment, { frozen });
  const session = await openSession(context, deployment, preparation.action, options);
  try {
    const found = await guard(deployment);
    const pinned = preparation.judged ? await ensurePins(context, deployment, { frozen }) : deployment;
    const { outDir, overrides } = options;
    const rendered = await synthesize(context, pinned, {
      ...(outDir === undefined ? {} : { outDir }),
      ...(overrides === undefined ? {} : { overrides }),
    });
    const workspaces: Workspace[] = [];
    for (const stack of rendered.stacks)
      workspaces.push(await prepareWorkspace(context.env, session.base, stack));
    return { ...found, context, deployment: pinned, findings, rendered, session, workspaces };
  } catch (error) {
    await context.env.fs.remove(session.runFolder).catch(() => undefined);
    throw error;
  }
}

export async function initializeAll({ session, workspaces }: Prepared): Promise<void> {
  for (const workspace of workspaces) await initialize(session, workspace);
}

/**
 * The same for what plans: refuses while an earlier run is still at work, while its state waits to be stored, and while
 * something that it made is in no state. What may change something first puts right what it can.
 */
export async function initializeToPlan(prepared: Prepared): Promise<void> {
  await initializeAll(prepared);
  const { session, workspaces } = prepared;
  for (const workspace of workspaces) {
    if (session.action !== 'plan') await clearDeadLocks(session, workspace);
    await refuseUnstoredState(session, workspace);
    await refuseUnrecorded(session, workspace);
  }
}

async function load(context: Context, { config, edits }: DriveOptions, judged: boolean) {
  const options = { config, edits };
  if (!judged) {
    const loaded = await loadDeployment(context, options);
    if (loaded.ok) return loaded;
  }
  return judgedDeployment(context, options);
}
