import { describe, expect, it } from 'vitest';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { BtError } from '../../../../src/errors.ts';
import { contextOf, dataStack, drivingHost, notes, testCloud } from '../../../helpers/drive.ts';
import {
  commandsOf,
  licence,
  planOf,
  recorded,
  type ScriptedOptions,
  scriptedEnv,
} from '../../../helpers/scripted-terraform.ts';

const stack = dataStack({ web: { input: 'a', lifecycle: { prevent_destroy: true } } });
const update = { show: { stdout: planOf({ actions: ['update'] }) } };

async function given(options: ScriptedOptions = { script: update }, cloud = testCloud(stack)) {
  const env = await scriptedEnv(options);
  const host = drivingHost();
  return { env, host, context: contextOf(env, host, cloud), cloud };
}

describe('plan', () => {
  it('runs init, plan and show, each with just these arguments', async () => {
    const { env, context } = await given();
    await plan(context, {});
    const run = '/home/a/.local/state/bt-dataplane/acme/runs/20260601T120000000Z-plan-id0000';
    const [init, planned, shown, ...rest] = commandsOf(env).map((args) =>
      args.map((arg) => arg.replace(/-id\d+/, '-id0000')),
    );
    expect(init).toEqual([
      'init',
      '-json',
      '-input=false',
      '-reconfigure',
      '-backend-config=path=/project/.bt-dataplane/acme/state/data-plane.tfstate',
    ]);
    expect(planned).toEqual([
      'plan',
      '-json',
      '-input=false',
      '-lock-timeout=2m',
      `-out=${run}/data-plane.tfplan`,
    ]);
    expect(shown).toEqual(['show', '-json', `${run}/data-plane.tfplan`]);
    expect(rest).toEqual([]);
  });

  it('works in a private copy with the guard lifted; the rendered folder keeps its own', async () => {
    const { env, context } = await given();
    await plan(context, {});
    const cwd = env.started.find((spec) => spec.args[0] === 'plan')?.cwd ?? '';
    expect(cwd).toMatch(/^\/home\/a\/\.local\/state\/bt-dataplane\/acme\/work\/[0-9a-f]{8}\/data-plane$/);
    expect(JSON.parse(env.text(`${cwd}/zz_guard_override.tf.json`) ?? '')).toEqual({
      resource: { terraform_data: { web: { lifecycle: { prevent_destroy: false } } } },
    });
    expect(env.text(`${cwd}/main.tf.json`)).toBe(stack.json);
    expect(
      [...env.files.keys()].filter((file) => file.startsWith('/project') && file.includes('guard')),
    ).toEqual([]);
  });

  it('hands the licence key to plan alone, by environment, and to no argument, file or message', async () => {
    const { env, host, context } = await given({
      script: { ...update, plan: { stdout: `{"type":"log","@message":"key ${licence}"}\n` } },
    });
    const result = await plan(context, {});
    const holders = env.started
      .filter((spec) => spec.env.TF_VAR_license_key === licence)
      .map((spec) => spec.args[0]);
    expect(holders).toEqual(['plan']);
    for (const spec of env.started) expect(spec.args.join(' ')).not.toContain(licence);
    for (const [file] of env.files) expect(env.text(file), file).not.toContain(licence);
    expect(JSON.stringify([result, host.messages])).not.toContain(licence);
    expect(host.concealed).toEqual([licence]);
  });

  it('removes the plan file and the decoded plan, and keeps a record', async () => {
    const { env, context } = await given();
    const { logs } = await plan(context, {});
    const left = [...env.files.keys()].filter((file) => file.startsWith(logs));
    expect(left.filter((file) => /tfplan|show/.test(file))).toEqual([]);
    expect(JSON.parse(env.text(`${logs}/result.json`) ?? '')).toMatchObject({
      action: 'plan',
      outcome: 'done',
    });
    for (const file of left) expect(env.modes.get(file), file).toBe(0o600);
  });

  it('sets up only once while nothing that matters changes', async () => {
    const { env, context, cloud } = await given();
    const inits = () => commandsOf(env).filter((args) => args[0] === 'init').length;
    await plan(context, {});
    await plan(context, {});
    cloud.stack = dataStack({ web: { input: 'changed' } });
    await plan(context, {});
    expect(inits()).toBe(1);
    cloud.stack = dataStack({}, { terraform: { backend: { local: { path: '../state/other.tfstate' } } } });
    await plan(context, {});
    expect(inits()).toBe(2);
  });

  it('tells what redirects the calls, and the person own override files', async () => {
    const { env, context } = await given({
      script: update,
      vars: { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' },
    });
    await env.fs.write('/project/mine.tf.json', '{"resource":{"terraform_data":{"web":{"input":"b"}}}}');
    const result = await plan(context, { overrides: ['mine.tf.json'] });
    expect(result.endpoints).toEqual([{ name: 'AWS_ENDPOINT_URL', value: 'http://127.0.0.1:5000' }]);
    expect(result.overrides).toEqual(['/project/mine.tf.json']);
  });

  it('is blocked, yet no failure, when it would replace what holds data', async () => {
    const cloud = testCloud(stack, {
      resourceClasses: { terraform_data: { noun: 'database', loss: 'all rows' } },
    });
    const { context } = await given(
      { script: { show: { stdout: planOf({ actions: ['delete', 'create'] }) } } },
      cloud,
    );
    expect(await plan(context, {})).toMatchObject({ blocked: true, hasChanges: true });
    expect(await plan(context, { allowReplace: ['terraform_data.web'] })).toMatchObject({ blocked: false });
  });

  it('warns of an allowance that fits nothing', async () => {
    const { host, context } = await given();
    await plan(context, { allowReplace: ['terraform_data.wbe'] });
    expect(notes(host)).toContain('allowance-unused');
  });
});

describe('plan stops', () => {
  it('at another account before terraform plans anything', async () => {
    const config = '\naccount:\n  id: "999999999999"\n';
    const { configText } = await import('../../../helpers/drive.ts');
    const { env, context } = await given({ script: update, config: configText + config });
    await expect(plan(context, {})).rejects.toMatchObject({
      kind: 'access',
      code: 'wrong-account',
      message: expect.stringMatching(/123456789012.*999999999999/),
    });
    expect(commandsOf(env)).toEqual([]);
  });

  it('without credentials before it looks up what a release names', async () => {
    const asked: string[] = [];
    const { context } = await given(
      undefined,
      testCloud(stack, {
        identify: () =>
          Promise.reject(new BtError({ kind: 'access', code: 'no-credentials', message: 'none' })),
        pins: {
          noun: 'packages',
          names: ['a'],
          lookUp: async () => {
            asked.push('look-up');
            return { a: 'key' };
          },
          deployed: () => ({}),
        },
      }),
    );
    await expect(plan(context, {})).rejects.toMatchObject({ code: 'no-credentials' });
    expect(asked).toEqual([]);
  });

  it('at a terraform that is too old before it is used', async () => {
    const { env, context } = await given({
      script: { version: { stdout: '{"terraform_version":"1.9.8"}' } },
    });
    await expect(plan(context, {})).rejects.toMatchObject({ kind: 'access', code: 'terraform-too-old' });
    expect(commandsOf(env)).toEqual([]);
  });

  it.each([
    ['a provider that cannot be had', 'init', 'provider-not-found', 'access', 'provider-not-found'],
    ['a lock that is held', 'plan', 'lock-held', 'locked', 'state-locked'],
  ])('at %s, with the words of terraform', async (_, command, stream, kind, code) => {
    const { env, context } = await given({
      script: { [command]: { stdout: recorded(stream), exitCode: 1 } },
    });
    const error = await plan(context, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, code, detail: expect.stringMatching(/^Error: /) });
    const record = [...env.files.keys()].find((file) => file.endsWith('result.json')) ?? '';
    expect(JSON.parse(env.text(record) ?? '')).toMatchObject({ outcome: 'failed' });
  });

  it('with text of standard error when terraform gave no JSON', async () => {
    const { context } = await given({
      script: { plan: { stderr: 'fatal error: out of memory\n', exitCode: 2 } },
    });
    await expect(plan(context, {})).rejects.toMatchObject({
      kind: 'terraform',
      message: expect.stringContaining('out of memory'),
      detail: 'fatal error: out of memory',
    });
  });

  it('with one line in the message, however long the summary of terraform is', async () => {
    const diagnostic = { severity: 'error', summary: 'no bucket\nmake it first', detail: 'and wait' };
    const stdout = `${JSON.stringify({ type: 'diagnostic', diagnostic })}\n`.repeat(2);
    const { context } = await given({ script: { plan: { stdout, exitCode: 1 } } });
    await expect(plan(context, {})).rejects.toMatchObject({
      message: 'terraform failed to plan data-plane: no bucket (and 1 more)',
      detail: expect.stringContaining('make it first'),
    });
  });

  it('when terraform was killed, and says by what', async () => {
    const { context } = await given({ script: { plan: { signal: 'SIGKILL' } } });
    await expect(plan(context, {})).rejects.toMatchObject({
      message: expect.stringContaining('killed by SIGKILL'),
    });
  });

  it('at a plan format that it does not know', async () => {
    const { env, context } = await given({ script: { show: { stdout: '{"format_version":"2.0"}' } } });
    await expect(plan(context, {})).rejects.toMatchObject({ code: 'terraform-unreadable' });
    expect([...env.files.keys()].filter((file) => file.endsWith('.tfplan'))).toEqual([]);
  });

  it('after a signal, without going on to the next command', async () => {
    const { env, context } = await given({
      script: { init: { exitCode: 0, meanwhile: (memory) => memory.interrupt('SIGINT') } },
    });
    await expect(plan(context, {})).rejects.toMatchObject({ kind: 'interrupted', signal: 'SIGINT' });
    expect(commandsOf(env).map((args) => args[0])).toEqual(['init']);
  });

  it('when the licence key is not there, and names where it was looked for', async () => {
    const { context } = await given({ script: update, vars: { LICENSE: '' } });
    await expect(plan(context, {})).rejects.toMatchObject({
      kind: 'access',
      code: 'license-key-missing',
      message: expect.stringContaining('LICENSE'),
    });
  });
});
