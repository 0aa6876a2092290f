import { describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/command-names.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { envName, longName } from '../../src/cli/flag.ts';
import { readCommandLine } from '../../src/cli/program.ts';
import { cliReference } from '../../src/cli/reference.ts';
import { runCli } from '../helpers/run-cli.ts';

test('docs/cli.md is what the command records say (rewrite it with vitest --update)', async () => {
  await expect(cliReference(commands)).toMatchFileSnapshot('../../docs/cli.md');
});

test('every command has its record, in the order of the help', () => {
  expect(commands.map(({ name }) => name)).toEqual([...commandNames]);
});

describe.each(commands.map((command) => [command.name, command] as const))('help of %s', (name, command) => {
  test('names every flag with its variable, and only commands that exist', async () => {
    const { stdout, code, stderr } = await runCli([...name.split(' '), '--help']);
    expect([code, stderr]).toEqual([0, '']);
    const flat = stdout.replaceAll(/\s+/g, ' ');
    for (const [key, flag] of Object.entries(command.flags)) {
      if (flag.takes === 'argument') {
        expect(flat).toMatch(new RegExp(`[<\\[]${flag.placeholder}[>\\]]`));
        continue;
      }
      expect(flat).toContain(`--${longName(key)}`);
      expect(flat).toContain(envName(key));
    }
    const examples = [...stdout.matchAll(/^ {2}bt-dataplane (.*)$/gm)].map(([, line = '']) =>
      line.split(' '),
    );
    expect(examples.length).toBe(command.examples.length);
    for (const words of examples) expect(readCommandLine(commands, words).kind).toBe('run');
  });

  test('says whether it touches the cloud', async () => {
    const { stdout } = await runCli([...name.split(' '), '--help']);
    expect(stdout).toMatch(/Contacts nothing|Reads from the cloud|Changes the cloud/);
  });
});

test('the help of the program lists every command and every exit code', async () => {
  const { stdout, code } = await runCli(['--help']);
  expect(code).toBe(0);
  for (const { summary } of commands) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(summary);
  for (const exit of ['0', '1', '2', '3', '4', '5', '6', '7', '8', '130', '143'])
    expect(stdout).toMatch(new RegExp(`\\b${exit}\\b`));
});

test('without a command the help is shown', async () => {
  expect((await runCli([])).stdout).toContain('Exit codes:');
  expect((await runCli(['config'])).stdout).toContain('show');
});
