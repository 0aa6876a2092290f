/** The steps with the stand-in of Azure that whole lives run against. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestMessage } from '../../../../../../modules/azure/front-door.ts';
import { azureNames } from '../../../../../../modules/azure/naming.ts';
import { databaseRestart } from '../../../../../../src/core/clouds/azure/steps/database-restart.ts';
import { privateLinkApproval } from '../../../../../../src/core/clouds/azure/steps/private-link-approval.ts';
import { resourceProviders } from '../../../../../../src/core/clouds/azure/steps/resource-providers.ts';
import { stepContext, trustTheTests } from '../../../../../helpers/azure-arm.ts';
import { type AzureStore, startAzureStore } from '../../../../../helpers/azure-store.ts';
import { subscription } from '../../../../../helpers/azure-token.ts';

trustTheTests();

let store: AzureStore;
beforeAll(async () => {
  store = await startAzureStore({ folder: mkdtempSync(join(tmpdir(), 'azure-steps-')) });
});
afterAll(() => store.stop());

const names = azureNames(subscription, 'acme');
const group = (name: string) => `/subscriptions/${subscription}/resourceGroups/${name}`;
const contextWith = (types: readonly string[] = [], changing: readonly string[] = []) =>
  stepContext({ vars: store.variables, types, changing });
const quiet = () => {};

describe.sequential('in the order of an apply', () => {
  test('what the stacks need is registered', async () => {
    await resourceProviders.run(contextWith(), quiet);

    expect(await resourceProviders.isDone(contextWith(['azurerm_subnet'], ['azurerm_subnet.x']))).toBe(true);
    for (const name of [names.resourceGroup, names.nodeResourceGroup])
      store.ask('PUT', group(name), { location: 'eastus2' });
  });

  test('the database is restarted for a parameter that waits, and once', async () => {
    const server = `${group(names.resourceGroup)}/providers/Microsoft.DBforPostgreSQL/flexibleServers/${names.database}`;
    store.ask('PUT', server, {
      location: 'eastus2',
      sku: { name: 'Standard_D2ds_v5', tier: 'GeneralPurpose' },
      properties: { storage: { storageSizeGB: 128 } },
    });
    store.ask('PUT', `${server}/configurations/shared_preload_libraries`, {
      properties: { value: 'pg_cron', source: 'user-override' },
    });
    const types = ['azurerm_postgresql_flexible_server'];

    expect(await databaseRestart.isDone(contextWith(types))).toBe(false);
    await databaseRestart.run(contextWith(types), quiet);
    expect(await databaseRestart.isDone(contextWith(types))).toBe(true);
    await databaseRestart.run(contextWith(types), quiet);
    expect(store.log.filter((line) => line.endsWith('/restart'))).toHaveLength(1);
  });

  test('the connection that Front Door asks for is approved', async () => {
    const service = `${group(names.nodeResourceGroup)}/providers/Microsoft.Network/privateLinkServices/${names.privateLinkService}`;
    const profile = `${group(names.resourceGroup)}/providers/Microsoft.Cdn/profiles/${names.frontDoor}`;
    store.ask('PUT', service, { location: 'eastus2', properties: {} });
    store.ask('PUT', profile, { location: 'global', sku: { name: 'Premium_AzureFrontDoor' } });
    store.ask('PUT', `${profile}/originGroups/api`, { properties: {} });
    store.ask('PUT', `${profile}/originGroups/api/origins/api`, {
      properties: {
        hostName: '10.0.0.9',
        sharedPrivateLinkResource: {
          privateLink: { id: service },
          privateLinkLocation: 'eastus2',
          requestMessage: requestMessage('acme'),
        },
      },
    });
    const types = ['azurerm_cdn_frontdoor_origin'];

    expect(await privateLinkApproval.isDone(contextWith(types))).toBe(false);
    await privateLinkApproval.run(contextWith(types), quiet);
    expect(await privateLinkApproval.isDone(contextWith(types))).toBe(true);
  });

  test('the stand-in had an answer to everything', () => {
    expect(store.complaints).toEqual([]);
  });
});
