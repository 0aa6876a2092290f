import { describe, expect, it } from 'vitest';
import {
  isAtWork,
  isWorthKeeping,
  type JournalBegin,
  journalFile,
  openJournal,
  readJournal,
  settleJournal,
  waitingJournals,
} from '../../../../src/core/terraform/journal.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const base = '/state/acme';
const begin: JournalBegin = {
  type: 'begin',
  formatVersion: 1,
  run: '20260601T120000000Z-apply-id1',
  stack: 'data-plane',
  label: 'apply data-plane',
  workspace: '/state/acme/copies/a/data-plane',
  started: '2026-06-01T12:00:00.000Z',
  host: 'here',
  stream: '/state/acme/runs/20260601T120000000Z-apply-id1/data-plane-apply.out',
  terraformVersion: '1.11.4',
  serial: 0,
};
const file = journalFile(base, begin.run, 'data-plane-apply');
const line = (type: string, address = 't.a') =>
  JSON.stringify({ '@message': 'm', hook: { resource: { addr: address }, action: 'create' }, type });
const open = (env = memoryEnv({ files: { '/state/acme/keep': '' } })) =>
  openJournal(env, file, begin, (error) => {
    throw error;
  });

describe('a journal', () => {
  it('is private, and reads back what was written, in order', async () => {
    const env = memoryEnv();
    const journal = await open(env);
    await journal.write({ type: 'process', pid: 7, born: '99' });
    await journal.write({ type: 'lock', id: 'l1', who: 'a@here', operation: 'o', created: 'c' });
    await journal.write({ type: 'event', line: line('apply_start') });
    expect(env.modes.get(file)).toBe(0o600);
    expect(await readJournal(env, file)).toMatchObject({
      begin,
      child: { pid: 7, born: '99' },
      lockId: 'l1',
      lines: [line('apply_start')],
      hasGaps: false,
      ended: false,
    });
  });

  it('loses only the last line when the machine dies in the middle of it', async () => {
    const env = memoryEnv();
    const journal = await open(env);
    await journal.write({ type: 'event', line: line('apply_start') });
    await env.fs.append(file, '{"type":"event","line":"{\\"ty');
    expect((await readJournal(env, file))?.lines).toEqual([line('apply_start')]);
    for (const text of ['', 'torn', '{"type":"event"}\n']) {
      await env.fs.write(file, text);
      expect(await readJournal(env, file)).toBeUndefined();
    }
  });

  it('goes on with what terraform wrote after its writer was killed, each line once', async () => {
    const env = memoryEnv();
    const journal = await open(env);
    await journal.write({ type: 'event', line: line('apply_start') });
    await env.fs.makeDirectory(begin.stream.slice(0, begin.stream.lastIndexOf('/')));
    const rest = [line('apply_start'), line('planned_change'), line('apply_complete')];
    await env.fs.write(begin.stream, `${rest.join('\n')}\n`);
    expect((await readJournal(env, file))?.lines).toEqual([line('apply_start'), line('apply_complete')]);
  });

  it('never stops an apply: what cannot be written is told once', async () => {
    const env = memoryEnv({ readOnly: ['/state'] });
    const told: unknown[] = [];
    const journal = await openJournal(env, file, begin, (error) => told.push(error));
    await journal.write({ type: 'event', line: 'x' });
    await journal.write({ type: 'event', line: 'y' });
    expect(told.length).toBeGreaterThan(0);
    const before = told.length;
    await journal.write({ type: 'event', line: 'z' });
    expect(told).toHaveLength(before);
  });

  it.each([
    ['nothing', ''],
    ['half a line', '{"type":"event","li'],
  ])('says that something is missing once it can be written again, after %s was written', async (_, half) => {
    const full: string[] = [];
    const env = memoryEnv({ readOnly: full });
    const journal = await open(env);
    expect(await journal.write({ type: 'event', line: line('apply_start', 't.a') })).toBe(true);
    full.push('/state');
    const torn = await openJournal(env, file, begin, () => {});
    expect(await torn.write({ type: 'event', line: line('apply_start', 't.b') })).toBe(false);
    full.pop();
    await env.fs.append(file, half);
    expect(await torn.write({ type: 'event', line: line('apply_start', 't.c') })).toBe(true);
    expect(await readJournal(env, file)).toMatchObject({
      lines: [line('apply_start', 't.a'), line('apply_start', 't.c')],
      hasGaps: true,
    });
  });

  it.each([
    ['a line of its own is cut off', { journal: '{"type":"event","line":"{\\"ty' }, true],
    ['one that terraform wrote is', { stream: `${line('apply_start')}\n{"@mess\n` }, true],
    ['one was cut off, and terraform could write again', { stream: `{"@mess${line('apply_start')}\n` }, true],
    ['terraform said something in between', { stream: `panic: {\n${line('apply_start')}\n` }, false],
  ] as const)(
    'when %s',
    async (_, { journal = '', stream = '' }: { journal?: string; stream?: string }, hasGaps) => {
      const env = memoryEnv({ files: { [begin.stream]: stream } });
      await open(env);
      await env.fs.append(file, journal);
      expect(await readJournal(env, file)).toMatchObject({ hasGaps });
    },
  );

  it('waits until it is accounted for, and then lies with its run', async () => {
    const env = memoryEnv();
    await open(env);
    await env.fs.makeDirectory(`${base}/runs/${begin.run}`);
    const [waiting] = await waitingJournals(env, base);
    expect(waiting?.file).toBe(file);
    if (waiting !== undefined) await settleJournal(env, base, waiting);
    expect(await waitingJournals(env, base)).toEqual([]);
    expect(env.text(`${base}/runs/${begin.run}/data-plane-apply.jsonl`)).toContain('"type":"begin"');
  });

  it('keeps changes and failures, and neither values nor what is only planned', () => {
    const kept = ['apply_start', 'apply_complete', 'apply_errored', 'diagnostic', 'change_summary'];
    const left = ['outputs', 'planned_change', 'refresh_start', 'version', 'resource_drift'];
    expect(kept.map((type) => isWorthKeeping(line(type)))).toEqual(kept.map(() => true));
    expect(left.map((type) => isWorthKeeping(line(type)))).toEqual(left.map(() => false));
  });
});

describe('terraform of a journal is at work', () => {
  const judge = async (changes: { pid?: number; born?: string; host?: string; ended?: boolean }) => {
    const env = memoryEnv({ running: [7] });
    return isAtWork(env, {
      file,
      begin: { ...begin, host: changes.host ?? 'here' },
      child: { pid: changes.pid ?? 7, born: changes.born },
      lockId: undefined,
      lines: [],
      hasGaps: false,
      ended: changes.ended ?? false,
    });
  };

  it.each([
    ['while its process is there', {}, true],
    ['while it is the same process', { born: '7' }, true],
    ['not when its id was given to another', { born: '6' }, false],
    ['not when it is gone', { pid: 8 }, false],
    ['not when its end is written down', { ended: true }, false],
    ['not, as far as can be told, on another machine', { host: 'there' }, false],
  ] as const)('%s', async (_, changes, expected) => {
    expect(await judge(changes)).toBe(expected);
  });
});
