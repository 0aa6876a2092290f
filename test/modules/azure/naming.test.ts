import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { azureNames } from '../../../modules/azure/naming.ts';

const subscription = '11111111-2222-3333-4444-555555555555';

/** What the configuration lets through. */
const names = fc.stringMatching(/^[a-z]([a-z0-9-]{0,16}[a-z0-9])?$/);

describe('names of a deployment', () => {
  it('follow from subscription and name alone', () => {
    expect(azureNames(subscription, 'braintrust')).toEqual({
      suffix: '01973f',
      resourceGroup: 'braintrust-bt',
      keyVault: 'braintrust-01973f',
      storageAccount: 'btbraintrust01973f',
      flowLogsAccount: 'flbraintrust01973f',
      database: 'braintrust-pg-01973f',
      cache: 'braintrust-redis-01973f',
      cluster: 'braintrust-aks',
      clusterDnsPrefix: 'braintrust-01973f',
      nodeResourceGroup: 'braintrust-nodes-01973f',
      identities: {
        pods: 'braintrust-pods',
        cluster: 'braintrust-cluster',
        encryption: 'braintrust-encryption',
      },
      privateLinkService: 'braintrust-api',
      frontDoor: 'braintrust-fd',
      frontDoorEndpoint: 'braintrust-01973f',
      secretPrefix: 'braintrust-',
      secrets: {
        postgresPassword: 'braintrust-postgres-password',
        postgresConnectionString: 'braintrust-postgres-connection-string',
        redisConnectionString: 'braintrust-redis-connection-string',
        functionSecretKey: 'braintrust-function-secret-key',
        brainstoreLicenseKey: 'braintrust-brainstore-license-key',
        storageConnectionString: 'braintrust-azure-storage-connection-string',
      },
    });
  });

  it('leave an existing resource group its name', () => {
    expect(azureNames(subscription, 'braintrust', 'acme').resourceGroup).toBe('acme');
  });

  it('differ between subscriptions where the whole world shares them', () => {
    const [one, two] = [subscription, subscription.replace('1', '2')].map((id) =>
      azureNames(id, 'braintrust'),
    );
    for (const name of ['keyVault', 'storageAccount', 'database', 'cache', 'frontDoorEndpoint'] as const) {
      expect(one?.[name]).not.toBe(two?.[name]);
    }
    expect(one?.cluster).toBe(two?.cluster);
  });

  it('keep to the lengths and letters that Azure takes, from the shortest to the longest', () => {
    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
    fc.assert(
      fc.property(names, (name) => {
        const made = azureNames(subscription, name);
        expect(made.keyVault).toMatch(/^(?=.{3,24}$)[a-z](-?[a-z0-9])+$/);
        expect(made.storageAccount).toMatch(/^[a-z0-9]{3,24}$/);
        expect(made.flowLogsAccount).toMatch(/^[a-z0-9]{3,24}$/);
        expect(made.database).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        expect(made.cache).toMatch(/^(?=.{3,60}$)[a-z0-9](-?[a-z0-9])+$/);
        expect(made.cluster).toMatch(/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
        expect(made.clusterDnsPrefix).toMatch(/^[a-z0-9][a-z0-9-]{0,52}[a-z0-9]$/);
        // https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/aks-common-issues-faq
        expect(made.nodeResourceGroup.length).toBeLessThanOrEqual(80);
        expect(made.frontDoorEndpoint).toMatch(/^[a-z0-9][a-z0-9-]{0,44}[a-z0-9]$/);
        for (const identity of Object.values(made.identities)) {
          expect(identity).toMatch(/^[a-z0-9][a-z0-9_-]{2,127}$/);
        }
        for (const secret of Object.values(made.secrets)) expect(secret).toMatch(/^[a-z0-9-]{1,127}$/);
      }),
    );
  });
});
