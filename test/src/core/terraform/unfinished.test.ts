import { describe, expect, it } from 'vitest';
import { readState } from '../../../../src/core/terraform/state.ts';
import { isUnaccounted, judgeJournal } from '../../../../src/core/terraform/unfinished.ts';
import { brokenOff, event, refusal } from '../../../helpers/broken-off.ts';

const stored = (ids: Readonly<Record<string, string>>) =>
  readState({
    resources: Object.entries(ids).map(([address, id]) => {
      const [type, name] = address.split('.');
      return { mode: 'managed', type, name, instances: [{ attributes: { id } }] };
    }),
  });

describe('a broken-off apply', () => {
  it('has lost what was made and is in no state, with its id', () => {
    const lines = [
      event('apply_start', 't.a'),
      event('apply_complete', 't.a', { id: 'id-a' }),
      event('apply_complete', 't.b', { id: 'id-b' }),
    ];
    const found = judgeJournal(brokenOff(lines), stored({ 't.b': 'id-b' }));
    expect(found.lost).toEqual([{ address: 't.a', id: 'id-a' }]);
    expect(isUnaccounted(found)).toBe(true);
    expect(isUnaccounted(judgeJournal(brokenOff(lines), stored({ 't.a': 'id-a', 't.b': 'id-b' })))).toBe(
      false,
    );
  });

  it('may have made what it began, unless that ended or is stored as tainted', () => {
    const lines = ['t.a', 't.b', 't.c', 't.d'].map((address) => event('apply_start', address));
    const more = [event('apply_errored', 't.b'), event('apply_complete', 't.c', { id: 'c' })];
    const found = judgeJournal(brokenOff([...lines, ...more]), stored({ 't.c': 'c', 't.d': 'd' }));
    expect(found.halfMade).toEqual(['t.a']);
  });

  it.each([
    'creating SSM Parameter (/a): operation error SSM: PutParameter, StatusCode: 0, RequestID: , canceled, context canceled',
    'creating IAM Role: read: connection reset by peer',
    'Plugin did not respond: The plugin encountered an error, and failed to respond to the plugin.(*GRPCProvider).ApplyResourceChange call. The plugin logs may contain more details.',
    'Request cancelled: The plugin.(*GRPCProvider).ApplyResourceChange request was cancelled.',
  ])('may have made what failed without an answer: %s', (text) => {
    const lines = [event('apply_start', 't.a'), event('apply_errored', 't.a'), refusal('t.a', text)];
    expect(judgeJournal(brokenOff(lines), stored({})).halfMade).toEqual(['t.a']);
    expect(judgeJournal(brokenOff(lines), stored({ 't.a': 'tainted' })).halfMade).toEqual([]);
    const changed = [event('apply_errored', 't.a', { action: 'update' }), refusal('t.a', text)];
    expect(judgeJournal(brokenOff(changed), stored({})).halfMade).toEqual([]);
  });

  it('has put something in place of what the state still has', () => {
    const lines = [event('apply_complete', 't.a', { id: 'new' })];
    const found = judgeJournal(brokenOff(lines), stored({ 't.a': 'old' }));
    expect([found.lost, found.superseded]).toEqual([[], [{ address: 't.a', id: 'new', old: 'old' }]]);
  });

  it('changes and deletions are seen by the next plan itself', () => {
    const lines = [
      event('apply_start', 't.a', { action: 'update' }),
      event('apply_complete', 't.b', { action: 'delete', id: 'b' }),
    ];
    expect(isUnaccounted(judgeJournal(brokenOff(lines), stored({})))).toBe(false);
  });

  it.each([
    'creating SSM Parameter (/a): ParameterAlreadyExists: The parameter already exists.',
    'creating S3 Bucket (a): BucketAlreadyOwnedByYou',
    'Error 409: Already exists: projects/p/instances/i',
    'A resource with the ID "x" already exists - to be managed via Terraform this resource needs to be imported',
  ])('was refused a name that is taken: %s', (text) => {
    const found = judgeJournal(
      brokenOff([event('apply_start', 't.a'), event('apply_errored', 't.a'), refusal('t.a', text)]),
      stored({}),
    );
    expect([found.refused, isUnaccounted(found)]).toEqual([['t.a'], false]);
  });

  it('had the lock only when something came after it', () => {
    expect(judgeJournal(brokenOff([], { lockId: 'l' }), stored({})).lockId).toBeUndefined();
    expect(judgeJournal(brokenOff([event('apply_start', 't.a')], { lockId: 'l' }), stored({})).lockId).toBe(
      'l',
    );
  });
});
