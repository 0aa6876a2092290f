import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter, parseLine } from '../../../../src/core/terraform/ui-stream.ts';

const recorded = (name: string) =>
  readFileSync(new URL(`../../../fixtures/streams/${name}.jsonl`, import.meta.url), 'utf8');

describe('lines', () => {
  it('are the same however the bytes are torn, within a line and within a character', () => {
    const text = `${recorded('apply')}plain text with ümlaut and 🌍\n\nlast line without an end`;
    const whole = text.split('\n');
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const splitter = new LineSplitter();
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const lines = places
          .slice(1)
          .flatMap((end, index) => splitter.push(bytes.subarray(places[index], end)));
        expect([...lines, ...splitter.flush()]).toEqual(whole);
      }),
    );
  });

  it('come only when they are whole', () => {
    const splitter = new LineSplitter();
    expect(splitter.push(Buffer.from('{"type":'))).toEqual([]);
    expect(splitter.push(Buffer.from('"log"}\n{'))).toEqual(['{"type":"log"}']);
    expect(splitter.flush()).toEqual(['{']);
    expect(splitter.flush()).toEqual([]);
  });
});

describe('a line', () => {
  it.each(['', 'Successfully configured the backend "local"!', '{"type":"apply_st', '[1,2]'])(
    'that is no JSON object is kept as text: %j',
    (text) => expect(parseLine(text)).toEqual({ type: 'text', text }),
  );

  it('of an unknown type passes through with its message', () => {
    expect(parseLine('{"type":"ephemeral_op_start","@message":"opening"}')).toEqual({
      type: 'other',
      name: 'ephemeral_op_start',
      text: 'opening',
    });
  });

  it('of a recorded apply is read with address, action and id', () => {
    const events = recorded('apply').trim().split('\n').map(parseLine);
    expect(events.filter((event) => event.type === 'planned')).toHaveLength(8);
    expect(events).toContainEqual({
      type: 'started',
      address: 'terraform_data.counted[1]',
      action: 'create',
    });
    expect(events).toContainEqual({
      type: 'completed',
      address: 'terraform_data.updated',
      action: 'create',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});
