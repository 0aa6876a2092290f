/** One proof for each exit code: words in, through the whole program, and that code out. */
import { describe, expect, test } from 'vitest';
import { exitCodeMeanings } from '../../src/cli/exit-codes.ts';
import type { InterruptName } from '../../src/env.ts';
import { BtError } from '../../src/errors.ts';
import { configText } from '../helpers/drive.ts';
import { type ScriptedCli, scriptedCli } from '../helpers/scripted-cli.ts';
import { planOf, recorded, stateOf } from '../helpers/scripted-terraform.ts';

interface Proof {
  readonly code: number;
  readonly what: string;
  readonly argv: readonly string[];
  readonly world?: ScriptedCli;
  /** In what is said on the error stream, or in the result. */
  readonly says: string | RegExp;
}

const replacing = (type: string) => ({
  show: {
    stdout: planOf({
      actions: ['delete', 'create'],
      address: `${type}.web`,
      type,
      change: {
        actions: ['delete', 'create'],
        before: { size: 1 },
        after: { size: 2 },
        replace_paths: [['size']],
      },
    }),
  },
});
const holdingData = { resourceClasses: { terraform_data: { noun: 'database', loss: 'all rows' } } };

/** The format of the log is set where it was not. */
const turningSwitch = {
  script: {
    show: {
      stdout: planOf({
        actions: ['update'],
        change: { actions: ['update'], before: { format: '' }, after: { format: 'v3' } },
      }),
    },
  },
  cloud: {
    resourceClasses: {
      terraform_data: {
        noun: 'function',
        oneWay: [
          {
            path: 'format',
            when: (before: unknown, after: unknown) => before !== after,
            accept: 'wal-footer-version',
            consequence: 'there is no way back',
            source: 'modules/aws',
          },
        ],
      },
    },
  },
};

const silent: ScriptedCli = {
  cloud: {
    steps: [
      {
        id: 'answers',
        stack: 'data-plane',
        when: 'after',
        text: 'waits until it answers',
        isDone: async () => false,
        run: async () => {
          throw new BtError({ kind: 'unhealthy', code: 'no-answer', message: 'it does not answer' });
        },
      },
    ],
  },
};

const stopped = (name: InterruptName): ScriptedCli => ({
  script: { apply: { stdout: recorded('apply'), exitCode: 1, meanwhile: (env) => env.interrupt(name) } },
});

const config = (text: string): ScriptedCli => ({ files: { '/project/bt-dataplane.yaml': text } });
const otherEffect = `e1-00000000-00000000-${'0'.repeat(64)}`;

const proofs: readonly Proof[] = [
  { code: 0, what: 'a plan with changes', argv: ['plan'], says: /total +1 +0 +0 +0/ },
  { code: 0, what: 'an apply', argv: ['apply', '--yes'], says: 'applied' },
  {
    code: 0,
    what: '--detailed-exitcode without changes',
    argv: ['plan', '--detailed-exitcode'],
    world: { script: { show: { stdout: planOf() } } },
    says: 'No changes',
  },
  {
    code: 1,
    what: 'terraform fails to apply',
    argv: ['apply', '--yes'],
    world: { script: { apply: { stdout: '', stderr: 'no luck', exitCode: 1 } } },
    says: 'failed',
  },
  {
    code: 1,
    what: 'something of ours fails that was not foreseen',
    argv: ['plan'],
    world: {
      cloud: {
        render: async () => {
          throw new TypeError('undefined is not a function');
        },
      },
    },
    says: 'undefined is not a function',
  },
  {
    code: 2,
    what: '--detailed-exitcode with changes',
    argv: ['plan', '--detailed-exitcode'],
    says: /total +1 +0 +0 +0/,
  },
  { code: 3, what: 'a flag that there is not', argv: ['plan', '--ful'], says: 'did you mean --full?' },
  {
    code: 3,
    what: 'a configuration that is wrong',
    argv: ['apply', '--yes'],
    world: config(configText.replace('us-east-1', 'nowhere')),
    says: 'region',
  },
  {
    code: 4,
    what: 'credentials of nobody',
    argv: ['plan'],
    world: {
      cloud: {
        identify: async () => {
          throw new BtError({ kind: 'access', code: 'no-credentials', message: 'sign in first' });
        },
      },
    },
    says: 'sign in first',
  },
  {
    code: 4,
    what: 'no terraform',
    argv: ['plan'],
    world: { vars: { PATH: '/nowhere' } },
    says: 'terraform',
  },
  { code: 5, what: 'nobody to ask for consent', argv: ['apply'], says: '--yes' },
  {
    code: 5,
    what: 'consent denied',
    argv: ['apply'],
    world: { terminal: true, answers: { apply: 'no' } },
    says: 'the answer was not yes',
  },
  {
    code: 5,
    what: 'what holds data would be replaced, also with --yes',
    argv: ['apply', '--yes'],
    world: { script: replacing('terraform_data'), cloud: holdingData },
    says: "--allow-replace 'terraform_data.web'",
  },
  {
    code: 0,
    what: 'what holds data is replaced once it is named',
    argv: ['apply', '--yes', '--allow-replace', 'terraform_data.web'],
    world: { script: replacing('terraform_data'), cloud: holdingData },
    says: 'applied',
  },
  {
    code: 5,
    what: 'a one-way switch would be turned, also with --yes',
    argv: ['apply', '--yes'],
    world: turningSwitch,
    says: /refused\[one-way-blocked\][\s\S]*apply .*--accept-one-way wal-footer-version/,
  },
  {
    code: 5,
    what: 'another one-way switch was accepted',
    argv: ['apply', '--yes', '--accept-one-way', 'no-postgres'],
    world: turningSwitch,
    says: '--accept-one-way wal-footer-version',
  },
  {
    code: 0,
    what: 'a one-way switch is turned once it is accepted by name',
    argv: ['apply', '--yes', '--accept-one-way', 'wal-footer-version'],
    world: turningSwitch,
    says: 'applied',
  },
  {
    code: 5,
    what: 'data would be destroyed',
    argv: ['destroy', '--yes'],
    world: { cloud: holdingData, script: { state: { stdout: stateOf('terraform_data.web') } } },
    says: '--delete-data',
  },
  {
    code: 6,
    what: 'another run holds the lock',
    argv: ['plan'],
    world: { script: { plan: { stdout: recorded('lock-held'), exitCode: 1 } } },
    says: 'ci@runner-7',
  },
  {
    code: 7,
    what: 'another effect than the one that was approved',
    argv: ['apply', '--yes', '--expect-plan-digest', otherEffect],
    says: 'plan-digest-differs',
  },
  {
    code: 7,
    what: 'a bundle that is none',
    argv: ['apply', 'review.btplan', '--yes'],
    world: { files: { '/project/review.btplan': 'something else' } },
    says: 'review.btplan',
  },
  {
    code: 8,
    what: 'applied, and no answer in time',
    argv: ['apply', '--yes'],
    world: silent,
    says: 'it does not answer',
  },
  {
    code: 129,
    what: 'hung up on while it plans; an apply goes on',
    argv: ['apply', '--yes'],
    world: { script: { plan: { exitCode: 1, meanwhile: (env) => env.interrupt('SIGHUP') } } },
    says: 'SIGHUP',
  },
  { code: 130, what: 'Ctrl-C', argv: ['apply', '--yes'], world: stopped('SIGINT'), says: 'SIGINT' },
  { code: 143, what: 'asked to end', argv: ['apply', '--yes'], world: stopped('SIGTERM'), says: 'SIGTERM' },
];

describe.each(proofs)('$code: $what', ({ code, argv, world, says }) => {
  test('for a person', async () => {
    const run = await scriptedCli(argv, world);
    expect(run.stdout + run.stderr).toMatch(says);
    expect(run.code).toBe(code);
  });

  test('for a script, with the failure in the document', async () => {
    const { terminal: _, ...alone } = world ?? {};
    const run = await scriptedCli([...argv, '--json'], alone);
    expect(run.code).toBe(code);
    const failed = code !== 0 && code !== 2;
    expect(run.json()).toMatchObject({
      ok: !failed,
      ...(failed ? { error: { code: expect.any(String) } } : {}),
    });
  });
});

test('every exit code that the help names has its proof', () => {
  const named = exitCodeMeanings.flatMap(([codes]) => codes.split(', ').map(Number));
  expect([...new Set(proofs.map(({ code }) => code))].sort((a, b) => a - b)).toEqual(named);
});
