/**
 * `recover`: after an apply that was broken off, brings into the state what the journal says was made. Shows it as a plan of
 * imports, lists what may exist half-made, and changes nothing else.
 */
import type { Identity } from '../../clouds/cloud.ts';
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import { obtainConsent } from '../../plan/consent.ts';
import { handOver, storedInputs } from '../../plan/inputs.ts';
import type { StackPlan } from '../../plan/model.ts';
import type { ConsentOptions, DriveOptions } from '../../plan/options.ts';
import { initializeAll, type Prepared, prepareGuarded } from '../../plan/prepare.ts';
import { recorded } from '../../plan/recorded.ts';
import type { Subject } from '../../plan/result.ts';
import { applyStage } from '../../plan/stage.ts';
import { subjectOf } from '../../plan/subject.ts';
import { makePlan, pullState } from '../../terraform/commands.ts';
import { settleJournal } from '../../terraform/journal.ts';
import { clearDeadLocks, judgeWaiting } from '../../terraform/settlement.ts';
import { readState } from '../../terraform/state.ts';
import type { Unfinished } from '../../terraform/unfinished.ts';
import { refuseUnstoredState } from '../../terraform/unstored-state.ts';
import type { Workspace } from '../../terraform/workspace.ts';
import { type Candidate, type Doubt, sortOut } from './candidates.ts';
import { planTakeOver, removeImports, type TakeOver } from './take-over.ts';

export interface RecoverOptions extends DriveOptions, ConsentOptions {
  /** Shows what would be taken over; called once, before the question. */
  readonly onReview?: ((review: RecoverReview) => void) | undefined;
}

export interface RecoverReview {
  readonly subject: Subject;
  readonly identity: Identity;
  readonly stacks: readonly RecoveredStack[];
}

export interface RecoveredStack {
  readonly stack: string;
  /** Labels and starts of the applies that were broken off. */
  readonly broken: readonly { readonly label: string; readonly started: string }[];
  readonly imports: readonly Candidate[];
  readonly doubts: readonly Doubt[];
  /** Addresses whose creation may have been begun in a gap of the journal, and that nobody could look for. */
  readonly unseen: readonly string[];
  readonly plan: StackPlan | undefined;
}

export interface RecoverResult {
  readonly status: 'recovered' | 'nothing-to-do';
  readonly review: RecoverReview | undefined;
  /** Number of resources that were brought into the state. */
  readonly imported: number;
}

interface Work {
  readonly workspace: Workspace;
  readonly unfinished: readonly Unfinished[];
  readonly takeOver: TakeOver;
  readonly doubts: readonly Doubt[];
  readonly unseen: readonly string[];
}

export async function recover(context: Context, options: RecoverOptions = {}): Promise<RecoverResult> {
  const prepared = await prepareGuarded(context, options, { action: 'recover', judged: false });
  return recorded<RecoverResult>(prepared, 'recover', async () => {
    await initializeAll(prepared);
    const work: Work[] = [];
    try {
      for (const workspace of prepared.workspaces) work.push(...(await workOn(prepared, workspace)));
      if (work.length === 0) {
        const result = { status: 'nothing-to-do', review: undefined, imported: 0 } as const;
        return { result, outcome: 'nothing-to-do', summary: 'every apply of this machine is accounted for' };
      }
      const review = reviewOf(prepared, prepared.identity, work);
      options.onReview?.(review);
      await askToRecover(context, review, options);
      const imported = await takeOver(prepared, work, commandLine('recover', options));
      const result = { status: 'recovered', review, imported } as const;
      return { result, outcome: 'done', summary: `took over ${imported} resources` };
    } finally {
      for (const {
        workspace,
        takeOver: { file },
      } of work) {
        if (file !== undefined) await context.env.fs.remove(file);
        await removeImports(prepared, workspace);
      }
    }
  });
}

/** Nothing when every apply of the stack is accounted for. */
async function workOn(prepared: Prepared, workspace: Workspace): Promise<readonly Work[]> {
  const { session, deployment } = prepared;
  await clearDeadLocks(session, workspace);
  await refuseUnstoredState(session, workspace);
  const unfinished = await judgeWaiting(session, workspace, async () =>
    readState(await pullState(session, workspace)),
  );
  if (unfinished.length === 0) return [];
  await handOver(prepared, workspace, await storedInputs(prepared, workspace));
  await removeImports(prepared, workspace);
  const { name } = workspace.stack;
  const look = await makePlan(session, workspace, {
    name: `${name}-look`,
    label: `plan ${name} to see what is missing`,
  });
  await prepared.context.env.fs.remove(look.file);
  const { candidates, doubts, unseen } = sortOut(unfinished, look.document, deployment.cloud.importIds ?? {});
  const takeOver = await planTakeOver(prepared, workspace, candidates);
  return [
    {
      workspace,
      unfinished,
      takeOver,
      doubts: [...doubts, ...takeOver.doubts],
      unseen: [...unseen, ...takeOver.unseen],
    },
  ];
}

function reviewOf(prepared: Prepared, identity: Identity, work: readonly Work[]): RecoverReview {
  return {
    subject: subjectOf(prepared, undefined),
    identity,
    stacks: work.map(({ workspace, unfinished, takeOver, doubts, unseen }) => ({
      stack: workspace.stack.name,
      broken: unfinished.map(({ journal: { begin } }) => ({ label: begin.label, started: begin.started })),
      imports: takeOver.imports,
      doubts,
      unseen,
      plan: takeOver.plan,
    })),
  };
}

async function askToRecover(context: Context, review: RecoverReview, options: RecoverOptions): Promise<void> {
  const imports = review.stacks.flatMap(({ imports }) => imports).length;
  const doubts = review.stacks.flatMap(({ doubts }) => doubts).length;
  const what = [
    ...(imports === 0 ? [] : [`bring ${imports} ${imports === 1 ? 'resource' : 'resources'} into the state`]),
    ...(doubts === 0 ? [] : [`take the ${doubts} that are only listed as looked after`]),
  ];
  await obtainConsent(context, {
    code: 'recover',
    text: `${what.join(', and ') || 'close the journal'}? type yes to go ahead`,
    expect: 'yes',
    given: options.yes === true,
    command: commandLine('recover', options, '--yes'),
  });
}

async function takeOver(prepared: Prepared, work: readonly Work[], again: string): Promise<number> {
  const { session, context } = prepared;
  let imported = 0;
  for (const {
    workspace,
    unfinished,
    takeOver: { file, imports },
  } of work) {
    const { name } = workspace.stack;
    if (file !== undefined) {
      await applyStage(session, workspace, {
        name: `${name}-recover`,
        label: `take over what ${name} has lost`,
        file,
        again,
      });
      imported += imports.length;
    }
    for (const { journal } of unfinished) await settleJournal(context.env, session.base, journal);
  }
  return imported;
}
