import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resourceProviders } from '../../../../../../src/core/clouds/azure/steps/resource-providers.ts';
import type { Config } from '../../../../../../src/core/config/schema.ts';
import {
  type ArmRequest,
  azureArm,
  azureConfig,
  stepContext,
  trustTheTests,
} from '../../../../../helpers/azure-arm.ts';
import { subscription } from '../../../../../helpers/azure-token.ts';

trustTheTests();

const folder = () => mkdtempSync(join(tmpdir(), 'azure-providers-'));
const quiet = () => {};

/** A subscription that registers at the second look after it was told to. */
function registering(...registered: readonly string[]) {
  const done = new Set(registered);
  const begun = new Map<string, number>();
  return ({ method, path }: ArmRequest) => {
    const [, name = '', action] = /\/providers\/([^/]+)(\/register)?$/.exec(path) ?? [];
    if (method === 'POST' && action !== undefined) begun.set(name, 0);
    else if (begun.has(name)) {
      const looks = (begun.get(name) ?? 0) + 1;
      begun.set(name, looks);
      if (looks === 2) done.add(name);
    }
    const registrationState = done.has(name)
      ? 'Registered'
      : begun.has(name)
        ? 'Registering'
        : 'NotRegistered';
    return { body: { namespace: name, registrationState } };
  };
}

const posts = (asked: readonly string[]) => asked.filter((each) => each.startsWith('POST '));

test('registers what is missing, each once, and waits', async () => {
  const told: string[] = [];
  await using arm = await azureArm(folder(), registering('Microsoft.Compute', 'Microsoft.Network'));
  const context = stepContext({ vars: arm.vars });

  await resourceProviders.run(context, (text) => told.push(text));

  expect(posts(arm.asked)).toContain(
    `POST /subscriptions/${subscription}/providers/Microsoft.DBforPostgreSQL/register`,
  );
  expect(posts(arm.asked)).toHaveLength(10);
  expect(arm.asked.join()).not.toContain('Microsoft.Compute/register');
  expect(told).toContain('Microsoft.DBforPostgreSQL');
  // One look later all are there.
  expect(context.env.clock.elapsed() - stepContext().env.clock.elapsed()).toBe(10_000);
});

test('what an earlier run began is waited for, and nothing else happens where all is done', async () => {
  const answer = registering();
  await using arm = await azureArm(folder(), answer);
  await resourceProviders.run(stepContext({ vars: arm.vars }), quiet);
  const before = posts(arm.asked).length;

  await resourceProviders.run(stepContext({ vars: arm.vars }), quiet);

  expect(posts(arm.asked)).toHaveLength(before);
});

test('asks for no more than the deployment has', async () => {
  await using arm = await azureArm(folder(), registering());
  const config = {
    ...azureConfig,
    api: { frontDoor: { enabled: false } },
    cluster: { existing: {} },
  } as unknown as Config;

  await resourceProviders.run(stepContext({ vars: arm.vars, config }), quiet);

  const asked = posts(arm.asked).join();
  expect(asked).not.toMatch(/Cdn|ContainerService|KubernetesConfiguration/);
  expect(asked).toContain('Microsoft.Cache');
});

test('a refusal names what is missing and the commands for whoever may', async () => {
  await using arm = await azureArm(folder(), ({ method }) =>
    method === 'POST'
      ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no right to register' } } }
      : { body: { registrationState: 'NotRegistered' } },
  );
  await expect(resourceProviders.run(stepContext({ vars: arm.vars }), quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'resource-providers-not-registered',
    message: expect.stringMatching(/Microsoft\.Compute, .*AuthorizationFailed: no right to register/),
    hint: expect.stringContaining(
      `az provider register --wait --namespace Microsoft.Cdn --subscription ${subscription}`,
    ),
  });
});

test('one that does not end is given up', async () => {
  await using arm = await azureArm(folder(), () => ({ body: { registrationState: 'Registering' } }));
  await expect(resourceProviders.run(stepContext({ vars: arm.vars }), quiet)).rejects.toMatchObject({
    message: expect.stringContaining('after 15 minutes'),
  });
});

test('it is done when Azure says so; a first plan and a plan without changes ask nobody', async () => {
  await using arm = await azureArm(folder(), registering('Microsoft.Compute'));
  const isDone = (types: readonly string[], changing: readonly string[]) =>
    resourceProviders.isDone(stepContext({ vars: arm.vars, types, changing }));

  expect(await isDone([], ['azurerm_resource_group.x'])).toBe(false);
  expect(await isDone(['azurerm_resource_group'], [])).toBe(true);
  expect(arm.asked).toEqual([]);
  expect(await isDone(['azurerm_resource_group'], ['azurerm_subnet.x'])).toBe(false);
  expect(arm.asked).not.toEqual([]);
});
