/** The end of a run: what is printed where, and the exit code. */
import { type Finding, hasErrors } from '../core/findings/finding.ts';
import type { Env } from '../env.ts';
import type { BtError } from '../errors.ts';
import type { Outcome, Step } from './command.ts';
import { commandLine } from './command-line.ts';
import { commands } from './commands/index.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { jsonDocument } from './render/document.ts';
import { errorText } from './render/error.ts';
import { findingsText } from './render/finding.ts';
import { readSources } from './sources.ts';
import type { Voice } from './voice.ts';

/** `complete` adds to a step what concerns the same deployment, such as `--config`. */
export async function reportOutcome(
  outcome: Outcome,
  voice: Voice,
  env: Env,
  complete: (step: Step) => Step,
): Promise<number> {
  const write = (step: Step) => commandLine(commands, complete(step));
  const lines: Lines = {
    next: (outcome.next ?? []).map(write),
    ...(outcome.equivalent ? { equivalent: write(outcome.equivalent) } : {}),
  };
  if (voice.json) voice.speaker.data(outcomeDocument(outcome, lines));
  else await sayOutcome(outcome, lines, voice, env);
  return outcome.failure === undefined ? exitCodes[outcome.ending] : exitCodeOf(outcome.failure);
}

export async function reportFailure(error: BtError, voice: Voice, env: Env): Promise<number> {
  const { speaker, talkPaint, verbose } = voice;
  if (voice.json) {
    speaker.data(jsonDocument({ findings: error.findings, failure: error, nextActions: [] }));
  } else {
    await talkFindings(error.findings, voice, env);
    speaker.talk(errorText(error, talkPaint, { verbose }));
  }
  return exitCodeOf(error);
}

/** The steps of an outcome, written out. */
interface Lines {
  readonly next: readonly string[];
  readonly equivalent?: string;
}

function outcomeDocument(outcome: Outcome, { next, equivalent }: Lines): string {
  const { document, failure, findings = [] } = outcome;
  if (document !== undefined) return JSON.stringify(document, null, 2);
  const json = { ...outcome.json, ...(equivalent === undefined ? {} : { equivalent }) };
  return jsonDocument({ json, findings, nextActions: next, ...(failure ? { failure } : {}) });
}

async function sayOutcome(
  { text, failure, findings = [] }: Outcome,
  { next, equivalent }: Lines,
  voice: Voice,
  env: Env,
): Promise<void> {
  // The findings of a failure are its result, and part of `text`.
  if (failure === undefined) await talkFindings(findings, voice, env);
  if (text !== undefined && text !== '') voice.speaker.data(text);
  if (voice.quiet) return;
  const { talk } = voice.speaker;
  const { faint } = voice.talkPaint;
  if (equivalent !== undefined) talk(`${faint('the same without questions:')} ${equivalent}`);
  for (const line of next) talk(`${faint('next:')} ${line}`);
}

/** With `--quiet` notes are left out, unless something is wrong. */
async function talkFindings(findings: readonly Finding[], voice: Voice, env: Env): Promise<void> {
  const less = voice.quiet && !hasErrors(findings);
  const told = less ? findings.filter(({ severity }) => severity === 'warning') : findings;
  if (told.length === 0) return;
  const sources = await readSources(env, told);
  voice.speaker.talk(`${findingsText(told, { paint: voice.talkPaint, sources, cwd: env.cwd })}\n`);
}
