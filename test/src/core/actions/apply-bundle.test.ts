/** Order and cost of what `apply FILE` does, with a terraform that plays recorded answers. */
import { describe, expect, it } from 'vitest';
import { apply } from '../../../../src/core/actions/apply/index.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { contextOf, dataStack, drivingHost, notes, testCloud } from '../../../helpers/drive.ts';
import {
  commandsOf,
  planOf,
  recorded,
  type Script,
  scriptedEnv,
  stateOf,
} from '../../../helpers/scripted-terraform.ts';

const update = { show: { stdout: planOf({ actions: ['update'] }) }, output: { stdout: '{}' } };

async function given(script: Script = {}) {
  const env = await scriptedEnv({
    readOnly: ['/sealed'],
    script: { apply: { stdout: recorded('apply') }, ...update, ...script },
  });
  const cloud = testCloud(dataStack({ web: { input: 'a' } }));
  const host = drivingHost();
  return { env, host, cloud, context: contextOf(env, host, cloud) };
}

const words = (commands: readonly (readonly string[])[]) =>
  commands.map(([first = '', second = '']) => (first === 'state' ? `${first} ${second}` : first));

describe('apply of a bundle', () => {
  it('looks at the state, reads the plan and applies it, and makes none', async () => {
    const { env, context } = await given();
    await plan(context, { out: 'a.btplan' });
    expect(words(commandsOf(env))).toEqual(['init', 'plan', 'show', 'state pull']);
    expect(env.modes.get('/project/a.btplan')).toBe(0o600);
    const before = commandsOf(env).length;
    expect(await apply(context, { bundle: 'a.btplan', yes: true })).toMatchObject({ status: 'applied' });
    const after = words(commandsOf(env).slice(before));
    expect(after.filter((word) => word !== 'state pull' && word !== 'output')).toEqual(['show', 'apply']);
    const left = [...env.files.keys()].filter((file) => file.endsWith('.tfplan'));
    expect(left).toEqual([]);
  });

  it('with no changes does nothing', async () => {
    const { context } = await given({ show: { stdout: planOf() } });
    await plan(context, { out: 'a.btplan' });
    expect(await apply(context, { bundle: 'a.btplan' })).toMatchObject({ status: 'nothing-to-do' });
  });

  it('leaves no plan behind when it is refused, and the bundle as it is', async () => {
    const other = { stdout: planOf({ actions: ['delete', 'create'] }) };
    const { env, context } = await given({ show: [update.show, other] });
    await plan(context, { out: 'a.btplan' });
    const bytes = env.files.get('/project/a.btplan');
    await expect(apply(context, { bundle: 'a.btplan', yes: true })).rejects.toMatchObject({
      kind: 'stale',
      code: 'bundle-damaged',
      message: expect.stringContaining('do not do what it says'),
    });
    expect(env.files.get('/project/a.btplan')).toEqual(bytes);
    expect([...env.files.keys()].filter((file) => file.endsWith('.tfplan'))).toEqual([]);
  });

  it('is refused when a state came to be meanwhile', async () => {
    const { context } = await given({ 'state data-plane': [{ stdout: '' }, { stdout: stateOf('a_b.c') }] });
    await plan(context, { out: 'a.btplan' });
    await expect(apply(context, { bundle: 'a.btplan', yes: true })).rejects.toMatchObject({
      kind: 'stale',
      message: expect.stringContaining('its serial was 0, and is 7'),
    });
  });

  it('is refused when calls of the provider go somewhere else', async () => {
    const { env, host, cloud, context } = await given();
    await plan(context, { out: 'a.btplan' });
    const elsewhere = { ...env, vars: { ...env.vars, AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' } };
    await expect(
      apply(contextOf(elsewhere, host, cloud), { bundle: 'a.btplan', yes: true }),
    ).rejects.toMatchObject({
      kind: 'stale',
      message: expect.stringContaining('went to the cloud itself, and go to http://127.0.0.1:5000'),
    });
  });

  it('says what to do where a bundle cannot be written, and warns of a name that git would take', async () => {
    const { host, context } = await given();
    await expect(plan(context, { out: '/sealed/a.btplan' })).rejects.toMatchObject({
      kind: 'access',
      code: 'bundle-not-written',
    });
    await plan(context, { out: 'review.plan' });
    expect(notes(host)).toContain('bundle-not-ignored');
  });
});
