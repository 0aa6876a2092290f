import { expect, test } from 'vitest';
import type { Session } from '../../../../src/core/terraform/session.ts';
import { withSecretVariables } from '../../../../src/core/terraform/variables.ts';

const stored: Readonly<Record<string, string>> = {
  'secrets/url': 'canary-url',
  'secrets/password': 'canary-password',
};

function sessionWith(concealed: string[]): Session {
  const readSecret = async (secret: string) => stored[secret];
  return {
    context: { env: {} },
    deployment: { cloud: { readSecret } },
    conceal: (secret: string) => concealed.push(secret),
    withSecrets: async () => ({ PATH: '/bin' }),
  } as unknown as Session;
}

test('GIVEN stored secrets WHEN a stack asks for them THEN they come as variables, and are hidden from then on', async () => {
  const concealed: string[] = [];
  const stack = { secretInputs: { pg_url: { secret: 'secrets/url' } } };

  const vars = await withSecretVariables(sessionWith(concealed), stack, async () => false);

  expect(vars).toEqual({ PATH: '/bin', TF_VAR_pg_url: 'canary-url' });
  expect(concealed).toEqual(['canary-url']);
});

test('GIVEN a secret that is not stored yet THEN its variable is empty, and not left out', async () => {
  const stack = { secretInputs: { pg_url: { secret: 'secrets/other' } } };

  expect(await withSecretVariables(sessionWith([]), stack, async () => true)).toEqual({
    PATH: '/bin',
    TF_VAR_pg_url: '',
  });
});

test.each([
  [true, { PATH: '/bin', TF_VAR_password: 'canary-password' }],
  [false, { PATH: '/bin', TF_VAR_password: '' }],
])(
  'GIVEN a secret that the stack itself stores THEN it is read only once the state has it (%s)',
  async (there, expected) => {
    const storedBy = 'google_secret_manager_secret_version.value';
    const stack = { secretInputs: { password: { secret: 'secrets/password', storedBy } } };

    expect(
      await withSecretVariables(sessionWith([]), stack, async (address) => there && address === storedBy),
    ).toEqual(expected);
  },
);
