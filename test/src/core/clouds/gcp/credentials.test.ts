import { generateKeyPairSync } from 'node:crypto';
import { Impersonated, JWT } from 'google-auth-library';
import { describe, expect, it, test } from 'vitest';
import { credentialSecrets } from '../../../../../src/core/clouds/gcp/credentials.ts';
import { googleClient } from '../../../../../src/core/clouds/gcp/google-client.ts';
import { redact } from '../../../../../src/core/io/redaction.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const account = 'deployer@acme-data.iam.gserviceaccount.com';
const key = JSON.stringify({ type: 'service_account', client_email: account, private_key: privateKey });

describe('what is hidden wherever it turns up', () => {
  const broken = '{"type":"bogus","private_key":"canary-private","refresh_token":"canary-refresh"}';
  const quoted = `unable to parse credentials from '${broken}': unknown credential type: "bogus"`;

  test.each([
    ['a key', { GOOGLE_CREDENTIALS: broken }],
    ['a key by its older name', { GCLOUD_KEYFILE_JSON: broken }],
    ["the backend's own", { GOOGLE_BACKEND_CREDENTIALS: broken }],
    ['the content of a key file', { GOOGLE_CREDENTIALS: './key.json' }],
    ['of a key file below the home folder', { GOOGLE_CLOUD_KEYFILE_JSON: '~/key.json', HOME: '/project' }],
  ])('%s, quoted by the provider or in parts', async (_, vars) => {
    const env = memoryEnv({ vars, files: { '/project/key.json': broken } });
    const secrets = await credentialSecrets(env);
    expect(redact(quoted, secrets)).toBe(
      'unable to parse credentials from \'[hidden]\': unknown credential type: "bogus"',
    );
    expect(redact(JSON.stringify(quoted), secrets)).not.toContain('canary');
    expect(redact('canary-private and canary-refresh', secrets)).toBe('[hidden] and [hidden]');
  });

  it('is a token too, and no path', async () => {
    const env = memoryEnv({
      vars: { GOOGLE_OAUTH_ACCESS_TOKEN: 'canary-token', GOOGLE_CREDENTIALS: '/nope/key.json' },
    });
    expect(await credentialSecrets(env)).toEqual(['canary-token']);
  });
});

describe('who asks Google besides terraform', () => {
  it('is the holder of the key in a variable, as with the provider', async () => {
    const client = await googleClient(memoryEnv({ vars: { GOOGLE_CREDENTIALS: key } }));
    expect(client).toBeInstanceOf(JWT);
    expect(client).toMatchObject({ email: account });
  });

  it('is the account that the provider impersonates', async () => {
    const vars = { GOOGLE_OAUTH_ACCESS_TOKEN: 'fake', GOOGLE_IMPERSONATE_SERVICE_ACCOUNT: account };
    const client = await googleClient(memoryEnv({ vars }));
    expect(client).toBeInstanceOf(Impersonated);
    expect((client as Impersonated).getTargetPrincipal()).toBe(account);
  });

  it('is told of a key that is none, without a word of it', async () => {
    const asked = googleClient(memoryEnv({ vars: { GOOGLE_CREDENTIALS: 'canary-key' } }));
    await expect(asked).rejects.toThrow('the key of GOOGLE_CREDENTIALS is not JSON');
  });
});
