import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { promptOnTerminal } from '../../../../src/cli/host/prompts.ts';
import type { Question } from '../../../../src/core/io/host.ts';

/** Types each of `words` once the screen shows something new. */
function keyboard(...words: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  const left = [...words];
  let seen = '';
  output.on('data', (bytes) => {
    seen += bytes;
    const next = left.shift();
    if (next !== undefined) setImmediate(() => input.write(next));
  });
  return { input, output, screen: () => seen };
}

const choice: Question = {
  kind: 'choice',
  code: 'c',
  text: 'Profile',
  flag: '--profile',
  choices: [
    { value: 'staging', label: 'small' },
    { value: 'production', label: 'large' },
  ],
  initial: 'production',
};
const words: Question = { kind: 'text', code: 't', text: 'Region', flag: '--region', initial: 'us-east-1' };

test('a choice starts at its default and gives the value, not the label', async () => {
  const keys = keyboard('\r');
  expect(await promptOnTerminal(choice, keys)).toBe('production');
  expect(keys.screen()).toContain('large');
});

test('a text shows its default and takes it for an empty answer', async () => {
  const keys = keyboard('\r');
  expect(await promptOnTerminal(words, keys)).toBe('us-east-1');
  expect(keys.screen()).toContain('(us-east-1)');
});

test('a wrong answer is explained and asked again', async () => {
  const check = (answer: string) => (answer === 'good' ? undefined : 'must be good');
  const { initial: _, ...bare } = words;
  const input = new PassThrough();
  const output = new PassThrough();
  let seen = '';
  let typed = 0;
  const type = (count: number, keys: string) => {
    if (typed !== count) return;
    typed += 1;
    setImmediate(() => input.write(keys));
  };
  output.on('data', (bytes) => {
    seen += bytes;
    type(0, 'bad\r');
    if (seen.includes('must be good')) type(1, '\u0015good\r');
  });
  expect(await promptOnTerminal({ ...bare, check }, { input, output })).toBe('good');
});

test('the word of consent comes back as it was typed', async () => {
  const confirm: Question = { kind: 'confirm', code: 'y', text: 'type yes', expect: 'yes', flag: '--yes' };
  expect(await promptOnTerminal(confirm, keyboard('nope\r'))).toBe('nope');
});

test('Ctrl-C at a question ends the run as an interruption', async () => {
  const stopped = promptOnTerminal(words, keyboard('\u0003'));
  await expect(stopped).rejects.toMatchObject({ kind: 'interrupted', signal: 'SIGINT' });
});

test.each([
  ['a terminal that is closed', (input: PassThrough) => void input.end(), undefined],
  ['a question that is taken back', () => {}, AbortSignal.timeout(50)],
] as const)('%s ends the wait', async (_, close, signal) => {
  const input = new PassThrough();
  setImmediate(() => close(input));
  await expect(
    promptOnTerminal(words, { input, output: new PassThrough().resume(), signal }),
  ).rejects.toMatchObject({ kind: 'interrupted', code: 'prompt-closed' });
});
