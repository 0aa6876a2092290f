import { expect, test } from 'vitest';
import { coloured, paintFor, plain } from '../../../../src/cli/render/paint.ts';
import { table, widthOf } from '../../../../src/cli/render/table.ts';

test.each([
  { isTTY: true, vars: {}, noColor: false, colour: true },
  { isTTY: false, vars: {}, noColor: false, colour: false },
  { isTTY: true, vars: { TERM: 'dumb' }, noColor: false, colour: false },
  { isTTY: true, vars: { NO_COLOR: '1' }, noColor: false, colour: false },
  { isTTY: true, vars: { NO_COLOR: '' }, noColor: false, colour: true },
  { isTTY: false, vars: { FORCE_COLOR: '1' }, noColor: false, colour: true },
  { isTTY: true, vars: { FORCE_COLOR: '0' }, noColor: false, colour: false },
  { isTTY: false, vars: { FORCE_COLOR: '1', NO_COLOR: '1' }, noColor: false, colour: false },
  { isTTY: true, vars: { FORCE_COLOR: '1' }, noColor: true, colour: false },
])('terminal $isTTY, $vars, --no-color $noColor: colour $colour', ({ isTTY, vars, noColor, colour }) => {
  expect(paintFor({ isTTY }, vars, noColor)).toBe(colour ? coloured : plain);
});

test('columns line up whatever is coloured', () => {
  const rows = table(
    [
      [coloured.strong('total'), '5'],
      ['a', coloured.error('12')],
    ],
    ['left', 'right'],
  ).split('\n');
  expect(rows.map(widthOf)).toEqual([9, 9]);
});
