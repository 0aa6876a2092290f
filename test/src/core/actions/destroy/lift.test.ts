import { describe, expect, it } from 'vitest';
import { liftFor } from '../../../../../src/core/actions/destroy/lift.ts';
import { readState } from '../../../../../src/core/terraform/state.ts';

function lift(
  attributes: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
  facts: { readonly locals?: unknown; readonly liftLocals?: Readonly<Record<string, unknown>> } = {},
) {
  const state = readState({
    resources: [{ mode: 'managed', type: 'sql', name: 'main', instances: [{ attributes }] }],
  });
  const { locals, liftLocals } = facts;
  const rendered = { addresses: ['sql.main'], json: JSON.stringify({ locals }) };
  return liftFor(state, rendered, {
    liftProtection: { sql: wanted },
    ...(liftLocals === undefined ? {} : { liftLocals }),
  });
}

const nested = { settings: [{ deletion_protection_enabled: false }] };

describe('what must be lifted', () => {
  it.each([
    ['an attribute is other', { protection: true }, { protection: false }, true],
    ['an attribute is as wanted', { protection: false, size: 3 }, { protection: false }, false],
    [
      'a block is other inside',
      { settings: [{ deletion_protection_enabled: true, tier: 'a' }] },
      nested,
      true,
    ],
    [
      'a block is as wanted inside',
      { settings: [{ deletion_protection_enabled: false, tier: 'a' }] },
      nested,
      false,
    ],
    ['a block is not there', { settings: [] }, nested, true],
    ['the attribute of a block is not there', { settings: [{}] }, nested, true],
    ['an object is other', { a: { b: 1, c: 2 } }, { a: { b: 2 } }, true],
    ['an object is as wanted', { a: { b: 2, c: 2 } }, { a: { b: 2 } }, false],
    ['nothing and the empty text are one', { final: null }, { final: '' }, false],
  ])('%s', (_, attributes, wanted, expected) => {
    expect(lift(attributes, wanted) !== undefined).toBe(expected);
  });
});

describe('the override', () => {
  const read = (found: ReturnType<typeof lift>) => JSON.parse(found?.override ?? '') as unknown;

  it('sets top-level attributes, and nothing else where the cloud has no locals', () => {
    const found = lift({ protection: true }, { protection: false, skip: true });
    expect(found?.override).toBe(
      `${JSON.stringify({ resource: { sql: { main: { protection: false, skip: true } } } }, null, 2)}\n`,
    );
  });

  it('leaves nested blocks to the locals, of which it sets those that the stack has', () => {
    const found = lift(
      { protection: true, settings: [{ deletion_protection_enabled: true }] },
      { protection: false, ...nested },
      {
        locals: { sql_protected: true, other: 1 },
        liftLocals: { sql_protected: false, of_another_stack: false },
      },
    );
    expect(read(found)).toEqual({
      locals: { sql_protected: false },
      resource: { sql: { main: { protection: false } } },
    });
  });

  it('names no resource that only its locals change, but aims at it', () => {
    const found = lift({ settings: [{ deletion_protection_enabled: true }] }, nested, {
      locals: { sql_protected: true },
      liftLocals: { sql_protected: false },
    });
    expect(read(found)).toEqual({ locals: { sql_protected: false } });
    expect(found?.addresses).toEqual(['sql.main']);
  });
});
