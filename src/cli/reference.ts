/** `docs/cli.md`, written from the command records. */
import type { Command } from './command.ts';
import { commandLine, programName } from './command-line.ts';
import { exitCodeMeanings, worstFirst } from './exit-codes.ts';
import { envName, type Flags, longName, shownDefault } from './flag.ts';
import { globalFlags } from './globals.ts';
import { accessSentences } from './program.ts';

export function cliReference(commands: readonly Command[]): string {
  return `${[
    '# Command line',
    `Written from the command records by the program's tests; do not edit. \`${programName} --help\` says the same.`,
    'Precedence is flag, then environment variable, then default. Data goes to standard output, everything else to the error stream; with `--json` standard output is exactly one JSON document, also on failure.',
    '## Exit codes',
    markdownTable(
      ['Code', 'Meaning'],
      exitCodeMeanings.map(([code, meaning]) => [code, meaning]),
    ),
    '## Many deployments at once',
    fleets,
    '## Consent and questions',
    consent,
    '## Flags of every command',
    flagTable(globalFlags),
    ...commands.map((command) => commandText(commands, command)),
  ].join('\n\n')}\n`;
}

const fleets = [
  '`plan` and `upgrade check` take `--all` with `--config`, given several times or as a quoted pattern: `*` and `?` within a name, `**` for any folders. Lock files, and files that others build on with `extends`, are left out. `--parallel` says how many are worked on at a time; all of them are reported, in the order of their paths, and the failure of one is never that of another. Two files that describe a deployment of one name are refused before anything starts. Nothing is asked.',
  '',
  `The exit code is the worst of all: ${worstFirst.map((code) => `\`${code}\``).join(', ')}, the worst first. What was broken off or broke comes before what nothing can be learnt of (access, then a wrong configuration), then what another run stands in the way of, then what is known and wants a person, then changes.`,
].join('\n');

const consent = [
  markdownTable(
    ['', 'at a terminal', 'without one, in CI, with `--no-input` or `--json`'],
    [
      ['neither', 'asks', 'exit code 5'],
      ['`--yes`', 'goes ahead', 'goes ahead'],
    ],
  ),
  '',
  '`--yes` never covers the loss of data: that takes `--allow-replace ADDRESS` or `--allow-destroy ADDRESS`, for `destroy` `--delete-data`. What cannot be taken back takes `--accept-one-way NAME`.',
].join('\n');

function commandText(commands: readonly Command[], command: Command): string {
  const examples = command.examples.map((example) => `# ${example.does}\n${commandLine(commands, example)}`);
  return [
    `## ${command.name}`,
    `${command.summary.charAt(0).toUpperCase()}${command.summary.slice(1)}. ${accessSentences[command.access]}`,
    ...(Object.keys(command.flags).length === 0 ? [] : [flagTable(command.flags)]),
    ...(examples.length === 0 ? [] : [`\`\`\`sh\n${examples.join('\n')}\n\`\`\``]),
  ].join('\n\n');
}

function flagTable(flags: Flags): string {
  const rows = Object.entries(flags).map(([key, flag]) => {
    const short = flag.short === undefined ? '' : `\`-${flag.short}\`, `;
    if (flag.takes === 'argument') return [`\`${flag.placeholder}\``, '', '', flag.description];
    const placeholder = flag.takes === 'nothing' ? '' : ` ${flag.placeholder ?? 'VALUE'}`;
    const several = flag.takes === 'values' ? '; repeatable' : '';
    const shown = shownDefault(flag);
    return [
      `${short}\`--${longName(key)}${placeholder}\``,
      `\`${envName(key)}\``,
      shown === undefined ? '' : shown,
      `${flag.description}${several}`,
    ];
  });
  return markdownTable(['Flag', 'Variable', 'Default', 'Meaning'], rows);
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
