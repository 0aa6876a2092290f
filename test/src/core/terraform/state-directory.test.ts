import { expect, it } from 'vitest';
import { stateDirectory } from '../../../../src/core/terraform/state-directory.ts';
import { drivingHost, notes } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

it.each([
  ['the own variable', { BT_DATAPLANE_STATE_DIR: '/own', XDG_STATE_HOME: '/xdg', HOME: '/home/a' }, '/own'],
  ['the own variable, relative', { BT_DATAPLANE_STATE_DIR: 'own' }, '/project/own'],
  ['XDG', { XDG_STATE_HOME: '/xdg', HOME: '/home/a' }, '/xdg/bt-dataplane'],
  [
    'the home folder, when XDG is relative',
    { XDG_STATE_HOME: 'xdg', HOME: '/home/a' },
    '/home/a/.local/state/bt-dataplane',
  ],
  ['the home folder', { HOME: '/home/a' }, '/home/a/.local/state/bt-dataplane'],
])('is named by %s', async (_, vars, expected) => {
  const host = drivingHost();
  const env = memoryEnv({ vars });
  expect(await stateDirectory(env, host)).toBe(expected);
  expect((await env.fs.stat(expected))?.kind).toBe('directory');
  expect(notes(host)).toEqual([]);
});

it('is temporary without a home, with a warning', async () => {
  const host = drivingHost();
  const folder = await stateDirectory(memoryEnv({ vars: {} }), host);
  expect(folder).toMatch(/^\/tmp\/bt-dataplane-/);
  expect(notes(host)).toEqual(['state-dir-temporary']);
});

it('that cannot be written stops with the variable to set', async () => {
  const env = memoryEnv({ vars: { HOME: '/home/a' }, readOnly: ['/home'] });
  await expect(stateDirectory(env, drivingHost())).rejects.toMatchObject({
    kind: 'access',
    hint: expect.stringContaining('BT_DATAPLANE_STATE_DIR'),
  });
});
