import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import type { Deployment } from '../../../../src/core/config/deployment.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { ensureLock, freeze } from '../../../../src/core/config/lock-file.ts';
import { type MemoryEnv, memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const config = `apiVersion: bt-dataplane/v1
name: acme
cloud: aws
region: us-east-1
profile: staging
organization: {name: Acme}
licenseKey: {env: KEY}
`;
const lockFile = '/project/bt-dataplane.lock.yaml';

function world(files: Readonly<Record<string, string>> = {}, vars: Readonly<Record<string, string>> = {}) {
  const env = memoryEnv({ files: { '/project/bt-dataplane.yaml': config, ...files }, cwd: '/project', vars });
  const host = recordingHost();
  return { env, host, context: { env, host, clouds } };
}

async function deploymentIn({ context }: ReturnType<typeof world>): Promise<Deployment> {
  const loaded = await loadDeployment(context, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.deployment;
}

const lockText = (env: MemoryEnv) => env.text(lockFile) ?? '';

describe('without a lock file', () => {
  test('one is written, with a notice, and the second run leaves it alone', async () => {
    const here = world();
    await ensureLock(here.context, await deploymentIn(here), { frozen: false });
    const first = lockText(here.env);
    await ensureLock(here.context, await deploymentIn(here), { frozen: false });

    expect(first).toContain('lockVersion: 1\nname: acme\ncloud: aws\nprofile: staging\n');
    expect(first).toMatch(/^ {2}release: "?[0-9]+\.[0-9]+\.[0-9]+"?$/m);
    expect(first).toContain('  brainstore.walFooterVersion: v3\n');
    expect(first).toContain('  brainstore.noPostgres: all\n');
    expect(first).toContain('  terraform.providers.aws: ');
    expect(first).not.toContain('organization');
    expect(lockText(here.env)).toBe(first);
    expect(here.host.messages).toMatchObject([{ code: 'lock-written', data: { file: lockFile } }]);
  });

  test('on Google Cloud it holds what only that cloud has, too', async () => {
    const google = config
      .replace('cloud: aws', 'cloud: gcp\naccount: {project: acme-data-plane}')
      .replace('us-east-1', 'us-central1');
    const frozen = freeze(await deploymentIn(world({ '/project/bt-dataplane.yaml': google })));
    expect(frozen).toContain('  release: 2.9.0\n');
    expect(frozen).toContain('  cluster.services.instanceType: e2-standard-4\n');
    expect(frozen).toContain('  workload.chart: oci://');
    expect(frozen).toContain('  terraform.providers.helm: ');
    expect(frozen).toContain('  cluster.zones: []\n');
    expect(frozen).not.toMatch(/terraform\.providers\.aws|waivers|overrides|allowedIds/);
  });

  test('it holds lists that a profile fills', async () => {
    const azure = config
      .replace('cloud: aws', 'cloud: azure')
      .replace('profile: staging', 'profile: production')
      .replace('us-east-1', 'eastus2')
      .concat('account: {subscription: 00000000-0000-4000-8000-000000000001,')
      .concat(' tenant: 00000000-0000-4000-8000-000000000002}\n');
    const frozen = freeze(await deploymentIn(world({ '/project/bt-dataplane.yaml': azure })));
    expect(frozen).toContain('  cluster.zones:\n    - "1"\n    - "2"\n    - "3"\n');
  });

  test('what the file names is not frozen', async () => {
    const here = world({ '/project/bt-dataplane.yaml': `${config}postgres: {version: "16"}\n` });
    expect(freeze(await deploymentIn(here))).not.toContain('postgres.version');
  });

  test.each([
    ['--frozen', { frozen: true }, {}],
    ['CI=true', { frozen: false }, { CI: 'true' }],
    ['CI=1', { frozen: false }, { CI: '1' }],
  ])('%s refuses to write one', async (_name, options, vars) => {
    const here = world({}, vars);
    const writing = ensureLock(here.context, await deploymentIn(here), options);

    await expect(writing).rejects.toMatchObject({ kind: 'config', code: 'lock-frozen' });
    expect(here.env.files.has(lockFile)).toBe(false);
  });
});

test.each(['false', '0', ''])('CI=%s does not', async (CI) => {
  const here = world({}, { CI });
  await ensureLock(here.context, await deploymentIn(here), { frozen: false });
  expect(here.env.files.has(lockFile)).toBe(true);
});

describe('with a lock file', () => {
  const lock = (values: string) =>
    `lockVersion: 1\nname: acme\ncloud: aws\nprofile: staging\nvalues:\n${values}`;

  test('frozen values hold against newer defaults, and only new ones are added', async () => {
    const here = world({ [lockFile]: lock('  release: 2.10.0\n  postgres.version: "15"\n') });
    const deployment = await deploymentIn(here);
    await ensureLock(here.context, deployment, { frozen: false });

    expect(deployment.config).toMatchObject({ release: '2.10.0', postgres: { version: '15' } });
    expect(deployment.origins.release).toBe('lock');
    expect(lockText(here.env)).toContain('  postgres.version: "15"\n');
    expect(lockText(here.env)).toContain('  release: 2.10.0\n');
    expect(lockText(here.env)).toContain('  redis.version: ');
    expect(here.host.messages).toMatchObject([{ code: 'lock-extended' }]);
    expect((await deploymentIn(here)).config).toEqual(deployment.config);
  });

  test('a value of the file wins and leaves the frozen one as it was', async () => {
    const here = world({
      '/project/bt-dataplane.yaml': `${config}release: "2.12.0"\n`,
      [lockFile]: lock('  release: 2.10.0\n'),
    });
    const deployment = await deploymentIn(here);

    expect(deployment.config.release).toBe('2.12.0');
    expect(freeze(deployment)).toContain('  release: 2.10.0\n');
  });

  test('--frozen names what it lacks', async () => {
    const here = world({ [lockFile]: lock('  release: 2.10.0\n') });
    const writing = ensureLock(here.context, await deploymentIn(here), { frozen: true });

    await expect(writing).rejects.toThrow(/lacks .+ more/);
  });

  test('one of an earlier version, which held no lists, passes --frozen, and is extended otherwise', async () => {
    const before = freeze(await deploymentIn(world())).replace(/.*: \[\]\n/g, '');
    const here = world({ [lockFile]: before });
    const deployment = await deploymentIn(here);
    await ensureLock(here.context, deployment, { frozen: true });
    expect(lockText(here.env)).toBe(before);
    await ensureLock(here.context, deployment, { frozen: false });
    expect(lockText(here.env)).toContain('  network.availabilityZones: []\n');
  });

  test('a complete one passes --frozen', async () => {
    const here = world();
    await ensureLock(here.context, await deploymentIn(here), { frozen: false });
    await expect(
      ensureLock(here.context, await deploymentIn(here), { frozen: true }),
    ).resolves.toBeUndefined();
  });

  test.each([
    ['another name', lock('  release: 2.10.0\n').replace('acme', 'other'), 'config/lock-mismatch', 2],
    [
      'another profile',
      lock('  release: 2.10.0\n').replace('staging', 'production'),
      'config/lock-mismatch',
      4,
    ],
    [
      'another version',
      lock('  release: 2.10.0\n').replace('lockVersion: 1', 'lockVersion: 2'),
      'config/lock-format',
      1,
    ],
    ['no values', 'lockVersion: 1\nname: acme\ncloud: aws\nprofile: staging\n', 'config/lock-format', 1],
    ['an unknown key', lock('  shape: round\n'), 'config/lock-unknown-key', 6],
    ['a key of another cloud', lock('  cluster.mode: standard\n'), 'config/lock-unknown-key', 6],
    ['a list of a person', lock('  organization.allowedIds: []\n'), 'config/lock-unknown-key', 6],
    ['a waiver', lock('  waivers: []\n'), 'config/lock-unknown-key', 6],
    ['a value that is not allowed', lock('  redis.replicas: 99\n'), 'config/lock-value', 6],
    ['an unquoted version', lock('  postgres.version: 17\n'), 'config/lock-value', 6],
    ['broken text', 'lockVersion: [1\n', 'config/yaml-syntax', 1],
    ['nothing in it', '', 'config/empty', 1],
    ['only a list', '- a\n', 'config/not-a-mapping', 1],
    ['an unknown key at its top', `${lock('  release: 2.10.0\n')}extra: 1\n`, 'config/lock-unknown-key', 7],
  ])('of %s loading says so in the lock file', async (_name, text, rule, line) => {
    const { context } = world({ [lockFile]: text });
    const loaded = await loadDeployment(context, {});

    expect(loaded.ok).toBe(false);
    expect(loaded.findings).toMatchObject([{ rule, severity: 'error', place: { file: lockFile, line } }]);
    expect(loaded.findings[0]?.fix?.text).not.toContain('init');
  });
});

test('a folder that cannot be written is explained', async () => {
  const env = memoryEnv({
    files: { '/project/bt-dataplane.yaml': config },
    cwd: '/project',
    readOnly: ['/project'],
  });
  const context = { env, host: recordingHost(), clouds };
  const loaded = await loadDeployment(context, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));

  await expect(ensureLock(context, loaded.deployment, { frozen: false })).rejects.toMatchObject({
    code: 'lock-unwritable',
  });
});
