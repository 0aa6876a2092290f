import { describe, expect, it } from 'vitest';
import { type DestroyOptions, destroy } from '../../../../src/core/actions/destroy/index.ts';
import type { BtError } from '../../../../src/errors.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../helpers/drive.ts';
import type { MemoryEnv } from '../../../helpers/memory-env.ts';
import {
  commandsOf,
  planOf,
  recorded,
  type Script,
  scriptedEnv,
  stagesOf,
  stateOf,
} from '../../../helpers/scripted-terraform.ts';
import { stagesCloud } from '../../../helpers/stages.ts';

const gone = planOf({ actions: ['delete'] });
const lifted = planOf({ actions: ['update'] });
const state = { stdout: stateOf('terraform_data.web') };
const database = { resourceClasses: { terraform_data: { noun: 'database', loss: 'all rows' } } };
const protectedDatabase = { ...database, liftProtection: { terraform_data: { deletion_protection: false } } };

async function run(options: DestroyOptions, script: Script, cloudParts = {}, answer?: string) {
  const env = await scriptedEnv({ script: { apply: { stdout: recorded('apply') }, ...script } });
  const host = drivingHost(answer);
  const cloud = testCloud(dataStack({ web: { input: 'a' } }), { leftovers: ['keys wait'], ...cloudParts });
  const outcome = await destroy(contextOf(env, host, cloud), options).then(
    (result) => ({ result, error: undefined }),
    (error: unknown) => ({ result: undefined, error }),
  );
  return { ...outcome, env, host, commands: commandsOf(env) };
}

const names = (commands: readonly (readonly string[])[]) =>
  commands.map((args) =>
    [args[0], ...args.filter((arg) => arg === '-destroy' || arg.startsWith('-target='))].join(' '),
  );

describe('destroy', () => {
  it('of nothing says so and asks nothing', async () => {
    const { result, host, commands } = await run({}, { state: { stdout: '' } });
    expect(result).toEqual({ status: 'empty', review: undefined, destroyed: 0, leftovers: [] });
    expect(host.questions).toEqual([]);
    expect(names(commands)).toEqual(['init', 'state']);
  });

  it('keeps data by default, even with consent, and lists what would be lost', async () => {
    const { error, commands } = await run({ yes: true }, { state, show: { stdout: gone } }, database);
    expect(error).toMatchObject({
      kind: 'refused',
      code: 'data-kept',
      detail: expect.stringMatching(/terraform_data\.web[\s\S]*all rows/),
      hint: expect.stringContaining('bt-dataplane destroy --delete-data'),
    });
    expect(names(commands)).toEqual(['init', 'state']);
  });

  it('of what holds no data needs no further flag, and lifts nothing', async () => {
    const { result, commands } = await run({ yes: true }, { state, show: { stdout: gone } });
    expect(names(commands)).toEqual([
      'init',
      'state',
      'plan -destroy',
      'show',
      'plan -destroy',
      'show',
      'apply',
    ]);
    expect(result).toMatchObject({ status: 'destroyed', leftovers: ['keys wait'], review: { lift: [] } });
  });

  it('with data reviews both steps, then lifts, plans again and destroys', async () => {
    const seen: unknown[] = [];
    const shows = [lifted, gone, lifted, gone].map((stdout) => ({ stdout }));
    const { result, commands, env } = await run(
      {
        deleteData: true,
        yes: true,
        onReview: (review) =>
          seen.push(review.lift[0]?.counts.update, review.destruction[0]?.counts.destroy, review.losses),
      },
      { state, show: shows },
      protectedDatabase,
    );
    expect(seen).toEqual([1, 1, [{ address: 'terraform_data.web', noun: 'database', loss: 'all rows' }]]);
    expect(names(commands)).toEqual([
      'init',
      'state',
      'plan -target=terraform_data.web',
      'show',
      'plan -destroy',
      'show',
      'plan -target=terraform_data.web',
      'show',
      'apply',
      'plan -destroy',
      'show',
      'apply',
    ]);
    expect(result?.status).toBe('destroyed');
    expect([...env.files.keys()].filter((file) => file.includes('lift_override'))).toEqual([]);
  });

  it('plans the first step with the override of the cloud in place, and no other step with it', async () => {
    const texts: (string | undefined)[] = [];
    const look = {
      meanwhile: (env: { text(path: string): string | undefined }, spec: { cwd: string }) =>
        texts.push(env.text(`${spec.cwd}/zz_lift_override.tf.json`)),
    };
    const shows = [lifted, gone, lifted, gone].map((stdout) => ({ stdout }));
    await run({ deleteData: true, yes: true }, { state, show: shows, plan: look }, protectedDatabase);
    const override = { resource: { terraform_data: { web: { deletion_protection: false } } } };
    expect(texts.map((text) => (text === undefined ? undefined : JSON.parse(text)))).toEqual([
      override,
      undefined,
      override,
      undefined,
    ]);
  });

  it('stops when the second plan would destroy more than was shown', async () => {
    const more = planOf({ actions: ['delete'] }, { actions: ['delete'], address: 'terraform_data.new' });
    const shows = [lifted, gone, lifted, more].map((stdout) => ({ stdout }));
    const { error, commands } = await run(
      { deleteData: true, yes: true },
      { state, show: shows },
      protectedDatabase,
    );
    expect(error).toMatchObject({ kind: 'stale', detail: 'destroy terraform_data.new' });
    expect(names(commands).filter((name) => name === 'apply')).toHaveLength(1);
  });

  it('stops when lifting alone would replace something', async () => {
    const shows = [{ stdout: planOf({ actions: ['delete', 'create'] }) }];
    const { error, commands } = await run(
      { deleteData: true, yes: true },
      { state, show: shows },
      protectedDatabase,
    );
    expect(error).toMatchObject({
      kind: 'refused',
      code: 'lift-destroys',
      detail: 'replace terraform_data.web',
    });
    expect(names(commands)).not.toContain('apply');
  });
});

describe('consent to destroy', () => {
  const script = { state, show: { stdout: gone } };

  it('takes the name of the deployment', async () => {
    expect((await run({}, script, {}, 'yes')).error).toMatchObject({ code: 'consent-denied' });
    const { result, host } = await run({}, script, {}, 'acme');
    expect(result?.status).toBe('destroyed');
    expect(host.questions).toMatchObject([{ kind: 'confirm', expect: 'acme', flag: '--yes' }]);
  });

  it('names the whole command when nobody can be asked', async () => {
    const { error, commands } = await run({ deleteData: true }, script, database);
    expect(error).toMatchObject({
      kind: 'refused',
      hint: expect.stringContaining('bt-dataplane destroy --delete-data --yes'),
    });
    expect(names(commands)).not.toContain('apply');
  });
});

describe('destroy of two stacks', () => {
  const endpoint = { stdout: '{"cluster_endpoint":{"sensitive":false,"value":"10.0.0.2"}}' };
  const both: Script = {
    'state infra': { stdout: stateOf('terraform_data.cluster') },
    'state workload': { stdout: stateOf('terraform_data.app') },
    'output infra': endpoint,
    'show infra': { stdout: planOf({ actions: ['delete'], address: 'terraform_data.cluster' }) },
    'show workload': { stdout: planOf({ actions: ['delete'], address: 'terraform_data.app' }) },
    apply: { stdout: recorded('apply') },
  };

  async function destroyed(script: Script) {
    const env = await scriptedEnv({ script });
    const error = await destroy(contextOf(env, drivingHost(), stagesCloud()), { yes: true }).then(
      () => undefined,
      (thrown: BtError) => thrown,
    );
    const record = [...env.files.keys()].find((file) => file.endsWith('result.json')) ?? '';
    return { env, error, commands: stagesOf(env), record: JSON.parse(env.text(record) ?? '{}') as unknown };
  }

  it('takes the last applied down first, with the inputs that the first still tells', async () => {
    const seen: (string | undefined)[] = [];
    const look = {
      meanwhile: (env: MemoryEnv, { cwd }: { cwd: string }) =>
        void seen.push(env.text(`${cwd}/inputs.auto.tfvars.json`)),
    };
    const { commands, record, error } = await destroyed({ ...both, 'plan workload': look });
    expect(error).toBeUndefined();
    expect(commands).toEqual([
      'init infra',
      'init workload',
      'state workload',
      'state infra',
      'output infra',
      ...['plan workload', 'show workload', 'plan infra', 'show infra'],
      ...['plan workload', 'show workload', 'apply workload'],
      ...['plan infra', 'show infra', 'apply infra'],
    ]);
    expect(seen.map((text) => JSON.parse(text ?? ''))).toEqual(
      Array(2).fill({ cluster_endpoint: '10.0.0.2' }),
    );
    expect(record).toMatchObject({ stacks: { workload: 'destroyed', infra: 'destroyed' } });
  });

  it('says what is gone when the first fails, and goes on with it alone', async () => {
    const { error, record } = await destroyed({
      ...both,
      'apply infra': { exitCode: 1, stderr: 'Error: boom' },
    });
    expect(error?.message).toMatch(/^terraform failed to destroy infra: .*; workload is destroyed$/);
    expect(record).toMatchObject({ outcome: 'failed', stacks: { workload: 'destroyed' } });
    const again = await destroyed({
      ...both,
      'state workload': { stdout: '' },
      'output infra': { stdout: '{}' },
    });
    expect(again.error).toBeUndefined();
    expect(again.commands.filter((command) => command.endsWith('workload'))).toEqual([
      'init workload',
      'state workload',
    ]);
  });

  it('destroys nothing while it is not known how to reach the second', async () => {
    const { error, commands } = await destroyed({ ...both, 'output infra': { stdout: '{}' } });
    expect(error).toMatchObject({
      kind: 'access',
      code: 'inputs-gone',
      message:
        'workload still has 1 resource in its state, but cluster_endpoint of infra, by which they are reached, is not there any more; nothing was changed',
      hint: expect.stringMatching(/bt-dataplane apply;.*terraform state rm/),
    });
    expect(commands.some((command) => /^(plan|apply)/.test(command))).toBe(false);
  });

  it('needs none of it when there is nothing of the second', async () => {
    const { error } = await destroyed({
      ...both,
      'state workload': { stdout: '' },
      'output infra': { exitCode: 1 },
    });
    expect(error).toBeUndefined();
  });
});
