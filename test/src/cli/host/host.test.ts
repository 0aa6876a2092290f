import { describe, expect, test } from 'vitest';
import { createHost, duration, progressLine } from '../../../../src/cli/host/host.ts';
import { createSpeaker } from '../../../../src/cli/host/speaker.ts';
import { plain } from '../../../../src/cli/render/paint.ts';
import type { Streams } from '../../../../src/cli/streams.ts';
import type { Progress } from '../../../../src/core/io/host.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

function setup(
  overrides: { live?: boolean; quiet?: boolean; verbose?: boolean; interactive?: boolean } = {},
) {
  const said: string[] = [];
  const stdout: string[] = [];
  const shown: string[] = [];
  const { clock } = memoryEnv();
  const streams: Streams = {
    stdout: { write: (text) => void stdout.push(text), isTTY: false, width: undefined },
    stderr: { write: (text) => void said.push(text), isTTY: false, width: undefined },
    canType: true,
    prompt: async () => 'answer',
    liveBlock: async () => ({
      show: (text) => void shown.push(text),
      clear: () => void shown.push('(cleared)'),
    }),
  };
  const options = { live: false, quiet: false, verbose: false, interactive: false, ...overrides };
  const host = createHost({ streams, speaker: createSpeaker(streams), clock, paint: plain, ...options });
  const progress = (done: number, label = 'apply data-plane') => {
    const state: Progress = { label, done, total: 9, slowest: [] };
    host.notify({ kind: 'progress', code: 'p', progress: state });
  };
  return { host, said, stdout, shown, clock, progress };
}

describe('a log', () => {
  test('gets one line at the start of a piece of work, then a sign of life every 30 seconds', async () => {
    const { said, clock, progress } = setup();
    for (let second = 0; second <= 65; second += 1) {
      progress(second);
      await clock.sleep(1000);
    }
    expect(said).toEqual([
      'apply data-plane  0 of 9\n',
      'apply data-plane  30 of 9\n',
      'apply data-plane  60 of 9\n',
    ]);
  });

  test('never gets a control character', () => {
    const { said, host, progress } = setup();
    progress(1);
    host.notify({ kind: 'note', code: 'n', level: 'warning', text: 'careful' });
    host.notify({ kind: 'done', code: 'd', text: 'applied' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
    expect(said.join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(said.join('')).toBe('apply data-plane  1 of 9\nwarning: careful\napplied\n');
  });
});

describe('a terminal', () => {
  test('shows nothing for what ends within half a second', async () => {
    const { shown, clock, progress, host } = setup({ live: true });
    progress(0);
    await clock.sleep(400);
    progress(1);
    host.notify({ kind: 'done', code: 'd', text: 'done' });
    expect(shown).toEqual([]);
  });

  test('clears the live block before a message is printed', async () => {
    const { shown, said, clock, progress, host } = setup({ live: true });
    progress(0);
    await clock.sleep(600);
    progress(1);
    await clock.sleep(100);
    progress(2);
    host.notify({ kind: 'note', code: 'n', level: 'warning', text: 'slow' });
    expect(shown.at(-1)).toBe('(cleared)');
    expect(shown).toContain('apply data-plane  2 of 9');
    expect(said).toEqual(['warning: slow\n']);
  });
});

describe('how much is said', () => {
  const levels = (options: { quiet?: boolean; verbose?: boolean }) => {
    const { host, said } = setup(options);
    for (const level of ['debug', 'info', 'warning'] as const)
      host.notify({ kind: 'note', code: 'n', level, text: level });
    return said.map((line) => line.trim());
  };

  test('by default no details', () => expect(levels({})).toEqual(['info', 'warning: warning']));
  test('with --verbose all', () =>
    expect(levels({ verbose: true })).toEqual(['debug', 'info', 'warning: warning']));
  test('with --quiet warnings stay', () => expect(levels({ quiet: true })).toEqual(['warning: warning']));
});

describe('a question', () => {
  const question = { kind: 'text', code: 'q', text: 'Region', flag: '--region' } as const;

  test('is put when a person can answer', async () => {
    expect(await setup({ interactive: true }).host.ask(question)).toBe('answer');
  });

  test('is refused otherwise, naming the flag', async () => {
    const refusal = setup().host.ask(question);
    await expect(refusal).rejects.toMatchObject({
      kind: 'refused',
      hint: expect.stringContaining('--region'),
    });
  });
});

test('what was concealed is hidden in talk and data', () => {
  const { host, said } = setup();
  host.conceal('very-secret-licence');
  host.notify({ kind: 'note', code: 'n', level: 'info', text: 'key very-secret-licence' });
  expect(said).toEqual(['key [hidden]\n']);
});

test('progress names the three slowest with their age', () => {
  const slowest = [
    { name: 'database', seconds: 3725 },
    { name: 'cache', seconds: 192 },
    { name: 'bucket', seconds: 8 },
    { name: 'key', seconds: 1 },
  ];
  expect(progressLine({ label: 'apply', done: 2, total: undefined, slowest })).toBe(
    'apply  2  slowest: database 1h02m, cache 3m12s, bucket 8s',
  );
});

test.each([
  [0, '0s'],
  [59.6, '1m00s'],
  [3600, '1h00m'],
])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));
