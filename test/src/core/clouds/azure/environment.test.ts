import { describe, expect, test } from 'vitest';
import { environment } from '../../../../../src/core/clouds/azure/environment.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const config = { account: { tenant: 't' } } as Config;
const files = { '/run-folder/x': '' };
const tokenFile = '/run-folder/identity-token';
const ARM_CLIENT_ID = 'app';
const login = 'https://login.microsoftonline.com/';

async function told(vars: Record<string, string>) {
  const env = memoryEnv({ vars, files });
  return { env, vars: await environment(config, env, tokenFile) };
}

describe('kubelogin signs in as whom azurerm signs in', () => {
  test.each([
    ['the Azure CLI', {}, { AAD_LOGIN_METHOD: 'azurecli', AZURE_TENANT_ID: 't' }],
    [
      'a secret',
      { ARM_CLIENT_ID, ARM_CLIENT_SECRET: 's' },
      {
        AAD_LOGIN_METHOD: 'spn',
        AZURE_CLIENT_ID: 'app',
        AZURE_CLIENT_SECRET: 's',
        AZURE_TENANT_ID: 't',
      },
    ],
    [
      'a certificate',
      { ARM_CLIENT_ID, ARM_CLIENT_CERTIFICATE_PATH: 'c.pfx', ARM_CLIENT_CERTIFICATE_PASSWORD: 'p' },
      {
        AAD_LOGIN_METHOD: 'spn',
        AZURE_CLIENT_ID: 'app',
        AZURE_CLIENT_CERTIFICATE_PATH: '/project/c.pfx',
        AZURE_CLIENT_CERTIFICATE_PASSWORD: 'p',
        AZURE_TENANT_ID: 't',
      },
    ],
    [
      'an identity of the machine',
      { ARM_USE_MSI: 'true', ARM_CLIENT_ID },
      { AAD_LOGIN_METHOD: 'msi', AZURE_CLIENT_ID: 'app', AZURE_TENANT_ID: 't' },
    ],
    [
      'GitHub',
      {
        ARM_CLIENT_ID,
        ARM_USE_OIDC: 'true',
        ARM_OIDC_REQUEST_URL: 'https://issuer',
        ARM_OIDC_REQUEST_TOKEN: 'run',
      },
      {
        AAD_LOGIN_METHOD: 'workloadidentity',
        AZURE_CLIENT_ID: 'app',
        AZURE_AUTHORITY_HOST: login,
        AZURE_TENANT_ID: 't',
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://issuer',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'run',
      },
    ],
    [
      'Azure Pipelines',
      {
        ARM_CLIENT_ID,
        ARM_USE_OIDC: 'true',
        SYSTEM_ACCESSTOKEN: 'run',
        SYSTEM_OIDCREQUESTURI: 'https://issuer',
        ARM_OIDC_AZURE_SERVICE_CONNECTION_ID: 'c',
      },
      {
        AAD_LOGIN_METHOD: 'azurepipelines',
        AZURE_CLIENT_ID: 'app',
        AZURE_TENANT_ID: 't',
        AZURESUBSCRIPTION_CLIENT_ID: 'app',
        AZURESUBSCRIPTION_TENANT_ID: 't',
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: 'c',
        SYSTEM_ACCESSTOKEN: 'run',
        SYSTEM_OIDCREQUESTURI: 'https://issuer',
      },
    ],
    [
      'a token in a file',
      { ARM_CLIENT_ID, ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN_FILE_PATH: 'token' },
      {
        AAD_LOGIN_METHOD: 'workloadidentity',
        AZURE_CLIENT_ID: 'app',
        AZURE_AUTHORITY_HOST: login,
        AZURE_TENANT_ID: 't',
        AZURE_FEDERATED_TOKEN_FILE: '/project/token',
        ACTIONS_ID_TOKEN_REQUEST_URL: '',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: '',
      },
    ],
    [
      'whatever a person chose, untouched',
      { AAD_LOGIN_METHOD: 'devicecode', AAD_X: 'y', ARM_CLIENT_ID, ARM_CLIENT_SECRET: 's' },
      { AAD_LOGIN_METHOD: 'devicecode', AAD_X: 'y' },
    ],
    ['nobody, where the credentials are wrong', { ARM_USE_CLI: 'false' }, {}],
  ])('%s', async (_, vars, expected) => {
    expect((await told(vars)).vars).toEqual(expected);
  });
});

test('a certificate in a variable goes into that file, too', async () => {
  const data = Buffer.from('an archive').toString('base64');
  const { env, vars } = await told({ ARM_CLIENT_ID, ARM_CLIENT_CERTIFICATE: data });
  expect(vars).toMatchObject({ AAD_LOGIN_METHOD: 'spn', AZURE_CLIENT_CERTIFICATE_PATH: tokenFile });
  expect(env.text(tokenFile)).toBe('an archive');
});

test('a token in a variable goes into a file that only we can read', async () => {
  const { env, vars } = await told({ ARM_CLIENT_ID, ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: 'a.b.c' });
  expect(vars.AZURE_FEDERATED_TOKEN_FILE).toBe(tokenFile);
  expect(env.text(tokenFile)).toBe('a.b.c');
  expect(env.modes.get(tokenFile)).toBe(0o600);
});
