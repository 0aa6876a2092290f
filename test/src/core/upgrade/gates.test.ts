import { describe, expect, it } from 'vitest';
import type { Rollout, RolloutContext } from '../../../../src/core/clouds/cloud.ts';
import { closedGate } from '../../../../src/core/upgrade/gates.ts';
import type { Gate } from '../../../../src/core/upgrade/path.ts';
import { fakeCloud } from '../../../helpers/deployment.ts';

const now = new Date('2026-06-02T12:00:00Z');
const nodes: Gate = { id: 'nodes', text: 'every node', kind: 'all-nodes' };
const ran: Gate = { id: 'ran', text: 'for a day', kind: 'ran', hours: 24 };

async function ask(rollout: Rollout, gates: readonly Gate[], passed: readonly string[] = []) {
  let asked = 0;
  const cloud = fakeCloud([], {
    rollout: async () => {
      asked += 1;
      return rollout;
    },
  });
  const context = { env: { clock: { now: () => now } } } as unknown as RolloutContext;
  return { closed: await closedGate(cloud, context, gates, passed), asked };
}

const done = (since?: string): Rollout => ({
  state: 'done',
  text: 'all run it',
  ...(since === undefined ? {} : { since: new Date(since) }),
});

describe('a gate', () => {
  it.each<[string, Rollout, Gate, string | undefined]>([
    ['of nodes is open when all run it', done(), nodes, undefined],
    [
      'of nodes is closed while some do not',
      { state: 'running', text: '1 of 3' },
      nodes,
      '2026-06-02T12:01:00.000Z',
    ],
    [
      'of nodes is closed when the rollout failed',
      { state: 'failed', text: 'cancelled' },
      nodes,
      '2026-06-02T12:01:00.000Z',
    ],
    ['of hours opens to the second', done('2026-06-01T12:00:00Z'), ran, undefined],
    ['of hours is closed before', done('2026-06-01T12:00:01Z'), ran, '2026-06-02T12:00:01.000Z'],
    ['of hours is closed when nobody knows since when', done(), ran, '2026-06-03T12:00:00.000Z'],
    [
      'of hours is closed while nodes change',
      { state: 'running', text: '1 of 3' },
      ran,
      '2026-06-02T12:01:00.000Z',
    ],
  ])('%s', async (_, rollout, gate, retryAt) => {
    const { closed } = await ask(rollout, [gate]);
    expect(closed?.retryAt.toISOString()).toBe(retryAt);
  });

  it('of what others install is for a person to answer for', async () => {
    const unseen: Rollout = { state: 'unseen', text: 'installed in another way' };
    await expect(ask(unseen, [nodes, ran])).rejects.toMatchObject({
      kind: 'refused',
      code: 'gate-unseen',
      hint: expect.stringContaining('--pass-gate nodes --pass-gate ran'),
    });
    expect((await ask(unseen, [nodes, ran], ['nodes', 'ran'])).closed).toBeUndefined();
  });

  it('that a person answers for is not asked about', async () => {
    const { closed, asked } = await ask({ state: 'running', text: '1 of 3' }, [nodes, ran], ['nodes', 'ran']);
    expect(closed).toBeUndefined();
    expect(asked).toBe(0);
  });

  it('that is closed behind an open one is named', async () => {
    const { closed, asked } = await ask(done('2026-06-02T11:00:00Z'), [nodes, ran]);
    expect(closed?.gate.id).toBe('ran');
    expect(asked).toBe(1);
  });
});
