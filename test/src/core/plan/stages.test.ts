/** Two stacks: what is foretold, what is handed over, when a second question is asked, and how a broken-off run goes on. */
import { describe, expect, it } from 'vitest';
import { type ApplyOptions, apply } from '../../../../src/core/actions/apply/index.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import type { Cloud, StageStep, StepContext } from '../../../../src/core/clouds/cloud.ts';
import type { PlanResult } from '../../../../src/core/plan/result.ts';
import type { RawChange, RawResourceChange } from '../../../../src/core/terraform/plan-document.ts';
import type { RunRecord } from '../../../../src/core/terraform/run-record.ts';
import { BtError } from '../../../../src/errors.ts';
import { contextOf, drivingHost, notes } from '../../../helpers/drive.ts';
import type { MemoryEnv } from '../../../helpers/memory-env.ts';
import {
  planOf,
  recorded,
  type Script,
  type ScriptedOptions,
  scriptedEnv,
  stagesOf,
  stateOf,
} from '../../../helpers/scripted-terraform.ts';
import { infraStack, stagesCloud, workloadStack } from '../../../helpers/stages.ts';

type Changes = readonly (Partial<RawResourceChange> & { readonly actions: readonly string[] })[];

function shown(changes: Changes, outputs: Readonly<Record<string, RawChange>> = {}) {
  return { stdout: JSON.stringify({ ...JSON.parse(planOf(...changes)), output_changes: outputs }) };
}

const unknownEndpoint = { cluster_endpoint: { actions: ['create'], after_unknown: true } };
const knownEndpoint = {
  cluster_endpoint: { actions: ['no-op'], before: '10.0.0.2', after: '10.0.0.2', after_unknown: false },
};
const createCluster = shown([{ actions: ['create'], address: 'terraform_data.cluster' }], unknownEndpoint);
const updateCluster = shown([{ actions: ['update'], address: 'terraform_data.cluster' }], knownEndpoint);
const sameCluster = shown([], knownEndpoint);
const createApp = shown([{ actions: ['create'], address: 'terraform_data.app' }]);
const updateApp = shown([{ actions: ['update'], address: 'terraform_data.app' }]);
const endpoint = { stdout: '{"cluster_endpoint":{"sensitive":false,"value":"10.0.0.2"}}' };
const full = { stdout: stateOf('terraform_data.app') };
const empty = { stdout: '' };
const done = { stdout: recorded('apply') };

/** Nothing is deployed yet. */
const first: Script = {
  'show infra': createCluster,
  'show workload': createApp,
  'state workload': empty,
  output: { stdout: '{}' },
  'output infra': endpoint,
  apply: done,
};

interface Given extends ScriptedOptions {
  readonly answer?: string;
  readonly cloud?: Partial<Cloud>;
  /** Goes on with the files of an earlier run. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

async function given({ answer, cloud = {}, files = new Map(), ...options }: Given = {}) {
  const now = files.size === 0 ? '2026-06-01T12:00:00Z' : '2026-06-02T12:00:00Z';
  const env = await scriptedEnv({ script: first, now, ...options });
  for (const [path, bytes] of files) env.files.set(path, bytes);
  const host = drivingHost(answer);
  return { env, host, context: contextOf(env, host, stagesCloud(undefined, cloud)) };
}

async function applied(options: ApplyOptions = { yes: true }, facts: Given = {}) {
  const it = await given(facts);
  const reviews: PlanResult[] = [];
  const outcome = await apply(it.context, { onReview: (one) => reviews.push(one), ...options }).then(
    (result) => ({ result, error: undefined }),
    (error: BtError) => ({ result: undefined, error }),
  );
  return { ...it, ...outcome, reviews, commands: stagesOf(it.env), record: lastRecord(it.env) };
}

function lastRecord(env: MemoryEnv): Partial<RunRecord> {
  const files = [...env.files.keys()].filter((file) => file.endsWith('result.json')).sort();
  return JSON.parse(env.text(files.at(-1) ?? '') ?? '{}') as Partial<RunRecord>;
}

const plansLeft = (env: MemoryEnv) => [...env.files.keys()].filter((file) => file.endsWith('.tfplan'));
const only = (commands: readonly string[], verb: string) =>
  commands.filter((command) => command.startsWith(`${verb} `));

describe('before the first stage is applied', () => {
  it('the second is foretold: what is rendered is made, and what it waits for is named', async () => {
    const { env, context } = await given();
    const { stacks, counts, hasChanges } = await plan(context, {});
    expect(stagesOf(env)).toEqual([
      'init infra',
      'init workload',
      'plan infra',
      'show infra',
      'state workload',
    ]);
    expect(stacks[1]).toMatchObject({
      predicted: true,
      waitsFor: ['cluster_endpoint of infra'],
      afterStage: 1,
      counts: { create: 1 },
      components: { database: { create: 1 } },
      outputs: [{ name: 'app', kind: 'create' }, { name: 'release' }],
      releases: [],
    });
    expect({ counts, hasChanges }).toMatchObject({ counts: { create: 2 }, hasChanges: true });
    expect(plansLeft(env)).toEqual([]);
  });

  it('of a stack that exists, only what comes and goes is foretold', async () => {
    const state = { stdout: stateOf('terraform_data.app', 'terraform_data.old') };
    const release = { stdout: '{"release":{"sensitive":false,"value":"2.11.0"}}' };
    const { context } = await given({
      script: { ...first, 'state workload': state, 'output workload': release },
    });
    const { stacks, subject } = await plan(context, {});
    expect(stacks[1]).toMatchObject({
      predicted: true,
      changes: [{ address: 'terraform_data.old', kind: 'destroy' }],
      outputs: [],
    });
    expect(subject.deployedRelease).toBe('2.11.0');
  });

  it('an empty second stack is foretold also where its inputs are known, while the first has changes', async () => {
    const { context } = await given({ script: { ...first, 'show infra': updateCluster } });
    const { stacks } = await plan(context, {});
    expect(stacks[1]).toMatchObject({ predicted: true, waitsFor: ['infra'] });
  });

  it('what a foretold stack may yet touch is no misspelt allowance', async () => {
    const { context, host } = await given();
    await plan(context, { allowReplace: ['terraform_data.app'] });
    expect(notes(host)).not.toContain('allowance-unused');
    await plan(context, { allowReplace: ['terraform_data.ap'] });
    expect(notes(host)).toContain('allowance-unused');
  });
});

describe('inputs', () => {
  const names = ['/home/a/.local/state/bt-dataplane/acme/work', '/project/.bt-dataplane/acme/workload'];
  const inputsOf = (env: MemoryEnv) =>
    [...env.files.keys()].filter((file) => file.endsWith('inputs.auto.tfvars.json')).sort();

  it('are in both folders, for their owner only, before the stack is planned, and in no argument', async () => {
    const seen: (string | undefined)[] = [];
    const look = {
      meanwhile: (env: MemoryEnv, { cwd }: { cwd: string }) =>
        void seen.push(env.text(`${cwd}/inputs.auto.tfvars.json`)),
    };
    const { env } = await applied({ yes: true }, { script: { ...first, 'plan workload': look } });
    expect(seen.map((text) => JSON.parse(text ?? ''))).toEqual([{ cluster_endpoint: '10.0.0.2' }]);
    const files = inputsOf(env);
    expect(files).toHaveLength(2);
    for (const [index, file] of files.entries()) {
      expect(file.startsWith(names[index] ?? '')).toBe(true);
      expect(env.modes.get(file)).toBe(0o600);
    }
    expect(env.started.flatMap(({ args }) => args).join(' ')).not.toContain('10.0.0.2');
  });

  it('that the plan of the first stage knows are taken from there', async () => {
    const script = {
      ...first,
      'show infra': updateCluster,
      'show workload': updateApp,
      'state workload': full,
    };
    const { env, context } = await given({ script });
    const { stacks } = await plan(context, {});
    expect(stacks[1]).not.toHaveProperty('predicted');
    expect(only(stagesOf(env), 'output')).toEqual([]);
    expect(JSON.parse(env.text(inputsOf(env)[1] ?? '') ?? '')).toEqual({ cluster_endpoint: '10.0.0.2' });
  });

  it('are left out of a rendered folder that is read-only, with a notice', async () => {
    const readOnly = ['/project/.bt-dataplane/acme/workload/inputs'];
    const { env, host, result } = await applied({ yes: true }, { readOnly });
    expect(result?.status).toBe('applied');
    expect(inputsOf(env)).toHaveLength(1);
    expect(notes(host)).toContain('inputs-not-kept');
  });

  it.each([
    ['a sensitive output', { ...knownEndpoint.cluster_endpoint, after_sensitive: true }, 'input-sensitive'],
    ['an output that is not there', { actions: ['delete'], before: 'x', after: null }, 'input-missing'],
    ['an output without a value', { actions: ['no-op'], after: null }, 'input-missing'],
  ])('%s is no input: a defect', async (_, cluster_endpoint, code) => {
    const script = { ...first, 'show infra': shown([], { cluster_endpoint }) };
    const { env, context } = await given({ script });
    await expect(plan(context, {})).rejects.toMatchObject({ kind: 'internal', code });
    expect(plansLeft(env)).toEqual([]);
  });

  it('of a stack that is no earlier one: a defect', async () => {
    const { env, host } = await given();
    const cloud = stagesCloud([workloadStack(), infraStack()]);
    await expect(plan(contextOf(env, host, cloud), {})).rejects.toMatchObject({ code: 'input-unordered' });
  });
});

describe('apply of two stages', () => {
  it('takes one question, then each stage in its order, the second planned in between', async () => {
    const { commands, host, reviews, record, env } = await applied({}, { answer: 'yes' });
    expect(commands).toEqual([
      'init infra',
      'init workload',
      'plan infra',
      'show infra',
      'state workload',
      'apply infra',
      'output infra',
      'plan workload',
      'show workload',
      'apply workload',
      'output infra',
      'output workload',
    ]);
    expect(host.questions).toMatchObject([
      { code: 'apply', text: expect.stringContaining('workload as foretold') },
    ]);
    expect(reviews).toHaveLength(1);
    expect(notes(host)).toContain('as-foretold');
    expect(record).toMatchObject({ outcome: 'done', stacks: { infra: 'applied', workload: 'applied' } });
    expect(plansLeft(env)).toEqual([]);
  });

  it('numbers its stages and counts one progress over them', async () => {
    const { host } = await applied();
    const labels = host.messages.flatMap((one) =>
      one.kind === 'progress' && one.progress.label.startsWith('apply') ? [one.progress] : [],
    );
    expect(labels).toMatchObject([
      { label: 'apply infra (stage 1 of 2)', done: 0, total: 2 },
      { label: 'apply workload (stage 2 of 2)', done: 1, total: 2 },
    ]);
  });

  it('leaves a stage alone that turns out to have no changes', async () => {
    const script = { ...first, 'show workload': shown([]) };
    const { commands, result, host } = await applied({ yes: true }, { script });
    expect(result?.status).toBe('applied');
    expect(only(commands, 'apply')).toEqual(['apply infra']);
    expect(notes(host)).toContain('stage-unchanged');
  });
});

describe('a second stage that is not what was foretold', () => {
  const script: Script = { ...first, 'state workload': full, 'show workload': updateApp };
  const surprises = [
    ['a change', updateApp, 'update terraform_data.app: was not foretold'],
    [
      'something more',
      shown([{ actions: ['create'], address: 'terraform_data.x' }]),
      'create terraform_data.x: was not foretold',
    ],
    [
      'a move',
      shown([{ actions: ['no-op'], address: 'terraform_data.app', previous_address: 'terraform_data.a' }]),
      'move terraform_data.app: was not foretold',
    ],
  ] as const;

  it.each(surprises)(
    '(%s) stops when nobody can be asked, consent or not; the first stays applied',
    async (_, stage, detail) => {
      const { error, commands, env, record } = await applied(
        { yes: true, config: 'bt-dataplane.yaml' },
        { script: { ...script, 'show workload': stage } },
      );
      expect(error).toMatchObject({
        kind: 'refused',
        code: 'prediction-missed',
        message: expect.stringMatching(/^the plan of workload .*; stage 1 of 2 \(infra\) is done$/),
        detail,
        hint: expect.stringContaining('bt-dataplane plan --config bt-dataplane.yaml'),
      });
      expect(only(commands, 'apply')).toEqual(['apply infra']);
      expect(plansLeft(env)).toEqual([]);
      expect(record).toMatchObject({ outcome: 'refused', stacks: { infra: 'applied' } });
    },
  );

  it('that makes less is asked about as well', async () => {
    const less = { ...first, 'show workload': shown([], { app: { actions: ['create'] } }) };
    const { error } = await applied({ yes: true }, { script: less });
    expect(error).toMatchObject({ detail: 'create terraform_data.app: is not planned' });
  });

  it('is shown and asked about, also with --yes, where a person sits', async () => {
    const { host, reviews, result } = await applied({ yes: true }, { script, answer: 'yes' });
    expect(host.questions).toMatchObject([{ code: 'apply-stage', expect: 'yes' }]);
    expect(reviews.map(({ stacks }) => stacks.map(({ stack }) => stack))).toEqual([
      ['infra', 'workload'],
      ['workload'],
    ]);
    expect(result?.status).toBe('applied');
  });

  it('is not applied when the answer is no', async () => {
    const { error, commands } = await applied({ yes: true }, { script, answer: 'no' });
    expect(error).toMatchObject({
      code: 'consent-denied',
      message: 'the answer was not yes; nothing of workload was changed; stage 1 of 2 (infra) is done',
    });
    expect(only(commands, 'apply')).toEqual(['apply infra']);
  });

  const database = { resourceClasses: { terraform_data: { noun: 'database', loss: 'all rows' } } };
  const replaced = shown([{ actions: ['delete', 'create'], address: 'terraform_data.app' }]);

  it('and loses data is refused by the guard, before anybody is asked', async () => {
    const { error, host, commands } = await applied(
      { yes: true },
      { script: { ...script, 'show workload': replaced }, cloud: database, answer: 'yes' },
    );
    expect(error).toMatchObject({
      code: 'stateful-change-blocked',
      message: expect.stringContaining('stage 1 of 2 (infra) is done'),
      hint: expect.stringContaining("--allow-replace 'terraform_data.app'"),
    });
    expect(host.questions).toEqual([]);
    expect(only(commands, 'apply')).toEqual(['apply infra']);
  });

  it('and makes anew what went missing is asked about, though that is a creation', async () => {
    const gone = {
      address: 'terraform_data.app',
      mode: 'managed',
      type: 'terraform_data',
      change: { actions: ['delete'], before: {}, after: null },
    };
    const missing = { stdout: JSON.stringify({ ...JSON.parse(createApp.stdout), resource_drift: [gone] }) };
    const { error } = await applied(
      { yes: true, allowReplace: ['terraform_data.app'] },
      { script: { ...first, 'show workload': missing }, cloud: database },
    );
    expect(error).toMatchObject({
      code: 'prediction-missed',
      detail: expect.stringMatching(/^terraform_data\.app \(database\): it was deployed and is not found/),
    });
  });

  it('and loses data that may be lost takes the name of the deployment', async () => {
    const { host, result } = await applied(
      { yes: true, allowReplace: ['terraform_data.app'] },
      { script: { ...script, 'show workload': replaced }, cloud: database, answer: 'acme' },
    );
    expect(host.questions).toMatchObject([{ code: 'apply-stage', expect: 'acme' }]);
    expect(result?.status).toBe('applied');
  });

  it('a destruction is asked about even where it was foretold', async () => {
    const gone = { actions: ['delete'], address: 'terraform_data.old' };
    const old = { stdout: stateOf('terraform_data.app', 'terraform_data.old') };
    const { error } = await applied(
      { yes: true },
      { script: { ...script, 'state workload': old, 'show workload': shown([gone]) } },
    );
    expect(error).toMatchObject({
      detail: expect.stringMatching(/^destroy terraform_data\.old: was foretold/),
    });
  });
});

describe('a run that breaks off', () => {
  const failing = { exitCode: 1, stderr: 'Error: boom' };
  const killed = { signal: 'SIGKILL' };
  const later: Script = { ...first, 'show infra': sameCluster };

  it.each([
    ['at the plan of the first stage', { 'plan infra': failing }, first, ['apply infra', 'apply workload']],
    ['in the first stage', { 'apply infra': failing }, first, ['apply infra', 'apply workload']],
    ['killed in the first stage', { 'apply infra': killed }, first, ['apply infra', 'apply workload']],
    ['between the stages', { 'output infra': failing }, later, ['apply workload']],
    ['at the plan of the second stage', { 'plan workload': failing }, later, ['apply workload']],
    ['in the second stage', { 'apply workload': failing }, later, ['apply workload']],
    ['killed in the second stage', { 'apply workload': killed }, later, ['apply workload']],
  ] as const)(
    '%s leaves no plan, and the next one goes on where it stopped',
    async (_, fault, then, rest) => {
      // GIVEN a run that broke off
      const broken = await applied({ yes: true }, { script: { ...first, ...fault } });
      expect(broken.error?.kind).toBe('terraform');
      expect(plansLeft(broken.env)).toEqual([]);
      const reached = only(broken.commands, 'apply').length + (rest.length === 1 ? 0 : 1);
      if (rest.length === 1) expect(broken.error?.message).toContain('stage 1 of 2 (infra) is done');
      else expect(broken.error?.message).not.toContain('is done');
      expect(reached).toBeGreaterThan(0);

      // WHEN it runs again
      const again = await applied({ yes: true }, { script: then, files: broken.env.files });

      // THEN only what is left is applied
      expect(again.error).toBeUndefined();
      expect(again.result?.status).toBe('applied');
      expect(only(again.commands, 'apply')).toEqual(rest);
      expect(plansLeft(again.env)).toEqual([]);
    },
  );

  it('by a signal at the second question says what is done', async () => {
    const it = await given({
      script: { ...first, 'state workload': full, 'show workload': updateApp },
      answer: 'yes',
    });
    const host = {
      ...it.host,
      ask: async () => {
        it.env.interrupt('SIGTERM');
        return new Promise<string>(() => {});
      },
    };
    await expect(apply({ ...it.context, host }, { yes: true })).rejects.toMatchObject({
      kind: 'interrupted',
      signal: 'SIGTERM',
      message:
        'stopped by SIGTERM at the question; nothing of workload was changed; stage 1 of 2 (infra) is done',
    });
    expect(plansLeft(it.env)).toEqual([]);
  });

  it('whose state of the second stack is lost meanwhile is wondered at, by stack', async () => {
    const before = await applied();
    const { context, host } = await given({ script: later, files: before.env.files });
    await plan(context, {});
    expect(host.messages).toContainEqual(
      expect.objectContaining({
        code: 'state-missing',
        text: expect.stringContaining('the state of workload'),
      }),
    );
  });
});

describe('a second stage that cannot be planned yet', () => {
  const script = {
    ...first,
    'show infra': updateCluster,
    'state workload': full,
    'output workload': { stdout: '{}' },
  };
  const says = (summary: string) => ({
    exitCode: 1,
    stdout: JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail: '' } }),
  });

  it.each([
    ['something that it reads is not there', says('secret not found'), 'secret not found'],
    [
      'what explains itself as access',
      says('Failed to query available provider packages'),
      'Failed to query',
    ],
  ])('is foretold, with what terraform said, while the first has changes: %s', async (_, fault, because) => {
    const { context } = await given({ script: { ...script, 'plan workload': fault } });
    const { stacks } = await plan(context, {});
    expect(stacks[1]).toMatchObject({
      predicted: true,
      waitsFor: ['infra'],
      because: expect.stringContaining(because),
    });
  });

  it.each([
    ['a lock', { ...says(''), stdout: recorded('lock-held') }, 'locked'],
    ['a signal', { meanwhile: (env: MemoryEnv) => env.interrupt('SIGINT') }, 'interrupted'],
  ])('but %s is no such reason', async (_, fault, kind) => {
    const { env, context } = await given({ script: { ...script, 'plan workload': fault } });
    await expect(plan(context, {})).rejects.toMatchObject({ kind });
    expect(plansLeft(env)).toEqual([]);
  });

  it('fails when nothing before it has changes', async () => {
    const faulty = { ...script, 'show infra': sameCluster, 'plan workload': says('secret not found') };
    const { env, context } = await given({ script: faulty });
    await expect(plan(context, {})).rejects.toMatchObject({ kind: 'terraform' });
    expect(plansLeft(env)).toEqual([]);
  });
});

describe('a stack that the configuration no longer has', () => {
  it('is named, since nothing takes it down', async () => {
    const before = await applied();
    const script = { ...first, 'show infra': sameCluster };
    const { env, host } = await given({ script, files: before.env.files });
    await plan(contextOf(env, host, stagesCloud([infraStack()])), {});
    expect(host.messages).toContainEqual(
      expect.objectContaining({
        code: 'stacks-left',
        text: expect.stringContaining('no longer has workload'),
      }),
    );
  });

  it('is not, once it was destroyed or never was applied', async () => {
    const before = await applied({ yes: true }, { script: { ...first, 'plan workload': { exitCode: 1 } } });
    const { env, host } = await given({
      script: { ...first, 'show infra': sameCluster },
      files: before.env.files,
    });
    await plan(contextOf(env, host, stagesCloud([infraStack()])), {});
    expect(notes(host)).not.toContain('stacks-left');
  });
});

describe('steps besides terraform', () => {
  const ran: string[] = [];
  const step = (changes: Partial<StageStep> = {}): StageStep => ({
    id: 'agents',
    stack: 'infra',
    when: 'before',
    text: 'has the cloud make its agents',
    isDone: async ({ state }) => state.resources.length > 0,
    run: async () => void ran.push('agents'),
    ...changes,
  });

  it('are shown, and run once, before the stage that they belong to is applied', async () => {
    ran.length = 0;
    const script = {
      ...first,
      'state infra': empty,
      'apply infra': { ...done, meanwhile: () => void ran.push('applied') },
    };
    const { reviews, result } = await applied({ yes: true }, { script, cloud: { steps: [step()] } });
    expect(reviews[0]?.stacks[0]).toMatchObject({
      steps: [{ id: 'agents', text: 'has the cloud make its agents', when: 'before' }],
    });
    expect(reviews[0]?.stacks[1]).not.toHaveProperty('steps');
    expect(result?.status).toBe('applied');
    expect(ran).toEqual(['agents', 'applied']);
  });

  it('of a foretold stage are shown too', async () => {
    const { context } = await given({ cloud: { steps: [step({ stack: 'workload' })] } });
    expect((await plan(context, {})).stacks[1]).toMatchObject({ predicted: true, steps: [{ id: 'agents' }] });
  });

  it('are skipped when they are done', async () => {
    ran.length = 0;
    const script = { ...first, 'state infra': { stdout: stateOf('terraform_data.cluster') } };
    const { reviews } = await applied({ yes: true }, { script, cloud: { steps: [step()] } });
    expect(reviews[0]?.stacks[0]).not.toHaveProperty('steps');
    expect(ran).toEqual([]);
  });

  it('that come before their stack are nothing to do without a change of it', async () => {
    ran.length = 0;
    const script = { ...first, 'show infra': sameCluster, 'show workload': shown([]), 'state infra': empty };
    const { result } = await applied({}, { script, cloud: { steps: [step()] } });
    expect(result?.status).toBe('nothing-to-do');
    expect(ran).toEqual([]);
  });

  it.each([
    [
      'an error of ours',
      new BtError({ kind: 'terraform', code: 'agents-denied', message: 'no right to', hint: 'ask' }),
      'agents-denied',
      /^ask; then safe to run again: bt-dataplane apply/,
    ],
    ['any other', new Error('socket hang up'), 'step-failed', /^safe to run again: bt-dataplane apply/],
  ])('that fail stop the run before terraform does anything (%s)', async (_, thrown, code, hint) => {
    const { error, commands, env } = await applied(
      { yes: true },
      {
        script: { ...first, 'state infra': empty },
        cloud: { steps: [step({ run: () => Promise.reject(thrown) })] },
      },
    );
    expect(error).toMatchObject({ kind: 'access', code, hint: expect.stringMatching(hint) });
    expect(error?.message).toContain('the step "has the cloud make its agents" failed');
    expect(only(commands, 'apply')).toEqual([]);
    expect(plansLeft(env)).toEqual([]);
  });

  it('end in order at a signal', async () => {
    const it = await given({
      script: { ...first, 'state infra': empty },
      cloud: {
        steps: [
          step({
            run: async ({ env }) => {
              (env as MemoryEnv).interrupt('SIGINT');
              await new Promise(() => {});
            },
          }),
        ],
      },
    });
    await expect(apply(it.context, { yes: true })).rejects.toMatchObject({
      kind: 'interrupted',
      signal: 'SIGINT',
    });
    expect(plansLeft(it.env)).toEqual([]);
  });

  it('are given up at a signal, and told so', async () => {
    let told: AbortSignal | undefined;
    const run: StageStep['run'] = async ({ env, signal }) => {
      told = signal;
      (env as MemoryEnv).interrupt('SIGTERM');
      await new Promise(() => {});
    };
    const { error } = await applied(
      { yes: true },
      { script: { ...first, 'state infra': empty }, cloud: { steps: [step({ run })] } },
    );
    expect(error).toMatchObject({ kind: 'interrupted', signal: 'SIGTERM' });
    expect(told?.aborted).toBe(true);
  });

  it('say every second what they wait for and since when', async () => {
    const run: StageStep['run'] = async ({ env }, progress) => {
      progress('the agent of storage');
      await env.clock.sleep(5_000);
    };
    const { host } = await applied(
      { yes: true },
      { script: { ...first, 'state infra': empty }, cloud: { steps: [step({ run })] } },
    );
    const told = host.messages.flatMap((message) =>
      message.kind === 'progress' && message.code === 'step' ? [message.progress] : [],
    );
    expect(told[0]).toMatchObject({ label: 'step: has the cloud make its agents', slowest: [] });
    const seconds = told.flatMap(({ slowest }) => slowest.map((each) => each.seconds));
    expect(told.at(-1)?.slowest).toMatchObject([{ name: 'the agent of storage' }]);
    expect(Math.max(...seconds)).toBeGreaterThanOrEqual(5);
  });
});

describe('steps after a stack', () => {
  /** What happened, in order; and a step that is done once it ran. */
  function restarting(changes: Partial<StageStep> = {}) {
    const ran: string[] = [];
    const asked: StepContext[] = [];
    const restart: StageStep = {
      id: 'restart',
      stack: 'infra',
      when: 'after',
      text: 'restarts the database',
      isDone: async (context) => {
        asked.push(context);
        return ran.includes('restart');
      },
      run: async () => void ran.push('restart'),
      ...changes,
    };
    const noting = (script: Script): Script => ({
      ...script,
      'state infra': full,
      'apply infra': { ...done, meanwhile: () => void ran.push('infra') },
      'apply workload': { ...done, meanwhile: () => void ran.push('workload') },
    });
    return { ran, asked, steps: [restart], noting };
  }
  const unchanged = {
    ...first,
    'show infra': sameCluster,
    'show workload': shown([]),
    'state workload': full,
  };

  it('run once, when their stack is applied and before the next one is', async () => {
    const { ran, asked, steps, noting } = restarting();
    const { reviews, result, record } = await applied(
      { yes: true },
      { script: noting(first), cloud: { steps } },
    );
    expect(reviews[0]?.stacks[0]).toMatchObject({ steps: [{ id: 'restart', when: 'after' }] });
    expect(reviews[0]?.stacks[0]).not.toHaveProperty('stepsOnly');
    expect(ran).toEqual(['infra', 'restart', 'workload']);
    expect(result).toMatchObject({ status: 'applied', steps: [{ stack: 'infra', id: 'restart' }] });
    expect(record.stacks).toEqual({ infra: 'applied', workload: 'applied' });
    expect(asked.map(({ changing }) => changing)).toEqual([
      ['terraform_data.cluster'],
      ['terraform_data.cluster'],
    ]);
  });

  it('that are left by a run that was killed are a change of their own, and all that is done', async () => {
    const { ran, steps, noting } = restarting();
    const { reviews, result, commands, record } = await applied(
      { yes: true },
      { script: noting(unchanged), cloud: { steps } },
    );
    expect(reviews[0]).toMatchObject({
      hasChanges: true,
      stacks: [{ stack: 'infra', stepsOnly: true, hasChanges: true }, { hasChanges: false }],
    });
    expect(ran).toEqual(['restart']);
    expect(only(commands, 'apply')).toEqual([]);
    expect(result).toMatchObject({ status: 'applied', done: [], steps: [{ id: 'restart' }] });
    expect(record).toMatchObject({
      outcome: 'done',
      summary: 'applied: no changes to resources, 1 step besides terraform',
      stacks: { infra: 'applied', workload: 'unchanged' },
    });
  });

  it('that are left keep no later stack from being planned', async () => {
    const { steps, noting } = restarting();
    const { context } = await given({ script: noting(unchanged), cloud: { steps } });
    const { stacks, hasChanges } = await plan(context, {});
    expect(hasChanges).toBe(true);
    expect(stacks[1]).not.toHaveProperty('predicted');
  });

  it('that are done leave nothing to do', async () => {
    const { ran, steps, noting } = restarting({ isDone: async () => true });
    const { result } = await applied({}, { script: noting(unchanged), cloud: { steps } });
    expect(result).toMatchObject({ status: 'nothing-to-do', steps: [] });
    expect(ran).toEqual([]);
  });

  it('are not run a second time when what was planned turns out to be done', async () => {
    let asked = 0;
    const { ran, steps, noting } = restarting({ isDone: async () => asked++ > 0 });
    await applied({ yes: true }, { script: noting(first), cloud: { steps } });
    expect(ran).toEqual(['infra', 'workload']);
  });

  it('that need consent ask for it', async () => {
    const { ran, steps, noting } = restarting();
    const { error } = await applied({}, { script: noting(unchanged), cloud: { steps } });
    expect(error).toMatchObject({ kind: 'refused', code: 'consent-missing' });
    expect(ran).toEqual([]);
  });

  it('of a stage that was foretold run with it, and after a kill the next run takes them up', async () => {
    let denied = true;
    const ran: string[] = [];
    const { steps } = restarting({
      stack: 'workload',
      isDone: async () => ran.length > 0,
      run: async () => {
        if (denied) throw new Error('socket hang up');
        ran.push('restart');
      },
    });
    const broken = await applied({ yes: true }, { script: first, cloud: { steps } });
    expect(broken.error).toMatchObject({
      kind: 'access',
      code: 'step-failed',
      message: expect.stringMatching(
        /the step "restarts the database" failed: socket hang up; workload itself is applied; stage 1 of 2 \(infra\) is done/,
      ),
      hint: expect.stringContaining('safe to run again: bt-dataplane apply'),
    });
    expect(broken.record.stacks).toEqual({ infra: 'applied', workload: 'applied' });
    denied = false;
    const again = await applied(
      { yes: true },
      { script: unchanged, cloud: { steps }, files: broken.env.files },
    );
    expect(again.result).toMatchObject({ status: 'applied', steps: [{ stack: 'workload', id: 'restart' }] });
    expect(only(again.commands, 'apply')).toEqual([]);
  });

  it('that do not come right in time are unhealthy, which has an exit code of its own', async () => {
    const thrown = new BtError({ kind: 'unhealthy', code: 'no-answer', message: 'no answer', hint: 'look' });
    const { steps, noting } = restarting({ run: () => Promise.reject(thrown) });
    const { error } = await applied({ yes: true }, { script: noting(first), cloud: { steps } });
    expect(error).toMatchObject({ kind: 'unhealthy', code: 'no-answer' });
  });

  it('that cannot be told to be done or not stop the plan, and leave no plan file', async () => {
    const isDone = () => Promise.reject(new Error('no route'));
    const { steps, noting } = restarting({ isDone });
    const { error, env } = await applied({ yes: true }, { script: noting(first), cloud: { steps } });
    expect(error).toMatchObject({
      kind: 'access',
      code: 'step-unclear',
      message: 'whether the step "restarts the database" is done could not be told: no route',
    });
    expect(plansLeft(env)).toEqual([]);
  });

  it('read stored outputs of any stack', async () => {
    const found: unknown[] = [];
    const { steps, noting } = restarting({
      run: async ({ output }) => {
        found.push(await output('infra', 'cluster_endpoint'), await output('infra', 'nothing'));
        found.push(await output('elsewhere', 'nothing'));
      },
    });
    await applied({ yes: true }, { script: noting(first), cloud: { steps } });
    expect(found).toEqual(['10.0.0.2', undefined, undefined]);
  });
});

it('what a cloud adds to the environment reaches terraform, and wins over what is there', async () => {
  const { env, context } = await given({
    vars: { AZURE_TENANT_ID: 'mine' },
    cloud: {
      environment: async ({ name }, { fs, vars }, tokenFile) => {
        await fs.write(tokenFile, 'a token');
        return {
          AZURE_TENANT_ID: `not ${vars.AZURE_TENANT_ID}`,
          AZURE_FEDERATED_TOKEN_FILE: tokenFile,
          NAME: name,
        };
      },
    },
  });
  await plan(context, {});
  const planning = env.started.filter(({ args }) => args[0] === 'plan');
  expect(planning.map((spec) => spec.env)).toMatchObject([{ AZURE_TENANT_ID: 'not mine', NAME: 'acme' }]);
  const [file = ''] = planning.map((spec) => spec.env.AZURE_FEDERATED_TOKEN_FILE);
  expect(file).toContain('-plan-');
  expect(env.files.has(file)).toBe(false);
});
