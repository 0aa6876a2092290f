/**
 * The pipeline for GitHub that `ci scaffold` writes, run step by step: real shell, real npm, the packed program, real terraform
 * and provider, the AWS emulator with the state in a bucket of it, and GitHub's REST interface as a small server.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { DeploymentLife } from '../helpers/deployment-life.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { type EmulatorWorkspace, makeWorkspace } from '../helpers/emulator-workspace.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type GithubServer, startGithub } from '../helpers/workflow/github-server.ts';
import { type JobEnd, type RunnerOptions, runJob, type StepEnd } from '../helpers/workflow/runner.ts';

const region = 'us-east-1';
const bucket = 'acme-terraform-state';
const token = 'token-of-the-job';
const root = fileURLToPath(new URL('../..', import.meta.url));
const sha = (letter: string) => letter.repeat(40);

describeWithRealParts('the pipeline on GitHub', ['terraform', 'providerMirror', 'python'], (parts) => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-pipeline-'));
  const outputs: string[] = [];
  let emulator: Emulator;
  let workspace: EmulatorWorkspace;
  let github: GithubServer;
  let packed: string;
  let runs = 0;
  const life = new DeploymentLife(
    () => workspace,
    () => ({ complaints: emulator.complaints(), log: [] }),
  );
  const step = life.step.bind(life);

  beforeAll(async () => {
    emulator = await startEmulator({
      python: parts.python,
      logFile: join(folder, 'emulator.log'),
      minutes: 60,
    });
    await seedVendorBucket(emulator, region, newestRelease.functionTag);
    await fetch(`${emulator.url}/${bucket}`, { method: 'PUT' });
    github = await startGithub(token);
    packed = pack();
    workspace = makeWorkspace(join(folder, 'work'), parts, emulator, 'a-licence-key');
    // On the machine of whoever sets this up.
    const config = ['--name', 'pipe', '--cloud', 'aws', '--region', region, '--profile', 'staging'];
    const key = ['--organization', 'Example', '--license-source', 'env:BRAINTRUST_LICENSE_KEY'];
    await life.run(0, 'init', '--no-input', ...config, ...key);
    life.edit(/^state:\n {2}backend: local$/m, `state:\n  backend: s3\n  bucket: ${bucket}`);
    life.edit(/^#account:\n# {2}id: .*$/m, 'account: { id: "123456789012" }');
    life.edit(/$/, '\nterraform:\n  overrides: [emulator_override.tf.json]\n');
    await life.run(0, 'plan');
    await life.run(
      0,
      'ci',
      'scaffold',
      '--provider',
      'github',
      '--repository',
      'acme/infrastructure',
      '--package',
      packed,
    );
  });

  afterAll(async () => {
    await github?.close();
    await emulator?.stop();
    if (life.failed === undefined) rmSync(folder, { recursive: true, force: true });
    else process.stderr.write(`"${life.failed}" failed; its files are in ${folder}\n`);
  });

  it(
    'gives a pull request of a fork neither credentials nor a plan',
    step('fork', async () => {
      const end = await planned(7, 'f', { fork: true });
      expect(end).toEqual({ conclusion: 'skipped', steps: [] });
      expect(github.requests).toEqual([]);
    }),
  );

  it(
    'puts the plan of a pull request into one comment, and the next plan in its place',
    step('plan', async () => {
      const pull = github.pull(1, sha('a'));
      github.says(
        1,
        'mallory',
        `<!-- bt-dataplane plan pipe -->\nLooks fine!\n<!-- bt-dataplane-ci head=${sha('a')} digest=${none} -->`,
      );
      succeeded(await planned(1, 'a'));
      const [, first] = pull.comments;
      expect(first?.body).toMatch(/^<!-- bt-dataplane plan pipe -->\n## .* Plan of pipe: \d+ to create/);
      expect(first?.body).toMatch(
        new RegExp(`<!-- bt-dataplane-ci head=${sha('a')} digest=e1-[0-9a-f-]+ -->$`),
      );
      const before = digestOn(1);
      life.edit(/flowLogs: false/, 'flowLogs: true');
      pull.head.sha = sha('b');
      succeeded(await planned(1, 'b'));
      expect(pull.comments).toHaveLength(2);
      expect(pull.comments[1]?.body).toContain(`head=${sha('b')}`);
      expect(digestOn(1)).not.toBe(before);
    }),
  );

  it(
    'says on the pull request that a commit has no plan',
    step('failed plan', async () => {
      const pull = github.pull(2, sha('2'));
      const good = life.edit(/profile: staging/, 'profile: stage');
      const end = await planned(2, '2');
      writeFileSync(life.configuration, good);
      expect(named(end, 'Plan').exitCode).toBe(3);
      expect(pull.comments.map(({ body }) => body)).toEqual([
        expect.stringMatching(/No plan of pipe[\s\S]*digest=none -->$/),
      ]);
    }),
  );

  it(
    'applies nothing that no pull request had, that was merged before its plan, or whose plan failed',
    step('not reviewed', async () => {
      const direct = await applied('d');
      expect(named(direct, 'Find out what was reviewed')).toMatchObject({
        exitCode: 7,
        output: expect.stringContaining('no merged pull request'),
      });
      merge(2, '3');
      expect(named(await applied('3'), 'Find out what was reviewed').output).toContain('failed');
      github.pull(3, sha('4'));
      github.pulls[2]?.comments.push(...(github.pulls[0]?.comments ?? []));
      merge(3, '5');
      const early = await applied('5');
      expect(named(early, 'Find out what was reviewed').output).toContain('merged before its last plan');
      expect(named(early, 'Apply exactly that').outcome).toBe('skipped');
      expect(state()).toBeUndefined();
    }),
  );

  it(
    'applies exactly what was reviewed when it is merged',
    step('apply', async () => {
      merge(1, 'e');
      const end = succeeded(await applied('e'));
      expect(named(end, 'Apply exactly that').output).toMatch(/applied/);
      expect(named(end, 'Take over what a broken apply left').outcome).toBe('skipped');
      expect(state()?.resources).toBeGreaterThan(50);
    }),
  );

  it(
    'refuses a plan that is not the reviewed one any more, and applies nothing',
    step('changed in between', async () => {
      github.pull(4, sha('6'));
      life.edit(/flowLogs: true/, 'flowLogs: false');
      succeeded(await planned(4, '6'));
      // Meanwhile somebody else's change got into the branch.
      life.edit(/memoryMb: 10240/, 'memoryMb: 9216');
      merge(4, '8');
      const before = state();
      const end = await applied('8');
      const refused = named(end, 'Apply exactly that');
      expect([refused.exitCode, refused.output]).toEqual([7, expect.stringContaining('other resources')]);
      expect(state()?.serial).toBe(before?.serial);
    }),
  );

  it(
    'hands a signal to the program, which ends in order and leaves no lock',
    step('signal', async () => {
      const digest = digestNow();
      const end = await applied('9', { digest }, (name, signal, output) => {
        if (name !== 'Apply exactly that') return;
        const watch = setInterval(() => {
          if (!/apply data-plane/.test(output())) return;
          clearInterval(watch);
          signal('SIGTERM');
        }, 50);
      });
      const stopped = named(end, 'Apply exactly that');
      expect([stopped.exitCode, stopped.output]).toEqual([143, expect.stringContaining('SIGTERM')]);
      expect(named(end, 'Take over what a broken apply left').exitCode).toBe(0);
      succeeded(await applied('9', { digest: digestNow() }));
    }),
  );

  it(
    'opens an issue about what was changed by hand, and closes it when it is put back',
    step('drift', async () => {
      succeededUpTo(await watched(), 'Tell of it');
      expect(github.issues).toEqual([]);
      const days = await backupDays(5);
      succeededUpTo(await watched(), 'Tell of it');
      expect(github.issues).toMatchObject([{ title: 'Drift of pipe', state: 'open' }]);
      expect(github.issues[0]?.body).toContain(
        'changed: `aws_db_instance.database` (`backup_retention_period`)',
      );
      succeededUpTo(await watched(), 'Tell of it');
      expect(github.issues).toHaveLength(1);
      await backupDays(days);
      succeededUpTo(await watched(), 'Tell of it');
      expect(github.issues).toMatchObject([{ state: 'closed' }]);
    }),
  );

  it(
    'never shows a secret',
    step('secrets', async () => {
      expect(outputs.length).toBeGreaterThan(20);
      const said = [...outputs, JSON.stringify([github.pulls, github.issues])].join('\n');
      expect(said).not.toContain('a-licence-key');
      expect(said).not.toContain(token);
    }),
  );

  const none = `e1-00000000-00000000-${'0'.repeat(64)}`;

  function planned(number: number, letter: string, { fork = false } = {}): Promise<JobEnd> {
    const head = {
      sha: sha(letter),
      repo: { full_name: fork ? 'mallory/infrastructure' : 'acme/infrastructure' },
    };
    return job('plan', 'plan', {
      event: { pull_request: { number, head } },
      sha: sha('0'),
      ref: `refs/pull/${number}/merge`,
    });
  }

  function applied(
    letter: string,
    inputs: { readonly digest?: string } = {},
    onStep?: RunnerOptions['onStep'],
  ): Promise<JobEnd> {
    return job('apply', 'apply', { sha: sha(letter), ref: 'refs/heads/main' }, inputs, onStep);
  }

  function watched(): Promise<JobEnd> {
    return job('watch', 'watch', { sha: sha('0'), ref: 'refs/heads/main' });
  }

  /** Each run has a checkout and a machine of its own. */
  async function job(
    file: string,
    name: string,
    event: Readonly<Record<string, unknown>>,
    inputs: { readonly digest?: string } = {},
    onStep?: RunnerOptions['onStep'],
  ): Promise<JobEnd> {
    runs += 1;
    const run = join(folder, `run-${runs}`);
    const checkout = join(run, 'checkout');
    cpSync(workspace.directory, checkout, {
      recursive: true,
      filter: (path) => !path.endsWith('/.bt-dataplane'),
    });
    const home = join(run, 'home');
    mkdirSync(home);
    const end = await runJob({
      workflow: readFileSync(join(checkout, `.github/workflows/bt-dataplane-pipe-${file}.yml`), 'utf8'),
      job: name,
      workspace: checkout,
      temp: join(run, 'temp'),
      contexts: {
        github: { ...event, repository: 'acme/infrastructure', token, api_url: github.url },
        secrets: { BRAINTRUST_LICENSE_KEY: 'a-licence-key' },
        vars: {},
        inputs,
      },
      machine: {
        PATH: [dirname(process.execPath), process.env.PATH].join(':'),
        HOME: home,
        npm_config_offline: 'true',
        BT_DATAPLANE_PROVIDER_MIRROR: parts.providerMirror,
        // In place of the network: what would be the cloud's own addresses.
        AWS_ENDPOINT_URL: emulator.url,
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      actions: {
        'actions/checkout': (given) => {
          expect(given['persist-credentials']).toBe('false');
          return {};
        },
        'actions/setup-node': () => ({}),
        'hashicorp/setup-terraform': (given) => {
          expect(given.terraform_wrapper).toBe('false');
          return { BT_DATAPLANE_TERRAFORM: parts.terraform };
        },
        'aws-actions/configure-aws-credentials': (given) => {
          const part = file === 'apply' ? 'apply' : 'plan';
          expect(given['role-to-assume']).toBe(`arn:aws:iam::123456789012:role/pipe-ci-${part}`);
          return { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_REGION: region };
        },
      },
      ...(onStep === undefined ? {} : { onStep }),
    });
    outputs.push(...end.steps.map(({ output }) => output));
    return end;
  }

  function pack(): string {
    const { stdout, stderr, status } = spawnSync(
      'npm',
      ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
      { cwd: root, encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    const [{ filename }] = JSON.parse(stdout) as readonly [{ readonly filename: string }];
    return join(folder, filename);
  }

  function merge(number: number, letter: string): void {
    const pull = github.pulls.find((it) => it.number === number);
    expect(pull).toBeDefined();
    Object.assign(pull ?? {}, { merged_at: '2026-06-01T12:00:00Z', merge_commit_sha: sha(letter) });
  }

  function digestOn(number: number): string {
    const bodies =
      github.pulls.find((it) => it.number === number)?.comments.filter(({ user }) => user.type === 'Bot') ??
      [];
    return /digest=(\S+) -->$/.exec(bodies.at(-1)?.body ?? '')?.[1] ?? '';
  }

  /** As somebody who approves by hand gets it. */
  function digestNow(): string {
    const { directory: cwd, variables: env } = workspace;
    const end = spawnSync(process.execPath, [join(root, 'dist/main.js'), 'plan', '--json'], {
      cwd,
      env,
      encoding: 'utf8',
    });
    return (JSON.parse(end.stdout) as { plan: { effect: string } }).plan.effect;
  }

  /** What the bucket of the state has; undefined before anything is deployed. */
  function state(): { readonly serial: number; readonly resources: number } | undefined {
    const { directory: cwd, variables: env } = workspace;
    const end = spawnSync(process.execPath, [join(root, 'dist/main.js'), 'status', '--json'], {
      cwd,
      env,
      encoding: 'utf8',
    });
    const told = JSON.parse(end.stdout) as {
      deployed: boolean;
      stacks: readonly { serial: number; resources: number }[];
    };
    return told.deployed ? told.stacks[0] : undefined;
  }

  /** By hand, outside of terraform; gives back what it was. */
  async function backupDays(days: number): Promise<number> {
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
    const client = new RDSClient({ region, endpoint: emulator.url, credentials });
    const { DBInstances = [] } = await client.send(new DescribeDBInstancesCommand({}));
    const [instance] = DBInstances;
    await client.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: instance?.DBInstanceIdentifier,
        BackupRetentionPeriod: days,
      }),
    );
    client.destroy();
    return instance?.BackupRetentionPeriod ?? 0;
  }

  function named({ steps }: JobEnd, name: string): StepEnd {
    const found = steps.find((it) => it.name === name);
    if (found === undefined)
      throw new Error(`no step ${name} among ${steps.map((it) => it.name).join(', ')}`);
    return found;
  }

  function succeeded(end: JobEnd): JobEnd {
    const failed = end.steps.filter(({ outcome }) => outcome === 'failure');
    expect(end.conclusion, failed.map(({ name, output }) => `${name}\n${output}`).join('\n')).toBe('success');
    return end;
  }

  function succeededUpTo({ steps }: JobEnd, name: string): void {
    const until = steps.slice(0, steps.findIndex((it) => it.name === name) + 1);
    const failed = until.filter(({ outcome }) => outcome !== 'success');
    expect(failed).toEqual([]);
    expect(until).not.toEqual([]);
  }
});
