import { describe, expect, it } from 'vitest';
import { tidyBrokenOff } from '../../../../src/core/terraform/broken-off.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const runs = '/state/acme/runs';
const run = (id: string, pid?: number) => ({
  [`${runs}/${id}/data-plane.tfplan`]: 'secret',
  [`${runs}/${id}/data-plane-show.out`]: 'secret',
  [`${runs}/${id}/data-plane-apply.out`]: 'log',
  ...(pid === undefined ? {} : { [`${runs}/${id}/owner.pid`]: `${pid}\n` }),
});

describe('what a killed run leaves', () => {
  it.each([
    ['goes, but for its log', 77, [], ['data-plane-apply.out', 'owner.pid']],
    ['goes when nobody knows whose it is', undefined, [], ['data-plane-apply.out']],
    [
      'stays while that run still goes on, for instance at its question',
      77,
      [77],
      ['data-plane-apply.out', 'data-plane-show.out', 'data-plane.tfplan', 'owner.pid'],
    ],
  ])('%s', async (_, pid, running, left) => {
    const env = memoryEnv({ files: run('20260601T120000Z-apply-a', pid), running });
    await tidyBrokenOff(env, '/state/acme');
    expect([...(await env.fs.list(`${runs}/20260601T120000Z-apply-a`))].sort()).toEqual(left);
  });

  it('is no reason to fail when it cannot be removed, or when there was no run', async () => {
    const env = memoryEnv({ files: run('a', 77), readOnly: ['/state'] });
    await tidyBrokenOff(env, '/state/acme');
    await tidyBrokenOff(memoryEnv(), '/state/acme');
  });
});
