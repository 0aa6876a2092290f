import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../src/core/plan/read.ts';
import { deployedRelease } from '../../../../src/core/plan/subject.ts';
import { summarize } from '../../../../src/core/plan/summary.ts';
import { type PlanDocument, parsePlan } from '../../../../src/core/terraform/plan-document.ts';

const text = readFileSync(new URL('../../../fixtures/plans/every-kind.json', import.meta.url), 'utf8');
const document = documentOf(text);
const stack = {
  name: 'data-plane',
  components: { 'terraform_data.updated': 'database', 'terraform_data.counted': 'cache' },
};

function documentOf(json: string): PlanDocument {
  const parsed = parsePlan(json);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.document;
}

describe('a plan recorded from terraform 1.11', () => {
  const plan = readPlan(document, stack);

  it('counts each kind of change apart', () => {
    expect(plan.counts).toEqual({
      create: 1,
      update: 1,
      replace: 2,
      destroy: 2,
      import: 1,
      move: 1,
      forget: 1,
    });
    expect(summarize({ counts: plan.counts, stacks: [plan] })).toBe(
      '1 to create, 1 to change, 2 to replace, 2 to destroy, 1 to import, 1 to move, 1 to forget',
    );
  });

  it('leaves out what stays as it is', () => {
    expect(plan.changes.map((change) => change.address)).not.toContain('terraform_data.counted[0]');
  });

  it('gives each change to a part of the data plane, by the first word of its id where it is not rendered', () => {
    const parts = Object.fromEntries(plan.changes.map((change) => [change.address, change.component]));
    expect(parts['terraform_data.updated']).toBe('database');
    expect(parts['terraform_data.counted[1]']).toBe('cache');
    expect(parts['terraform_data.destroyed']).toBe('destroyed');
    expect(plan.components.database).toMatchObject({ update: 1, create: 0 });
  });

  it('says why something is replaced, moved or imported', () => {
    const change = (name: string) => plan.changes.find(({ address }) => address === `terraform_data.${name}`);
    expect(change('replaced')).toMatchObject({ kind: 'replace', forcedBy: ['triggers_replace'] });
    expect(change('replaced')?.attributes[0]).toEqual({
      path: 'triggers_replace.zone',
      before: 'a',
      after: 'b',
      forces: true,
    });
    expect(change('tainted')).toMatchObject({
      kind: 'replace',
      reason: 'replace_because_tainted',
      forcedBy: [],
    });
    expect(change('moved_new')).toMatchObject({ kind: 'move', movedFrom: 'terraform_data.moved_old' });
    expect(change('imported')).toMatchObject({ kind: 'import', importedId: 'some-id' });
  });

  it('names changed values and hides sensitive ones', () => {
    const updated = plan.changes.find(({ address }) => address === 'terraform_data.updated');
    expect(updated?.attributes).toContainEqual({
      path: 'input.size',
      before: 'small',
      after: 'large',
      forces: false,
    });
    expect(updated?.attributes).toContainEqual({
      path: 'input.secret',
      before: '(sensitive)',
      after: '(sensitive)',
      forces: false,
    });
  });

  it('holds no secret, not even one that the provider copied into an unmarked attribute', () => {
    expect(text).toContain('canary-4711');
    expect(JSON.stringify(plan)).not.toContain('canary');
  });

  it('tells which outputs change, without values', () => {
    expect(plan.outputs).toEqual([
      { name: 'gone', stack: 'data-plane', kind: 'destroy', sensitive: false },
      { name: 'release', stack: 'data-plane', kind: 'update', sensitive: false },
      { name: 'token', stack: 'data-plane', kind: 'update', sensitive: true },
    ]);
  });

  it('knows the release that is deployed, not the one that is planned', () => {
    expect(deployedRelease([document])).toBe('2.11.0');
    expect(deployedRelease([{ format_version: '1.2' }])).toBeUndefined();
  });
});

describe('drift', () => {
  const drifted = (before: unknown, after: unknown, actions = ['update'], planned = ['update']) => {
    const raw = { address: 'a.b', mode: 'managed', type: 'a' };
    return readPlan(
      {
        format_version: '1.2',
        resource_changes: [{ ...raw, change: { actions: planned, before: after, after: before } }],
        resource_drift: [{ ...raw, change: { actions, before, after, after_unknown: {} } }],
      },
      stack,
    );
  };

  it.each([
    ['null and an empty map', { tags: null }, { tags: {} }],
    ['null and an empty list', { list: null }, { list: [] }],
    ['null and empty text', { text: null }, { text: '' }],
    ['a list of empty maps and nothing', { rules: [{ a: null }] }, { rules: [] }],
  ])('ignores %s', (_, before, after) => {
    expect(drifted(before, after).drift).toEqual([]);
  });

  it('reports what really changed and the plan changes back', () => {
    const plan = drifted({ size: 1, tags: null }, { size: 2, tags: {} });
    expect(plan.drift).toEqual([
      {
        address: 'a.b',
        stack: 'data-plane',
        kind: 'update',
        attributes: [{ path: 'size', before: '1', after: '2', forces: false }],
      },
    ]);
  });

  it('leaves out what the plan does nothing about, and is no change by itself', () => {
    const plan = drifted({ size: 1 }, { size: 2 }, ['update'], ['no-op']);
    expect(plan).toMatchObject({ drift: [], hasChanges: false });
  });

  it('reports what somebody deleted', () => {
    expect(drifted({ size: 1 }, null, ['delete'], ['create']).drift).toMatchObject([{ kind: 'destroy' }]);
  });
});

it.each([
  ['create+delete', ['create', 'delete'], 'replace'],
  ['delete', ['delete'], 'destroy'],
  ['an action of the future that deletes', ['delete', 'rotate'], 'destroy'],
  ['an action of the future', ['rotate'], 'update'],
])('reads %s', (_, actions, kind) => {
  const raw = { address: 'a.b', mode: 'managed', type: 'a', change: { actions, before: {}, after: {} } };
  const plan = readPlan({ format_version: '1.2', resource_changes: [raw] }, stack);
  expect(plan.changes).toMatchObject([{ kind }]);
});

it('does not count data sources', () => {
  const raw = { address: 'data.a.b', mode: 'data', type: 'a', change: { actions: ['read'] } };
  expect(readPlan({ format_version: '1.2', resource_changes: [raw] }, stack).hasChanges).toBe(false);
});

it.each([
  ['2.0', '{"format_version":"2.0"}', '2.0'],
  ['none', '{}', 'unknown'],
  ['torn', '{"format_ver', 'not JSON'],
])('refuses a document of format %s', (_, json, problem) => {
  expect(parsePlan(json)).toMatchObject({ problem: expect.stringContaining(problem) });
});
