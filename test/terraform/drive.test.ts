/** The real terraform through our runner, with resources that need no provider. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apply } from '../../src/core/actions/apply/index.ts';
import { destroy } from '../../src/core/actions/destroy/index.ts';
import { outputs } from '../../src/core/actions/outputs/index.ts';
import { plan } from '../../src/core/actions/plan/index.ts';
import { status } from '../../src/core/actions/status/index.ts';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env, InterruptName } from '../../src/env.ts';
import {
  configText,
  contextOf,
  dataStack,
  drivingHost,
  type TestCloud,
  testCloud,
} from '../helpers/drive.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const run = promisify(execFile);
const key = 'licence-4f1d9a-canary';
const stateful = { terraform_data: { noun: 'database', loss: 'all rows' } };

let folder: string;
let env: Env;
let cloud: TestCloud;
/** Plays a signal to this program. */
let interrupt: (name: InterruptName) => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-drive-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), configText);
  const { PATH = '', HOME = '' } = process.env;
  interrupt = () => {};
  env = {
    ...nodeEnv(),
    cwd: folder,
    interrupts: {
      listen: (listener) => {
        interrupt = listener;
        return () => {
          interrupt = () => {};
        };
      },
    },
    vars: { PATH, HOME, BT_DATAPLANE_STATE_DIR: join(folder, 'runs'), LICENSE: key },
  };
  cloud = testCloud(
    dataStack({ db: { input: 'one', lifecycle: { prevent_destroy: true } }, web: { input: 'a' } }),
    { leftovers: ['keys stay for a while'] },
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const drive = (answer?: string) => {
  const host = drivingHost(answer);
  return { host, context: contextOf(env, host, cloud) };
};

const stackFolder = () => join(folder, '.bt-dataplane', 'acme', 'data-plane');

/** Terraform as a person would run it in the rendered folder. */
async function plainTerraform(...args: readonly string[]) {
  const { PATH, HOME } = process.env;
  return run('terraform', [...args], {
    cwd: stackFolder(),
    env: { PATH, HOME, TF_VAR_license_key: key, TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
  });
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describeWithRealParts('a whole life', ['terraform'], () => {
  it('plans, applies, tells, changes and destroys', async () => {
    const first = await plan(drive().context, {});
    expect(first.counts).toMatchObject({ create: 2, replace: 0, destroy: 0 });
    expect(first.hasChanges).toBe(true);
    expect(first.stacks[0]?.components.database).toMatchObject({ create: 2 });

    const { host, context } = drive();
    const applied = await apply(context, { yes: true });
    expect(applied.status).toBe('applied');
    expect(applied.done.map((step) => step.address).sort()).toEqual([
      'terraform_data.db',
      'terraform_data.web',
    ]);
    expect(applied.outputs).toEqual({
      release: { sensitive: false, value: '2.12.0' },
      token: { sensitive: true },
    });
    expect(host.concealed).toContain(key);
    expect(host.questions).toEqual([]);

    const again = await apply(drive().context, {});
    expect(again.status).toBe('nothing-to-do');

    const told = await outputs(drive().context, {});
    expect(told.outputs.token).toEqual({ stack: 'data-plane', sensitive: true });
    const raw = await outputs(drive().context, { name: 'token' });
    expect(raw.outputs).toEqual({
      token: { stack: 'data-plane', sensitive: true, value: 'tok-4711-secret' },
    });

    const now = await status(drive().context, {});
    expect(now).toMatchObject({ deployed: true, drift: 'same', next: 'plan' });
    expect(now.stacks[0]).toMatchObject({ resources: 2, tainted: [], release: '2.12.0' });
    expect(now.lastRun).toMatchObject({ action: 'apply', outcome: 'nothing-to-do' });

    const gone = await destroy(drive().context, { yes: true });
    expect(gone).toMatchObject({ status: 'destroyed', destroyed: 2, leftovers: ['keys stay for a while'] });
    expect(await destroy(drive().context, {})).toMatchObject({ status: 'empty', destroyed: 0 });
  });

  it('leaves no secret, no plan and no open file behind', async () => {
    await apply(drive().context, { yes: true });
    await outputs(drive().context, {});
    const kept = await filesBelow(join(folder, 'runs'));
    expect(kept.filter((file) => file.endsWith('.tfplan'))).toEqual([]);
    for (const file of kept) expect(await readFile(file, 'utf8'), file).not.toContain(key);
    const logs = await filesBelow(join(folder, 'runs', 'acme', 'runs'));
    expect(logs.length).toBeGreaterThan(2);
    for (const file of logs) {
      expect(await readFile(file, 'utf8'), file).not.toContain('tok-4711-secret');
      expect(((await stat(file)).mode & 0o777).toString(8), file).toBe('600');
    }
    for (const inner of ['runs', 'runs/acme', 'runs/acme/runs', 'runs/acme/work', '.bt-dataplane/acme/state'])
      expect(((await stat(join(folder, inner))).mode & 0o777).toString(8), inner).toBe('700');
  });
});

describeWithRealParts('the guard', ['terraform'], () => {
  it('lets us plan what plain terraform refuses to plan, on the same state', async () => {
    await apply(drive().context, { yes: true });
    cloud.stack = dataStack({
      db: { input: 'one', triggers_replace: ['new'], lifecycle: { prevent_destroy: true } },
      web: { input: 'a' },
    });
    const planned = await plan(drive().context, {});
    expect(planned.blocked).toBe(true);
    expect(planned.concerns).toMatchObject([
      {
        address: 'terraform_data.db',
        kind: 'data-loss',
        change: 'replace',
        allowed: false,
        because: 'triggers_replace forces a new terraform_data',
        flag: "--allow-replace 'terraform_data.db'",
      },
    ]);

    await plainTerraform('init', '-input=false');
    const refusal = await plainTerraform('plan', '-input=false').catch((error: { stderr: string }) => error);
    expect(refusal.stderr).toContain('Instance cannot be destroyed');
  });

  it('refuses to apply it even with consent, and applies it when the address is named', async () => {
    await apply(drive().context, { yes: true });
    cloud.stack = dataStack({ db: { input: 'two', triggers_replace: ['new'] }, web: { input: 'a' } });
    cloud = testCloud(cloud.stack, { resourceClasses: stateful });
    const { context } = drive();
    await expect(apply(context, { yes: true })).rejects.toMatchObject({
      kind: 'refused',
      code: 'stateful-change-blocked',
      hint: expect.stringContaining("--allow-replace 'terraform_data.db'"),
    });
    const applied = await apply(context, { yes: true, allowReplace: ['terraform_data.db'] });
    expect(applied.plan.concerns).toMatchObject([{ allowed: true }]);
    expect(applied.done).toHaveLength(2);
  });

  it('keeps data on destroy, and deletes it in two steps when told to', async () => {
    const guarded = testCloud(cloud.stack, {
      resourceClasses: stateful,
      liftProtection: { terraform_data: { input: 'unprotected' } },
    });
    cloud = guarded;
    await apply(drive().context, { yes: true });
    await expect(destroy(drive().context, { yes: true })).rejects.toMatchObject({
      kind: 'refused',
      code: 'data-kept',
      detail: expect.stringContaining('terraform_data.db'),
    });
    const seen: unknown[] = [];
    const gone = await destroy(drive('acme').context, {
      deleteData: true,
      onReview: (review) => seen.push([review.lift[0]?.counts.update, review.destruction[0]?.counts.destroy]),
    });
    expect(seen).toEqual([[2, 2]]);
    expect(gone).toMatchObject({ status: 'destroyed', destroyed: 2 });
  });
});

describeWithRealParts('an interrupt', ['terraform'], () => {
  /** Interrupts as soon as terraform has begun to make `slow`. */
  const interruptWhileCreating = async (name: InterruptName) => {
    const logs = join(folder, 'runs', 'acme', 'runs');
    for (let tries = 0; tries < 300; tries += 1) {
      const files = await filesBelow(logs).catch(() => []);
      const log = files.find((file) => file.endsWith('data-plane-apply.out'));
      const text = log === undefined ? '' : await readFile(log, 'utf8');
      if (text.includes('Provisioning with')) return interrupt(name);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error('terraform did not begin');
  };

  const slowStack = (command: string) =>
    dataStack({ slow: { input: '1', provisioner: [{ 'local-exec': { command } }] }, quick: { input: '1' } });

  it('is passed on once; state is saved, the lock is free, and a second run goes on', async () => {
    cloud.stack = slowStack('sleep 20');
    const { host, context } = drive();
    const [outcome] = await Promise.allSettled([
      apply(context, { yes: true }),
      interruptWhileCreating('SIGTERM'),
    ]);
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: {
        kind: 'interrupted',
        signal: 'SIGTERM',
        message: expect.stringContaining(
          '1 of 2 changes were made; terraform saved its state and released the lock',
        ),
        detail: expect.stringContaining('terraform_data.slow'),
        hint: expect.stringContaining('bt-dataplane apply'),
      },
    });
    expect(host.messages).toContainEqual(expect.objectContaining({ code: 'interrupt-1', level: 'warning' }));
    const now = await status(drive().context, {});
    expect(now.stacks[0]).toMatchObject({ resources: 2, tainted: ['terraform_data.slow'] });
    expect(now).toMatchObject({ next: 'apply', lastRun: { outcome: 'interrupted' } });

    cloud.stack = slowStack('true');
    expect(await apply(drive().context, { yes: true })).toMatchObject({ status: 'applied' });
  });

  it('lets an apply finish when only the terminal is closed', async () => {
    cloud.stack = slowStack('sleep 2');
    const [outcome] = await Promise.allSettled([
      apply(drive().context, { yes: true }),
      interruptWhileCreating('SIGHUP'),
    ]);
    expect(outcome).toMatchObject({ status: 'fulfilled', value: { status: 'applied' } });
  });
});

describeWithRealParts('a failure', ['terraform'], () => {
  it('keeps what terraform said, lists what was done and says that it is safe to run again', async () => {
    cloud.stack = dataStack({
      ok: { input: '1' },
      bad: { input: '1', provisioner: [{ 'local-exec': { command: 'echo quota exceeded >&2; exit 3' } }] },
    });
    await expect(apply(drive().context, { yes: true })).rejects.toMatchObject({
      kind: 'terraform',
      code: 'terraform-failed',
      message: expect.stringContaining('1 of 2 changes were made'),
      detail: expect.stringMatching(/quota exceeded[\s\S]*create terraform_data.ok[\s\S]*terraform_data.bad/),
      hint: expect.stringContaining('safe to run again'),
    });
    expect(await status(drive().context, {})).toMatchObject({
      next: 'apply',
      lastRun: { outcome: 'failed' },
    });
  });

  it('tells nothing of credentials that are quoted in it, in no log either', async () => {
    const secret = 'canary-2c91 of two\nlines-of-canary-2c91';
    cloud = testCloud(
      dataStack({ bad: { input: '1', lifecycle: { precondition: [refusal(`cannot use '${secret}'`)] } } }),
      { credentialSecrets: async () => [secret] },
    );
    await expect(plan(drive().context, {})).rejects.toMatchObject({
      detail: expect.stringContaining("cannot use '[hidden]'"),
    });
    for (const file of await filesBelow(join(folder, 'runs', 'acme', 'runs')))
      expect(await readFile(file, 'utf8'), file).not.toContain('canary-2c91');
  });

  it('names who holds the lock, with the way to free it', async () => {
    cloud.stack = dataStack({
      slow: { input: '1', provisioner: [{ 'local-exec': { command: 'sleep 9' } }] },
    });
    const first = apply(drive().context, { yes: true });
    const logs = join(folder, 'runs', 'acme', 'runs');
    for (let tries = 0; tries < 300; tries += 1) {
      const files = await filesBelow(logs).catch(() => []);
      if (files.some((file) => file.endsWith('data-plane-apply.out'))) break;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
    await expect(plan(drive().context, { lockTimeout: '1s' })).rejects.toMatchObject({
      kind: 'locked',
      code: 'apply-running',
      hint: expect.stringContaining('attach'),
    });
    // Another machine knows nothing of that run but its lock.
    env = { ...env, vars: { ...env.vars, BT_DATAPLANE_STATE_DIR: join(folder, 'elsewhere') } };
    await expect(plan(drive().context, { lockTimeout: '1s' })).rejects.toMatchObject({
      kind: 'locked',
      code: 'state-locked',
      message: expect.stringMatching(/locked by .+@.+ since .+lock id [0-9a-f-]{36}/),
      hint: expect.stringContaining('bt-dataplane state unlock'),
      detail: expect.stringContaining('Lock Info'),
    });
    await first;
  });

  it('names the variable of a missing licence key before anything is planned', async () => {
    env = { ...env, vars: { ...env.vars, LICENSE: undefined } };
    await expect(plan(drive().context, {})).rejects.toMatchObject({
      kind: 'access',
      code: 'license-key-missing',
      message: expect.stringContaining('LICENSE'),
    });
  });
});

describeWithRealParts('a provider mirror', ['terraform', 'providerMirror'], ({ providerMirror: mirror }) => {
  it('is where providers come from; the lock file is kept beside the rendered stack', async () => {
    // A folder whose name terraform would evaluate if it were not quoted.
    const odd = join(folder, 'a"${b}');
    await symlink(mirror, odd);
    cloud.stack = dataStack(
      { web: { input: 'a' } },
      {
        terraform: {
          backend: { local: { path: '../state/data-plane.tfstate' } },
          required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
        },
      },
    );
    const planned = await plan(drive().context, { providerMirror: odd });
    expect(planned.counts.create).toBe(1);
    expect(await readFile(join(stackFolder(), '.terraform.lock.hcl'), 'utf8')).toContain('hashicorp/aws');

    const logs = async () =>
      (await filesBelow(join(folder, 'runs', 'acme', 'runs'))).filter((file) => /-init\./.test(file));
    expect(await logs()).toHaveLength(1);
    await plan(drive().context, { providerMirror: mirror });
    await plan(drive().context, { providerMirror: mirror });
    expect(await logs(), 'set up again only because the mirror changed').toHaveLength(2);

    const work = join(folder, 'runs', 'acme', 'work');
    const [checkout = ''] = await readdir(work);
    await rm(join(work, checkout, 'data-plane', 'packages'), { recursive: true });
    expect((await plan(drive().context, { providerMirror: mirror })).counts.create).toBe(1);
    expect(await logs(), 'and because somebody cleared the packages').toHaveLength(3);
  });
});

function refusal(message: string) {
  return { condition: '${terraform.workspace == ""}', error_message: message };
}
