/** How a run speaks: where to, in which colours, how much. */
import type { Env } from '../env.ts';
import type { GlobalOptions } from './globals.ts';
import { readGlobals } from './globals.ts';
import { createSpeaker, type Speaker } from './host/speaker.ts';
import { type Paint, paintFor } from './render/paint.ts';
import type { Streams } from './streams.ts';

export interface Voice {
  readonly speaker: Speaker;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Colours of standard output. */
  readonly paint: Paint;
  /** Colours of talk. */
  readonly talkPaint: Paint;
}

/** Until the command line is understood `--json` counts wherever it stands, so that a script gets JSON for a typing error too. */
export function firstVoice(argv: readonly string[], env: Env, streams: Streams): Voice {
  const given = (flag: string) => argv.includes(flag) || undefined;
  const words = { json: given('--json'), noColor: given('--no-color'), verbose: given('--verbose') };
  return createVoice(readGlobals(words, {}), env, streams);
}

/** `document`: standard output is one, to be redirected. */
export function createVoice(
  globals: GlobalOptions,
  env: Env,
  streams: Streams,
  document = globals.json,
): Voice {
  // Azure DevOps can fail a step for text on the error stream (failOnStderr), so there talk goes with the data.
  // https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/bash-v3
  const talk = env.vars.TF_BUILD && !document ? streams.stdout : streams.stderr;
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

/** By name, such as `AWS_SECRET_ACCESS_KEY` or `TF_TOKEN_app_terraform_io`; an access key's id is no secret. */
function secretVariables(vars: Env['vars']): string[] {
  return Object.entries(vars).flatMap(([name, value]) => {
    const secret = /(SECRET|PASSWORD|TOKEN|_KEY)$|^TF_TOKEN_/i.test(name);
    return secret && value !== undefined ? [value] : [];
  });
}
