/** An upgrade that is killed between and inside of its hops, and started again with the same words each time. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type UpgradeLife, upgradeLife } from '../helpers/upgrade-life.ts';

const newest = newestRelease.version;
const command = [
  ...['upgrade', 'apply', '--to', 'latest', '--through', '--yes'],
  ...['--accept-one-way', 'wal-footer-version', '--pass-gate', 'ran-with-wal-v1'],
];

describeWithRealParts('an upgrade that is killed', ['terraform', 'providerMirror', 'python'], (parts) => {
  let life: UpgradeLife;
  let failed = true;

  beforeAll(async () => {
    life = await upgradeLife(parts, ['1.1.32', '2.1.1', newest]);
  });
  afterAll(() => life?.close(failed));

  /** Files of the runs of this machine, newest last. */
  function runs(action: string): readonly string[] {
    const folder = join(life.workspace.stateDirectory, 'climb', 'runs');
    return readdirSync(folder)
      .filter((name) => name.includes(`-${action}-`))
      .sort()
      .map((name) => join(folder, name));
  }

  const configuration = () => readFileSync(life.configuration, 'utf8');

  it('ends where it would have ended', async () => {
    await life.drive(0, 'apply', '--yes');
    const applies = runs('apply').length;
    const begun = (count: number) => runs('apply').length >= applies + count;

    // Inside of the first hop: terraform has begun to change something. What settles comes first, so it is the second run.
    await life.kill(() => begun(2) && isApplying(runs('apply').at(-1)), ...command);
    // Between hops: the configuration names the next release, and nothing of it is applied.
    await life.kill(() => configuration().includes('release: 2.1.1'), ...command);
    // Inside of the last hop.
    await life.kill(
      () => configuration().includes(`release: ${newest}`) && isApplying(runs('apply').at(-1)),
      ...command,
    );

    await life.upgrade(0, ...command);
    expect(await life.running()).toEqual({ api: newest, nodes: [newest] });
    const check = JSON.parse(
      (await life.drive(0, 'upgrade', 'check', '--json', '--detailed-exitcode')).stdout,
    );
    expect(check.upgrade).toMatchObject({ available: false, hops: [] });
    await life.drive(0, 'plan', '--detailed-exitcode');
    expect(life.emulator.complaints()).toEqual([]);
    failed = false;
  });

  /** Terraform's own stream says that a change has begun. */
  function isApplying(run: string | undefined): boolean {
    if (run === undefined || !existsSync(run)) return false;
    return readdirSync(run)
      .filter((name) => name.includes('apply') && name.endsWith('.out'))
      .some((name) => readFileSync(join(run, name), 'utf8').includes('"apply_start"'));
  }
});
