import { describe, expect, it } from 'vitest';
import { type ApplyOptions, apply } from '../../../../src/core/actions/apply/index.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../helpers/drive.ts';
import {
  commandsOf,
  planOf,
  recorded,
  type Script,
  scriptedEnv,
  stateOf,
} from '../../../helpers/scripted-terraform.ts';

const update = { show: { stdout: planOf({ actions: ['update'] }) }, output: { stdout: '{}' } };
const replaced = { show: { stdout: planOf({ actions: ['delete', 'create'] }) }, output: { stdout: '{}' } };
const database = { terraform_data: { noun: 'database', loss: 'all rows' } };

async function run(options: ApplyOptions, script: Script = update, answer?: string, resourceClasses = {}) {
  const env = await scriptedEnv({ script: { apply: { stdout: recorded('apply') }, ...script } });
  const host = drivingHost(answer);
  const cloud = testCloud(dataStack({ web: { input: 'a' } }), { resourceClasses });
  const outcome = await apply(contextOf(env, host, cloud), options).then(
    (result) => ({ result, error: undefined }),
    (error: unknown) => ({ result: undefined, error }),
  );
  const record = [...env.files.keys()].find((file) => file.endsWith('result.json'));
  return {
    ...outcome,
    env,
    host,
    commands: commandsOf(env).map((args) => args[0]),
    record: JSON.parse(env.text(record ?? '') ?? '{}') as unknown,
  };
}

describe('apply', () => {
  it('applies exactly the plan file that was made and shown', async () => {
    const { env, result } = await run({ yes: true });
    const [, planned, , applied] = commandsOf(env);
    const file = planned?.find((arg) => arg.startsWith('-out='))?.slice('-out='.length);
    expect(applied).toEqual(['apply', '-json', '-input=false', '-lock-timeout=2m', file]);
    expect(env.files.has(file ?? '')).toBe(false);
    expect(result).toMatchObject({ status: 'applied' });
    expect(result?.done).toHaveLength(8);
  });

  it('does nothing and asks nothing when there is nothing to do, also without consent', async () => {
    const { result, host, commands, record } = await run({}, { ...update, show: { stdout: planOf() } }, 'no');
    expect(result).toMatchObject({ status: 'nothing-to-do', done: [] });
    expect(host.questions).toEqual([]);
    expect(commands).not.toContain('apply');
    expect(record).toMatchObject({ outcome: 'nothing-to-do' });
  });

  it('shows the plan before it asks', async () => {
    const order: string[] = [];
    const { host } = await run(
      { onReview: (plan) => order.push(`shown ${plan.counts.update}`) },
      update,
      'yes',
    );
    expect(order).toEqual(['shown 1']);
    expect(host.questions).toMatchObject([{ expect: 'yes', flag: '--yes' }]);
  });

  it('gives outputs back, without the sensitive ones', async () => {
    const output =
      '{"api_url":{"sensitive":false,"value":"https://a"},"token":{"sensitive":true,"value":"canary-4711"}}';
    const { result, env, host } = await run({ yes: true }, { ...update, output: { stdout: output } });
    expect(result?.outputs).toEqual({
      api_url: { sensitive: false, value: 'https://a' },
      token: { sensitive: true },
    });
    expect(JSON.stringify([result, host.messages])).not.toContain('canary');
    for (const [file] of env.files) expect(env.text(file), file).not.toContain('canary-4711');
  });

  it('reports progress by count', async () => {
    const { host } = await run({ yes: true });
    const labels = host.messages.flatMap((message) =>
      message.kind === 'progress' ? [message.progress.label] : [],
    );
    expect(new Set(labels)).toEqual(new Set(['set up data-plane', 'plan data-plane', 'apply data-plane']));
    expect(host.messages).toContainEqual(
      expect.objectContaining({ kind: 'done', text: expect.stringMatching(/^apply data-plane: done/) }),
    );
  });
});

describe('consent', () => {
  it.each([
    ['nobody can be asked', undefined, 'consent-missing'],
    ['the answer is no', 'no', 'consent-denied'],
    ['the answer is something else', 'y', 'consent-denied'],
  ])('is missing when %s: nothing is changed, and the command to run is named', async (_, answer, code) => {
    const { error, commands, env, record } = await run({ config: 'bt-dataplane.yaml' }, update, answer);
    expect(error).toMatchObject({
      kind: 'refused',
      code,
      hint: expect.stringContaining('bt-dataplane apply --config bt-dataplane.yaml --yes'),
    });
    expect(commands).not.toContain('apply');
    expect([...env.files.keys()].filter((file) => file.endsWith('.tfplan'))).toEqual([]);
    expect(record).toMatchObject({ outcome: 'refused' });
  });

  it('is given by typing yes', async () => {
    expect((await run({}, update, 'yes')).result?.status).toBe('applied');
  });

  it('never covers the loss of data', async () => {
    const { error, commands } = await run({ yes: true }, replaced, undefined, database);
    expect(error).toMatchObject({
      kind: 'refused',
      code: 'stateful-change-blocked',
      detail: expect.stringContaining('all rows'),
      hint: expect.stringContaining("bt-dataplane apply --allow-replace 'terraform_data.web'"),
    });
    expect(commands).not.toContain('apply');
  });

  it('for an allowed loss of data takes the name of the deployment', async () => {
    const options = { allowReplace: ['terraform_data.web'] };
    expect((await run(options, replaced, 'yes', database)).error).toMatchObject({ code: 'consent-denied' });
    expect((await run(options, replaced, 'acme', database)).result?.status).toBe('applied');
  });
});

describe('a failed apply', () => {
  const lines = recorded('apply').trim().split('\n');
  const cut = lines.slice(0, lines.findIndex((line) => line.includes('"apply_complete"')) + 1);
  const madeBy = (stream: readonly string[]) =>
    stream.flatMap((line) => (/"addr":"([^"]+)".*"apply_complete"/.exec(line) ?? []).slice(1));
  const fault = (address: string) => [
    '{"type":"apply_start","hook":{"resource":{"addr":"terraform_data.updated"},"action":"create"}}',
    `{"type":"apply_errored","hook":{"resource":{"addr":"${address}"},"action":"create"}}`,
    `{"type":"diagnostic","diagnostic":{"severity":"error","summary":"creating RDS","detail":"quota exceeded","address":"${address}"}}`,
  ];

  it('says what was done, what failed, what is tainted, where the log is, and that it is safe to run again', async () => {
    const stdout = [...cut, ...fault('terraform_data.replaced')].join('\n');
    const stored = JSON.parse(stateOf(...madeBy(cut), 'terraform_data.updated')) as { resources: unknown[] };
    const bad = { mode: 'managed', type: 't', name: 'bad', instances: [{ status: 'tainted' }] };
    const tainted = JSON.stringify({ ...stored, resources: [...stored.resources, bad] });
    const { error, record } = await run(
      { yes: true },
      { ...update, apply: { stdout, exitCode: 1 }, state: { stdout: tainted } },
    );
    expect(error).toMatchObject({
      kind: 'terraform',
      message: 'terraform failed to apply data-plane: creating RDS; 1 of 8 changes were made',
      hint: expect.stringMatching(/safe to run again.*bt-dataplane apply.*data-plane-apply\.out/),
    });
    const { detail } = error as { detail: string };
    expect(detail).toContain('quota exceeded');
    expect(detail).toMatch(/done:\n {2}create terraform_data\.\w+/);
    expect(detail).toMatch(/failed:\n {2}terraform_data\.replaced/);
    expect(detail).toMatch(/begun, end unknown:\n {2}terraform_data\.updated/);
    expect(detail).toMatch(/tainted.*\n {2}t\.bad/);
    expect(record).toMatchObject({ outcome: 'failed' });
  });

  it('saves a state that terraform could not store, and says what to do with it first', async () => {
    const { env, error } = await run(
      { yes: true },
      {
        ...update,
        apply: {
          stdout: cut.join('\n'),
          exitCode: 1,
          meanwhile: (memory, spec) => void memory.fs.write(`${spec.cwd}/errored.tfstate`, '{"serial":9}'),
        },
      },
    );
    const kept = [...env.files.keys()].filter((file) => file.endsWith('errored.tfstate'));
    expect(kept).toHaveLength(1);
    expect(error).toMatchObject({ hint: expect.stringContaining(`terraform state push '${kept[0]}'`) });
  });

  it('does not send a person after an errored.tfstate that is not there', async () => {
    const lost =
      '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Failed to save state","detail":"x"}}';
    const { error } = await run(
      { yes: true },
      { ...update, apply: { stdout: [...cut, lost].join('\n'), exitCode: 1 } },
    );
    expect(error).toMatchObject({
      code: 'state-not-saved',
      hint: expect.stringContaining('bt-dataplane recover'),
      detail: expect.stringContaining('made, but in no state'),
    });
  });

  it.each([
    ['by a signal', { signal: 'SIGKILL' }],
    ['inside a shell', { exitCode: 137 }],
  ])('that was killed %s is not said to be safe to run again', async (_, end) => {
    const { error } = await run({ yes: true }, { ...update, apply: { stdout: cut.join('\n'), ...end } });
    expect(error).toMatchObject({
      kind: 'terraform',
      hint: expect.stringMatching(/in the journal.*bt-dataplane recover.*bt-dataplane apply/),
    });
    expect((error as { hint: string }).hint).not.toContain('safe to run again');
  });

  it('whose plan is gone did nothing, and is kind stale', async () => {
    const { error } = await run(
      { yes: true },
      {
        ...update,
        apply: {
          stdout:
            '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Failed to load \\"x.tfplan\\" as a plan file","detail":"stat"}}',
          exitCode: 1,
        },
      },
    );
    expect(error).toMatchObject({
      kind: 'stale',
      message: 'the plan that was reviewed can no longer be read, so nothing was done',
      hint: 'run the command again to review a fresh plan: bt-dataplane apply',
    });
  });

  it('shows the end of endless words, without colours, and where the rest is', async () => {
    const stderr = `${'x'.repeat(50_000)}\n\u001b[31mError: boom\u001b[0m`;
    const { error } = await run({ yes: true }, { ...update, apply: { stderr, exitCode: 1 } });
    const { detail } = error as { detail: string };
    expect(detail.length).toBeLessThan(10_000);
    expect(detail).toMatch(/^… \(the beginning is in .*data-plane-apply\.err\)/);
    expect(detail).toMatch(/\nError: boom$/);
  });

  it('by a lock is kind locked', async () => {
    const { error } = await run(
      { yes: true },
      { ...update, apply: { stdout: recorded('lock-held'), exitCode: 1 } },
    );
    expect(error).toMatchObject({ kind: 'locked', code: 'state-locked' });
  });

  it('by a plan that went stale is kind stale', async () => {
    const { error } = await run(
      { yes: true },
      { ...update, apply: { stdout: recorded('stale-plan'), exitCode: 1 } },
    );
    expect(error).toMatchObject({
      kind: 'stale',
      code: 'plan-stale',
      message: 'the state has moved since the plan was made, so nothing was done',
      hint: 'run the command again to review a fresh plan: bt-dataplane apply',
    });
  });
});

describe('an interrupted apply', () => {
  const interruptions = (times: number) => ({
    ...update,
    state: { stdout: stateOf('t.a') },
    apply: {
      stdout: recorded('apply'),
      exitCode: 1,
      meanwhile: (memory: { interrupt(name: 'SIGTERM' | 'SIGINT'): void }) => {
        for (let time = 0; time < times; time += 1) memory.interrupt(time % 2 === 0 ? 'SIGTERM' : 'SIGINT');
      },
    },
  });

  it('states that the state was saved and the lock released', async () => {
    const { error, record } = await run({ yes: true }, interruptions(1));
    expect(error).toMatchObject({
      kind: 'interrupted',
      signal: 'SIGTERM',
      message: expect.stringContaining('terraform saved its state and released the lock'),
      hint: expect.stringContaining('bt-dataplane apply'),
    });
    expect(record).toMatchObject({ outcome: 'interrupted' });
  });

  it('after which the state cannot be read has it looked at first', async () => {
    const unread = { stderr: 'Error: interrupted', exitCode: 1 };
    const { error } = await run({ yes: true }, { ...interruptions(1), state: unread });
    expect(error).toMatchObject({
      kind: 'interrupted',
      detail: expect.stringContaining('the state could not be read afterwards'),
      hint: expect.stringMatching(/bt-dataplane recover .*; then: bt-dataplane apply/),
    });
  });

  it('that was forced states that the state may be incomplete and a lock may remain', async () => {
    const { error } = await run({ yes: true }, interruptions(3));
    expect(error).toMatchObject({
      kind: 'interrupted',
      message: expect.stringMatching(/its state may be incomplete; a lock may remain/),
      hint: expect.stringContaining('bt-dataplane recover'),
    });
  });
});

it('keeps the records of the last twenty runs', async () => {
  const env = await scriptedEnv({ script: { ...update, apply: { stdout: recorded('apply') } } });
  const context = contextOf(env, drivingHost(), testCloud(dataStack({ web: { input: 'a' } })));
  for (let times = 0; times < 23; times += 1) await apply(context, { yes: true });
  expect(await env.fs.list('/home/a/.local/state/bt-dataplane/acme/runs')).toHaveLength(20);
});
