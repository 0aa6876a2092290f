import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath, parsePath } from '../../../../src/core/config/path.ts';

test.each([
  [['postgres', 'storage', 'sizeGb'], 'postgres.storage.sizeGb'],
  [['waivers', 0, 'until'], 'waivers[0].until'],
  [['tags', 'cost centre'], 'tags["cost centre"]'],
  [['tags', 'a.b'], 'tags["a.b"]'],
])('%j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test('every path can be read back', () => {
  const key = fc.oneof(fc.string({ unit: 'binary' }), fc.nat());
  fc.assert(
    fc.property(fc.array(key), (path) => {
      expect(parsePath(formatPath(path))).toEqual(path);
    }),
  );
});

test('any text can be read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parsePath(text))));
});
