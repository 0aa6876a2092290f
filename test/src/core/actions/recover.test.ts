/** Whole commands on a scripted terraform: what a broken-off apply left is found, shown, taken over, or refused. */
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../src/core/actions/apply/index.ts';
import { attach } from '../../../../src/core/actions/attach/index.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { type RecoverReview, recover } from '../../../../src/core/actions/recover/index.ts';
import type { Way } from '../../../../src/core/terraform/command-on.ts';
import type { ImportRules } from '../../../../src/core/terraform/import-ids.ts';
import { journalFile } from '../../../../src/core/terraform/journal.ts';
import type { RawResourceChange } from '../../../../src/core/terraform/plan-document.ts';
import type { ProcessSpec } from '../../../../src/env.ts';
import { brokenOff, event } from '../../../helpers/broken-off.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../helpers/drive.ts';
import type { MemoryEnv } from '../../../helpers/memory-env.ts';
import {
  commandsOf,
  planOf,
  type Script,
  scriptedEnv,
  stateOf,
} from '../../../helpers/scripted-terraform.ts';

const base = '/home/a/.local/state/bt-dataplane/acme';

/** One answer, and another from then on. */
function firstTime<T>(first: T, then: T): () => T {
  const answers = [first];
  return () => answers.shift() ?? then;
}

async function thrown(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** A deployment whose last apply was broken off: its journal says that it made `terraform_data.web`. */
async function afterBreak(
  script: Script,
  {
    pid = 4711,
    way,
    importIds = {},
  }: { readonly pid?: number; readonly way?: Way; readonly importIds?: ImportRules } = {},
) {
  const env = await scriptedEnv({ script: { show: { stdout: planOf() }, state: { stdout: '' }, ...script } });
  const context = contextOf(env, drivingHost(), testCloud(dataStack({ web: { input: 'a' } }), { importIds }));
  await plan(context, {});
  const workspace = env.started.at(-1)?.cwd ?? '';
  await putJournal(env, workspace, pid, way);
  return { env, context, before: commandsOf(env).length };
}

async function putJournal(env: MemoryEnv, workspace: string, pid: number, way?: Way): Promise<void> {
  const { begin } = brokenOff([]);
  const lines = [
    event('apply_start', 'terraform_data.web'),
    event('apply_complete', 'terraform_data.web', { id: 'id-1' }),
  ];
  const records = [
    { ...begin, workspace, way },
    { type: 'process', pid },
    ...lines.map((line) => ({ type: 'event', line })),
  ];
  await env.fs.makeDirectory(`${base}/journal`);
  const file = journalFile(base, begin.run, 'data-plane-apply');
  await env.fs.write(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

const importing = planOf({
  actions: ['no-op'],
  change: { actions: ['no-op'], before: {}, after: {}, importing: { id: 'id-1' } },
});
const journals = (env: MemoryEnv) =>
  [...env.files.keys()].filter((file) => file.startsWith(`${base}/journal/`));

describe('after an apply that was broken off', () => {
  it.each([
    ['a plan', plan],
    ['an apply', (context: Parameters<typeof apply>[0]) => apply(context, { yes: true })],
  ] as const)('%s refuses to make it a second time, and says what to do', async (_, work) => {
    const { env, context, before } = await afterBreak({});
    expect(await thrown(work(context, {}))).toMatchObject({
      kind: 'refused',
      code: 'resources-unrecorded',
      hint: expect.stringContaining('bt-dataplane recover --config /project/bt-dataplane.yaml'),
      detail: expect.stringContaining('terraform_data.web (id-1)'),
    });
    expect(
      commandsOf(env)
        .slice(before)
        .map(([name]) => name),
    ).not.toContain('plan');
    expect(journals(env)).toHaveLength(1);
  });

  it('what is in the state after all is settled without a word', async () => {
    const state = JSON.parse(stateOf('terraform_data.web'));
    state.resources[0].instances[0].attributes = { id: 'id-1' };
    const { env, context } = await afterBreak({ state: { stdout: JSON.stringify(state) } });
    await plan(context, {});
    expect(journals(env)).toEqual([]);
  });

  it('recover shows the imports, asks, applies exactly them, and closes the journal', async () => {
    const { env, context, before } = await afterBreak({
      show: [{ stdout: planOf() }, { stdout: planOf({ actions: ['create'] }) }, { stdout: importing }],
    });
    const reviews: RecoverReview[] = [];
    let blocks = '';
    const refused = await thrown(recover(context, { onReview: (review) => void reviews.push(review) }));
    expect(refused).toMatchObject({ kind: 'refused', code: 'consent-missing' });
    expect(journals(env)).toHaveLength(1);

    const fresh = await afterBreak({
      show: [{ stdout: planOf() }, { stdout: planOf({ actions: ['create'] }) }, { stdout: importing }],
      plan: {
        meanwhile: (memory, spec) => {
          blocks = memory.text(`${spec.cwd}/zz_recover.tf.json`) ?? blocks;
        },
      },
    });
    const result = await recover(fresh.context, { yes: true });
    expect(reviews[0]?.stacks[0]?.imports).toEqual([
      { address: 'terraform_data.web', id: 'id-1', evidence: 'made' },
    ]);
    expect(JSON.parse(blocks)).toEqual({ import: [{ to: 'terraform_data.web', id: 'id-1' }] });
    expect(result).toMatchObject({ status: 'recovered', imported: 1 });
    expect(
      commandsOf(fresh.env)
        .slice(before)
        .map(([name]) => name),
    ).toEqual(expect.arrayContaining(['plan', 'show', 'apply']));
    expect(journals(fresh.env)).toEqual([]);
    expect([...fresh.env.files.keys()].filter((file) => file.endsWith('zz_recover.tf.json'))).toEqual([]);
  });

  it('recover looks for all that a gap in the journal may hide, and takes over what is known if that fails', async () => {
    const blocks: string[] = [];
    const look = {
      meanwhile: (memory: MemoryEnv, spec: ProcessSpec) =>
        void blocks.push(memory.text(`${spec.cwd}/zz_recover.tf.json`) ?? ''),
    };
    const unseen = {
      address: 'terraform_data.unseen',
      change: { actions: ['create'], after: { name: 'n' } },
      actions: ['create'],
    };
    const { env, context } = await afterBreak(
      {
        show: [
          { stdout: planOf() },
          { stdout: planOf({ actions: ['create'] }, unseen) },
          { stdout: importing },
        ],
        plan: [{}, look, { ...look, exitCode: 1, stderr: 'Error: the cloud says no' }, look],
      },
      { importIds: { terraform_data: { named: '{name}' } } },
    );
    const [journal = ''] = journals(env);
    await env.fs.append(journal, '{"type":"event","line":"{');
    expect(await recover(context, { yes: true })).toMatchObject({
      status: 'recovered',
      imported: 1,
      review: { stacks: [{ unseen: ['terraform_data.unseen'] }] },
    });
    const known = { to: 'terraform_data.web', id: 'id-1' };
    expect(blocks.slice(1).map((text) => JSON.parse(text))).toEqual([
      { import: [known, { to: 'terraform_data.unseen', id: 'n' }] },
      { import: [known] },
    ]);
  });

  it.each([
    ['our tags', { tags: { a: '1' } }, 2, []],
    ['the tags of another', { tags: { a: '2' } }, 1, ['terraform_data.unseen']],
    ['no tags by which it could be told', {}, 1, []],
  ] as const)('recover finds in a gap something with %s', async (_, before, imported, doubted) => {
    const after = 'tags' in before ? { name: 'n', tags: { a: '1' } } : { name: 'n' };
    const unseen = (change: RawResourceChange['change']) => ({
      address: 'terraform_data.unseen',
      actions: ['create'],
      change,
    });
    const found = { actions: ['no-op'], before, after, importing: { id: 'n' } };
    const web = JSON.parse(importing).resource_changes[0];
    const both = planOf({ ...web, actions: ['no-op'] }, unseen(found));
    const { env, context } = await afterBreak(
      {
        show: [
          { stdout: planOf() },
          { stdout: planOf({ actions: ['create'] }, unseen({ actions: ['create'], after })) },
          { stdout: both },
          { stdout: imported === 2 ? both : importing },
        ],
      },
      { importIds: { terraform_data: { named: '{name}' } } },
    );
    const [journal = ''] = journals(env);
    await env.fs.append(journal, '{"type":"event","line":"{');
    const { review, ...result } = await recover(context, { yes: true });
    expect(result).toMatchObject({ status: 'recovered', imported });
    expect(review?.stacks[0]?.doubts.map(({ address }) => address)).toEqual(doubted);
    expect(review?.stacks[0]?.unseen).toEqual([]);
  });

  it('recover refuses to replace or destroy anything', async () => {
    const { context } = await afterBreak({
      show: [
        { stdout: planOf() },
        { stdout: planOf({ actions: ['create'] }) },
        { stdout: planOf({ actions: ['delete', 'create'] }) },
      ],
    });
    expect(await thrown(recover(context, { yes: true }))).toMatchObject({
      kind: 'refused',
      code: 'recovery-destroys',
      detail: 'replace terraform_data.web',
    });
  });

  it('recover has nothing to do when everything is accounted for', async () => {
    const env = await scriptedEnv({ script: { state: { stdout: '' } } });
    const context = contextOf(env, drivingHost(), testCloud(dataStack({ web: { input: 'a' } })));
    expect(await recover(context, { yes: true })).toMatchObject({ status: 'nothing-to-do', imported: 0 });
  });
});

describe('while terraform of an apply is still at work', () => {
  it('everything else is refused with exit code 6, and told how to follow it', async () => {
    // In memory, process 1 is the program itself.
    const { context } = await afterBreak({}, { pid: 1 });
    for (const work of [plan(context, {}), apply(context, { yes: true }), recover(context, { yes: true })])
      expect(await thrown(work)).toMatchObject({
        kind: 'locked',
        code: 'apply-running',
        hint: expect.stringContaining('bt-dataplane attach'),
      });
  });

  it('attach names commands that go on as the apply was begun', async () => {
    const { env, context } = await afterBreak({}, { pid: 1, way: { providerMirror: '/mirror' } });
    // It ends while it is followed, before it is done.
    const running = { ...env, processes: { ...env.processes, isRunning: firstTime(true, false) } };
    expect(await thrown(attach({ ...context, env: running }, {}))).toMatchObject({
      code: 'apply-broken-off',
      hint: expect.stringContaining(
        'bt-dataplane apply --config /project/bt-dataplane.yaml --provider-mirror /mirror;',
      ),
    });
  });

  it('attach says that nothing runs when it is gone', async () => {
    const { context } = await afterBreak({});
    expect(await attach(context, {})).toMatchObject({ status: 'nothing-running' });
  });
});
