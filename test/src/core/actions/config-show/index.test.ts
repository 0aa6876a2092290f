import { expect, test } from 'vitest';
import { configShow } from '../../../../../src/core/actions/config-show/index.ts';
import { clouds } from '../../../../../src/core/clouds/registry.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';
import { recordingHost } from '../../../../helpers/recording-host.ts';

const config = `apiVersion: bt-dataplane/v1
name: acme
cloud: aws
region: us-east-1
profile: staging
organization: {name: Acme}
licenseKey: {env: KEY}
postgres:
  storage:
    sizeGb: 200
`;
const lock = `lockVersion: 1
name: acme
cloud: aws
profile: staging
values:
  postgres.version: "16"
`;

const show = (files: Readonly<Record<string, string>>) =>
  configShow({ env: memoryEnv({ files, cwd: '/project' }), host: recordingHost(), clouds }, {});

test('every value comes with its origin, and its line where it was written', async () => {
  const shown = await show({
    '/project/bt-dataplane.yaml': config,
    '/project/bt-dataplane.lock.yaml': lock,
  });
  if (!shown.ok) throw new Error(JSON.stringify(shown.findings));
  const byPath = Object.fromEntries(shown.values.map((value) => [value.path, value]));

  expect(byPath['postgres.storage.sizeGb']).toEqual({
    path: 'postgres.storage.sizeGb',
    file: '/project/bt-dataplane.yaml',
    value: 200,
    origin: 'file',
    unit: 'GB',
    line: 10,
  });
  expect(byPath['postgres.version']).toEqual({ path: 'postgres.version', value: '16', origin: 'lock' });
  expect(byPath['postgres.rotation']).toEqual({ path: 'postgres.rotation', value: 1, origin: 'profile' });
  expect(byPath.licenseKey?.value).toEqual({ env: 'KEY' });
  expect(byPath['encryption.kmsKeyArn']).toBeUndefined();
});

test('a broken file is explained instead', async () => {
  const shown = await show({ '/project/bt-dataplane.yaml': 'name: [\n' });
  expect(shown).toMatchObject({ ok: false, findings: [{ rule: 'config/yaml-syntax' }] });
});
