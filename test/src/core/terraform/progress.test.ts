import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { countProgress } from '../../../../src/core/terraform/progress.ts';
import { parseLine, type UiEvent } from '../../../../src/core/terraform/ui-stream.ts';

const started = (address: string, action = 'create'): UiEvent => ({ type: 'started', address, action });
const completed = (address: string, action = 'create'): UiEvent => ({
  type: 'completed',
  address,
  action,
  id: '1',
});

it('counts a recorded apply to its end', () => {
  const counter = countProgress('apply data-plane');
  const stream = readFileSync(new URL('../../../fixtures/streams/apply.jsonl', import.meta.url), 'utf8');
  for (const line of stream.trim().split('\n')) counter.add(parseLine(line), 0);
  expect(counter.status(0)).toEqual({ label: 'apply data-plane', done: 8, total: 8, slowest: [] });
  expect(counter.running).toEqual([]);
});

it('ignores data sources, which terraform announces like resources', () => {
  const counter = countProgress('plan');
  counter.add(started('data.a.b', 'read'), 0);
  counter.add(completed('data.a.b', 'read'), 0);
  expect(counter.status(0)).toMatchObject({ done: 0, slowest: [] });
  expect(counter.completed).toEqual([]);
});

it('names what has been running longest, with its age', () => {
  const counter = countProgress('apply');
  for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) counter.add(started(name), index * 1000);
  counter.add(completed('b'), 5000);
  expect(counter.status(10_000).slowest).toEqual([
    { name: 'a', seconds: 10 },
    { name: 'c', seconds: 8 },
    { name: 'd', seconds: 7 },
  ]);
});

it('counts a replacement as its two steps', () => {
  const counter = countProgress('apply');
  counter.add({ type: 'planned', address: 'a', action: 'replace' }, 0);
  counter.add(started('a', 'delete'), 0);
  counter.add(completed('a', 'delete'), 0);
  expect(counter.status(0)).toMatchObject({ done: 1, total: 2 });
});

it('counts each change once, although terraform announces it twice', () => {
  const counter = countProgress('apply');
  for (let times = 0; times < 2; times += 1)
    counter.add({ type: 'planned', address: 'a', action: 'create' }, 0);
  counter.add(started('a'), 0);
  expect(counter.status(0)).toMatchObject({ done: 0, total: 1 });
});

it('keeps failures apart from what was begun and never ended', () => {
  const counter = countProgress('apply');
  counter.add(started('failed'), 0);
  counter.add(started('lost'), 0);
  counter.add({ type: 'failed', address: 'failed', action: 'create' }, 0);
  expect(counter.failed).toEqual(['failed']);
  expect(counter.running).toEqual(['lost']);
});

it('counts refreshed resources while it plans, with no total', () => {
  const counter = countProgress('plan');
  counter.add({ type: 'refreshed', address: 'a' }, 0);
  expect(counter.status(0)).toMatchObject({ done: 1, total: undefined });
});
