/** A command is a record: help, documentation, environment names, tests and the program itself are read from it. */
import type { Context } from '../core/context.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { BtError } from '../errors.ts';
import type { CommandName } from './command-names.ts';
import type { Flags, Options } from './flag.ts';
import type { GlobalOptions } from './globals.ts';
import type { Paint } from './render/paint.ts';

/** A command line as data; `src/cli/command-line.ts` writes it out and refuses what does not exist. */
export interface Step {
  readonly command: CommandName;
  /** By the key of the flag; `true` for flags without a value. */
  readonly flags?: Readonly<Record<string, string | true | readonly string[]>>;
}

export interface Example extends Step {
  readonly does: string;
}

/** What a command gives back. A stop that a person can act on is thrown instead, as a `BtError`. */
export interface Outcome {
  readonly ending: 'ok' | 'changes';
  /** For a person, on standard output. */
  readonly text?: string;
  /** For `--json`: joined into the one document. */
  readonly json?: Readonly<Record<string, unknown>>;
  /** For `--json`: the whole document, where the data has a shape of its own. */
  readonly document?: unknown;
  readonly findings?: readonly Finding[];
  /** Set when `text` tells of a failure: gives the exit code, and the record for `--json`. */
  readonly failure?: BtError;
  /** The same command with every answer as a flag. */
  readonly equivalent?: Step;
  readonly next?: readonly Step[];
}

/** What surrounds a command while it runs. */
export interface Session {
  readonly context: Context;
  readonly globals: GlobalOptions;
  /** Colours of standard output. */
  readonly paint: Paint;
  /** Colours of the error stream. */
  readonly talkPaint: Paint;
  /** In a pipeline (`CI`). */
  readonly pipeline: boolean;
  /** Talk that is shown even with `--quiet`. */
  say(text: string): void;
}

export type Access =
  /** contacts nothing */
  | 'offline'
  /** reads from the cloud, changes nothing there */
  | 'read'
  /** changes the cloud */
  | 'write';

export interface Command<F extends Flags = Flags> {
  readonly name: CommandName;
  readonly summary: string;
  readonly access: Access;
  readonly flags: F;
  readonly examples: readonly Example[];
  /** Whether standard output is a document to be redirected, such as a report: then talk is never mixed into it. */
  printsDocument?(options: Options<F>): boolean;
  run(options: Options<F>, session: Session): Promise<Outcome>;
}

/** The identity; its worth is that `run` knows the types of `flags`. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command<F> {
  return command;
}
