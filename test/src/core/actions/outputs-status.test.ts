import { describe, expect, it } from 'vitest';
import { apply } from '../../../../src/core/actions/apply/index.ts';
import { outputs } from '../../../../src/core/actions/outputs/index.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { status } from '../../../../src/core/actions/status/index.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../helpers/drive.ts';
import { planOf, recorded, type Script, scriptedEnv, stateOf } from '../../../helpers/scripted-terraform.ts';

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
