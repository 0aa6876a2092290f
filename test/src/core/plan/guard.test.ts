import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { findConcerns, refuseBlocked, unusedAllowances } from '../../../../src/core/plan/guard.ts';
import { type ChangeKind, changeKinds, noCounts, type StackPlan } from '../../../../src/core/plan/model.ts';

const harmless: readonly ChangeKind[] = changeKinds.filter(
  (kind) => kind !== 'replace' && kind !== 'destroy',
);
const protection = { classes: aws.resourceClasses, addresses: new Set(['aws_sqs_queue.mine']) };

function planOf(type: string, kind: ChangeKind, name = 'main', forcedBy: readonly string[] = []): StackPlan {
  return {
    stack: 'data-plane',
    counts: noCounts(),
    components: {},
    changes: [
      {
        address: `${type}.${name}`,
        type,
        stack: 'data-plane',
        component: 'x',
        kind,
        forcedBy,
        attributes: [],
        unknown: [],
      },
    ],
    outputs: [],
    drift: [],
    hasChanges: true,
  };
}

const stateful = Object.entries(aws.resourceClasses).flatMap(([type, { loss }]) => (loss ? [type] : []));

describe('what holds data', () => {
  it('is a table worth testing', () => expect(stateful.length).toBeGreaterThan(4));

  for (const kind of ['replace', 'destroy'] as const) {
    it.each(stateful)(`${kind} of %s is blocked, and allowed by its address alone`, (type) => {
      const plan = planOf(type, kind);
      const blocked = findConcerns([plan], protection, {});
      expect(blocked).toMatchObject([
        { kind: 'data-loss', change: kind, allowed: false, noun: aws.resourceClasses[type]?.noun },
      ]);
      expect(() => refuseBlocked(blocked, 'bt-dataplane apply')).toThrow(
        expect.objectContaining({
          kind: 'refused',
          hint: expect.stringContaining(`bt-dataplane apply --allow-${kind} '${type}.main'`),
        }),
      );
      const flag = kind === 'replace' ? 'allowReplace' : 'allowDestroy';
      const allowed = findConcerns([plan], protection, { [flag]: [`${type}.main`] });
      expect(() => refuseBlocked(allowed, 'bt-dataplane apply')).not.toThrow();
    });

    it(`${kind} is not allowed by the other flag, by another address, or by a wildcard`, () => {
      const type = 'aws_db_instance';
      const other = kind === 'replace' ? 'allowDestroy' : 'allowReplace';
      const same = kind === 'replace' ? 'allowReplace' : 'allowDestroy';
      for (const allow of [
        { [other]: [`${type}.main`] },
        { [same]: [`${type}.mai`] },
        { [same]: ['*', `${type}.*`] },
      ])
        expect(findConcerns([planOf(type, kind)], protection, allow)).toMatchObject([{ allowed: false }]);
    });
  }

  it('that is deployed but not found is not simply made anew', () => {
    const plan = planOf('aws_db_instance', 'create');
    const drift = {
      address: 'aws_db_instance.main',
      stack: 'data-plane',
      kind: 'destroy',
      attributes: [],
    } as const;
    const missing = { ...plan, drift: [drift] };
    expect(findConcerns([missing], protection, {})).toMatchObject([
      {
        change: 'replace',
        allowed: false,
        because: expect.stringContaining('the region or the credentials'),
      },
    ]);
    const allow = { allowReplace: ['aws_db_instance.main'] };
    expect(findConcerns([missing], protection, allow)).toMatchObject([{ allowed: true }]);
    expect(findConcerns([{ ...plan, drift: [{ ...drift, kind: 'update' }] }], protection, {})).toEqual([]);
    expect(findConcerns([{ ...planOf('aws_iam_role', 'create'), drift: [drift] }], protection, {})).toEqual(
      [],
    );
  });

  it.each(harmless)('%s of a database is no concern', (kind) => {
    expect(findConcerns([planOf('aws_db_instance', kind)], protection, {})).toEqual([]);
  });
});

it.each(changeKinds)('%s of what holds no data is told at most, never blocked', (kind) => {
  const concerns = findConcerns([planOf('aws_lambda_function', kind)], protection, {});
  expect(concerns.map(({ severity }) => severity)).toEqual(
    kind === 'replace' || kind === 'destroy' ? ['attention'] : [],
  );
  expect(() => refuseBlocked(concerns, 'bt-dataplane apply')).not.toThrow();
});

it("guards what carries a person's own prevent_destroy, also one of several", () => {
  expect(findConcerns([planOf('aws_sqs_queue', 'destroy', 'mine')], protection, {})).toHaveLength(1);
  expect(findConcerns([planOf('aws_sqs_queue', 'destroy', 'mine[0]')], protection, {})).toHaveLength(1);
});

it('names the attribute that forces a replacement', () => {
  const plan = planOf('aws_elasticache_replication_group', 'replace', 'redis', ['kms_key_id']);
  expect(findConcerns([plan], protection, {})[0]?.because).toBe(
    'kms_key_id forces a new aws_elasticache_replication_group',
  );
});

it('tells which allowances fit nothing', () => {
  const concerns = findConcerns([planOf('aws_db_instance', 'replace')], protection, {});
  const allow = {
    allowReplace: ['aws_db_instance.main', 'aws_db_instance.typo'],
    allowDestroy: ['aws_db_instance.main'],
  };
  expect(unusedAllowances(concerns, allow)).toEqual(['aws_db_instance.typo', 'aws_db_instance.main']);
});
