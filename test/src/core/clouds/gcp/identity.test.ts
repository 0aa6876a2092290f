import { describe, expect, test } from 'vitest';
import { identify } from '../../../../../src/core/clouds/gcp/identity.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const config = { account: { project: 'acme-data' } } as Config;
const key = JSON.stringify({
  type: 'service_account',
  client_email: 'deployer@acme-data.iam.gserviceaccount.com',
  private_key: 'canary-private-key',
});

describe('the project', () => {
  test.each([
    ['the one of the configuration when nothing else is named', {}, 'acme-data'],
    ["the provider's variable", { GOOGLE_PROJECT: 'other' }, 'other'],
    [
      'the first in the order of the provider',
      { GCLOUD_PROJECT: 'third', GOOGLE_CLOUD_PROJECT: 'second' },
      'second',
    ],
    ['that of gcloud', { CLOUDSDK_CORE_PROJECT: 'other' }, 'other'],
    ['not an empty variable', { GOOGLE_PROJECT: '' }, 'acme-data'],
  ])('%s', async (_, vars, account) => {
    expect((await identify(config, memoryEnv({ vars }))).account).toBe(account);
  });

  test('says which variable names it', async () => {
    const vars = { GOOGLE_PROJECT: '', GCLOUD_PROJECT: 'other' };
    expect((await identify(config, memoryEnv({ vars }))).variable).toBe('GCLOUD_PROJECT');
    expect(await identify(config, memoryEnv())).not.toHaveProperty('variable');
  });
});

describe('who it is', () => {
  const home = '/home/me';
  const user = JSON.stringify({ type: 'authorized_user', refresh_token: 'canary-refresh-token' });
  const external = JSON.stringify({
    type: 'external_account',
    service_account_impersonation_url:
      'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/ci@acme-data.iam.gserviceaccount.com:generateAccessToken',
  });
  test.each([
    [
      'the impersonated account before all else',
      {
        GOOGLE_IMPERSONATE_SERVICE_ACCOUNT: 'ops@acme-data.iam.gserviceaccount.com',
        GOOGLE_CREDENTIALS: key,
      },
      'ops@acme-data.iam.gserviceaccount.com',
    ],
    ['a key in a variable', { GOOGLE_CREDENTIALS: key }, 'deployer@acme-data.iam.gserviceaccount.com'],
    ['a key in a file', { GOOGLE_CREDENTIALS: './key.json' }, 'deployer@acme-data.iam.gserviceaccount.com'],
    [
      'a token, of which nobody knows whose it is',
      { GOOGLE_OAUTH_ACCESS_TOKEN: 'canary-token' },
      'the bearer of GOOGLE_OAUTH_ACCESS_TOKEN',
    ],
    [
      'a token before a key, as the provider has it',
      { GOOGLE_OAUTH_ACCESS_TOKEN: 'canary-token', GOOGLE_CREDENTIALS: key },
      'the bearer of GOOGLE_OAUTH_ACCESS_TOKEN',
    ],
    [
      'nobody by name, when the key is broken',
      { GOOGLE_CREDENTIALS: 'canary-broken' },
      'the holder of the key that a variable names',
    ],
    [
      'the identity of a pipeline',
      { GOOGLE_APPLICATION_CREDENTIALS: '/ci.json' },
      'ci@acme-data.iam.gserviceaccount.com',
    ],
    [
      'a person who signed in with gcloud',
      { HOME: home },
      'application default credentials (authorized_user)',
    ],
    ['the machine, without any of these', { HOME: '/nobody' }, 'the service account of this machine'],
    [
      'the machine, when the file is broken',
      { GOOGLE_APPLICATION_CREDENTIALS: '/broken.json' },
      'the service account of this machine',
    ],
  ])('%s', async (_, vars, principal) => {
    const env = memoryEnv({
      vars: vars as Readonly<Record<string, string>>,
      files: {
        '/project/key.json': key,
        '/ci.json': external,
        '/broken.json': '{ not JSON',
        [`${home}/.config/gcloud/application_default_credentials.json`]: user,
      },
    });

    const identity = await identify(config, env);

    expect(identity.principal).toBe(principal);
    expect(JSON.stringify(identity)).not.toContain('canary');
  });
});
