/** One proof for each exit code: words in, through the whole program, and that code out. */
import { describe, expect, test } from 'vitest';
import { exitCodeMeanings } from '../../src/cli/exit-codes.ts';
import { aws } from '../../src/core/clouds/aws/cloud.ts';
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

/** A setting of the API comes to be set, by the tables of AWS. */
function turning(variable: string, value: string): ScriptedCli {
  const function_ = (set: string) => ({ environment: [{ variables: { [variable]: set } }] });
  const change = { actions: ['update'], before: function_(''), after: function_(value) };
  const address = 'aws_lambda_function.api_handler';
  return {
    script: {
      show: { stdout: planOf({ actions: ['update'], address, type: 'aws_lambda_function', change }) },
    },
    cloud: { resourceClasses: aws.resourceClasses },
  };
}

const switches = [
  ['wal-footer-version', turning('BRAINSTORE_WAL_FOOTER_VERSION', 'v3')],
  ['no-postgres', turning('SKIP_PG_FOR_BRAINSTORE_OBJECTS', 'all')],
] as const;

const oneWay: readonly Proof[] = switches.flatMap(([name, world]) => [
  {
    code: 5,
    what: `${name} would be turned, which has no way back, also with --yes`,
    argv: ['apply', '--yes'],
    world,
    says: new RegExp(`one-way-blocked[\\s\\S]*apply .*--accept-one-way ${name}`),
  },
  {
    code: 5,
    what: `${name} would be turned, and another switch is accepted`,
    argv: ['apply', '--yes', '--accept-one-way', 'another'],
    world,
    says: `--accept-one-way ${name}`,
  },
  {
    code: 0,
    what: `${name} is turned once it is accepted by name`,
    argv: ['apply', '--yes', '--accept-one-way', name],
    world,
    says: 'applied',
  },
]);

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
  ...oneWay,
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
