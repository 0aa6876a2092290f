import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { gcp } from '../../../../src/core/clouds/gcp/cloud.ts';
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

describe('what the cloud itself protects against deletion', () => {
  const before = {
    aws_db_instance: { deletion_protection: true },
    google_sql_database_instance: { settings: [{ deletion_protection_enabled: true }] },
    google_container_cluster: { deletion_protection: true },
  };
  const concernsOf = (type: keyof typeof before, attributes: unknown, named: boolean) => {
    const address = `${type}.main`;
    const document = {
      format_version: '1.2',
      resource_changes: [
        { address, mode: 'managed', type, change: { actions: ['delete', 'create'], before: attributes } },
      ],
    };
    const classes = { ...aws.resourceClasses, ...gcp.resourceClasses };
    return findConcerns(
      [planOf(type, 'replace', 'main', ['kms_key_id'])],
      { classes, addresses: new Set<string>() },
      named ? { allowReplace: [address] } : {},
      new Map([['data-plane', document]]),
    );
  };
  const refusal = (concerns: ReturnType<typeof concernsOf>) => () =>
    refuseBlocked(concerns, 'bt-dataplane apply');

  it.each(Object.entries(before))('%s is not replaced, even when it is named', (type, attributes) => {
    const concerns = concernsOf(type as keyof typeof before, attributes, true);
    expect(concerns.map(({ allowed, flag }) => [allowed, flag === undefined])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(refusal(concerns)).toThrow(
      expect.objectContaining({
        kind: 'refused',
        code: 'deletion-protected',
        message: expect.stringContaining(`${type}.main`),
        hint: expect.stringMatching(/^set deletionProtection to false .* first; then: bt-dataplane apply$/),
      }),
    );
  });

  it('says both when it is not named', () => {
    const { aws_db_instance: attributes } = before;
    expect(refusal(concernsOf('aws_db_instance', attributes, false))).toThrow(
      expect.objectContaining({
        code: 'stateful-change-blocked',
        hint: expect.stringMatching(
          /first; then accept the loss: .*--allow-replace 'aws_db_instance\.main'$/,
        ),
      }),
    );
  });

  it('does not go on once the protection is off', () => {
    const off = { deletion_protection: false, settings: [{ deletion_protection_enabled: false }] };
    const concerns = concernsOf('google_sql_database_instance', off, true);
    expect(concerns).toHaveLength(1);
    expect(refusal(concerns)).not.toThrow();
  });
});
