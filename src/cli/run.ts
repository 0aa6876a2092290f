/** From words to an exit code. Everything that the program does goes through here, in tests as in life. */

import type { Cloud } from '../core/clouds/cloud.ts';
import type { CloudId } from '../core/config/schema.ts';
import type { Finding } from '../core/findings/finding.ts';
import { hasErrors } from '../core/findings/finding.ts';
import type { Env } from '../env.ts';
import { type BtError, fromUnknown } from '../errors.ts';
import type { Command, Outcome, Session, Step } from './command.ts';
import { commandLine } from './command-line.ts';
import { commands } from './commands/index.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { type GlobalOptions, globalFlags } from './globals.ts';
import { createHost } from './host/host.ts';
import { createSpeaker, type Speaker } from './host/speaker.ts';
import { type Given, inPipeline, readOptions } from './options.ts';
import { readCommandLine } from './program.ts';
import { jsonDocument } from './render/document.ts';
import { errorText } from './render/error.ts';
import { findingsText } from './render/finding.ts';
import { type Paint, paintFor } from './render/paint.ts';
import { readSources } from './sources.ts';
import type { Streams } from './streams.ts';

export interface RunOptions {
  /** Default: every cloud of the registry. */
  readonly clouds?: ReadonlyMap<CloudId, Cloud>;
}

export async function run(
  argv: readonly string[],
  env: Env,
  streams: Streams,
  options: RunOptions = {},
): Promise<number> {
  let voice = firstVoice(argv, env, streams);
  try {
    const meaning = readCommandLine(commands, argv, streams.stdout.width);
    if (meaning.kind === 'print') {
      voice.speaker.data(meaning.text);
      return exitCodes.ok;
    }
    const globals = readOptions(globalFlags, meaning.given, env.vars);
    voice = createVoice(globals, env, streams);
    return await runCommand(meaning.command, meaning.given, meaning.argument, {
      env,
      streams,
      globals,
      voice,
      options,
    });
  } catch (thrown) {
    return reportFailure(fromUnknown(thrown), voice, env);
  }
}

/** How this run speaks: known as soon as the global flags are. */
interface Voice {
  readonly speaker: Speaker;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly paint: Paint;
  readonly talkPaint: Paint;
}

interface Surroundings {
  readonly env: Env;
  readonly streams: Streams;
  readonly globals: GlobalOptions;
  readonly voice: Voice;
  readonly options: RunOptions;
}

/** Until the command line is understood: `--json` counts wherever it stands, so that a script gets JSON for a typing error too. */
function firstVoice(argv: readonly string[], env: Env, streams: Streams): Voice {
  const given = {
    json: argv.includes('--json') || undefined,
    noColor: argv.includes('--no-color') || undefined,
  };
  return createVoice({ ...readOptions(globalFlags, given, {}) }, env, streams);
}

function createVoice(globals: GlobalOptions, env: Env, streams: Streams): Voice {
  // Azure DevOps can fail a step for text on the error stream (failOnStderr), so there talk goes with the data.
  // https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/bash-v3
  const talk = env.vars.TF_BUILD && !globals.json ? streams.stdout : streams.stderr;
  const speaker = createSpeaker(streams, talk);
  for (const secret of secretVariables(env.vars)) speaker.conceal(secret);
  return {
    speaker,
    json: globals.json,
    quiet: globals.quiet,
    verbose: globals.verbose,
    paint: paintFor(streams.stdout, env.vars, globals.noColor),
    talkPaint: paintFor(talk, env.vars, globals.noColor),
  };
}

function secretVariables(vars: Env['vars']): string[] {
  return Object.entries(vars).flatMap(([name, value]) =>
    value !== undefined && /(SECRET|PASSWORD|TOKEN|_KEY)$/i.test(name) && !/ACCESS_KEY_ID$/.test(name)
      ? [value]
      : [],
  );
}

async function runCommand(
  command: Command,
  given: Given,
  argument: string | undefined,
  { env, streams, globals, voice, options }: Surroundings,
): Promise<number> {
  const flags = readOptions(command.flags, given, env.vars);
  const pipeline = inPipeline(env.vars);
  const watched = streams.stderr.isTTY && env.vars.TERM !== 'dumb' && !pipeline && !globals.json;
  const host = createHost({
    streams,
    speaker: voice.speaker,
    clock: env.clock,
    paint: voice.talkPaint,
    interactive: watched && streams.canType && !globals.noInput,
    live: watched && !globals.quiet,
    quiet: globals.quiet,
    verbose: globals.verbose,
  });
  try {
    const clouds = options.clouds ?? (await import('../core/clouds/registry.ts')).clouds;
    const { paint, talkPaint } = voice;
    const session: Session = { context: { env, host, clouds }, globals, paint, talkPaint, pipeline };
    const outcome = await command.run(flags, session, argument);
    host.close();
    return await reportOutcome(outcome, voice, env, withConfig(given));
  } finally {
    host.close();
  }
}

async function reportOutcome(
  outcome: Outcome,
  voice: Voice,
  env: Env,
  complete: (step: Step) => Step,
): Promise<number> {
  const lines: Lines = {
    next: (outcome.next ?? []).map((step) => commandLine(commands, complete(step))),
    ...(outcome.equivalent ? { equivalent: commandLine(commands, complete(outcome.equivalent)) } : {}),
  };
  if (voice.json) voice.speaker.data(outcomeDocument(outcome, lines));
  else await sayOutcome(outcome, lines, voice, env);
  return outcome.failure === undefined ? exitCodes[outcome.ending] : exitCodeOf(outcome.failure);
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
  // A failure's findings are its result, and part of `text`.
  if (failure === undefined) await talkFindings(findings, voice, env);
  if (text !== undefined && text !== '') voice.speaker.data(text);
  if (voice.quiet) return;
  const { talk } = voice.speaker;
  const { faint } = voice.talkPaint;
  if (equivalent !== undefined) talk(`${faint('the same without questions:')} ${equivalent}`);
  for (const line of next) talk(`${faint('next:')} ${line}`);
}

async function reportFailure(error: BtError, voice: Voice, env: Env): Promise<number> {
  const { speaker } = voice;
  if (voice.json) {
    speaker.data(jsonDocument({ findings: error.findings, failure: error, nextActions: [] }));
  } else {
    await talkFindings(error.findings, voice, env);
    speaker.talk(errorText(error, voice.talkPaint, { verbose: voice.verbose }));
  }
  return exitCodeOf(error);
}

/** With `--quiet`, only when something is wrong. */
async function talkFindings(findings: readonly Finding[], voice: Voice, env: Env): Promise<void> {
  const told =
    voice.quiet && !hasErrors(findings)
      ? findings.filter(({ severity }) => severity === 'warning')
      : findings;
  if (told.length === 0) return;
  const sources = await readSources(env, told);
  voice.speaker.talk(`${findingsText(told, { paint: voice.talkPaint, sources, cwd: env.cwd })}\n`);
}

/** A next step concerns the same deployment: it names the configuration file when the person did. */
function withConfig(given: Given): (step: Step) => Step {
  const { config } = given;
  if (typeof config !== 'string') return (step) => step;
  return (step) => ({ ...step, flags: { config, ...step.flags } });
}
