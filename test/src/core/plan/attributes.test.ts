import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedAttributes, isShortened, sameValue } from '../../../../src/core/plan/attributes.ts';

describe('changed attributes', () => {
  it.each([
    ['a leaf', { a: 1 }, { a: 2 }, [['a', '1', '2']]],
    ['a leaf deep down', { a: [{ b: 'x' }] }, { a: [{ b: 'y' }] }, [['a.0.b', 'x', 'y']]],
    ['something new', { a: null }, { a: 'x' }, [['a', undefined, 'x']]],
    ['something gone', { a: 'x' }, {}, [['a', 'x', undefined]]],
    ['a list that grew', { a: ['x'] }, { a: ['x', 'y'] }, [['a.1', undefined, 'y']]],
    ['the order of keys', { a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, []],
  ])('are found for %s', (_, before, after, expected) => {
    const found = changedAttributes({ actions: ['update'], before, after });
    expect(found.map(({ path, before: from, after: to }) => [path, from, to])).toEqual(expected);
  });

  it('say what is not known yet, and forcing ones come first', () => {
    const found = changedAttributes({
      actions: ['delete', 'create'],
      before: { a: 1, id: 'i-1', zone: 'a' },
      after: { a: 2, zone: 'b' },
      after_unknown: { id: true },
      replace_paths: [['zone']],
    });
    expect(found.map(({ path, after, forces }) => [path, after, forces])).toEqual([
      ['zone', 'b', true],
      ['a', '2', false],
      ['id', '(known after apply)', false],
    ]);
  });

  it('are cut between signs, not within one', () => {
    for (const start of ['', 'x']) {
      const after = `${start}${'🙂'.repeat(60)}`;
      const [found] = changedAttributes({ actions: ['update'], before: { a: 'y' }, after: { a: after } });
      expect(found?.after).toMatch(/🙂…$/u);
      expect(isShortened(found?.after ?? '')).toBe(true);
    }
  });

  it('are cut when they are long', () => {
    const [change] = changedAttributes({
      actions: ['update'],
      before: { a: 'x'.repeat(500) },
      after: { a: 'y' },
    });
    expect(change?.before?.length).toBeLessThan(100);
  });

  it('never show a sensitive value, wherever its mark sits', () => {
    const secret = fc.constantFrom('canary-a', 'canary-b', 'canary-c');
    const marks = fc.constantFrom<unknown>(true, { inner: true }, { inner: { deep: true } });
    fc.assert(
      fc.property(secret, secret, marks, marks, (before, after, markBefore, markAfter) => {
        const tree = (value: string) => ({ a: { inner: { deep: value } } });
        const found = changedAttributes({
          actions: ['update'],
          before: tree(before),
          after: tree(after),
          before_sensitive: { a: markBefore },
          after_sensitive: { a: markAfter },
        });
        expect(JSON.stringify(found)).not.toContain('canary');
        expect(found.length > 0).toBe(before !== after);
      }),
    );
  });
});

it.each([
  [null, {}, true],
  [null, [], true],
  ['', null, true],
  [{ a: null }, undefined, true],
  [false, null, false],
  [0, null, false],
  [['a'], [], false],
])('%j and %j are the same to a person: %j', (a, b, same) => expect(sameValue(a, b)).toBe(same));
