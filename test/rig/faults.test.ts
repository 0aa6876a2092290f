/** Signals, a service that fails, a backend that fails, a full disk. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type Bench, openBench } from './bench.ts';
import { type Call, isCreate } from './fault-proxy.ts';
import type { Lab } from './lab.ts';
import { addRow } from './rows.ts';
import { losingReader, signalling, strike } from './strike.ts';
import { recoverOurs } from './trial.ts';

const isSave = ({ method, path }: Call) => method === 'PUT' && /\.tfstate(\?|$)/.test(path);
const letRun = async () => {};

describeWithRealParts('struck', ['terraform', 'providerMirror', 'python'], (parts) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(parts, 'f');
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  it.each([
    ['SIGINT', ['SIGINT'], 130],
    ['SIGTERM', ['SIGTERM'], 143],
    ['SIGINT twice, half a second apart', ['SIGINT', 'SIGINT'], 130],
    ['SIGHUP', ['SIGHUP'], 0],
  ] as const)('%s', async (fault, signals, code) => {
    const { end } = await strike(bench, {
      section: '2 Signals and pipes',
      fault,
      ours: signalling(3, ...signals),
      bare: signalling(3, ...signals),
    });
    expect(end.exitCode).toBe(code);
  });

  it('a closed pipe', async () => {
    const { end } = await strike(bench, {
      section: '2 Signals and pipes',
      fault: 'closed pipe',
      ours: losingReader(3),
      bare: losingReader(3),
    });
    expect(end.exitCode).toBe(0);
  });

  it.each([
    ['three errors 500', { matches: isCreate, spoiling: 'error', after: 2, times: 3 }],
    ['throttled three times', { matches: isCreate, spoiling: 'throttle', after: 2, times: 3 }],
    [
      'the answer to the 2nd creation is lost',
      { matches: isCreate, spoiling: 'lose-answer', after: 1, times: 1 },
    ],
    [
      'the answer to the 9th creation is lost',
      { matches: isCreate, spoiling: 'lose-answer', after: 8, times: 1 },
    ],
  ] as const)('a service that fails: %s', async (fault, spoiled) => {
    const prepare = (lab: Lab) => {
      lab.provider.fault = spoiled;
    };
    const mend = (lab: Lab) => {
      lab.provider.fault = undefined;
    };
    await strike(bench, {
      section: '3 A service that fails',
      fault,
      ours: letRun,
      bare: letRun,
      prepare,
      mend,
    });
  });

  it('a service that fails for ever ends within its time', async () => {
    const { end } = await strike(bench, {
      section: '3 A service that fails',
      fault: 'errors 500 for ever, `--apply-timeout 20s`',
      ours: letRun,
      prepare: (lab) => {
        lab.provider.fault = { matches: isCreate, spoiling: 'error', after: 4 };
      },
      mend: (lab) => {
        lab.provider.fault = undefined;
      },
      args: ['--apply-timeout', '20s'],
    });
    expect(end.exitCode).toBe(1);
  });

  it.each([1, 2])('a backend that fails from the %i. save on', async (save) => {
    const prepare = (lab: Lab) => {
      lab.backend.fault = { matches: isSave, spoiling: 'error', after: save - 1 };
    };
    const mend = (lab: Lab) => {
      lab.backend.fault = undefined;
    };
    await strike(bench, {
      section: '4 A backend that fails',
      fault: `every save from the ${save}. on`,
      ours: letRun,
      bare: letRun,
      prepare,
      mend,
    });
  });

  /** The folder of terraform's working copy, where it would keep what it cannot store. */
  const workIn = (stateDirectory: string): string => {
    const work = join(stateDirectory, 'acme', 'work');
    return join(work, readdirSync(work)[0] ?? '', 'data-plane');
  };
  const freeze = (folder: string, on: boolean) =>
    spawnSync('chattr', [on ? '+i' : '-i', folder]).status === 0;

  it('a backend that fails where the folder cannot be written either', async ({ skip }) => {
    const probe = join(bench.folder, 'probe');
    mkdirSync(probe);
    if (!freeze(probe, true)) {
      process.stderr.write('\nNOT RUN: an unwritable folder needs root and chattr\n');
      return skip();
    }
    freeze(probe, false);
    const prepare = (lab: Lab) => {
      lab.backend.fault = { matches: isSave, spoiling: 'error' };
    };
    const frozen =
      (folder: (lab: Lab) => string) => async (running: { until(n: number): Promise<boolean> }, lab: Lab) => {
        await running.until(1);
        freeze(folder(lab), true);
      };
    await strike(bench, {
      section: '4 A backend that fails',
      fault: 'every save, and the working folder cannot be written',
      ours: frozen((lab) => workIn(lab.stateDirectory)),
      bare: frozen((lab) => lab.bareFolder),
      prepare,
      mend: (lab) => {
        if (existsSync(join(lab.stateDirectory, 'acme', 'work'))) freeze(workIn(lab.stateDirectory), false);
        freeze(lab.bareFolder, false);
        lab.backend.fault = undefined;
      },
    });
  });

  it('a disk that is full, for terraform and for us', async ({ skip }) => {
    const disk = join(bench.folder, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m,mode=700', 'tmpfs', disk]).status !== 0) {
      process.stderr.write('\nNOT RUN: a full disk needs root, to mount a small one\n');
      return skip();
    }
    try {
      const lab = await bench.lab({ stateDirectory: join(disk, 'state') });
      const running = lab.start('apply', '--yes');
      await running.until(3);
      const filler = join(disk, 'filler');
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4k'], { stdio: 'ignore' });
      const end = await running.ended;
      rmSync(filler);
      const ours = await recoverOurs(lab, running, end);
      addRow({ section: '5 A full disk', fault: 'the state directory, after 3 of 12', ours });
      expect(ours, end.output).toMatchObject({ lost: 0, locked: false });
      expect(ours.runs, end.output).toBeLessThanOrEqual(2);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('never touches the lock of a run that may be alive, says who holds it, and takes it away when told to', async () => {
    const lab = await bench.lab({ stateOnly: true });
    const lock = {
      ID: '11111111-2222-3333-4444-555555555555',
      Operation: 'OperationTypeApply',
      Info: '',
      Who: 'ci@runner-7',
      Version: '1.11.4',
      Created: '2026-05-01T10:00:00.000000000Z',
      Path: `state/${lab.key}`,
    };
    await lab.oracle.putObject(`${lab.key}.tflock`, JSON.stringify(lock));
    const refused = await lab.run('apply', '--yes');
    expect(refused.exitCode).toBe(6);
    expect(refused.output).toMatch(/locked by ci@runner-7 since 2026-05-01 10:00.*OperationTypeApply/s);
    expect(refused.output).toContain(`bt-dataplane state unlock ${lock.ID}`);
    expect(await lab.oracle.isLocked(lab.key)).toBe(true);
    expect((await lab.run('recover', '--yes')).exitCode).toBe(0);
    expect(await lab.oracle.isLocked(lab.key)).toBe(true);
    expect((await lab.run('state', 'unlock', '00000000-0000-0000-0000-000000000009', '--yes')).exitCode).toBe(
      3,
    );
    expect((await lab.run('state', 'unlock', lock.ID)).exitCode).toBe(5);
    expect((await lab.run('state', 'unlock', lock.ID, '--yes')).exitCode).toBe(0);
    expect(await lab.oracle.isLocked(lab.key)).toBe(false);
    expect((await lab.run('apply', '--yes')).exitCode).toBe(0);
  });
});
