import { expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { lockFileOf } from '../../../../src/core/config/files.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const config = (name: string) =>
  JSON.stringify({
    apiVersion: 'bt-dataplane/v1',
    name,
    cloud: 'aws',
    region: 'us-east-1',
    profile: 'staging',
    organization: { name: 'Acme' },
    licenseKey: { env: 'KEY' },
  });

const load = (files: Readonly<Record<string, string>>, named?: string) => {
  const env = memoryEnv({ files, cwd: '/project' });
  return loadDeployment({ env, host: recordingHost(), clouds }, { config: named });
};

test.each([
  [
    'the yaml file first',
    ['bt-dataplane.json', 'bt-dataplane.yml', 'bt-dataplane.yaml'],
    undefined,
    '/project/bt-dataplane.yaml',
  ],
  ['the yml file', ['bt-dataplane.yml'], undefined, '/project/bt-dataplane.yml'],
  ['the json file', ['bt-dataplane.json'], undefined, '/project/bt-dataplane.json'],
  ['a named file', ['bt-dataplane.yaml', 'deploy/eu.yaml'], 'deploy/eu.yaml', '/project/deploy/eu.yaml'],
  ['an absolute file', ['eu.yaml'], '/project/eu.yaml', '/project/eu.yaml'],
])('loads %s', async (_name, files, named, expected) => {
  const loaded = await load(
    Object.fromEntries(files.map((file) => [`/project/${file}`, config('acme')])),
    named,
  );

  expect(loaded).toMatchObject({
    ok: true,
    findings: [],
    deployment: { file: expected, config: { name: 'acme' } },
  });
});

test.each([
  [undefined, /no bt-dataplane\.yaml in \/project/, /bt-dataplane init/],
  ['other.yaml', /no file \/project\/other\.yaml/, /--config/],
])('says that %s is not there', async (named, message, hint) => {
  const missing = load({}, named);

  await expect(missing).rejects.toMatchObject({ kind: 'config', code: 'config-not-found' });
  await expect(missing).rejects.toThrow(message);
  await expect(missing).rejects.toHaveProperty('hint', expect.stringMatching(hint));
});

test('a cloud that this version cannot deploy to is named, with those that it can', async () => {
  const env = memoryEnv({ files: { '/project/bt-dataplane.yaml': config('acme') }, cwd: '/project' });
  const others = new Map([...clouds].filter(([id]) => id !== 'aws'));

  expect(
    await loadDeployment({ env, host: recordingHost(), clouds: others }, { config: undefined }),
  ).toMatchObject({
    ok: false,
    findings: [
      {
        rule: 'config/cloud-unavailable',
        severity: 'error',
        path: 'cloud',
        found: 'aws',
        required: 'one of gcp, azure',
        fix: { text: 'write one of gcp, azure, or look for a newer version of bt-dataplane' },
      },
    ],
  });
});

test('a folder in place of a file is explained', async () => {
  await expect(load({ '/project/deploy/x.yaml': '' }, 'deploy')).rejects.toMatchObject({
    kind: 'config',
    code: 'config-unreadable',
  });
});

test('each configuration has a lock file of its own', () => {
  expect(lockFileOf('/p/bt-dataplane.yaml')).toBe('/p/bt-dataplane.lock.yaml');
  expect(lockFileOf('/p/eu.json')).toBe('/p/eu.lock.yaml');
});
