/** Upgrades through the real terraform, of a data plane that needs no provider: what is deployed is what its nodes say. */
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { RenderedStack } from '../../modules/core/render.ts';
import { apply } from '../../src/core/actions/apply/index.ts';
import { type UpgradeApplyOptions, upgradeApply } from '../../src/core/actions/upgrade-apply/index.ts';
import { upgradeCheck } from '../../src/core/actions/upgrade-check/index.ts';
import { upgradePlan } from '../../src/core/actions/upgrade-plan/index.ts';
import type { Cloud, Rollout } from '../../src/core/clouds/cloud.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env } from '../../src/env.ts';
import { configText, contextOf, dataStack, drivingHost, notes, testCloud } from '../helpers/drive.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const oldConfig = `${configText}# why we stay behind
release: 1.1.32 # the last of 1.x
brainstore:
  walFooterVersion: none
  noPostgres: none
`;
const newest = newestRelease.version;
const way = ['wal-footer-v1', 'release-2.1.1', `release-${newest}`];
const accept = { acceptOneWay: ['wal-footer-version'] };
const allTheWay: UpgradeApplyOptions = { to: 'latest', through: true, yes: true, ...accept };

let folder: string;
let env: Env;
/** What the cloud answers, and what was asked of it. */
let rollout: () => Promise<Rollout>;
let snapshots: string[];
/** What the API says; by default what terraform has put there. */
let answer: () => string;
let now: Date;
let slept: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-upgrade-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), oldConfig);
  const { PATH = '', HOME = '' } = process.env;
  const real = nodeEnv();
  now = new Date('2026-11-26T12:00:00Z');
  slept = 0;
  snapshots = [];
  rollout = async () => ({
    state: 'done',
    text: 'all nodes run it',
    since: new Date('2026-11-01T00:00:00Z'),
  });
  answer = running;
  env = {
    ...real,
    cwd: folder,
    vars: { PATH, HOME, BT_DATAPLANE_STATE_DIR: join(folder, 'runs'), LICENSE: 'licence-4f1d9a-canary' },
    http: { get: async () => ({ status: 200, body: JSON.stringify({ version: answer() }) }) },
    clock: {
      now: () => now,
      elapsed: () => now.getTime(),
      async sleep(milliseconds, signal) {
        if (signal?.aborted) return;
        await new Promise((later) => setImmediate(later));
        // Signs of life tick beside the work; only waiting moves the time on.
        if (milliseconds <= 1_000) return;
        slept += milliseconds;
        now = new Date(now.getTime() + milliseconds);
      },
    },
  };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function stackOf(config: Config): RenderedStack {
  const { walFooterVersion, noPostgres } = config.brainstore;
  return dataStack(
    { nodes: { input: `${config.release} ${walFooterVersion} ${noPostgres}` } },
    {
      output: {
        release: { value: config.release },
        wal_footer_version: { value: walFooterVersion },
        no_postgres: { value: noPostgres },
      },
    },
  );
}

const upgradable = (changes: Partial<Cloud> = {}) =>
  testCloud(dataStack({}), {
    render: async (config) => [stackOf(config)],
    rollout: () => rollout(),
    apiUrl: async () => 'https://api.example.com',
    snapshot: async ({ name }) => {
      snapshots.push(name);
      return { id: name, restore: `restore ${name}` };
    },
    ...changes,
  });

function drive(reply?: string, changes: Partial<Cloud> = {}) {
  const host = drivingHost(reply);
  return { host, context: contextOf(env, host, upgradable(changes)) };
}

async function config(): Promise<string> {
  return readFile(join(folder, 'bt-dataplane.yaml'), 'utf8');
}

/** The release that the state holds. */
function running(): string {
  const file = join(folder, '.bt-dataplane/acme/state/data-plane.tfstate');
  return JSON.parse(readFileSync(file, 'utf8')).outputs.release.value;
}

/** Kills, as far as a program in its own process can: what comes next never happens. */
class Killed extends Error {}

describeWithRealParts('an upgrade', ['terraform'], () => {
  let first: string | undefined;

  // Deployed once; each test begins with a copy of that.
  beforeEach(async () => {
    if (first !== undefined) return cp(first, folder, { recursive: true });
    await apply(drive().context, { yes: true });
    first = await mkdtemp(join(tmpdir(), 'bt-upgrade-'));
    await cp(folder, first, { recursive: true });
  });
  afterAll(() => first && rm(first, { recursive: true, force: true }));

  it('says what is deployed, how late that is, and the way', async () => {
    const check = await upgradeCheck(drive().context, {});
    expect(check).toMatchObject({
      deployed: { release: '1.1.32', walFooterVersion: 'none', noPostgres: 'none' },
      latest: newest,
      available: true,
      refusals: [],
      oneWay: ['wal-footer-version'],
      overdue: { policy: 'update-overdue' },
    });
    expect(check.hops.map(({ id }) => id)).toEqual(way);
  });

  it('plans the first hop and shows the rest', async () => {
    const { hops, first } = await upgradePlan(drive().context, { to: 'latest' });
    expect(hops.length).toBeGreaterThan(1);
    expect(first?.subject.release).toBe('1.1.32');
    expect(running()).toBe('1.1.32');
    expect(await config()).toBe(oldConfig);
  });

  it('goes all the way, hop by hop, and changes the configuration along', async () => {
    const { host, context } = drive();
    const result = await upgradeApply(context, allTheWay);
    expect(result.status).toBe('upgraded');
    expect(result.done.map(({ hop }) => hop?.id)).toEqual(way);
    expect(result.left).toEqual([]);
    // Objects without PostgreSQL have no way back, so no upgrade brings them by itself.
    expect(result.done.every(({ hop }) => hop?.noPostgres === 'none')).toBe(true);
    expect(running()).toBe(newest);
    const written = await config();
    expect(written).toContain(`release: ${newest} # the last of 1.x`);
    expect(written).toContain('# why we stay behind');
    expect(written).toContain('walFooterVersion: v3');
    expect(written).toContain('noPostgres: none');
    expect(await readFile(join(folder, 'bt-dataplane.yaml.before-1.1.32'), 'utf8')).toBe(oldConfig);
    expect(snapshots).toContain('acme-20261126-before-2-1-1');
    expect(notes(host)).toEqual(expect.arrayContaining(['config-written', 'snapshot-taken']));
    // GIVEN the end, THEN there is nothing more to do, and a plain apply agrees.
    expect(await upgradeCheck(drive().context, {})).toMatchObject({ available: false, hops: [] });
    expect((await apply(drive().context, { yes: true })).status).toBe('nothing-to-do');
    expect((await upgradeApply(drive().context, allTheWay)).status).toBe('up-to-date');
  });

  it('does one hop without --through, and says what is left', async () => {
    const result = await upgradeApply(drive().context, { ...allTheWay, through: false });
    expect(result).toMatchObject({
      status: 'stopped',
      deployed: { release: '1.1.32', walFooterVersion: 'v1' },
    });
    expect(result.left.length).toBeGreaterThan(0);
  });

  it('refuses before anything is done when a one-way step is not accepted', async () => {
    await expect(upgradeApply(drive().context, { ...allTheWay, acceptOneWay: [] })).rejects.toMatchObject({
      kind: 'refused',
      code: 'one-way-blocked',
      hint: expect.stringContaining('--accept-one-way wal-footer-version'),
    });
    expect(running()).toBe('1.1.32');
    expect(await config()).toBe(oldConfig);
  });

  it('in a pipeline goes to the release of the configuration, and writes nothing', async () => {
    const asked = oldConfig
      .replace('1.1.32 #', `${newest} #`)
      .replace('walFooterVersion: none', 'walFooterVersion: v3');
    await writeFile(join(folder, 'bt-dataplane.yaml'), asked);
    env = { ...env, vars: { ...env.vars, CI: 'true' } };
    const result = await upgradeApply(drive().context, { through: true, yes: true, ...accept });
    expect(result).toMatchObject({
      status: 'upgraded',
      deployed: { release: newest, walFooterVersion: 'v3' },
    });
    expect(result.config).toBeUndefined();
    expect(await config()).toBe(asked);
  });

  it('in a pipeline with --to says what has to be committed', async () => {
    env = { ...env, vars: { ...env.vars, CI: 'true' } };
    const result = await upgradeApply(drive().context, allTheWay);
    expect(result.config).toMatchObject({ written: false, diff: expect.stringContaining(newest) });
    expect(await config()).toBe(oldConfig);
    // A plain apply would now go back, and is refused.
    await expect(apply(drive().context, { yes: true })).rejects.toMatchObject({
      kind: 'refused',
      hint: expect.stringContaining('upgrade'),
    });
    expect(running()).toBe(newest);
  });

  it('pauses at a gate, and goes on once it opens', async () => {
    rollout = async () => ({ state: 'running', text: 'readers: 1 of 3 nodes run it' });
    // The rollout is a check of health, too: here only the gate is of interest.
    const options = { ...allTheWay, through: false, withoutCheck: ['rollout'] as const };
    const first = await upgradeApply(drive().context, options).catch((error) => error);
    expect(first).toMatchObject({ status: 'paused' });
    expect(first.gate?.text).toContain('1 of 3 nodes');
    expect(first.gate?.retryAt > now).toBe(true);
    rollout = async () => ({
      state: 'done',
      text: 'all nodes run it',
      since: new Date('2026-11-01T00:00:00Z'),
    });
    expect((await upgradeApply(drive().context, options)).status).toBe('stopped');
  });

  it('waits at a gate with --through', async () => {
    let asked = 0;
    rollout = async () => {
      asked += 1;
      return asked < 6
        ? { state: 'running', text: 'readers: 1 of 3 nodes run it' }
        : { state: 'done', text: 'all nodes run it', since: new Date('2026-11-01T00:00:00Z') };
    };
    const { host, context } = drive();
    const result = await upgradeApply(context, { ...allTheWay, withoutCheck: ['rollout'] as const });
    expect(result.status).toBe('upgraded');
    expect(notes(host)).toContain('gate-closed');
    expect(slept).toBeGreaterThan(0);
  });

  it('stops with exit code 8 when the API runs something else', async () => {
    answer = () => '1.1.32';
    await expect(upgradeApply(drive().context, allTheWay)).rejects.toMatchObject({
      kind: 'unhealthy',
      hint: expect.stringContaining('upgrade apply'),
    });
    // It is applied, and the same command goes on from there.
    answer = running;
    expect((await upgradeApply(drive().context, allTheWay)).status).toBe('upgraded');
  });

  it.each([
    ['inside of the second', 1],
    ['before the last', 2],
  ])('goes on after it was killed %s', async (_, hops) => {
    let done = 0;
    const options = {
      ...allTheWay,
      onHop: () => {
        if (done === hops) throw new Killed();
        done += 1;
      },
    };
    await expect(upgradeApply(drive().context, options)).rejects.toBeInstanceOf(Killed);
    const result = await upgradeApply(drive().context, allTheWay);
    expect(result.status).toBe('upgraded');
    expect(running()).toBe(newest);
    expect(await config()).toContain(`release: ${newest}`);
    expect(await upgradeCheck(drive().context, {})).toMatchObject({ available: false });
  });

  it('takes no second snapshot on the same day when it goes on', async () => {
    const snapshot: Cloud['snapshot'] = async ({ name }) => {
      snapshots.push(name);
      throw new Killed();
    };
    await expect(upgradeApply(drive(undefined, { snapshot }).context, allTheWay)).rejects.toThrow();
    await upgradeApply(drive().context, allTheWay);
    expect(new Set(snapshots).size).toBe(snapshots.length - 1);
  });

  it('asks where a person sits', async () => {
    const { host, context } = drive('yes');
    await upgradeApply(context, { ...allTheWay, yes: false, through: false });
    expect(host.questions).toMatchObject([{ kind: 'confirm', expect: 'yes' }]);
  });

  it('refuses to begin without consent where nobody can be asked', async () => {
    await expect(upgradeApply(drive().context, { ...allTheWay, yes: false })).rejects.toMatchObject({
      kind: 'refused',
      code: 'consent-missing',
      hint: expect.stringContaining('upgrade apply'),
    });
    expect(running()).toBe('1.1.32');
  });

  it.each([
    ['a release marked unusable', '2.13.0'],
    ['a downgrade', '1.1.31'],
  ])('refuses %s', async (_, to) => {
    await expect(upgradeApply(drive().context, { ...allTheWay, to })).rejects.toMatchObject({
      kind: 'refused',
      code: 'upgrade-refused',
    });
  });

  it('names the same deployment where what is deployed tells no release', async () => {
    const state = join(folder, '.bt-dataplane/acme/state/data-plane.tfstate');
    await writeFile(state, JSON.stringify({ ...JSON.parse(readFileSync(state, 'utf8')), outputs: {} }));
    const { context } = drive();
    await expect(upgradeCheck(context, { config: 'bt-dataplane.yaml' })).rejects.toMatchObject({
      code: 'release-not-deployed',
      hint: `bring it to its end first: bt-dataplane apply --config ${join(folder, 'bt-dataplane.yaml')}`,
    });
  });

  it('leaves no run behind for a look', async () => {
    const runs = () => readdir(join(folder, 'runs', 'acme', 'runs')).catch(() => []);
    const before = await runs();
    await upgradeCheck(drive().context, {});
    expect(await runs()).toEqual(before);
  });
});
