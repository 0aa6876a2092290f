/** From an old release to the newest in one unattended command: the built program, the real terraform, the AWS emulator. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type UpgradeLife, upgradeLife } from '../helpers/upgrade-life.ts';

const newest = newestRelease.version;

interface Applied {
  readonly status: string;
  readonly done: readonly {
    readonly hop?: { readonly id: string; readonly snapshot: boolean };
    readonly snapshot?: { readonly id: string };
    readonly plan: { readonly blocked: boolean; readonly counts: { readonly destroy: number } };
  }[];
  readonly health: { readonly release: string; readonly checks: readonly { id: string; state: string }[] };
}

describeWithRealParts('an upgrade on AWS', ['terraform', 'providerMirror', 'python'], (parts) => {
  let life: UpgradeLife;
  let failed = true;

  beforeAll(async () => {
    life = await upgradeLife(parts, ['1.1.32', '2.1.1', newest]);
  });
  afterAll(() => life?.close(failed));

  it('goes through every hop, each with its plan and its health, and has nothing left to do', async () => {
    await life.drive(0, 'apply', '--yes');
    expect(await life.running()).toMatchObject({ api: '1.1.32', nodes: ['1.1.32'] });

    const before = JSON.parse(
      (await life.drive(2, 'upgrade', 'check', '--json', '--detailed-exitcode')).stdout,
    );
    const way = before.upgrade.hops.map((hop: { id: string }) => hop.id);
    expect(way).toEqual(['wal-footer-v1', 'release-2.1.1', `release-${newest}`]);

    // A plain apply of the newest release is no way there.
    const text = readFileSync(life.configuration, 'utf8');
    expect(text).toContain('release: 1.1.32');

    // Without the one-way switch named, nothing begins.
    await life.upgrade(5, 'upgrade', 'apply', '--to', 'latest', '--through', '--yes');
    expect(await life.running()).toMatchObject({ api: '1.1.32', nodes: ['1.1.32'] });

    const command = ['upgrade', 'apply', '--to', 'latest', '--through', '--yes'];
    const flags = ['--accept-one-way', 'wal-footer-version', '--pass-gate', 'ran-with-wal-v1', '--json'];
    const { stdout } = await life.upgrade(0, ...command, ...flags);
    const { upgrade } = JSON.parse(stdout) as { upgrade: Applied };
    expect(upgrade.status).toBe('upgraded');
    const hops = upgrade.done.flatMap(({ hop }) => (hop ? [hop.id] : []));
    expect(hops).toEqual(way);
    for (const { plan, hop, snapshot } of upgrade.done) {
      expect(plan).toMatchObject({ blocked: false, counts: { destroy: 0 } });
      expect(snapshot !== undefined).toBe(hop?.snapshot === true);
    }
    expect(upgrade.health.release).toBe(newest);
    const good = upgrade.health.checks.filter(({ state }) => state === 'good').map(({ id }) => id);
    expect(good).toEqual(expect.arrayContaining(['rollout', 'api', 'api-version', 'brainstore-version']));
    expect(await life.running()).toEqual({ api: newest, nodes: [newest] });

    const after = JSON.parse(
      (await life.drive(0, 'upgrade', 'check', '--json', '--detailed-exitcode')).stdout,
    );
    expect(after.upgrade).toMatchObject({ available: false, hops: [], overdue: { releases: 0 } });
    await life.drive(0, 'plan', '--detailed-exitcode');
    await life.upgrade(0, 'upgrade', 'apply', '--to', 'latest', '--through', '--yes');

    // Back is refused, as a plain apply and as an upgrade.
    await life.upgrade(5, 'upgrade', 'apply', '--to', '2.1.1', '--yes');
    expect(life.emulator.complaints()).toEqual([]);
    failed = false;
  });
});
