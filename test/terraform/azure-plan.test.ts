/** From a configuration to the plans of all three stacks on Azure, by all four real providers, without account or network. */
import { expect, it } from 'vitest';
import type { PartialConfig, Profile } from '../../src/core/config/schema.ts';
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import {
  type AzurePlan,
  azureConfig,
  exampleConfig,
  plannedStack,
  renderedAzure,
  secrets,
} from '../helpers/azure-stacks.ts';
import { subscription } from '../helpers/azure-token.ts';

const profiles = ['staging', 'production'] as const;
const all = ['infra', 'workload', 'ingress'] as const;
const inGroup = (group: string) => `/subscriptions/${subscription}/resourceGroups/${group}/providers`;
const theirNetwork = {
  vnet: `${inGroup('net')}/Microsoft.Network/virtualNetworks/main`,
  nodesSubnet: 'apps',
  endpointsSubnet: 'endpoints',
  linkSubnet: 'links',
  apiAddress: '10.20.7.250',
} as const;
const zone = (name: string) => `${inGroup('dns')}/Microsoft.Network/privateDnsZones/privatelink.${name}`;
const noFrontDoor = { frontDoor: { enabled: false, firewall: 'off' } } as const;

type Case = readonly [profile: Profile, changes: PartialConfig, stacks?: readonly string[]];

/** What a person may write beside the required keys, at the edges of what is allowed. */
const oddCases: Readonly<Record<string, Case>> = {
  'a region of Europe': ['production', { region: 'westeurope' }],
  'a region of Asia': ['staging', { region: 'japaneast' }],
  'a resource group of their own': ['production', { account: { resourceGroup: 'data_plane.(eu)' } }],
  'a network of their own, with everything in it': [
    'production',
    {
      network: {
        existing: {
          ...theirNetwork,
          wayOut: 'routes',
          privateDnsZones: {
            postgres: zone('postgres.database.azure.com'),
            redis: zone('redis.azure.net'),
            blob: zone('blob.core.windows.net'),
            vault: zone('vaultcore.azure.net'),
          },
        },
      },
    },
  ],
  'a network of their own, bare': ['staging', { network: { existing: theirNetwork } }],
  'a cluster of their own': [
    'production',
    {
      cluster: {
        existing: {
          name: 'apps',
          resourceGroup: 'apps',
          nodeResourceGroup: 'MC_apps_apps_eastus2',
          endpoint: 'apps-1a2b3c4d.hcp.eastus2.azmk8s.io',
          caCertificate: Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64'),
          oidcIssuer: 'https://eastus2.oic.prod-aks.azure.com/a/b/',
        },
      },
    },
  ],
  'a key and a licence key of their own': [
    'production',
    {
      encryption: { keyVaultKey: `${inGroup('keys')}/Microsoft.KeyVault/vaults/acme-keys/keys/main` },
      licenseKey: { secretRef: `${inGroup('keys')}/Microsoft.KeyVault/vaults/acme-keys/secrets/license` },
    },
  ],
  'a private cluster': ['production', { cluster: { access: 'private' } }],
  'the API for some ranges only': [
    'production',
    { cluster: { authorizedRanges: ['198.51.100.0/24', '203.0.113.7/32'], upgradeChannel: 'none' } },
  ],
  'no Front Door': ['production', { api: noFrontDoor }, ['infra', 'workload']],
  'no workload': ['staging', { workload: { enabled: false }, api: noFrontDoor }, ['infra']],
  'a domain whose zone is theirs': ['production', { api: { customDomain: { name: 'api.acme.example' } } }],
  'a domain in a zone of Azure': [
    'staging',
    {
      api: {
        customDomain: {
          name: 'api.acme.example',
          dnsZoneId: `${inGroup('dns')}/Microsoft.Network/dnsZones/acme.example`,
        },
      },
    },
  ],
  'a firewall that refuses': [
    'production',
    { api: { frontDoor: { enabled: true, firewall: 'prevention' } } },
  ],
  'a name of one letter': ['production', { name: 'a' }],
  'a name of 18 characters with two dashes': ['production', { name: 'acme-eu--prod2026x' }],
  'the smallest machines': [
    'staging',
    {
      postgres: { instanceType: 'B_Standard_B1ms', storage: { sizeGb: 32 }, multiAz: false },
      redis: { instanceType: 'Balanced_B0', replicas: 0 },
      cluster: { services: { instanceType: 'Standard_D2s_v5', minNodes: 1, maxNodes: 1 } },
    },
  ],
  'the largest machines': [
    'production',
    {
      postgres: { instanceType: 'MO_Standard_E96ds_v5', storage: { sizeGb: 32_767 } },
      redis: { instanceType: 'MemoryOptimized_M2000', clustering: 'enterprise' },
      brainstore: {
        readers: { count: 50, instanceType: 'Standard_L80s_v3' },
        fastReaders: { count: 50, instanceType: 'Standard_L80s_v3' },
        writers: { count: 8, instanceType: 'Standard_L80s_v3' },
      },
    },
  ],
  'another namespace': ['production', { workload: { namespace: 'bt-prod' } }],
  'text that terraform would read as a template': [
    'production',
    {
      organization: { name: 'A${c}me %{if true} "quoted"' },
      tags: { team: '${x} %{y} "quotes"', 'cost center': 'ümlaut \\ back' },
    },
  ],
};

describeWithAzureMirror('a first plan on Azure', ['azurerm', 'random', 'kubernetes', 'helm'], (parts) => {
  it('has the recorded number of resources for both examples', async () => {
    const recorded: Record<string, unknown> = {};
    const providers: Record<string, string> = {};
    for (const profile of profiles) {
      const plans: Record<string, unknown> = {};
      for (const stack of await renderedAzure(exampleConfig(profile))) {
        const plan = await plannedStack(parts, stack);
        expectFirstPlan(plan, stack.addresses);
        Object.assign(providers, plan.providers);
        plans[stack.name] = { add: plan.add, types: plan.types };
      }
      recorded[`azure-${profile}`] = plans;
    }
    const text = `${JSON.stringify({ providers, plans: recorded }, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('azure-plan-counts.json');
    // Six plans, one after the other.
  }, 600_000);

  it.each(profiles)('comes from the same bytes each time: %s', async (profile) => {
    const config = exampleConfig(profile);
    expect(await renderedAzure(config)).toEqual(await renderedAzure(config));
  });

  it.each(Object.entries(oddCases))('works for %s', async (_, [profile, changes, names = all]) => {
    const stacks = await renderedAzure(azureConfig(profile, changes));
    expect(stacks.map(({ name }) => name)).toEqual(names);
    for (const stack of stacks) expectFirstPlan(await plannedStack(parts, stack), stack.addresses);
  });
});

/** Everything is made, nothing else happens, nobody is asked, and no secret is in the plan. */
function expectFirstPlan(plan: AzurePlan, addresses: readonly string[]): void {
  expect(plan.add).toBe(addresses.length);
  expect(plan.other).toBe(0);
  expect(plan.asked).toEqual([]);
  for (const value of Object.values(secrets)) expect(plan.text).not.toContain(value);
}
