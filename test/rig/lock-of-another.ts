/** A lock that no run of this machine has taken. */
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import { commandsIn } from './words.ts';

export async function lockOfAnother(bench: Bench): Promise<void> {
  const lab = await bench.lab({ stateOnly: true });
  const run = (...args: readonly string[]) => lab.start(...args).ended;
  const lock = {
    ID: '11111111-2222-3333-4444-555555555555',
    Operation: 'OperationTypeApply',
    Info: '',
    Who: 'ci@runner-7',
    Version: '1.11.4',
    Created: '2026-05-01T10:00:00.000000000Z',
    Path: `state/${lab.key}`,
  };
  await lab.oracle.putObject(`${lab.key}.tflock`, JSON.stringify(lock));
  const refused = await run('apply', '--yes');
  expect(refused.exitCode).toBe(6);
  expect(refused.output).toMatch(/locked by ci@runner-7 since 2026-05-01 10:00.*OperationTypeApply/s);
  expect(await lab.isLocked()).toBe(true);
  expect((await run('recover', '--yes')).exitCode).toBe(0);
  expect(await lab.isLocked()).toBe(true);
  expect((await run('state', 'unlock', '00000000-0000-0000-0000-000000000009', '--yes')).exitCode).toBe(3);
  expect((await run('state', 'unlock', lock.ID)).exitCode).toBe(5);
  expect(await lab.isLocked()).toBe(true);
  const [unlock = ''] = commandsIn(refused.output);
  expect(unlock).toContain(`state unlock ${lock.ID} --config`);
  expect((await lab.follow(unlock).ended).exitCode).toBe(0);
  expect(await lab.isLocked()).toBe(false);
  expect((await run('apply', '--yes')).exitCode).toBe(0);
}
