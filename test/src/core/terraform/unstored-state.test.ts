import { describe, expect, it } from 'vitest';
import { apply } from '../../../../src/core/actions/apply/index.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { holds } from '../../../../src/core/terraform/unstored-state.ts';
import { contextOf, dataStack, drivingHost, notes, testCloud } from '../../../helpers/drive.ts';
import { commandsOf, planOf, scriptedEnv } from '../../../helpers/scripted-terraform.ts';

const state = (serial: number, ids: Readonly<Record<string, string>>, lineage = 'a') => ({
  version: 4,
  serial,
  lineage,
  resources: Object.entries(ids).map(([name, id]) => ({
    mode: 'managed',
    type: 't',
    name,
    instances: [{ attributes: { id } }],
  })),
});

describe('a state that waits to be stored', () => {
  it.each([
    ['is stored as it was', state(5, { web: '1' }), true],
    ['is stored, and more since', state(7, { web: '1', db: '2' }), true],
    ['is not stored yet', state(4, { web: '1' }), false],
    ['was overtaken by a run that made it a second time', state(7, { web: '2' }), false],
    ['was overtaken by a run that did not know it', state(7, {}), false],
    ['belongs to another line', state(7, { web: '1' }, 'b'), false],
    ['is the only one', undefined, false],
  ])('%s', (_, stored, held) => {
    expect(holds(stored, state(5, { web: '1' }))).toBe(held);
  });

  const kept = state(5, { web: '1' });

  async function planAfter(left: string, stored: string) {
    const pull = stored.startsWith('Unsupported') ? { stderr: stored, exitCode: 1 } : { stdout: stored };
    const script = { show: { stdout: planOf() }, state: pull };
    const env = await scriptedEnv({ script });
    const host = drivingHost();
    const context = contextOf(env, host, testCloud(dataStack({ web: { input: 'a' } })));
    await plan(context, {});
    const work = env.started.at(-1)?.cwd ?? '';
    await env.fs.write(`${work}/errored.tfstate`, left);
    const before = commandsOf(env).length;
    const outcome = await plan(context, {}).then(
      () => undefined,
      (error: unknown) => error,
    );
    const commands = commandsOf(env)
      .slice(before)
      .map((args) => args[0]);
    return { outcome, commands, host, there: env.files.has(`${work}/errored.tfstate`) };
  }

  it.each([
    ['whole', JSON.stringify(kept)],
    ['torn', '{"version":4,'],
  ])('is named before anything is planned: %s', async (_, left) => {
    const { outcome, commands, there } = await planAfter(left, '');
    expect(outcome).toMatchObject({
      kind: 'refused',
      code: 'state-not-stored',
      hint: expect.stringMatching(
        /cd '.*data-plane' && terraform init && terraform state push '.*errored\.tfstate'/,
      ),
    });
    expect(commands).not.toContain('plan');
    expect(there).toBe(true);
  });

  it('comes with the way past a stored state that is torn', async () => {
    const { outcome } = await planAfter(JSON.stringify(kept), 'Unsupported state file format');
    expect(outcome).toMatchObject({
      code: 'state-not-stored',
      hint: expect.stringMatching(/mv '(.*data-plane\.tfstate)' '\1\.damaged' && cd .* terraform state push/),
    });
  });

  it('is forgotten once it was stored', async () => {
    const { outcome, host, there } = await planAfter(JSON.stringify(kept), JSON.stringify(kept));
    expect(outcome).toBeUndefined();
    expect(notes(host)).toContain('state-stored');
    expect(there).toBe(false);
  });

  it('is stored by the next apply, also where terraform begins a line of its own', async () => {
    const answers = [{ stdout: '' }, { stdout: '' }, { stdout: JSON.stringify({ ...kept, lineage: 'b' }) }];
    const script = { show: { stdout: planOf() }, state: answers, output: { stdout: '{}' } };
    const env = await scriptedEnv({ script });
    const host = drivingHost();
    const context = contextOf(env, host, testCloud(dataStack({ web: { input: 'a' } })));
    await plan(context, {});
    const file = `${env.started.at(-1)?.cwd}/errored.tfstate`;
    await env.fs.write(file, JSON.stringify(kept));
    expect(await apply(context, { yes: true })).toMatchObject({ status: 'nothing-to-do' });
    expect(commandsOf(env)).toContainEqual(['state', 'push', '-lock-timeout=2m', file]);
    expect(notes(host)).toContain('state-stored');
    expect(env.files.has(file)).toBe(false);
  });
});
