import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const [a, b, c] = ['a', 'b', 'c'].map((first) => `${first}0000000-0000-4000-8000-000000000000`);
const base = `# shared
apiVersion: bt-dataplane/v1
cloud: aws
profile: staging
organization: { name: Acme, allowedIds: [${a}, ${b}] }
licenseKey: { env: KEY }
tags: { owner: ops, team: data }
postgres:
  backupRetentionDays: 9
  storage: { sizeGb: 100 }
`;
const own = `extends: ../base.yaml
name: acme
region: us-east-1
tags: { owner: me }
postgres: { storage: { maxSizeGb: 500 } }
`;

const load = (files: Readonly<Record<string, string>>, edits: { path: string; value: unknown }[] = []) => {
  const env = memoryEnv({
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`/p/${path}`, text])),
    cwd: '/p/eu',
  });
  return loadDeployment({ env, host: recordingHost(), clouds }, { config: 'acme.yaml', edits });
};
const loaded = async (...given: Parameters<typeof load>) => {
  const result = await load(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return result;
};
const rulesOf = async (files: Readonly<Record<string, string>>) =>
  (await load(files)).findings.map(({ rule, place }) => [
    rule,
    `${place?.file}:${place?.line}:${place?.column}`,
  ]);

describe('a configuration that builds on another', () => {
  test('has mappings key by key, and everything else as a whole', async () => {
    const { deployment, findings } = await loaded({ 'base.yaml': base, 'eu/acme.yaml': own });
    expect(findings).toEqual([]);
    expect(deployment.bases).toEqual(['/p/base.yaml']);
    expect(deployment.config).toMatchObject({
      name: 'acme',
      organization: { name: 'Acme', allowedIds: [a, b] },
      tags: { owner: 'me', team: 'data' },
      postgres: { backupRetentionDays: 9, storage: { sizeGb: 100, maxSizeGb: 500 } },
    });
    expect(deployment.origins['postgres.storage.sizeGb']).toBe('file');
  });

  test('knows of each value where it is written', async () => {
    const { deployment } = await loaded({ 'base.yaml': base, 'eu/acme.yaml': own });
    expect(deployment.placeOf('postgres.storage.sizeGb')).toMatchObject({ file: '/p/base.yaml', line: 10 });
    expect(deployment.placeOf('postgres.storage.maxSizeGb')).toMatchObject({
      file: '/p/eu/acme.yaml',
      line: 5,
    });
    expect(deployment.placeOf('brainstore.readers')).toMatchObject({ file: '/p/eu/acme.yaml' });
  });

  test('replaces a list, and what is told by the alternative that was chosen', async () => {
    const { deployment } = await loaded({
      'base.yaml': `${base}state: { backend: s3, bucket: acme-state, region: us-east-1 }\n`,
      'eu/acme.yaml': `${own}licenseKey: { file: key.txt }\norganization: { allowedIds: [${c}] }\nstate: { key: x/y }\n`,
    });
    expect(deployment.config).toMatchObject({
      licenseKey: { file: 'key.txt' },
      organization: { name: 'Acme', allowedIds: [c] },
      state: { backend: 's3', bucket: 'acme-state', key: 'x/y' },
    });
    expect(deployment.config.licenseKey).not.toHaveProperty('env');
    const local = await loaded({
      'base.yaml': `${base}state: { backend: s3, bucket: acme-state, region: us-east-1 }\n`,
      'eu/acme.yaml': `${own}state: { backend: local }\n`,
    });
    expect(local.deployment.config.state).toEqual({ backend: 'local' });
  });

  test('takes several, a later one over an earlier, each with bases of its own', async () => {
    const { deployment } = await loaded({
      'base.yaml': base,
      'company.yaml': 'tags: { company: acme, owner: company }\npostgres: { backupRetentionDays: 3 }\n',
      'eu/region.yaml': 'extends: ../company.yaml\nregion: eu-west-1\ntags: { team: eu }\n',
      'eu/acme.yaml': 'extends: [../base.yaml, ./region.yaml]\nname: acme\n',
    });
    expect(deployment.config).toMatchObject({
      region: 'eu-west-1',
      tags: { company: 'acme', owner: 'company', team: 'eu' },
      postgres: { backupRetentionDays: 3 },
    });
    expect(deployment.bases).toEqual(['/p/base.yaml', '/p/company.yaml', '/p/eu/region.yaml']);
  });

  test('keeps an edit to its own file', async () => {
    const { deployment } = await loaded({ 'base.yaml': `${base}release: "2.1.1"\n`, 'eu/acme.yaml': own }, [
      { path: 'release', value: '2.2.0' },
    ]);
    expect(deployment.config.release).toBe('2.2.0');
    expect(deployment.text).toBe(`${own}release: 2.2.0\n`);
    expect(deployment.placeOf('release')).toMatchObject({ file: '/p/eu/acme.yaml', line: 5 });
  });
});

describe('what is wrong with a base', () => {
  test('is told at the file that it stands in', async () => {
    const wrong = base.replace('sizeGb: 100', 'sizeGb: huge').replace('staging', 'stageing');
    expect(await rulesOf({ 'base.yaml': wrong, 'eu/acme.yaml': own })).toEqual([
      ['config/wrong-value', '/p/base.yaml:4:10'],
      ['config/wrong-type', '/p/base.yaml:10:22'],
    ]);
    expect(await rulesOf({ 'base.yaml': 'a: "1\n', 'eu/acme.yaml': own })).toEqual([
      ['config/yaml-syntax', '/p/base.yaml:1:4'],
    ]);
  });

  test('is migrated itself, and not the file that builds on it', async () => {
    const command = 'bt-dataplane config migrate --config /p/base.yaml';
    const older = await load({ 'base.yaml': base.replace('/v1', '/v1alpha1'), 'eu/acme.yaml': own });
    expect(older.findings[0]?.fix?.text).toBe(
      `see what has to change: ${command}, and write it: ${command} --write`,
    );
    const kept = `${base}terraform: { awsProvider: "~> 5.90" }\n`;
    const { findings } = await loaded({ 'base.yaml': kept, 'eu/acme.yaml': own });
    expect(findings[0]?.fix?.text).toContain(`${command} --write`);
  });

  test('a null, a second document or an alias in it is refused as in any file', async () => {
    const rules = (text: string) => rulesOf({ 'base.yaml': text, 'eu/acme.yaml': own });
    expect(await rules(`${base}redis:\n`)).toEqual([['config/wrong-type', '/p/base.yaml:11:1']]);
    expect(await rules(`${base}redis: &x { version: "7" }\n`)).toEqual([
      ['config/yaml-alias', '/p/base.yaml:11:11'],
    ]);
  });

  test.each([
    ['is not there', { 'eu/acme.yaml': own }, 'config/base-not-found', '/p/eu/acme.yaml:1:10'],
    [
      'is a folder',
      { 'base.yaml/x': '', 'eu/acme.yaml': own },
      'config/base-not-found',
      '/p/eu/acme.yaml:1:10',
    ],
    [
      'builds on itself',
      { 'base.yaml': `extends: eu/acme.yaml\n${base}`, 'eu/acme.yaml': own },
      'config/base-cycle',
      '/p/base.yaml:1:10',
    ],
    ['holds nothing', { 'base.yaml': '# soon\n', 'eu/acme.yaml': own }, 'config/empty', '/p/base.yaml:1:1'],
    [
      'is an address',
      { 'eu/acme.yaml': own.replace('../base.yaml', 'https://example.com/base.yaml') },
      'config/wrong-type',
      '/p/eu/acme.yaml:1:10',
    ],
    [
      'names no file itself',
      { 'base.yaml': `extends: 3\n${base}`, 'eu/acme.yaml': own },
      'config/wrong-type',
      '/p/base.yaml:1:10',
    ],
  ])('%s', async (_what, files, rule, place) => {
    expect(await rulesOf(files as Record<string, string>)).toContainEqual([rule, place]);
  });

  test('a chain that is too long ends', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 7 }, (_, index) => [
        `${index}.yaml`,
        `extends: ./${index + 1}.yaml\ntags: { a: b }\n`,
      ]),
    );
    expect(
      await rulesOf({ ...chain, '7.yaml': base, 'eu/acme.yaml': own.replace('base', '0') }),
    ).toContainEqual(['config/base-too-deep', '/p/4.yaml:1:10']);
  });

  test('a name in it is told, since deployments may not share one', async () => {
    const { findings } = await loaded({ 'base.yaml': `${base}name: all\n`, 'eu/acme.yaml': own });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['config/base-name', 'warning']]);
  });
});
