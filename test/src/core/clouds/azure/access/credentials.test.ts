import { describe, expect, test } from 'vitest';
import {
  credentialSecrets,
  givenCredentials,
} from '../../../../../../src/core/clouds/azure/access/credentials.ts';
import type { Config } from '../../../../../../src/core/config/schema.ts';
import { memoryEnv } from '../../../../../helpers/memory-env.ts';

const config = { account: { tenant: 't' } } as Config;
const files = {
  '/project/secret': 'from-a-file\n',
  '/project/id': 'application\n',
  '/project/token.jwt': 'a.token.file\n',
};
const given = (vars: Record<string, string>) => givenCredentials(config, memoryEnv({ vars, files }));
const application = { tenant: 't', clientId: 'application' };
const ARM_CLIENT_ID = 'application';
const request = { requestUrl: 'https://issuer', requestToken: 'run' };

describe('credentials are those of azurerm, in its order', () => {
  test.each([
    ['the Azure CLI where nothing is named', {}, { kind: 'cli', tenant: 't' }],
    ['the Azure CLI where an application has nothing to prove itself', { ARM_CLIENT_ID }, { kind: 'cli' }],
    [
      'a certificate before a secret',
      { ARM_CLIENT_ID, ARM_CLIENT_CERTIFICATE_PATH: './c.pfx', ARM_CLIENT_SECRET: 's' },
      { kind: 'certificate', ...application, file: '/project/c.pfx' },
    ],
    [
      'a certificate in a variable, with its password',
      { ARM_CLIENT_ID, ARM_CLIENT_CERTIFICATE: 'AAAA', ARM_CLIENT_CERTIFICATE_PASSWORD: 'p' },
      { kind: 'certificate', data: 'AAAA', password: 'p' },
    ],
    [
      'a secret before a token',
      { ARM_CLIENT_ID, ARM_CLIENT_SECRET: 's', ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: 'j' },
      { kind: 'secret', ...application, secret: 's' },
    ],
    [
      'secret and id in files',
      { ARM_CLIENT_ID_FILE_PATH: 'id', ARM_CLIENT_SECRET_FILE_PATH: '/project/secret' },
      { kind: 'secret', ...application, secret: 'from-a-file' },
    ],
    [
      'a token in a file before one in a variable',
      { ARM_CLIENT_ID, ARM_USE_OIDC: '1', ARM_OIDC_TOKEN_FILE_PATH: 'token.jwt', ARM_OIDC_TOKEN: 'j' },
      { kind: 'token', ...application, file: '/project/token.jwt' },
    ],
    [
      'a token in a variable',
      { ARM_CLIENT_ID, ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: 'j' },
      { kind: 'token', ...application, token: 'j' },
    ],
    [
      'Azure Pipelines, told by the service connection',
      {
        ARM_CLIENT_ID,
        ARM_USE_OIDC: 'true',
        SYSTEM_ACCESSTOKEN: 'run',
        SYSTEM_OIDCREQUESTURI: 'https://issuer',
        ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: 'c',
      },
      { kind: 'pipelines', ...application, ...request, connection: 'c' },
    ],
    [
      'GitHub Actions',
      {
        ARM_CLIENT_ID,
        ARM_USE_OIDC: 'true',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'run',
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://issuer',
      },
      { kind: 'github', ...application, ...request },
    ],
    [
      "an issuer of one's own before GitHub",
      {
        ARM_CLIENT_ID,
        ARM_USE_OIDC: 'true',
        ARM_OIDC_REQUEST_TOKEN: 'run',
        ARM_OIDC_REQUEST_URL: 'https://issuer',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'other',
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://other',
      },
      { kind: 'github', ...request },
    ],
    [
      'the workload identity of a pod',
      {
        ARM_USE_AKS_WORKLOAD_IDENTITY: 'true',
        AZURE_CLIENT_ID: 'application',
        AZURE_FEDERATED_TOKEN_FILE: '/var/run/token',
      },
      { kind: 'token', ...application, file: '/var/run/token' },
    ],
    ['the identity of the machine', { ARM_USE_MSI: 'true' }, { kind: 'machine', tenant: 't' }],
    [
      'an identity of the machine by its id, at an endpoint of its own',
      { ARM_USE_MSI: 'true', ARM_CLIENT_ID, ARM_MSI_ENDPOINT: 'http://169.254.1.1/token' },
      { kind: 'machine', clientId: 'application', endpoint: 'http://169.254.1.1/token' },
    ],
    ['no token where it is not asked for', { ARM_CLIENT_ID, ARM_OIDC_TOKEN: 'j' }, { kind: 'cli' }],
  ])('%s', async (_, vars, expected) => {
    expect(await given(vars)).toMatchObject(expected);
  });

  test('none at all are said to be missing where the Azure CLI is off', async () => {
    await expect(given({ ARM_USE_CLI: 'false' })).rejects.toMatchObject({
      kind: 'access',
      code: 'azure-credentials',
    });
  });

  test('a file that is not there is named', async () => {
    await expect(given({ ARM_CLIENT_ID, ARM_CLIENT_SECRET_FILE_PATH: 'gone' })).rejects.toMatchObject({
      kind: 'access',
      message: 'ARM_CLIENT_SECRET_FILE_PATH names gone, which cannot be read',
    });
  });
});

test('every secret of the environment is known, also those in files', async () => {
  const vars = {
    ARM_CLIENT_SECRET: 'canary-secret',
    ARM_CLIENT_CERTIFICATE_PASSWORD: 'canary-password',
    ARM_OIDC_TOKEN_FILE_PATH: 'token.jwt',
    ARM_CLIENT_SECRET_FILE_PATH: 'gone',
    ARM_ACCESS_KEY: 'canary-key',
    ARM_CLIENT_ID: 'no secret',
  };
  expect(await credentialSecrets(memoryEnv({ vars, files }))).toEqual([
    'canary-secret',
    'canary-password',
    'canary-key',
    'a.token.file',
  ]);
});

test.each(['?sv=2024&sig=can%2Bary%3D&se=2027', 'sig=can%2Bary%3D'])(
  'the signature of %s is a secret wherever terraform writes it',
  async (ARM_SAS_TOKEN) => {
    const secrets = await credentialSecrets(memoryEnv({ vars: { ARM_SAS_TOKEN } }));
    expect(secrets).toEqual(expect.arrayContaining(['can%2Bary%3D', 'can+ary=']));
    expect(secrets.every((secret) => !secret.startsWith('?'))).toBe(true);
  },
);
