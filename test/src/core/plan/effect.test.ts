import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EffectStack, effectDifference, effectDigest } from '../../../../src/core/plan/effect.ts';
import { readPlan } from '../../../../src/core/plan/read.ts';
import type {
  PlanDocument,
  RawChange,
  RawResourceChange,
} from '../../../../src/core/terraform/plan-document.ts';

const subject = {
  deployment: 'acme',
  cloud: 'aws',
  region: 'us-east-1',
  account: '123456789012',
  release: '2.12.0',
};
const names = { name: 'data-plane', components: {} };

function resource(address: string, change: RawChange, more: Partial<RawResourceChange> = {}) {
  return { address, mode: 'managed', type: address.split('.')[0] ?? '', change, ...more };
}

function stackOf(document: PlanDocument, rendered = 'r'): EffectStack {
  return { plan: readPlan(document, names), document, rendered };
}

const digest = (document: PlanDocument) => effectDigest(subject, [stackOf(document)]);
const documentOf = (...changes: readonly RawResourceChange[]): PlanDocument => ({
  format_version: '1.2',
  resource_changes: changes,
});

const update = (before: object, after: object, more: Partial<RawChange> = {}) =>
  documentOf(resource('a_b.c', { actions: ['update'], before, after, ...more }));

describe('the digest of an effect', () => {
  const base = update({ id: 'x', size: 1, tags: { a: '1' } }, { id: 'x', size: 2, tags: { a: '1' } });

  it('has the form that the command line takes', () => {
    expect(digest(base)).toMatch(/^e1-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{64}$/);
  });

  it('is the same whatever the order of resources, keys and outputs', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.boolean(), (order, turned) => {
        const after = turned ? { size: 2, id: 'x' } : { id: 'x', size: 2 };
        const all = order.map((number) =>
          resource(`a_b.c${number}`, { actions: ['update'], before: { id: 'x', size: number }, after }),
        );
        const sorted = [0, 1, 2, 3, 4].map((number) =>
          resource(`a_b.c${number}`, {
            actions: ['update'],
            before: { size: number, id: 'x' },
            after: { id: 'x', size: 2 },
          }),
        );
        expect(digest(documentOf(...all))).toBe(digest(documentOf(...sorted)));
      }),
    );
  });

  it('does not see what the cloud counts or dates, what stays, and what is read', () => {
    const dated = update(
      { id: 'x', size: 1, tags: { a: '1' }, modified_at: '2026-06-02T00:00:00Z' },
      { id: 'x', size: 2, tags: { a: '1' }, modified_at: '2026-06-02T00:00:00Z' },
    );
    expect(digest(dated)).toBe(digest(base));
    const [change] = base.resource_changes ?? [];
    const more = documentOf(
      ...(change ? [change] : []),
      resource('a_b.stays', { actions: ['no-op'], before: { n: 1 }, after: { n: 1 } }),
      resource('data_x.read', { actions: ['read'], before: null, after: {} }, { mode: 'data' }),
    );
    expect(digest(more)).toBe(digest(base));
    const unknown = (etag: string) =>
      update({ size: 1, etag }, { size: 2 }, { after_unknown: { etag: true } });
    expect(digest(unknown('one'))).toBe(digest(unknown('two')));
    const gone = (seen: string) =>
      documentOf(resource('a_b.c', { actions: ['delete'], before: { id: 'x', seen }, after: null }));
    expect(digest(gone('today'))).toBe(digest(gone('tomorrow')));
  });

  it('does not depend on a sensitive value, nor on a copy of one without a mark', () => {
    const secret = (value: string, note = value) =>
      update(
        { size: 1 },
        { size: 2, password: value, note },
        { after_sensitive: { password: true }, before_sensitive: {} },
      );
    expect(digest(secret('canary-one-4711'))).toBe(digest(secret('canary-two-4712')));
    expect(digest(secret('canary-one-4711', 'no copy'))).not.toBe(digest(secret('canary-one-4711')));
    expect(digest(secret('canary-one-4711'))).not.toBe(digest(update({ size: 1 }, { size: 2 })));
  });

  const others: readonly (readonly [string, PlanDocument, RegExp])[] = [
    ['another value', update({ id: 'x', size: 1 }, { id: 'x', size: 3 }), /other values/],
    ['a value before', update({ id: 'x', size: 9 }, { id: 'x', size: 2 }), /other values/],
    ['another object', update({ id: 'y', size: 1 }, { id: 'y', size: 2 }), /other values/],
    [
      'a value that is now unknown',
      update({ id: 'x', size: 1 }, { id: 'x' }, { after_unknown: { size: true } }),
      /other values/,
    ],
    [
      'what forces a replacement, or its order',
      documentOf(
        resource('a_b.c', {
          actions: ['delete', 'create'],
          before: { id: 'x', size: 1 },
          after: { size: 2 },
          replace_paths: [['size']],
        }),
      ),
      /other things are done/,
    ],
    [
      'one more resource',
      documentOf(
        ...(base.resource_changes ?? []),
        resource('a_b.d', { actions: ['create'], before: null, after: { size: 1 } }),
      ),
      /other resources/,
    ],
    [
      'a move',
      documentOf(
        ...(base.resource_changes ?? []),
        resource('a_b.e', { actions: ['no-op'], before: {}, after: {} }, { previous_address: 'a_b.f' }),
      ),
      /other resources/,
    ],
    [
      'an output',
      { ...base, output_changes: { url: { actions: ['create'], before: null, after: 'u' } } },
      /outputs/,
    ],
    ['nothing at all', documentOf(), /other resources/],
  ];
  it.each(others)('sees %s, and says what kind of difference it is', (_, document, kind) => {
    expect(digest(document)).not.toBe(digest(base));
    expect(effectDifference(digest(base), digest(document))).toMatch(kind);
  });

  it('tells another account from another plan, and sees the order of a replacement', () => {
    const elsewhere = effectDigest({ ...subject, account: '999999999999' }, [stackOf(base)]);
    expect(effectDifference(digest(base), elsewhere)).toMatch(/another deployment, region, account/);
    expect(effectDifference(digest(base), digest(base))).toBeUndefined();
    const replace = (actions: readonly string[]) =>
      documentOf(resource('a_b.c', { actions, before: { n: 1 }, after: { n: 2 } }));
    expect(digest(replace(['delete', 'create']))).not.toBe(digest(replace(['create', 'delete'])));
  });

  it('takes a foretold stack by what is rendered', () => {
    const prediction = {
      ...readPlan(documentOf(), names),
      predicted: true,
      waitsFor: [],
      afterStage: 1,
      releases: [],
    } as const;
    const of = (rendered: string) =>
      effectDigest(subject, [{ plan: prediction, document: undefined, rendered }]);
    expect(of('one')).toBe(of('one'));
    expect(effectDifference(of('one'), of('two'))).toMatch(/other values/);
  });
});
