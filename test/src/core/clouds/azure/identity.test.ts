import { describe, expect, test } from 'vitest';
import { endpointVariables } from '../../../../../src/core/clouds/azure/endpoints.ts';
import { identify } from '../../../../../src/core/clouds/azure/identity.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const config = { account: { subscription: 'abc-sub', tenant: 'abc-tenant' } } as Config;
const profile = `\uFEFF${JSON.stringify({
  subscriptions: [
    { id: 'other', user: { name: 'somebody@acme.example' } },
    { id: 'ABC-SUB', user: { name: 'deployer@acme.example', type: 'user' } },
  ],
})}`;

describe('the subscription', () => {
  test.each([
    ['the one of the configuration when nothing else is named', {}, 'abc-sub'],
    ['the same in other letters', { ARM_SUBSCRIPTION_ID: 'ABC-SUB' }, 'abc-sub'],
    ["the provider's variable", { ARM_SUBSCRIPTION_ID: 'other' }, 'other'],
    ["that of Microsoft's tools", { AZURE_SUBSCRIPTION_ID: 'other' }, 'other'],
    ['not an empty variable', { ARM_SUBSCRIPTION_ID: '' }, 'abc-sub'],
  ])('%s', async (_, vars, account) => {
    const identity = await identify(config, memoryEnv({ vars }));
    expect(identity.account).toBe(account);
    expect(identity.variable).toBe(account === 'other' ? Object.keys(vars)[0] : undefined);
  });
});

test.each(['ARM_TENANT_ID', 'AZURE_TENANT_ID'])('another tenant in %s is refused', async (variable) => {
  await expect(identify(config, memoryEnv({ vars: { [variable]: 'other' } }))).rejects.toMatchObject({
    kind: 'access',
    code: 'wrong-tenant',
    message: `the variable ${variable} names other, but the configuration names the tenant abc-tenant; nothing was planned`,
    hint: expect.stringContaining(`unset ${variable}`),
  });
});

test('the same tenant in other letters is fine', async () => {
  const vars = { ARM_TENANT_ID: 'ABC-TENANT' };
  expect((await identify(config, memoryEnv({ vars }))).account).toBe('abc-sub');
});

describe('who it is', () => {
  const files = { '/home/me/.azure/azureProfile.json': profile, '/elsewhere/azureProfile.json': '{' };
  const HOME = '/home/me';

  test.each([
    ['an application', { ARM_CLIENT_ID: 'app', ARM_CLIENT_SECRET: 'canary' }, 'application app'],
    [
      'a run of a pipeline',
      { ARM_CLIENT_ID: 'app', ARM_USE_OIDC: 'true', ARM_OIDC_TOKEN: 'canary' },
      'application app, as this run',
    ],
    ['a machine', { ARM_USE_MSI: 'true' }, 'the managed identity of this machine'],
    ['an identity of a machine', { ARM_USE_MSI: 'true', ARM_CLIENT_ID: 'id' }, 'the managed identity id'],
    ['the user of the Azure CLI', { HOME }, 'deployer@acme.example'],
    [
      'nobody by name when the files of the Azure CLI say nothing',
      { HOME, AZURE_CONFIG_DIR: '/elsewhere' },
      'whoever is signed in to the Azure CLI',
    ],
    ['nobody by name without a home', {}, 'whoever is signed in to the Azure CLI'],
  ])('%s', async (_, vars, principal) => {
    expect((await identify(config, memoryEnv({ vars, files }))).principal).toBe(principal);
  });

  test('contacts nobody', async () => {
    const env = memoryEnv({ vars: { HOME, ARM_METADATA_HOSTNAME: 'nobody.example' }, files });
    await identify(config, env);
    expect(env.asked).toEqual([]);
    expect(env.started).toEqual([]);
  });
});

test('variables that lead elsewhere than to the public cloud are named', () => {
  expect(
    endpointVariables({
      ARM_METADATA_HOSTNAME: 'stack.example',
      ARM_ENVIRONMENT: 'china',
      ARM_MSI_ENDPOINT: '',
      ARM_CLIENT_ID: 'app',
    }),
  ).toEqual([
    { name: 'ARM_ENVIRONMENT', value: 'china' },
    { name: 'ARM_METADATA_HOSTNAME', value: 'stack.example' },
  ]);
  expect(endpointVariables({ ARM_ENVIRONMENT: 'Public' })).toEqual([]);
});
