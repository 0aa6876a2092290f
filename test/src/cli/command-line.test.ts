import { describe, expect, test } from 'vitest';
import { commandLine } from '../../../src/cli/command-line.ts';
import { commands } from '../../../src/cli/commands/index.ts';

describe('a step as a command line', () => {
  test('quotes what a shell would read otherwise', () => {
    const line = commandLine(commands, {
      command: 'init',
      flags: { organization: "Acme's data $HOME", force: true },
    });
    expect(line).toBe("bt-dataplane init --organization 'Acme'\\''s data $HOME' --force");
  });

  test('takes global flags and repeats lists', () => {
    const flags = { config: 'a/b.yaml', terraformOverride: ['x.tf', 'y.tf'] };
    expect(commandLine(commands, { command: 'synth', flags })).toBe(
      'bt-dataplane synth --config a/b.yaml --terraform-override x.tf --terraform-override y.tf',
    );
  });

  test.each([
    ['a flag that is not there', { nope: true as const }],
    ['a value for a switch', { print: 'yes' }],
    ['a switch where a value is due', { outDir: true as const }],
  ])('refuses %s', (_, flags) => {
    expect(() => commandLine(commands, { command: 'synth', flags })).toThrow(/has no flag/);
  });
});
