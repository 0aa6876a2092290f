/**
 * Plans of changes that a reviewer has to know of, by the real Azure provider over an infrastructure that it made in the
 * stand-in. What they mean is tested from these records, without a provider: `test/src/core/plan/recorded-concerns.test.ts`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PartialConfig } from '../../src/core/config/schema.ts';
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { azureConfig, renderedAzure } from '../helpers/azure-stacks.ts';
import { type AzureStore, startAzureStore } from '../helpers/azure-store.ts';
import { subscription } from '../helpers/azure-token.ts';
import { type DeployedStack, deployStack } from '../helpers/deployed-stack.ts';
import { planRecord } from '../helpers/plan-record.ts';
import { standInPrograms } from '../helpers/stand-in-programs.ts';

const ownKey = `/subscriptions/${subscription}/resourceGroups/own/providers/Microsoft.KeyVault/vaults/own/keys/own`;

const changes: Readonly<Record<string, PartialConfig>> = {
  nothing: {},
  'database-tier': { postgres: { instanceType: 'GP_Standard_D32ds_v5' } },
  'database-disk': { postgres: { storage: { sizeGb: 16_384 } } },
  'cache-size': { redis: { instanceType: 'Balanced_B20' } },
  'node-machine': { brainstore: { readers: { instanceType: 'Standard_D48plds_v6' } } },
  key: { encryption: { keyVaultKey: ownKey } },
  'bucket-name': { name: 'other' },
  'network-range': { network: { cidr: '10.99.0.0/20' } },
  'public-endpoint': { cluster: { access: 'public' } },
  'public-storage': { storage: { publicNetworkAccess: true } },
  'open-ranges': { cluster: { authorizedRanges: [] }, storage: { publicNetworkAccess: true } },
};

/** A new name replaces everything: what does not hold objects is left out. */
const only: Readonly<Record<string, RegExp>> = { 'bucket-name': /\.storage/ };

/** Public addresses, which the stand-in gives out in the order of what is made. */
const random = /20\.0\.0\.\d+/g;

const base: PartialConfig = { cluster: { access: 'private', authorizedRanges: ['198.51.100.0/24'] } };

/** All services of Azure that the infrastructure uses; a step of ours registers them before an apply. */
const services = [
  'Cache',
  'Cdn',
  'Compute',
  'ContainerService',
  'DBforPostgreSQL',
  'Insights',
  'KeyVault',
  'KubernetesConfiguration',
  'ManagedIdentity',
  'Network',
  'OperationalInsights',
  'Storage',
];

describeWithAzureMirror('changes of an infrastructure on Azure', ['azurerm', 'random'], (parts) => {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-plans-'));
  let store: AzureStore;
  let deployed: DeployedStack;

  beforeAll(async () => {
    mkdirSync(join(scratch, 'store'));
    store = await startAzureStore({ folder: join(scratch, 'store') });
    for (const name of services)
      store.ask('POST', `/subscriptions/${subscription}/providers/Microsoft.${name}/register`);
    const programs = standInPrograms(join(scratch, 'bin'), 'kubelogin', 'no-token');
    deployed = await deployStack(parts, await infra({}), {
      inputs: { license_key: 'not-a-real-licence' },
      variables: { ...store.variables, PATH: `${programs}:${process.env.PATH ?? ''}` },
    });
  });

  afterAll(async () => {
    deployed?.[Symbol.dispose]();
    await store?.stop();
    rmSync(scratch, { recursive: true });
  });

  it.each(Object.entries(changes))('%s', async (name, change) => {
    const text = planRecord(await deployed.plan(await infra(change)), { only: only[name], random });
    await expect(text).toMatchFileSnapshot(`../fixtures/plans/azure/${name}.json`);
  });

  it('met nothing that the stand-in lacks', () => {
    expect(store.complaints).toEqual([]);
  });
});

async function infra(change: PartialConfig) {
  const cluster = { ...base.cluster, ...change.cluster };
  const [stack] = await renderedAzure(azureConfig('production', { ...base, ...change, cluster }));
  if (stack === undefined) throw new Error('no stack was rendered');
  return stack;
}
