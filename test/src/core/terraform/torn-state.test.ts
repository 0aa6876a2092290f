import { describe, expect, it } from 'vitest';
import type { Session } from '../../../../src/core/terraform/session.ts';
import { isTorn, setTornAside, stateBeforeTorn } from '../../../../src/core/terraform/torn-state.ts';
import type { Workspace } from '../../../../src/core/terraform/workspace.ts';
import { brokenOff } from '../../../helpers/broken-off.ts';
import { drivingHost, notes } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const localState = '/out/state/data-plane.tfstate';
const workspace = { folder: '/copy', localState } as Workspace;
const rest = '/copy/errored.tfstate';

async function setAside(files: Readonly<Record<string, string>>, { journal = true } = {}) {
  const env = memoryEnv();
  for (const folder of ['/out/state', '/copy', '/base/journal']) await env.fs.makeDirectory(folder);
  for (const [file, text] of Object.entries(files)) await env.fs.write(file, text);
  if (journal) await env.fs.write('/base/journal/run.jsonl', `${JSON.stringify(brokenOff([]).begin)}\n`);
  const host = drivingHost();
  await setTornAside({ context: { env, host }, base: '/base' } as unknown as Session, workspace);
  const read = (file: string) => env.fs.readText(file).catch(() => undefined);
  return { env, read, notes: notes(host) };
}

describe('a state file that a full disk has torn', () => {
  it('gives way to the state before it, and is kept', async () => {
    const { read, notes } = await setAside({
      [localState]: '{"a"',
      [`${localState}.backup`]: '{}',
      [rest]: '',
    });
    expect(await read(localState)).toBe('{}');
    expect(await read(`${localState}.damaged`)).toBe('{"a"');
    expect(await read(rest)).toBeUndefined();
    expect(notes).toEqual(['state-torn']);
  });

  it('gives way to none where there was none', async () => {
    const { env, read } = await setAside({ [localState]: '{"a"' });
    expect(await read(localState)).toBeUndefined();
    expect(await stateBeforeTorn(env, workspace)).toBeUndefined();
  });

  it.each([
    ['no journal knows what was made since', { [localState]: '{"a"', [rest]: '' }, false],
    ['it is whole', { [localState]: '{}', [rest]: '{"serial":2}' }, true],
    ['it is the empty one that a lock is on before there is a state', { [localState]: '' }, true],
  ])('stays where %s', async (_, files, journal) => {
    const { read, notes } = await setAside(files, { journal });
    for (const [file, text] of Object.entries(files)) expect(await read(file)).toBe(text);
    expect(notes).toEqual([]);
  });

  it('is told apart from one that is not there', async () => {
    const { env } = await setAside({ [localState]: '{"a"' }, { journal: false });
    expect(await isTorn(env, localState)).toBe(true);
    expect(await isTorn(env, rest)).toBe(false);
    expect(await isTorn(env, undefined)).toBe(false);
  });
});
