import { describe, expect, it } from 'vitest';
import { plain } from '../../../../src/cli/render/paint.ts';
import { statusText } from '../../../../src/cli/render/status.ts';
import { apply } from '../../../../src/core/actions/apply/index.ts';
import { outputs } from '../../../../src/core/actions/outputs/index.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { status } from '../../../../src/core/actions/status/index.ts';
import { contextOf, dataStack, drivingHost, notes, testCloud } from '../../../helpers/drive.ts';
import { planOf, recorded, type Script, scriptedEnv, stateOf } from '../../../helpers/scripted-terraform.ts';
import { stagesCloud } from '../../../helpers/stages.ts';

const output = {
  stdout:
    '{"release":{"sensitive":false,"value":"2.11.0"},"token":{"sensitive":true,"value":"canary-4711"},"ports":{"sensitive":false,"value":[1,2]}}',
};

async function given(script: Script) {
  const env = await scriptedEnv({ script: { apply: { stdout: recorded('apply') }, ...script } });
  const cloud = testCloud(dataStack({ web: { input: 'a' } }));
  return { env, cloud, context: contextOf(env, drivingHost(), cloud) };
}

describe('outputs', () => {
  it('gives all, sorted, and withholds the sensitive ones', async () => {
    const { context } = await given({ output });
    const result = await outputs(context, {});
    expect(Object.keys(result.outputs)).toEqual(['ports', 'release', 'token']);
    expect(result.outputs.token).toEqual({ stack: 'data-plane', sensitive: true });
    expect(result.outputs.ports).toEqual({ stack: 'data-plane', sensitive: false, value: [1, 2] });
  });

  it.each([{ name: 'token' }, { showSensitive: true }])(
    'gives a sensitive one when asked: %j',
    async (options) => {
      const { context } = await given({ output });
      expect((await outputs(context, options)).outputs.token?.value).toBe('canary-4711');
    },
  );

  it('leaves nothing of them on the disk', async () => {
    const { env, context } = await given({ output });
    await outputs(context, { showSensitive: true });
    for (const [file] of env.files) expect(env.text(file), file).not.toContain('canary-4711');
    expect(await env.fs.list('/home/a/.local/state/bt-dataplane/acme/runs')).toEqual([]);
  });

  it('names what there is when one is asked for that is not', async () => {
    const { context } = await given({ output });
    await expect(outputs(context, { name: 'realease' })).rejects.toMatchObject({
      kind: 'usage',
      hint: 'outputs: ports, release, token',
    });
    await expect(
      outputs((await given({ output: { stdout: '{}' } })).context, { name: 'x' }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('nothing is deployed'),
      hint: 'bt-dataplane plan',
    });
  });

  it('needs neither a licence key nor a configuration without errors', async () => {
    const { env, context } = await given({ output });
    const broken = { ...env, vars: { PATH: '/tools', HOME: '/home/a' } };
    expect((await outputs({ ...context, env: broken }, { name: 'release' })).outputs.release?.value).toBe(
      '2.11.0',
    );
  });
});

describe('outputs of several stacks', () => {
  const value = (release: string) => `{"release":{"sensitive":false,"value":"${release}"}}`;

  async function told(infra: string, workload: string, name?: string) {
    const script = { 'output infra': { stdout: infra }, 'output workload': { stdout: workload } };
    const env = await scriptedEnv({ script });
    const host = drivingHost();
    const found = outputs(contextOf(env, host, stagesCloud()), { name });
    return { host, found };
  }

  it('of one name and value are one, told of the first', async () => {
    const { found, host } = await told(value('2.12.0'), value('2.12.0'));
    expect((await found).outputs).toEqual({ release: { stack: 'infra', sensitive: false, value: '2.12.0' } });
    expect(notes(host)).not.toContain('output-differs');
  });

  it('of one name and two values are there once for each stack, with a warning', async () => {
    const { found, host } = await told(value('2.12.0'), value('2.11.0'));
    expect((await found).outputs).toEqual({
      'infra.release': { stack: 'infra', sensitive: false, value: '2.12.0' },
      'workload.release': { stack: 'workload', sensitive: false, value: '2.11.0' },
    });
    expect(notes(host)).toContain('output-differs');
    const { found: one } = await told(value('2.12.0'), value('2.11.0'), 'workload.release');
    expect((await one).outputs['workload.release']?.value).toBe('2.11.0');
    const { found: none } = await told(value('2.12.0'), value('2.11.0'), 'release');
    await expect(none).rejects.toMatchObject({ hint: 'outputs: infra.release, workload.release' });
  });

  it('stay secret when one stack says that they are', async () => {
    const secret = '{"release":{"sensitive":true,"value":"2.12.0"}}';
    const { found } = await told(value('2.12.0'), secret);
    expect((await found).outputs).toEqual({ release: { stack: 'infra', sensitive: true } });
  });
});

describe('status of several stacks', () => {
  const release = (of: string) => ({ stdout: `{"release":{"sensitive":false,"value":"${of}"}}` });
  const infra = {
    'state infra': { stdout: stateOf('terraform_data.cluster') },
    'output infra': release('2.12.0'),
  };

  it('has a line for each, and the lowest release', async () => {
    const workload = { 'state workload': { stdout: stateOf('t.a') }, 'output workload': release('2.11.0') };
    const env = await scriptedEnv({ script: { ...infra, ...workload } });
    const told = await status(contextOf(env, drivingHost(), stagesCloud()), {});
    expect(told).toMatchObject({
      subject: { deployedRelease: '2.11.0' },
      stacks: [
        { stack: 'infra', resources: 1, release: '2.12.0' },
        { stack: 'workload', resources: 1, release: '2.11.0' },
      ],
    });
    expect(statusText(told, plain)).toMatch(
      /infra +1 resources +release 2\.12\.0[\s\S]*workload +1 resources +release 2\.11\.0/,
    );
  });

  it('after an apply that stopped between the stages points at apply', async () => {
    const show = planOf({ actions: ['create'], address: 'terraform_data.cluster' });
    const unknown = { cluster_endpoint: { actions: ['create'], after_unknown: true } };
    const endpoint = { stdout: '{"cluster_endpoint":{"sensitive":false,"value":"10.0.0.2"}}' };
    const script = {
      ...infra,
      'state workload': { stdout: '' },
      'show infra': { stdout: JSON.stringify({ ...JSON.parse(show), output_changes: unknown }) },
      'output infra': endpoint,
      'show workload': { stdout: planOf({ actions: ['update'], address: 'terraform_data.app' }) },
    };
    const env = await scriptedEnv({ script });
    const context = contextOf(env, drivingHost(), stagesCloud());
    await expect(apply(context, { yes: true })).rejects.toMatchObject({ code: 'prediction-missed' });
    const told = await status(context, {});
    expect(told).toMatchObject({
      next: 'apply',
      stacks: [{ resources: 1 }, { resources: 0, release: undefined }],
    });
    expect(statusText(told, plain)).toMatch(/workload +nothing deployed yet/);
  });
});

describe('status', () => {
  it('of nothing points at plan', async () => {
    const { context } = await given({ state: { stdout: '' } });
    expect(await status(context, {})).toMatchObject({
      deployed: false,
      drift: 'unknown',
      lastRun: undefined,
      next: 'plan',
      stacks: [{ resources: 0, serial: 0, release: undefined }],
    });
  });

  it('tells release, resources, serial and what is tainted', async () => {
    const stored = JSON.stringify({
      serial: 12,
      resources: [
        {
          mode: 'managed',
          type: 't',
          name: 'many',
          instances: [{ index_key: 0 }, { index_key: 'a', status: 'tainted' }],
        },
        { mode: 'managed', type: 't', name: 'none', instances: [] },
        { mode: 'data', type: 't', name: 'data', instances: [{}] },
      ],
    });
    const { context } = await given({ state: { stdout: stored }, output });
    expect(await status(context, {})).toMatchObject({
      deployed: true,
      subject: { release: expect.any(String), deployedRelease: '2.11.0' },
      stacks: [{ resources: 2, serial: 12, tainted: ['t.many["a"]'], release: '2.11.0' }],
    });
  });

  it('compares what is rendered with what was applied last', async () => {
    const script = {
      state: { stdout: stateOf('t.a') },
      output,
      show: { stdout: planOf({ actions: ['update'] }) },
    };
    const { context, cloud } = await given(script);
    await apply(context, { yes: true });
    await plan(context, {});
    expect(await status(context, {})).toMatchObject({
      drift: 'same',
      lastRun: { action: 'apply', outcome: 'done' },
    });
    cloud.stack = dataStack({ web: { input: 'b' } });
    expect(await status(context, {})).toMatchObject({ drift: 'changed' });
  });

  it('after a failed apply points at apply', async () => {
    const failing = { stdout: '', exitCode: 1 };
    const script = {
      state: { stdout: stateOf('t.a') },
      output,
      show: { stdout: planOf({ actions: ['update'] }) },
      apply: failing,
    };
    const { context } = await given(script);
    await apply(context, { yes: true }).catch(() => undefined);
    expect(await status(context, {})).toMatchObject({
      next: 'apply',
      drift: 'unknown',
      lastRun: { outcome: 'failed' },
    });
  });
});
