/** From words to an exit code. Everything that the program does goes through here, in tests as in life. */
import type { Cloud } from '../core/clouds/cloud.ts';
import type { CloudId } from '../core/config/schema.ts';
import { inPipeline } from '../core/io/pipeline.ts';
import type { Env } from '../env.ts';
import { fromUnknown } from '../errors.ts';
import type { Command, Session, Step } from './command.ts';
import { commands } from './commands/index.ts';
import { usageErrors } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import type { Flags, Options } from './flag.ts';
import { carriedFlags, type GlobalOptions, globalFlags, readGlobals } from './globals.ts';
import { createHost } from './host/host.ts';
import { type Given, readOptions } from './options.ts';
import { readCommandLine } from './program.ts';
import { reportFailure, reportOutcome } from './report.ts';
import type { Streams } from './streams.ts';
import { createVoice, firstVoice, type Voice } from './voice.ts';

export interface RunOptions {
  /** Default: every cloud of the registry. */
  readonly clouds?: ReadonlyMap<CloudId, Cloud>;
}

export async function run(
  argv: readonly string[],
  env: Env,
  streams: Streams,
  known: RunOptions = {},
): Promise<number> {
  let voice = firstVoice(argv, env, streams);
  try {
    const meaning = readCommandLine(commands, argv, streams.stdout.width);
    if (meaning.kind === 'print') {
      voice.speaker.data(meaning.text);
      return exitCodes.ok;
    }
    const { command, given } = meaning;
    const globals = readGlobals(given, env.vars);
    voice = createVoice(globals, env, streams);
    const options = readOptions(command.flags, given, env.vars);
    refuseSeveral(globals, options);
    const document = globals.json || (command.printsDocument?.(options) ?? false);
    voice = createVoice(globals, env, streams, document);
    const clouds = known.clouds ?? (await import('../core/clouds/registry.ts')).clouds;
    return await runCommand({ ...meaning, options }, { env, streams, globals, voice, clouds });
  } catch (thrown) {
    return reportFailure(fromUnknown(thrown), voice, env);
  }
}

/** Most commands work on one deployment. */
function refuseSeveral({ configs }: GlobalOptions, { all }: Options<Flags>): void {
  if (all !== true && (configs.length > 1 || configs.some((path) => /[*?]/.test(path))))
    throw usageErrors.severalConfigurations(configs);
}

interface Surroundings {
  readonly env: Env;
  readonly streams: Streams;
  readonly globals: GlobalOptions;
  readonly voice: Voice;
  readonly clouds: ReadonlyMap<CloudId, Cloud>;
}

async function runCommand(
  {
    command,
    given,
    options,
  }: { readonly command: Command; readonly given: Given; readonly options: Options<Flags> },
  { env, streams, globals, voice, clouds }: Surroundings,
): Promise<number> {
  const pipeline = inPipeline(env.vars);
  const watched = streams.stderr.isTTY && env.vars.TERM !== 'dumb' && !pipeline && !globals.json;
  const host = createHost({
    streams,
    speaker: voice.speaker,
    clock: env.clock,
    paint: voice.talkPaint,
    interactive: watched && streams.canType && !globals.noInput,
    // ora divides by the width: of unknown width it clears lines without end.
    live: watched && streams.stderr.width !== undefined && !globals.quiet,
    quiet: globals.quiet,
    verbose: globals.verbose,
  });
  const { paint, talkPaint } = voice;
  const context = { env, host, clouds };
  const session: Session = { context, globals, paint, talkPaint, pipeline, say: host.say };
  try {
    const outcome = await command.run(options, session);
    host.close();
    return await reportOutcome(outcome, voice, env, sameDeployment(given));
  } finally {
    host.close();
  }
}

/** A next step concerns the same deployment: it repeats the flags that a person gave to name it. */
function sameDeployment(given: Given): (step: Step) => Step {
  return (step) => {
    const known = commands.find(({ name }) => name === step.command);
    const carried = Object.entries(given).filter(
      ([key]) => key in carriedFlags && (key in globalFlags || (known !== undefined && key in known.flags)),
    );
    return { ...step, flags: { ...(Object.fromEntries(carried) as Step['flags']), ...step.flags } };
  };
}
