import { expect, it } from 'vitest';
import type { Config } from '../../../../src/core/config/schema.ts';
import { readLicenseKey } from '../../../../src/core/terraform/license.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const env = memoryEnv({
  vars: { KEY: ' from-env\n', BLANK: ' ' },
  files: { '/project/key.txt': 'from-file\n', '/project/empty.txt': '\n' },
});

const read = (licenseKey: Config['licenseKey']) =>
  readLicenseKey(env, { licenseKey } as Config, '/project/bt-dataplane.yaml');

it.each([
  ['a variable', { env: 'KEY' }, 'from-env'],
  ['a file beside the configuration', { file: 'key.txt' }, 'from-file'],
  ['an absolute file', { file: '/project/key.txt' }, 'from-file'],
  ['a secret of the cloud, which the stack reads itself', { secretRef: 'arn:x' }, undefined],
])('comes from %s, without white space around it', async (_, source, key) => {
  expect(await read(source)).toBe(key);
});

it.each([
  ['an unset variable', { env: 'NONE' }, 'NONE'],
  ['an empty variable', { env: 'BLANK' }, 'BLANK'],
  ['a missing file', { file: 'none.txt' }, '/project/none.txt'],
  ['an empty file', { file: 'empty.txt' }, '/project/empty.txt'],
])('stops at %s and names it', async (_, source, name) => {
  await expect(read(source)).rejects.toMatchObject({
    kind: 'access',
    code: 'license-key-missing',
    message: expect.stringContaining(name),
    hint: expect.stringContaining('licenseKey'),
  });
});
