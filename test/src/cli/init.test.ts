import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../../helpers/run-cli.ts';

const staging = [
  'init',
  ...['--name', 'acme-staging', '--cloud', 'aws', '--region', 'us-east-1', '--profile', 'staging'],
  ...['--organization', 'Acme: "data"', '--license-source', 'env:BRAINTRUST_LICENSE_KEY'],
];
const onGoogle = [
  'init',
  ...['--name', 'acme-staging', '--cloud', 'gcp', '--region', 'us-central1', '--project', 'acme-data-plane'],
  ...['--profile', 'staging', '--organization', 'Acme: "data"'],
];
const config = '/project/bt-dataplane.yaml';

describe('without a terminal', () => {
  test('every missing answer is listed at once, with exit code 3', async () => {
    const run = await runCli(['init', '--cloud', 'aws', '--profile', 'production']);
    expect(run.code).toBe(3);
    for (const flag of ['--name', '--region', '--organization', '--state-bucket'])
      expect(run.stderr).toContain(flag);
    expect(run.stderr).not.toMatch(/--(cloud|license-source) +missing/);
    expect(run.stderr).toContain('4 answers are missing, and nobody can be asked here; nothing was written');
    expect((await runCli(['init'])).stderr).toMatch(/--profile +missing: Profile \(staging or production\)/);
    expect(run.env.text(config)).toBeUndefined();
  });

  test('wrong answers are listed with the missing ones, and a pasted key is not repeated', async () => {
    const run = await runCli(['init', '--cloud', 'nimbus', '--license-source', 'lk-0123456789', '--json']);
    expect(run.code).toBe(3);
    const { error } = run.json<{ error: { detail: string } }>();
    expect(error.detail).toMatch(/--cloud +must be aws, gcp or azure/);
    expect(error.detail).toMatch(/--name +missing/);
    expect(run.stdout + run.stderr).not.toContain('lk-0123456789');
  });

  test('what only one cloud needs is asked for there alone', async () => {
    const google = await runCli(['init', '--cloud', 'gcp', '--profile', 'production']);
    expect(google.stderr).toMatch(/--project +missing: Google Cloud project/);
    expect(google.stderr).toContain('5 answers are missing');
    const azure = await runCli(['init', '--cloud', 'azure', '--profile', 'production']);
    expect(azure.stderr).toMatch(/--subscription +missing: Azure subscription id/);
    expect(azure.stderr).toMatch(/--tenant +missing/);
    expect(azure.stderr).toMatch(/--state-account +missing/);
    expect(azure.stderr).toContain('7 answers are missing');
    const aws = await runCli(['init', '--cloud', 'aws', '--profile', 'staging']);
    expect(aws.stderr).not.toContain('--project');
    const lost = await runCli([...staging, '--project', 'acme-data-plane']);
    expect([lost.code, lost.stderr]).toEqual([
      3,
      expect.stringMatching(/--project +a deployment on AWS has no such key/),
    ]);
  });

  test('a project that is none is refused', async () => {
    const words = onGoogle.map((word) => (word === 'acme-data-plane' ? 'Acme Data' : word));
    const run = await runCli(words);
    expect([run.code, run.stderr]).toEqual([
      3,
      expect.stringMatching(/--project +must be the id of a project/),
    ]);
  });

  test('a bucket for a profile that keeps its state in a file is refused', async () => {
    const run = await runCli([...staging, '--state-bucket', 'acme-state']);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('--state-bucket');
  });

  test('the licence key is in the usual variable unless told otherwise', async () => {
    const run = await runCli(staging.slice(0, -2));
    expect(run.code, run.stderr).toBe(0);
    expect(parse(run.env.text(config) ?? '').licenseKey).toEqual({ env: 'BRAINTRUST_LICENSE_KEY' });
    expect(run.stderr).toContain('--license-source env:BRAINTRUST_LICENSE_KEY');
    const { stdout: help } = await runCli(['init', '--help']);
    expect(help.replaceAll(/\s+/g, ' ')).toContain('default: env:BRAINTRUST_LICENSE_KEY');
  });

  test('variables answer as flags do', async () => {
    const run = await runCli(['init', '--name', 'from-flag'], {
      vars: {
        BT_DATAPLANE_NAME: 'from-variable',
        BT_DATAPLANE_CLOUD: 'aws',
        BT_DATAPLANE_REGION: 'eu-west-1',
        BT_DATAPLANE_PROFILE: 'production',
        BT_DATAPLANE_ORGANIZATION: 'Acme',
        BT_DATAPLANE_LICENSE_SOURCE: 'file:licence.txt',
        BT_DATAPLANE_STATE_BUCKET: 'acme-state',
      },
    });
    expect(run.code).toBe(0);
    expect(parse(run.env.text(config) ?? '')).toMatchObject({
      name: 'from-flag',
      region: 'eu-west-1',
      licenseKey: { file: 'licence.txt' },
      state: { backend: 's3', bucket: 'acme-state' },
    });
  });
});

describe('what it writes', () => {
  test('is a folder that validates as it is, for every profile', async () => {
    for (const profile of ['staging', 'production']) {
      const bucket = profile === 'production' ? ['--state-bucket', 'acme-state'] : [];
      const args = staging.map((word) => (word === 'staging' ? profile : word));
      const { env, code } = await runCli([...args, ...bucket]);
      expect(code).toBe(0);
      const validated = await runCli(['validate', '--json'], { env });
      expect(validated.code).toBe(0);
      const { findings } = validated.json<{ findings: { severity: string }[] }>();
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });

  test('is a folder that validates as it is on Google Cloud, too', async () => {
    for (const profile of ['staging', 'production']) {
      const bucket = profile === 'production' ? ['--state-bucket', 'acme-state'] : [];
      const args = onGoogle.map((word) => (word === 'staging' ? profile : word));
      const { env, code, stderr } = await runCli([...args, ...bucket]);
      expect(code, stderr).toBe(0);
      expect(parse(env.text(config) ?? '').account).toEqual({ project: 'acme-data-plane' });
      const validated = await runCli(['validate', '--json'], { env });
      expect(validated.code).toBe(0);
      const { findings } = validated.json<{ findings: { severity: string }[] }>();
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });

  test('keeps the words of the answers, and points editors to a schema that is there', async () => {
    const { env } = await runCli(staging);
    const text = env.text(config) ?? '';
    expect(parse(text).organization.name).toBe('Acme: "data"');
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    expect(JSON.parse(env.text(`/project/${schema}`) ?? '')).toHaveProperty('properties.postgres');
    expect(env.text('/project/bt-dataplane.lock.yaml')).toContain('release: 2.12.0');
    expect(env.text('/project/.gitignore')).toContain('.bt-dataplane/');
    expect(env.text('/project/.gitignore')?.split('\n')).toContain('*.btplan');
    expect(env.text('/project/README.md')).toContain('# acme-staging');
  });

  test('goes to the folder of --dir, and the next command finds it there', async () => {
    const { env, stderr } = await runCli([...staging, '--dir', 'deployments/a']);
    expect(env.text('/project/deployments/a/bt-dataplane.yaml')).toContain('name: acme-staging');
    expect(stderr).toContain('next: bt-dataplane validate --config deployments/a/bt-dataplane.yaml');
  });

  test('goes where --config names a file', async () => {
    for (const named of ['deployments/a.yaml', '/project/deployments/a.yaml']) {
      const run = await runCli([...staging, '--config', named]);
      expect(run.code, run.stderr).toBe(0);
      expect(run.env.text('/project/deployments/a.yaml')).toContain('name: acme-staging');
      expect(run.env.text('/project/deployments/a.lock.yaml')).toContain('release: 2.12.0');
      expect(run.stderr).toContain('next: bt-dataplane validate --config deployments/a.yaml');
    }
  });

  test('leaves a .gitignore and a README alone', async () => {
    const files = { '/project/.gitignore': 'mine\n', '/project/README.md': 'mine\n' };
    for (const more of [[], ['--force']]) {
      const { env, stdout } = await runCli([...staging, ...more], { files });
      expect([env.text('/project/.gitignore'), env.text('/project/README.md')]).toEqual(['mine\n', 'mine\n']);
      expect(stdout).toMatch(/kept +README\.md/);
    }
  });
});

describe('a folder that is initialised', () => {
  const files = { [config]: 'name: mine\n' };

  test('is left as it is, and that is no failure', async () => {
    const run = await runCli(['init', '--json'], { files });
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ ok: true, status: 'already-initialized', config });
    expect(run.env.text(config)).toBe('name: mine\n');
  });

  test.each(['bt-dataplane.yml', 'bt-dataplane.json'])('is one with a %s, too', async (name) => {
    const there = { [`/project/deployment/${name}`]: '{}' };
    const run = await runCli([...staging, '--dir', 'deployment'], { files: there });
    expect([run.code, run.stdout]).toEqual([
      0,
      expect.stringContaining(`deployment/${name} is already there`),
    ]);
    expect(run.stderr).toContain(`next: bt-dataplane validate --config deployment/${name}`);

    const forced = await runCli([...staging, '--dir', 'deployment', '--force'], { files: there });
    expect([forced.code, forced.stderr]).toEqual([3, expect.stringContaining(name)]);
    expect(forced.env.text('/project/deployment/bt-dataplane.yaml')).toBeUndefined();
  });

  test('is written anew with --force, lock file included', async () => {
    const lock = '/project/bt-dataplane.lock.yaml';
    const old = 'lockVersion: 1\nname: old\ncloud: aws\nprofile: production\nvalues:\n  release: 2.0.0\n';
    const { env, code } = await runCli([...staging, '--force'], { files: { ...files, [lock]: old } });
    expect(code).toBe(0);
    expect(env.text(config)).toContain('name: acme-staging');
    expect(env.text(lock)).toMatch(/name: acme-staging[\s\S]*release: 2\.12\.0/);
  });
});

describe('the wizard', () => {
  const answers = {
    'init-name': 'acme-prod',
    'init-cloud': 'aws',
    'init-region': 'us-west-2',
    'init-profile': 'production',
    'init-organization': "Acme's",
    'init-licenseSource': 'secret:arn:aws:secretsmanager:us-west-2:123456789012:secret:bt',
    'init-stateBucket': 'acme-state',
  };

  test('asks in the order in which a person knows the answers, and only what was not given', async () => {
    const run = await runCli(['init', '--region', 'us-west-2'], { terminal: true, answers });
    expect(run.code).toBe(0);
    expect(run.asked.map(({ code }) => code)).toEqual(
      Object.keys(answers).filter((code) => code !== 'init-region'),
    );
  });

  test('asks for the project on Google Cloud, after the region', async () => {
    const google = {
      ...answers,
      'init-cloud': 'gcp',
      'init-region': 'us-central1',
      'init-project': 'acme-data-plane',
      'init-licenseSource': 'secret:braintrust-license',
    };
    const run = await runCli(['init'], { terminal: true, answers: google });
    expect(run.code, run.stderr).toBe(0);
    const asked = run.asked.map(({ code }) => code);
    expect(asked.indexOf('init-project')).toBe(asked.indexOf('init-region') + 1);
    expect(run.stderr).toContain('--project acme-data-plane');
  });

  test('does not ask for a bucket that the profile does not use', async () => {
    const run = await runCli(['init'], {
      terminal: true,
      answers: { ...answers, 'init-profile': 'staging' },
    });
    expect(run.asked.map(({ code }) => code)).not.toContain('init-stateBucket');
    expect(run.code).toBe(0);
  });

  test('ends with the command that gives the same files without a question', async () => {
    const first = await runCli(['init'], { terminal: true, answers });
    const [, line = ''] = /the same without questions:\S* bt-dataplane (.*)\n/.exec(first.stderr) ?? [];
    const words = [...line.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)].map(
      ([, quoted, word]) => word ?? (quoted ?? '').replaceAll("'\\''", "'"),
    );
    expect(words[0]).toBe('init');
    const second = await runCli(words);
    expect(second.code).toBe(0);
    expect(second.env.text(config)).toBe(first.env.text(config));
    expect(second.asked).toEqual([]);
  });

  test('never asks with --no-input, in CI, or with --json', async () => {
    for (const [more, vars] of [
      [['--no-input'], {}],
      [[], { CI: 'true' }],
      [['--json'], {}],
    ] as const) {
      const run = await runCli(['init', ...more], { terminal: true, answers, vars });
      expect([run.code, run.asked]).toEqual([3, []]);
    }
  });
});

test('a folder that cannot be written is named, with the way out', async () => {
  const run = await runCli(staging, { readOnly: ['/project'] });
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(/cannot write to \/project[\s\S]*--dir/);
});
