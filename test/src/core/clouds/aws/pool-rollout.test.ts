import { expect, it } from 'vitest';
import {
  type PoolFacts,
  type PoolNode,
  poolRollout,
} from '../../../../../src/core/clouds/aws/pool-rollout.ts';

const now = new Date('2026-06-01T12:00:00Z');
const made = new Date('2026-05-30T12:00:00Z');
const node: PoolNode = { template: 'lt-1:2', lifecycle: 'InService', healthy: true };
const old: PoolNode = { ...node, template: 'lt-1:1' };
const begun = { status: 'InProgress', percent: 40, reason: undefined, end: undefined };
const ended = { ...begun, status: 'Successful', end: new Date('2026-06-01T11:00:00Z') };
const pool: PoolFacts = {
  name: 'acme-brainstore',
  region: 'eu-west-1',
  made,
  desired: 2,
  template: 'lt-1:2',
  nodes: [node, node],
  refresh: undefined,
};

it.each<readonly [string, Partial<PoolFacts>, string, RegExp]>([
  ['all new', {}, 'done', /2 of 2 nodes are new and healthy$/],
  ['replacing', { nodes: [node, old], refresh: begun }, 'running', /\(40 %\), 1 of 2 are old$/],
  ['about to replace', { refresh: { ...begun, status: 'Pending' } }, 'running', /\(Pending\)/],
  [
    'going back',
    { refresh: { ...begun, status: 'RollbackInProgress' } },
    'running',
    /\(RollbackInProgress\)/,
  ],
  [
    'failed',
    { nodes: [node, old], refresh: { ...begun, status: 'Failed', reason: 'no capacity' } },
    'failed',
    /1 of 2 nodes are old, and their replacement is Failed: no capacity; when the cause is mended: aws autoscaling start-instance-refresh --region eu-west-1 /,
  ],
  [
    'gone back',
    { nodes: [old, old], refresh: { ...begun, status: 'RollbackSuccessful' } },
    'failed',
    /replacement is RollbackSuccessful/,
  ],
  ['never begun', { nodes: [old, old] }, 'failed', /nothing replaces them; start with: aws autoscaling/],
  ['old after an older one', { nodes: [old, node], refresh: ended }, 'failed', /nothing replaces them/],
  [
    'an old one on its way out',
    { nodes: [node, node, { ...old, lifecycle: 'Terminating:Wait' }], refresh: ended },
    'running',
    /1 old nodes are on their way out$/,
  ],
  ['an old one that is gone', { nodes: [node, node, { ...old, lifecycle: 'Terminated' }] }, 'done', /2 of 2/],
  [
    'one that warms up for later',
    { nodes: [node, node, { ...old, lifecycle: 'Warmed:Stopped' }] },
    'done',
    /2 of 2/,
  ],
  ['one too few', { nodes: [node] }, 'running', /1 of 2 nodes are in service$/],
  [
    'one that starts',
    { nodes: [node, { ...node, lifecycle: 'Pending' }] },
    'running',
    /1 of 2 nodes are in service$/,
  ],
  ['one that is ill', { nodes: [node, { ...node, healthy: false }] }, 'running', /1 of 2 nodes are healthy$/],
  [
    'of another template',
    { nodes: [node, { ...node, template: 'lt-9:2' }] },
    'failed',
    /1 of 2 nodes are old/,
  ],
  [
    'a template that is not known',
    { template: undefined },
    'failed',
    /its launch template is not in the state$/,
  ],
])('%s', (_, facts, state, text) => {
  const seen = poolRollout({ ...pool, ...facts }, now);
  expect(seen.state).toBe(state);
  expect(seen.text).toMatch(/^acme-brainstore: /);
  expect(seen.text).toMatch(text);
  if (state !== 'done') expect(seen.since).toBeUndefined();
});

it('is so since the last replacement, or since the group was made', () => {
  expect(poolRollout(pool, now).since).toEqual(made);
  expect(poolRollout({ ...pool, refresh: ended }, now).since).toEqual(ended.end);
});

it('is not said to be so for longer than AWS remembers', () => {
  const ancient = { ...pool, made: new Date('2025-01-01T00:00:00Z') };
  expect(poolRollout(ancient, now).since).toEqual(new Date('2026-04-20T12:00:00Z'));
});

it('says no time where nodes became new by something else than a replacement', () => {
  const seen = poolRollout({ ...pool, refresh: { ...begun, status: 'Cancelled', end: ended.end } }, now);
  expect(seen).toMatchObject({ state: 'done' });
  expect(seen.since).toBeUndefined();
});
