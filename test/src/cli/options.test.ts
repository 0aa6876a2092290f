import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { upgradeApply } from '../../../src/cli/commands/upgrade-apply.ts';
import { envName, shownDefault, text, texts, toggle, value } from '../../../src/cli/flag.ts';
import { readOptions } from '../../../src/cli/options.ts';

const flags = {
  outDir: text('DIR', 'where'),
  count: value('N', 'how many', z.coerce.number().int().default(3)),
  kind: value('KIND', 'which', z.enum(['a', 'b']).optional()),
  override: texts('FILE', 'which files'),
  frozen: toggle('frozen', { fallback: 'as CI says' }),
  quiet: toggle('less'),
};

describe('precedence: flag, environment, default', () => {
  test.each([
    { given: {}, vars: {}, count: 3 },
    { given: {}, vars: { BT_DATAPLANE_COUNT: '5' }, count: 5 },
    { given: { count: '7' }, vars: { BT_DATAPLANE_COUNT: '5' }, count: 7 },
    { given: {}, vars: { BT_DATAPLANE_COUNT: '' }, count: 3 },
  ])('$given and $vars give $count', ({ given, vars, count }) => {
    expect(readOptions(flags, given, vars).count).toBe(count);
  });
});

describe('variables', () => {
  test('several values are separated by commas', () => {
    expect(readOptions(flags, {}, { BT_DATAPLANE_OVERRIDE: 'a.tf, b.tf' }).override).toEqual([
      'a.tf',
      'b.tf',
    ]);
  });

  test.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['no', false],
  ])('a switch reads %s', (word, expected) => {
    const options = readOptions(flags, {}, { BT_DATAPLANE_QUIET: word, BT_DATAPLANE_FROZEN: word });
    expect(options).toMatchObject({ quiet: expected, frozen: expected });
  });

  test('a switch that nobody mentions is off', () => {
    expect(readOptions(flags, {}, {}).frozen).toBe(false);
  });

  test('the name comes from the key', () => {
    expect(envName('outDir')).toBe('BT_DATAPLANE_OUT_DIR');
  });
});

test.each([
  [{}, { BT_DATAPLANE_QUIET: 'maybe' }, 'BT_DATAPLANE_QUIET: must be true or false'],
  [{ outDir: '' }, {}, '--out-dir: must not be empty'],
  [{ override: [''] }, {}, '--override: must not be empty'],
])('with %j and %j says %s', (given, vars, message) => {
  expect(() => readOptions(flags, given, vars)).toThrow(message);
});

test('a health check that there is not is refused before anything is done', () => {
  const read = () => readOptions(upgradeApply.flags, { withoutCheck: ['api', 'pings'] }, {});
  expect(read).toThrow(/--without-check: must be one of rollout, api, .*brainstore-version/);
});

test('every wrong value is named at once, by where it came from', () => {
  const read = () =>
    readOptions(flags, { kind: 'c' }, { BT_DATAPLANE_COUNT: 'many', BT_DATAPLANE_QUIET: 'maybe' });
  expect(read).toThrow(/BT_DATAPLANE_COUNT: .*--kind: .*BT_DATAPLANE_QUIET: /);
});

test('the help shows a default only where there is one', () => {
  expect([shownDefault(flags.count), shownDefault(flags.outDir), shownDefault(flags.frozen)]).toEqual([
    '3',
    undefined,
    'as CI says',
  ]);
});
