/** Every run leaves a record, also one that fails. */
import { fromUnknown, isBtError } from '../../errors.ts';
import { tokenFileOf } from '../terraform/broken-off.ts';
import {
  type RunAction,
  type RunOutcome,
  type RunRecord,
  type StackEnding,
  writeRecord,
} from '../terraform/run-record.ts';
import type { Prepared } from './prepare.ts';

export interface Recorded<T> {
  readonly result: T;
  readonly outcome: RunOutcome;
  /** One sentence. */
  readonly summary: string;
}

/** Notes how a stack ended. */
export type NoteEnding = (stack: string, ending: StackEnding) => void;

/** Does the work and writes down how it ended. */
export async function recorded<T>(
  prepared: Prepared,
  action: RunAction,
  work: (note: NoteEnding) => Promise<Recorded<T>>,
): Promise<T> {
  const { env, host } = prepared.context;
  const started = env.clock.now().toISOString();
  const stacks: Record<string, StackEnding> = {};
  const write = (outcome: RunOutcome, summary: string) =>
    writeRecord(env, prepared.session.base, {
      formatVersion: 1,
      id: prepared.session.runId,
      action,
      started,
      ended: env.clock.now().toISOString(),
      outcome,
      digest: prepared.rendered.digest,
      release: prepared.deployment.config.release,
      terraformVersion: prepared.session.terraform.version,
      summary: prepared.session.redact(summary),
      ...(Object.keys(stacks).length === 0 ? {} : { stacks }),
    } satisfies RunRecord);
  // How it ended matters more than a record that cannot be written, for instance on a full disk.
  const writeIfPossible = (outcome: RunOutcome, summary: string) =>
    write(outcome, summary).catch((error: unknown) =>
      host.notify({
        kind: 'note',
        code: 'record-not-written',
        level: 'warning',
        text: `the record of this run could not be written: ${fromUnknown(error).message}`,
      }),
    );
  try {
    const { result, outcome, summary } = await work((stack, ending) => {
      stacks[stack] = ending;
    });
    await writeIfPossible(outcome, summary);
    return result;
  } catch (thrown) {
    await writeIfPossible(outcomeOf(thrown), fromUnknown(thrown).message);
    throw thrown;
  } finally {
    await env.fs.remove(tokenFileOf(prepared.session.runFolder)).catch(() => undefined);
  }
}

function outcomeOf(thrown: unknown): RunOutcome {
  if (!isBtError(thrown)) return 'failed';
  if (thrown.kind === 'refused') return 'refused';
  return thrown.kind === 'interrupted' ? 'interrupted' : 'failed';
}
