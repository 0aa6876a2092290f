/** Two stages through the whole program: words in, exit code and both streams out. */
import { describe, expect, test } from 'vitest';
import type { StageStep } from '../../../src/core/clouds/cloud.ts';
import { BtError } from '../../../src/errors.ts';
import { runCliIn, type Watcher } from '../../helpers/run-cli.ts';
import { planOf, recorded, type Script, scriptedEnv, stateOf } from '../../helpers/scripted-terraform.ts';
import { stagesCloud } from '../../helpers/stages.ts';

const infra = {
  stdout: JSON.stringify({
    ...JSON.parse(planOf({ actions: ['create'], address: 'terraform_data.cluster' })),
    output_changes: { cluster_endpoint: { actions: ['create'], after_unknown: true } },
  }),
};
const script: Script = {
  'show infra': infra,
  'show workload': { stdout: planOf({ actions: ['create'], address: 'terraform_data.app' }) },
  'state workload': { stdout: '' },
  output: { stdout: '{"cluster_endpoint":{"sensitive":false,"value":"10.0.0.2"}}' },
  apply: { stdout: recorded('apply') },
};

async function run(
  argv: readonly string[],
  answers: Script = script,
  { steps = [], ...watcher }: Watcher & { readonly steps?: readonly StageStep[] } = {},
) {
  const env = await scriptedEnv({ script: answers });
  const cloud = stagesCloud(undefined, { steps });
  return runCliIn(env, argv, { clouds: new Map([['aws', cloud]]), ...watcher });
}

describe('plan', () => {
  test('shows the second stage as predicted', async () => {
    const { stdout, code } = await run(['plan']);
    expect(code).toBe(0);
    expect(stdout).toContain('Predicted: workload');
    expect(stdout).toMatch(/total +2 +0 +0 +0/);
  });

  test('says so in its document too', async () => {
    const { json } = await run(['plan', '--json']);
    expect(json()).toMatchObject({
      ok: true,
      plan: {
        stacks: [
          { stack: 'infra' },
          { stack: 'workload', predicted: true, waitsFor: ['cluster_endpoint of infra'], afterStage: 1 },
        ],
      },
    });
  });
});

describe('apply', () => {
  test('asks once and carries out both stages', async () => {
    const { code, asked, stderr } = await run(['apply'], script, {
      terminal: true,
      answers: { apply: 'yes' },
    });
    expect(code).toBe(0);
    expect(asked).toHaveLength(1);
    expect(stderr).toContain('apply workload (stage 2 of 2): done');
    expect(stderr).toContain('the plan of workload is what was foretold');
  });

  const other = {
    ...script,
    'show workload': { stdout: planOf({ actions: ['update'], address: 'terraform_data.app' }) },
  };

  test('stops with exit code 5 at a plan that was not foretold, also with --yes', async () => {
    const { code, json } = await run(['apply', '--yes', '--json'], other);
    expect(code).toBe(5);
    expect(json()).toMatchObject({
      ok: false,
      error: {
        kind: 'refused',
        code: 'prediction-missed',
        message: expect.stringContaining('stage 1 of 2 (infra) is done'),
        hint: expect.stringContaining('bt-dataplane plan'),
      },
    });
  });

  test('shows that plan and asks a person about it', async () => {
    const answers = { apply: 'yes', 'apply-stage': 'yes' };
    const { code, asked, stderr } = await run(['apply', '--no-color'], other, { terminal: true, answers });
    expect(code).toBe(0);
    expect(asked.map(({ code: which }) => which)).toEqual(['apply', 'apply-stage']);
    expect(stderr).toMatch(/Changes\n +~ terraform_data\.app/);
  });
});

describe('a step that an earlier run did not get to', () => {
  const same = { cluster_endpoint: { actions: ['no-op'], before: 'a', after: 'a', after_unknown: false } };
  const unchanged = {
    ...script,
    'show infra': { stdout: JSON.stringify({ ...JSON.parse(planOf()), output_changes: same }) },
    'show workload': { stdout: planOf() },
    state: { stdout: stateOf('terraform_data.cluster') },
    'state workload': { stdout: stateOf('terraform_data.app') },
  };
  const restart = (run: StageStep['run'] = async () => {}): readonly StageStep[] => [
    { id: 'restart', stack: 'infra', when: 'after', text: 'restarts it', isDone: async () => false, run },
  ];

  test('is a change, also for --detailed-exitcode', async () => {
    const { code, stdout } = await run(['plan', '--detailed-exitcode', '--no-color'], unchanged, {
      steps: restart(),
    });
    expect(code).toBe(2);
    expect(stdout).toMatch(/Besides terraform\n +step: restarts it +after infra is applied/);
    expect(stdout).toContain('No changes to resources');
    expect((await run(['plan', '--detailed-exitcode'], unchanged)).code).toBe(0);
  });

  test('is in the document of the plan, and in that of the apply', async () => {
    const planned = await run(['plan', '--json'], unchanged, { steps: restart() });
    expect(planned.json()).toMatchObject({
      plan: {
        hasChanges: true,
        stacks: [{ stack: 'infra', stepsOnly: true, steps: [{ id: 'restart', when: 'after' }] }, {}],
      },
    });
    const applied = await run(['apply', '--yes', '--json'], unchanged, { steps: restart() });
    expect(applied.json()).toMatchObject({
      status: 'applied',
      done: [],
      steps: [{ stack: 'infra', id: 'restart' }],
    });
  });

  test('that does not come right in time ends with exit code 8', async () => {
    const steps = restart(async () => {
      throw new BtError({ kind: 'unhealthy', code: 'silent', message: 'no answer' });
    });
    expect((await run(['apply', '--yes'], unchanged, { steps })).code).toBe(8);
  });
});

test('destroy shows what goes by stack, in the order in which it goes', async () => {
  const gone = (address: string) => ({ stdout: planOf({ actions: ['delete'], address }) });
  const { code, stderr } = await run(['destroy', '--yes'], {
    ...script,
    'state infra': { stdout: stateOf('terraform_data.cluster') },
    'state workload': { stdout: stateOf('terraform_data.app') },
    'show infra': gone('terraform_data.cluster'),
    'show workload': gone('terraform_data.app'),
  });
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /Then destroyed, in this order\n +workload +1\n +database +1\n +infra +1\n +database +1\n +total +2/,
  );
});
