import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signIn } from '../../../../../../src/core/clouds/azure/access/sign-in.ts';
import {
  type Arm,
  type ArmRequest,
  azureArm,
  azureConfig,
  trustTheTests,
} from '../../../../../helpers/azure-arm.ts';
import { deployer } from '../../../../../helpers/azure-token.ts';
import { memoryEnv } from '../../../../../helpers/memory-env.ts';

trustTheTests();

const folder = () => mkdtempSync(join(tmpdir(), 'azure-sign-in-'));
const scope = 'https://management.azure.com/.default';

async function tokenFor(
  arm: Arm,
  vars: Record<string, string>,
  files: Record<string, string | Uint8Array> = {},
) {
  const { ARM_CLIENT_SECRET: _, ...own } = arm.vars;
  const session = await signIn(azureConfig, memoryEnv({ vars: { ...own, ...vars }, files }));
  return session.token(scope);
}

describe('a token is asked for', () => {
  test('with what a file says, each time anew', async () => {
    await using arm = await azureArm(folder());
    const vars = { ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN_FILE_PATH: '/run/token' };

    expect(await tokenFor(arm, vars, { '/run/token': 'a.b.c\n' })).toContain('.');
    expect(Object.fromEntries(arm.logins[0] ?? [])).toMatchObject({
      client_id: deployer.clientId,
      client_assertion: 'a.b.c',
      client_assertion_type: expect.stringContaining('jwt-bearer'),
    });
  });

  test('with what GitHub says of the run', async () => {
    let asked: ArmRequest | undefined;
    await using arm = await azureArm(folder(), (request) => {
      asked = request;
      return { body: { count: 1, value: 'github.says.so' } };
    });
    await tokenFor(arm, {
      ARM_USE_OIDC: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `https://${arm.host}/id?a=b`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-run',
    });

    expect(asked).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer of-the-run' } });
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      a: 'b',
      audience: 'api://AzureADTokenExchange',
    });
    expect(arm.logins[0]?.get('client_assertion')).toBe('github.says.so');
  });

  test('with what Azure Pipelines says of the run', async () => {
    let asked: ArmRequest | undefined;
    await using arm = await azureArm(folder(), (request) => {
      asked = request;
      return { body: { oidcToken: 'pipelines.say.so' } };
    });
    await tokenFor(arm, {
      ARM_USE_OIDC: 'true',
      SYSTEM_OIDCREQUESTURI: `https://${arm.host}/oidctoken`,
      SYSTEM_ACCESSTOKEN: 'of-the-run',
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: 'connection',
    });

    expect(asked?.method).toBe('POST');
    expect(asked?.query.get('serviceConnectionId')).toBe('connection');
    expect(arm.logins[0]?.get('client_assertion')).toBe('pipelines.say.so');
  });

  test.each([
    ['in a file', 'modern', ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC']],
    [
      'in a variable, in the older encryption',
      'older',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    ],
  ])('with a certificate %s', async (_, kind, encryption) => {
    const home = folder();
    const archive = makeArchive(home, encryption);
    await using arm = await azureArm(folder());
    const password = { ARM_CLIENT_CERTIFICATE_PASSWORD: 'of the archive' };

    if (kind === 'modern') {
      await tokenFor(arm, { ...password, ARM_CLIENT_CERTIFICATE_PATH: '/c.pfx' }, { '/c.pfx': archive });
    } else {
      await tokenFor(arm, { ...password, ARM_CLIENT_CERTIFICATE: archive.toString('base64') });
    }

    const assertion = arm.logins[0]?.get('client_assertion') ?? '';
    const [header = '', claims = ''] = assertion
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header)).toMatchObject({ typ: 'JWT' });
    expect(JSON.parse(claims)).toMatchObject({ iss: deployer.clientId, sub: deployer.clientId });
  });

  test('of the identity endpoint that a variable names', async () => {
    let asked: ArmRequest | undefined;
    await using arm = await azureArm(folder(), (request) => {
      asked = request;
      return { body: { access_token: 'of-the-machine', expires_on: '4102444800' } };
    });
    const vars = { ARM_USE_MSI: 'true', ARM_MSI_ENDPOINT: `https://${arm.host}/msi/token` };

    expect(await tokenFor(arm, vars)).toBe('of-the-machine');
    expect(asked?.headers.metadata).toBe('true');
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      'api-version': '2018-02-01',
      resource: 'https://management.azure.com',
      client_id: deployer.clientId,
    });
  });
});

describe('no token', () => {
  test('is of kind access, and says who asked and what to look at, without the secret', async () => {
    await using arm = await azureArm(folder(), () => ({ status: 500, body: {} }));
    const failing = tokenFor(arm, {
      ARM_USE_OIDC: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `https://${arm.host}/id`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-of-the-run',
    });
    await expect(failing).rejects.toMatchObject({
      kind: 'access',
      code: 'azure-credentials',
      message: `Azure gave no token to application ${deployer.clientId}, as this run: ${arm.host} answered 500 when asked for a token of this run`,
      hint: expect.stringContaining('id-token: write'),
    });
    await expect(failing).rejects.not.toMatchObject({ message: expect.stringContaining('canary') });
  });

  test('for a certificate with another password says so', async () => {
    const archive = makeArchive(folder(), []);
    await using arm = await azureArm(folder());
    const failing = tokenFor(
      arm,
      { ARM_CLIENT_CERTIFICATE_PATH: '/c.pfx', ARM_CLIENT_CERTIFICATE_PASSWORD: 'wrong' },
      { '/c.pfx': archive },
    );
    await expect(failing).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringMatching(/the certificate of \/c\.pfx cannot be used: .*mac verify failure/i),
    });
  });

  test('is there where the metadata are not, or the environment is no Azure', async () => {
    await using arm = await azureArm(folder());
    const sign = (vars: Record<string, string>) => signIn(azureConfig, memoryEnv({ vars }));
    await expect(sign({ ARM_METADATA_HOSTNAME: '127.0.0.1:1' })).rejects.toMatchObject({
      code: 'azure-metadata-unusable',
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
    await expect(sign({ ARM_ENVIRONMENT: 'mars' })).rejects.toMatchObject({
      code: 'azure-environment-unknown',
      hint: expect.stringContaining('public, usgovernment, china'),
    });
    expect((await sign({ ARM_METADATA_HOSTNAME: arm.host })).cloud).toEqual({
      login: `https://${arm.host}`,
      resourceManager: `https://${arm.host}`,
      audience: 'https://management.core.windows.net',
      custom: true,
    });
    expect((await sign({ ARM_ENVIRONMENT: 'USGovernment' })).cloud).toMatchObject({
      login: 'https://login.microsoftonline.us',
      custom: false,
    });
  });
});

function makeArchive(home: string, encryption: readonly string[]): Buffer {
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=deployer'].concat([
      '-keyout',
      join(home, 'k.pem'),
      '-out',
      join(home, 'c.pem'),
    ]),
    { stdio: 'pipe' },
  );
  execFileSync(
    'openssl',
    ['pkcs12', '-export', '-inkey', join(home, 'k.pem'), '-in', join(home, 'c.pem')].concat([
      '-out',
      join(home, 'c.pfx'),
      '-passout',
      'pass:of the archive',
      ...encryption,
    ]),
    { stdio: 'pipe' },
  );
  return readFileSync(join(home, 'c.pfx'));
}
