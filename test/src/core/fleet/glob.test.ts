import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expressionOf, filesOf } from '../../../../src/core/fleet/glob.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const names = [
  'a.yaml',
  'b.yaml',
  'b.yml',
  '.hidden.yaml',
  'eu/a.yaml',
  'eu/prod/a.yaml',
  'us/a.yaml',
  'us/b+c.yaml',
  'eu/.bt-dataplane/a.yaml',
  'node_modules/x/a.yaml',
];
const env = memoryEnv({ files: Object.fromEntries(names.map((name) => [`/p/${name}`, ''])), cwd: '/p' });
const found = async (pattern: string) =>
  (await filesOf(env, pattern)).map((file) => file.replace(/^\/p\//, ''));

test.each([
  ['*.yaml', ['a.yaml', 'b.yaml']],
  ['./?.y*l', ['a.yaml', 'b.yaml', 'b.yml']],
  ['*/a.yaml', ['eu/a.yaml', 'us/a.yaml']],
  ['**/a.yaml', ['a.yaml', 'eu/a.yaml', 'eu/prod/a.yaml', 'us/a.yaml']],
  ['eu/**', []],
  ['eu/**/*', ['eu/a.yaml', 'eu/prod/a.yaml']],
  ['**/prod/**/*.yaml', ['eu/prod/a.yaml']],
  ['/p/us/*.yaml', ['us/a.yaml', 'us/b+c.yaml']],
  ['us/b+c.*', ['us/b+c.yaml']],
  ['us/[ab].yaml', []],
  ['.hid*', ['.hidden.yaml']],
  ['*', ['a.yaml', 'b.yaml', 'b.yml']],
  ['no/*', []],
  ['../p/*.yml', ['b.yml']],
])('%s names %j', async (pattern, expected) => {
  expect(await found(pattern)).toEqual(expected);
});

test('every other character stands for itself, and no pattern takes long', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      const plain = text.replaceAll(/[*?/]/g, 'x');
      expect(expressionOf(plain).test(plain)).toBe(true);
      expect(expressionOf(`${plain}*`).test(`${plain}${text.replaceAll('/', '')}`)).toBe(true);
      expect(expressionOf(`${plain}y`).test(plain)).toBe(false);
    }),
  );
});
