import { describe, expect, it } from 'vitest';
import { sortOut } from '../../../../src/core/actions/recover/candidates.ts';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import type { PlanDocument } from '../../../../src/core/terraform/plan-document.ts';
import { readState } from '../../../../src/core/terraform/state.ts';
import { judgeJournal } from '../../../../src/core/terraform/unfinished.ts';
import { brokenOff, event } from '../../../helpers/broken-off.ts';

const rules = aws.importIds ?? {};

function documentOf(
  after: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  references: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): PlanDocument {
  return {
    format_version: '1.2',
    resource_changes: Object.entries(after).map(([address, values]) => ({
      address,
      mode: 'managed',
      type: address.split('.')[0] ?? '',
      change: { actions: ['create'], after: values },
    })),
    configuration: {
      root_module: {
        resources: Object.entries(references).map(([address, attributes]) => ({
          address,
          expressions: Object.fromEntries(
            Object.entries(attributes).map(([name, list]) => [name, { references: list }]),
          ),
        })),
      },
    },
  };
}

const afterBreak = (...lines: readonly string[]) => [judgeJournal(brokenOff(lines), readState(undefined))];
const made = (address: string, id: string) => event('apply_complete', address, { id });

describe('import ids', () => {
  it('are what the stream told', () => {
    const { candidates } = sortOut(
      afterBreak(made('aws_vpc.main', 'vpc-1')),
      documentOf({ 'aws_vpc.main': {} }),
      rules,
    );
    expect(candidates).toEqual([{ address: 'aws_vpc.main', id: 'vpc-1', evidence: 'made' }]);
  });

  it('join ids of others, which the journal has', () => {
    const found = sortOut(
      afterBreak(
        made('aws_subnet.a', 'subnet-1'),
        made('aws_route_table.a', 'rtb-1'),
        made('aws_route_table_association.a', 'rtbassoc-1'),
      ),
      documentOf(
        { 'aws_subnet.a': {}, 'aws_route_table.a': {}, 'aws_route_table_association.a': {} },
        {
          'aws_route_table_association.a': {
            subnet_id: ['aws_subnet.a.id', 'aws_subnet.a'],
            route_table_id: ['aws_route_table.a.id', 'aws_route_table.a'],
          },
        },
      ),
      rules,
    );
    expect(found.candidates.at(-1)?.id).toBe('subnet-1/rtb-1');
  });

  it.each([
    ['aws_db_instance.main', 'db-ABC', { identifier: 'acme-postgres' }, 'acme-postgres'],
    ['aws_lambda_permission.a', 'x', { function_name: 'f', statement_id: 's' }, 'f/s'],
    [
      'aws_lambda_permission.a',
      'x',
      { function_name: 'f', qualifier: 'live', statement_id: 's' },
      'f:live/s',
    ],
    ['aws_iam_role_policy_attachment.a', 'x', { role: 'r', policy_arn: 'arn:p' }, 'r/arn:p'],
  ] as const)('of %s come from its plan', (address, id, after, expected) => {
    const found = sortOut(afterBreak(made(address, id)), documentOf({ [address]: after }), rules);
    expect(found.candidates.map((one) => one.id)).toEqual([expected]);
  });

  it('are those of names for what was only begun, without certainty', () => {
    const lines = [event('apply_start', 'aws_ssm_parameter.a'), event('apply_start', 'aws_vpc.main')];
    const document = documentOf({ 'aws_ssm_parameter.a': { name: '/acme/a' }, 'aws_vpc.main': {} });
    const { candidates, doubts } = sortOut(afterBreak(...lines), document, rules);
    expect(candidates).toEqual([{ address: 'aws_ssm_parameter.a', id: '/acme/a', evidence: 'begun' }]);
    expect(doubts).toMatchObject([{ address: 'aws_vpc.main', why: expect.stringContaining('half-made') }]);
    expect(doubts[0]?.look).toContain('look for aws_vpc');
  });

  it('are those of names for all that a gap of the journal may hide', () => {
    const names = { name: '/acme/a' };
    const document = documentOf({
      'aws_ssm_parameter.a': names,
      'aws_ssm_parameter.b': { name: '/acme/b' },
      'aws_vpc.main': {},
      'aws_lambda_invocation.a': {},
    });
    const journal = brokenOff([event('apply_complete', 'aws_ssm_parameter.b', { id: '/acme/b' })], {
      hasGaps: true,
    });
    const { candidates, doubts, unseen } = sortOut(
      [judgeJournal(journal, readState(undefined))],
      document,
      rules,
    );
    expect(candidates).toEqual([
      { address: 'aws_ssm_parameter.b', id: '/acme/b', evidence: 'made' },
      { address: 'aws_ssm_parameter.a', id: '/acme/a', evidence: 'gap' },
    ]);
    expect(doubts).toEqual([]);
    // A call of a function leaves nothing behind.
    expect(unseen).toEqual(['aws_vpc.main']);
  });

  it('are not guessed: what cannot be imported, and what is configured no more, is listed', () => {
    const lines = [
      made('aws_lambda_invocation.a', 'x'),
      made('aws_vpc.gone', 'vpc-9'),
      made('aws_route.a', 'r-1'),
    ];
    const document = documentOf({ 'aws_lambda_invocation.a': {}, 'aws_route.a': {} });
    const { candidates, doubts } = sortOut(afterBreak(...lines), document, rules);
    expect(candidates).toEqual([]);
    expect(doubts.map(({ address }) => address)).toEqual([
      'aws_lambda_invocation.a',
      'aws_vpc.gone',
      'aws_route.a',
    ]);
    expect(doubts[1]?.look).toContain('vpc-9');
  });
});
