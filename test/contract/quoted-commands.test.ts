/** A command that a message, a template or a document tells a person to run must exist. */
import { describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/command-names.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { longName } from '../../src/cli/flag.ts';
import { globalFlags } from '../../src/cli/globals.ts';
import { filesBelow } from './source-files.ts';

const texts = [...filesBelow('src'), ...filesBelow('templates', ''), ...filesBelow('docs', '.md')];

/** Where it is meant to be typed: quoted, after a colon or at the start of a line of code; elsewhere it is only the name. */
const quoted =
  /(?:[`'"]|: |^\s*)bt-dataplane ([a-z][a-z-]*(?: show)?)((?: --?[a-z][a-z-]*(?:[ =][A-Z$%'"{[][^ `]*)?)*)/gm;

/** The JSON Schema is titled `bt-dataplane configuration`. */
const titleOfSchema = 'configuration';

const found = texts.flatMap(({ path, text }) =>
  [...text.matchAll(quoted)]
    .map(([whole, command = '', flags = '']) => ({ path, whole, command, flags }))
    .filter(({ command }) => command !== titleOfSchema),
);

test('the search finds some', () => {
  expect(found.length).toBeGreaterThan(10);
});

describe('quoted commands exist', () => {
  test.each(found.map(({ path, whole, ...rest }) => [`${path}: ${whole.trim()}`, rest] as const))(
    '%s',
    (_, { command, flags }) => {
      expect(commandNames).toContain(command);
      const record = commands.find(({ name }) => name === command);
      const known = Object.keys({ ...globalFlags, ...record?.flags }).map((key) => `--${longName(key)}`);
      for (const [flag] of flags.matchAll(/--[a-z-]+/g)) expect([...known, '--help']).toContain(flag);
    },
  );
});
