import { describe, expect, it } from 'vitest';
import { plain } from '../../../../src/cli/render/paint.ts';
import { recoverReviewText } from '../../../../src/cli/render/recover.ts';
import type { RecoverReview } from '../../../../src/core/actions/recover/index.ts';

const stack: RecoverReview['stacks'][number] = {
  stack: 'data-plane',
  broken: [{ label: 'apply data-plane', started: '2026-06-01T12:00:00.000Z' }],
  imports: [
    { address: 'aws_vpc.main', id: 'vpc-1', evidence: 'made' },
    { address: 'aws_ssm_parameter.a', id: '/acme/a', evidence: 'gap' },
  ],
  doubts: [],
  unseen: [],
  plan: undefined,
};

const subject: RecoverReview['subject'] = {
  name: 'acme',
  cloud: 'aws',
  region: 'us-east-1',
  profile: 'staging',
  release: '2.12.0',
  deployedRelease: undefined,
  config: '/p/bt-dataplane.yaml',
  folder: '/p/.bt-dataplane/acme',
  digest: 'd',
};
const identity = { account: '123456789012', principal: 'someone' };

const textOf = (changes: Partial<typeof stack>) =>
  recoverReviewText({ subject, identity, stacks: [{ ...stack, ...changes }] }, plain);

describe('what recover shows', () => {
  it('tells what the journal says was made from what was found by its name', () => {
    const lines = textOf({}).split('\n');
    expect(lines.find((line) => line.includes('aws_vpc.main'))).not.toContain('found by its name');
    expect(lines.find((line) => line.includes('aws_ssm_parameter.a'))).toContain('found by its name');
    expect(textOf({})).not.toContain('gap');
  });

  it('names everything that a gap may hide and nobody could look for, and says what to do', () => {
    const text = textOf({ unseen: ['aws_nat_gateway.a', 'aws_eip.a'] });
    expect(text).toContain('the journal has a gap');
    expect(text).toContain('tags of this deployment');
    expect(text).toMatch(/\n +aws_nat_gateway\.a\n +aws_eip\.a$/);
  });
});
