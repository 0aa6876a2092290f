/** Walks the command records into commander and says what a command line means. Runs nothing. */
import { Command as Commander, CommanderError, Option } from 'commander';
import { programVersion } from '../version.ts';
import type { Access, Command } from './command.ts';
import { commandLine, programName } from './command-line.ts';
import { usageErrors } from './errors.ts';
import { exitCodeMeanings } from './exit-codes.ts';
import { envName, type Flag, type Flags, longName, shownDefault } from './flag.ts';
import { globalFlags } from './globals.ts';
import type { Given } from './options.ts';

export type Meaning =
  | { readonly kind: 'run'; readonly command: Command; readonly given: Given }
  | { readonly kind: 'print'; readonly text: string };

const accessTitles: Readonly<Record<Access, string>> = {
  offline: 'Contact nothing:',
  read: 'Read from the cloud, change nothing there:',
  write: 'Change the cloud:',
};

export const accessSentences: Readonly<Record<Access, string>> = {
  offline: 'Contacts nothing.',
  read: 'Reads from the cloud and changes nothing there.',
  write: 'Changes the cloud.',
};

/** Throws kind `usage` for anything that is not a command, a flag or an argument. */
export function readCommandLine(commands: readonly Command[], argv: readonly string[], width = 100): Meaning {
  let meaning: Meaning | undefined;
  let printed = '';
  const root = new Commander(programName)
    .description(
      'Validates, renders, plans and applies a self-hosted Braintrust data plane with the real terraform.',
    )
    .version(programVersion, '--version', 'print the version')
    .helpOption('-h, --help', 'explain the command')
    .helpCommand(false);
  harden(root, width, (text) => {
    printed += text;
  });
  addFlags(root, globalFlags);
  root.addHelpText(
    'after',
    () => `\n${exitCodesHelp()}\n\nEvery flag can be set by its variable; a flag wins over a variable.`,
  );

  for (const command of commands) {
    const built = place(root, command)
      .summary(command.summary)
      .description(`${sentence(command.summary)}\n${accessSentences[command.access]}`)
      .helpGroup(accessTitles[command.access]);
    addFlags(built, command.flags);
    built.addHelpText('after', () => examplesHelp(commands, command));
    built.action(() => {
      meaning = {
        kind: 'run',
        command,
        given: { ...givenOf(root, globalFlags), ...givenOf(built, command.flags) },
      };
    });
  }

  try {
    root.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw notUnderstood(error, commands, argv);
  }
  return meaning ?? { kind: 'print', text: printed };
}

/** Commander must neither print nor exit by itself. Subcommands inherit these settings when they are made. */
function harden(root: Commander, width: number, print: (text: string) => void): void {
  root
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: print,
      outputError: () => {},
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ showGlobalOptions: true });
}

/** `config show` is `show` below `config`, whose line in the help lists what is below it. */
function place(root: Commander, { name, summary, access }: Command): Commander {
  const [first = '', second] = name.split(' ');
  const there = root.commands.find((child) => child.name() === first);
  const parent = there ?? root.command(first).helpCommand(false);
  if (second === undefined) return parent;
  const before = there === undefined ? '' : `${there.summary()}; `;
  parent.summary(`${before}${second}: ${summary}`).helpGroup(accessTitles[access]);
  return parent.command(second).helpCommand(false);
}

function addFlags(target: Commander, flags: Flags): void {
  for (const [key, flag] of Object.entries(flags)) {
    if (flag.takes === 'argument') {
      const required = !flag.type.safeParse(undefined).success;
      target.argument(required ? `<${flag.placeholder}>` : `[${flag.placeholder}]`, flag.description);
      continue;
    }
    const short = flag.short === undefined ? '' : `-${flag.short}, `;
    const placeholder = flag.takes === 'nothing' ? '' : ` <${flag.placeholder ?? 'VALUE'}>`;
    const option = new Option(`${short}--${longName(key)}${placeholder}`, describe(key, flag));
    if (flag.takes === 'values') {
      option.argParser((word: string, before: string[] | undefined) => [...(before ?? []), word]);
    }
    target.addOption(option);
  }
}

function describe(key: string, flag: Flag): string {
  const facts = [
    flag.takes === 'values' ? 'repeatable' : undefined,
    `env: ${envName(key)}`,
    shownDefault(flag) === undefined ? undefined : `default: ${shownDefault(flag)}`,
  ];
  return `${flag.description} (${facts.filter(Boolean).join(', ')})`;
}

/** Commander keeps `--no-input` under `input`, false when given. */
function givenOf(from: Commander, flags: Flags): Given {
  const entries = Object.entries(flags).flatMap(([key, { takes }]) => {
    if (takes === 'argument') return from.args[0] === undefined ? [] : [[key, from.args[0]] as const];
    const negative = /^no[A-Z]/.test(key);
    const kept = negative ? key.charAt(2).toLowerCase() + key.slice(3) : key;
    if (from.getOptionValueSource(kept) !== 'cli') return [];
    const given: unknown = from.getOptionValue(kept);
    return [[key, negative ? given === false : given] as const];
  });
  return Object.fromEntries(entries);
}

function notUnderstood(error: CommanderError, commands: readonly Command[], argv: readonly string[]) {
  const [what = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  const meant = /Did you mean (.*)\?/.exec(suggestion)?.[1];
  return usageErrors.unparsable(
    what,
    meant === undefined ? `${helpFor(commands, argv)} lists what there is` : `did you mean ${meant}?`,
  );
}

/** The help of the command that was meant, as far as that can be told. */
function helpFor(commands: readonly Command[], argv: readonly string[]): string {
  const words = argv.filter((word) => !word.startsWith('-')).join(' ');
  const meant = commands.find(({ name }) => words === name || words.startsWith(`${name} `));
  return [programName, ...(meant === undefined ? [] : [meant.name]), '--help'].join(' ');
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

function examplesHelp(commands: readonly Command[], command: Command): string {
  const lines = command.examples.map((example) => `  # ${example.does}\n  ${commandLine(commands, example)}`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('\n')}`;
}

function exitCodesHelp(): string {
  return `Exit codes:\n${exitCodeMeanings.map(([code, meaning]) => `  ${code.padEnd(14)} ${meaning}`).join('\n')}`;
}
