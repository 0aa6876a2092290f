import { expect, it } from 'vitest';
import {
  lastRun,
  makeRunFolder,
  newRunId,
  type RunRecord,
  writeRecord,
} from '../../../../src/core/terraform/run-record.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

it('the last of two runs within one second is the later one, whatever their random ids', async () => {
  // The random ids sort the other way round than the runs.
  const ids = ['zzzz', 'aaaa'];
  const env = { ...memoryEnv(), randomId: () => ids.shift() ?? '' };
  const base = '/state/acme';

  for (const outcome of ['done', 'nothing-to-do'] as const) {
    const id = newRunId(env, 'apply');
    await makeRunFolder(env, base, id);
    await writeRecord(env, base, { id, action: 'apply', outcome } as RunRecord);
    await env.clock.sleep(1);
  }

  expect((await lastRun(env, base))?.outcome).toBe('nothing-to-do');
});
