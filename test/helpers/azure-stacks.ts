/** The stacks of an Azure configuration as the program renders them, and what the real providers plan for them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RenderedStack } from '../../modules/core/render.ts';
import { azure } from '../../src/core/clouds/azure/cloud.ts';
import { resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';
import type { AzureParts } from './azure-mirror.ts';
import { azureLogin, deployer, subscription } from './azure-token.ts';
import { exampleOf, localChart, type PlannedStack, planOf, renderedBy } from './planned-stack.ts';

/** What `init` writes, with our own chart. */
export function exampleConfig(profile: Profile): Config {
  return exampleOf(azure, profile, {
    region: 'eastus2',
    subscription,
    tenant: deployer.tenant,
    stateAccount: 'acmestate',
    stateContainer: 'state',
  });
}

/** A whole configuration; `changes` are what a person would write beside the required keys. */
export function azureConfig(profile: Profile, changes: PartialConfig = {}): Config {
  const written = {
    apiVersion: 'bt-dataplane/v1',
    name: 'acme',
    cloud: 'azure',
    region: 'eastus2',
    organization: { name: 'Acme' },
    licenseKey: { env: 'BRAINTRUST_LICENSE_KEY' },
    ...changes,
    account: { subscription, tenant: deployer.tenant, ...changes.account },
    workload: { ...localChart, ...changes.workload },
    profile,
  } satisfies PartialConfig;
  return resolve(azure, {}, written).config;
}

export function renderedAzure(config: Config): Promise<readonly RenderedStack[]> {
  return renderedBy(azure, config);
}

/** Values of variables that no plan may hold. */
export const secrets = { license_key: 'canary-license' } as const;

const inputs = {
  ...secrets,
  cluster_endpoint: 'acme-0a1b2c.hcp.eastus2.azmk8s.io',
  cluster_ca_certificate: '',
  secret_revision: '1',
  workload_identity_client_id: '55555555-5555-4555-8555-555555555555',
};

export interface AzurePlan extends PlannedStack {
  /** What Azure was asked besides a token: nothing, for a first plan. */
  readonly asked: readonly string[];
}

export async function plannedStack(parts: AzureParts, stack: RenderedStack): Promise<AzurePlan> {
  const keys = mkdtempSync(join(tmpdir(), 'bt-azure-'));
  try {
    await using login = await azureLogin(keys);
    const plan = await planOf(parts, stack, { inputs, variables: login.env });
    return { ...plan, asked: login.asked };
  } finally {
    rmSync(keys, { recursive: true });
  }
}
