import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Command, runCommand } from '../../../../src/core/terraform/runner.ts';
import { nodeEnv } from '../../../../src/env/node.ts';
import type { Env, InterruptName } from '../../../../src/env.ts';
import { drivingHost, notes } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const stubborn = fileURLToPath(new URL('../../../fixtures/bin/stubborn.sh', import.meta.url));

describe('with real processes', () => {
  let folder: string;
  let interrupt: (name: InterruptName) => void;
  let listeners: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bt-runner-'));
    listeners = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Runs the stand-in and interrupts it, each signal once the output shows that the one before has arrived. */
  async function run(command: Partial<Command>, signals: readonly InterruptName[], ticks: string, gap = 350) {
    const env: Env = {
      ...nodeEnv(),
      interrupts: {
        listen: (listener) => {
          interrupt = listener;
          listeners += 1;
          return () => {
            listeners -= 1;
          };
        },
      },
    };
    const host = drivingHost();
    const queue = [...signals];
    let sent = 0;
    const lines: string[] = [];
    const end = await runCommand(
      { env, host, file: stubborn, vars: { PATH: process.env.PATH ?? '' }, cwd: folder, runFolder: folder },
      { args: [ticks], label: 'apply x', log: `x-${performance.now()}`, onInterrupt: 'drain', ...command },
      {
        onLines: (fresh) => {
          lines.push(...fresh);
          if (lines.length === 0 || Date.now() - sent < gap) return;
          const next = queue.shift();
          sent = Date.now();
          if (next !== undefined) interrupt(next);
        },
      },
    );
    return { end, host, lines, seen: lines.filter((line) => line.includes('SIGINT')).length };
  }

  it('ends a command whose time is over', async () => {
    const { end } = await run({ limitMilliseconds: 150 }, [], '100');
    expect(end).toMatchObject({ timedOut: true, signal: 'SIGKILL', interruptedBy: undefined });
    expect((await run({ limitMilliseconds: 5000 }, [], '1')).end).toMatchObject({
      timedOut: false,
      exitCode: 0,
    });
  });

  it('passes the first signal on once and goes on reading to the end', async () => {
    const { end, host, lines, seen } = await run({}, ['SIGTERM'], '12');
    expect(seen).toBe(1);
    expect(lines.at(-1)).toContain('end');
    expect(end).toMatchObject({ exitCode: 0, interruptedBy: 'SIGTERM', signalsSent: 1 });
    expect(notes(host)).toEqual(['interrupt-1']);
  });

  it('terminates at the second', async () => {
    const { end, host, seen } = await run({}, ['SIGINT', 'SIGTERM'], '100');
    expect(seen).toBe(1);
    expect(end).toMatchObject({ signal: 'SIGTERM', interruptedBy: 'SIGINT', signalsSent: 2 });
    expect(notes(host)).toEqual(['interrupt-1', 'interrupt-2']);
  });

  it('kills what does not end within the grace period', async () => {
    const { end, host } = await run({ graceMilliseconds: 200 }, ['SIGINT', 'SIGTERM'], 'deaf');
    expect(end).toMatchObject({ signal: 'SIGKILL', signalsSent: 2 });
    expect(notes(host)).toEqual(['interrupt-1', 'interrupt-2', 'interrupt-3']);
  });

  it('takes a signal that is delivered twice at the same moment for one', async () => {
    const { end, seen } = await run({}, ['SIGINT', 'SIGINT'], '15', 0);
    expect(seen).toBe(1);
    expect(end).toMatchObject({ exitCode: 0, signalsSent: 1 });
  });

  it('never sends a third', async () => {
    const { end } = await run({}, ['SIGINT', 'SIGINT', 'SIGINT', 'SIGINT'], '100');
    expect(end.signalsSent).toBe(2);
  });

  it('stops in order at the end of its time, with one interrupt and more only after the grace period', async () => {
    const { end, seen } = await run({ deadlineMilliseconds: 200, graceMilliseconds: 60_000 }, [], '20');
    expect(seen).toBe(1);
    expect(end).toMatchObject({ exitCode: 0, timedOut: true, interruptedBy: undefined, signalsSent: 1 });
    const deaf = await run({ deadlineMilliseconds: 200, graceMilliseconds: 200 }, [], 'deaf');
    expect(deaf.end).toMatchObject({ signal: 'SIGKILL', timedOut: true, signalsSent: 2 });
  });

  it('asks a person first, and does as it is told', async () => {
    const goOn = await run({ beforeInterrupt: async () => 'go-on' }, ['SIGINT'], '12');
    expect([goOn.seen, goOn.end.interruptedBy, goOn.end.exitCode]).toEqual([0, undefined, 0]);
    const stop = await run({ beforeInterrupt: async () => 'stop' }, ['SIGINT'], '12');
    expect([stop.seen, stop.end.interruptedBy]).toEqual([1, 'SIGINT']);
    const impatient = await run({ beforeInterrupt: () => new Promise(() => {}) }, ['SIGINT', 'SIGINT'], '40');
    expect([impatient.seen, impatient.end.signalsSent]).toEqual([1, 1]);
    const system = await run({ beforeInterrupt: async () => 'go-on' }, ['SIGTERM'], '12');
    expect([system.seen, system.end.interruptedBy]).toEqual([1, 'SIGTERM']);
  });

  it('kills at once what does not answer signals', async () => {
    const { end, seen } = await run({ onInterrupt: 'kill' }, ['SIGINT'], '100');
    expect(seen).toBe(0);
    expect(end).toMatchObject({ signal: 'SIGKILL', interruptedBy: 'SIGINT', signalsSent: 0 });
  });

  it('carries on through a closed terminal where that was asked for', async () => {
    const { end, seen } = await run({ survivesHangup: true }, ['SIGHUP'], '12');
    expect(seen).toBe(0);
    expect(end).toMatchObject({ exitCode: 0, interruptedBy: undefined });
  });

  it('stops listening when it is over, and leaves its output in private files', async () => {
    const { end } = await run({}, [], '1');
    expect(listeners).toBe(0);
    expect(await readFile(end.stdout, 'utf8')).toContain('end');
  });

  it('tells when the file cannot be started', async () => {
    const env = nodeEnv();
    const end = await runCommand(
      { env, host: drivingHost(), file: join(folder, 'nothing'), vars: {}, cwd: folder, runFolder: folder },
      { args: [], label: 'x', log: 'x', onInterrupt: 'kill' },
    );
    expect(end.startError?.code).toBe('ENOENT');
  });
});

it('hands lines on while the command runs, torn or not', async () => {
  const looks: (readonly string[])[] = [];
  const env = memoryEnv({
    files: { '/run/keep': '' },
    run: async (spec, memory) => {
      for (const piece of ['{"a"', ':1}\n{"b":2}\n{"c', '":3}']) {
        await memory.fs.append(spec.stdout, piece);
        await memory.clock.sleep(500);
        await memory.clock.sleep(500);
      }
      return { exitCode: 0, signal: undefined };
    },
  });
  await runCommand(
    { env, host: drivingHost(), file: '/bin/terraform', vars: {}, cwd: '/run', runFolder: '/run' },
    { args: ['plan'], label: 'plan', log: 'plan', onInterrupt: 'drain' },
    { onLines: (lines) => void (lines.length > 0 && looks.push(lines)) },
  );
  expect(looks.flat()).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  expect(looks.length).toBeGreaterThan(1);
});
