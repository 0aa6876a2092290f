/**
 * The infrastructure and the way in by the real Azure provider in a stand-in of Azure: made, planned again, changed, planned
 * again, taken down. In the shapes that the life of a whole deployment does not have (`test/long/azure-life.test.ts`).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AzureIngress, type AzureIngressProps } from '../../modules/azure/ingress.ts';
import type { AzureInfraProps } from '../../modules/azure/props.ts';
import type { RenderedStack } from '../../modules/core/render.ts';
import { resourceGroupOf } from '../azure/path.ts';
import { vaultAnswer } from '../azure/vault.ts';
import type { Resource } from '../google/json.ts';
import { type AzureParts, type AzureProvider, describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { type AzureStore, startAzureStore } from '../helpers/azure-store.ts';
import { deployer, subscription } from '../helpers/azure-token.ts';
import { standInPrograms } from '../helpers/stand-in-programs.ts';
import { render } from '../helpers/synth.ts';
import { type TerraformFolder, terraformFolder } from '../helpers/terraform-folder.ts';
import { production, shapes } from '../modules/azure/infra-props.ts';
import { ingressProps } from '../modules/azure/ingress-props.ts';
import { infra } from '../modules/azure/rendered.ts';

/** The provider waits two minutes for a new vault, as long for each private zone that goes, and ten seconds for most else. */
const timeout = 1_500_000;

const scope = `/subscriptions/${subscription}`;
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

class Life implements AsyncDisposable {
  readonly store: AzureStore;
  readonly before: readonly string[];
  private readonly folder: TerraformFolder;
  private readonly scratch: string;

  private constructor(scratch: string, store: AzureStore, folder: TerraformFolder) {
    this.scratch = scratch;
    this.store = store;
    this.folder = folder;
    this.before = this.things;
  }

  static async begin(parts: AzureParts, prepare: (store: AzureStore) => void): Promise<Life> {
    const scratch = mkdtempSync(join(tmpdir(), 'bt-azure-'));
    mkdirSync(join(scratch, 'store'));
    const store = await startAzureStore({ folder: join(scratch, 'store') });
    for (const name of services) store.ask('POST', `${scope}/providers/Microsoft.${name}/register`);
    prepare(store);
    const programs = standInPrograms(join(scratch, 'bin'), 'kubelogin', 'no-token');
    const folder = terraformFolder(
      parts,
      {},
      {
        ...store.variables,
        PATH: `${programs}:${process.env.PATH ?? ''}`,
        TF_VAR_license_key: 'canary-license',
      },
      timeout,
    );
    return new Life(scratch, store, folder);
  }

  get things(): readonly string[] {
    return [...this.store.cloud.resources.keys()].sort();
  }

  get state(): string {
    return readFileSync(join(this.folder.path, 'terraform.tfstate'), 'utf8');
  }

  /** Makes a stack so; says which addresses it made or changed, by action. */
  async apply({ json }: Pick<RenderedStack, 'json'>): Promise<Readonly<Record<string, readonly string[]>>> {
    this.folder.write('main.tf.json', withoutGuards(json));
    await this.folder.terraformBeside('init', '-input=false');
    const changes = await this.plan();
    await this.folder.terraformBeside('apply', '-input=false', 'plan');
    return changes;
  }

  /** What a plan would do, addresses by action; nothing is an empty object. */
  async plan(): Promise<Readonly<Record<string, readonly string[]>>> {
    await this.folder.terraformBeside('plan', '-input=false', '-out=plan');
    const { resource_changes: changes } = JSON.parse(
      await this.folder.terraformBeside('show', '-json', 'plan'),
    ) as { resource_changes: { address: string; change: { actions: string[] } }[] };
    const byAction: Record<string, string[]> = {};
    for (const { address, change } of changes) {
      const action = change.actions.join();
      if (!/^(no-op|read)$/.test(action)) byAction[action] = [...(byAction[action] ?? []), address];
    }
    return byAction;
  }

  async destroy(): Promise<void> {
    await this.folder.terraformBeside('destroy', '-auto-approve', '-input=false');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.stop();
    this.folder[Symbol.dispose]();
    rmSync(this.scratch, { recursive: true });
  }
}

/** A destroy of ours lifts `prevent_destroy` for its own copy of the stack. */
function withoutGuards(json: string): string {
  return json.replaceAll('"prevent_destroy": true', '"prevent_destroy": false');
}

const needs: readonly AzureProvider[] = ['azurerm', 'random'];

describeWithAzureMirror('the infrastructure on Azure, by the real provider', needs, (parts) => {
  it(
    'lives in the shape of production',
    async () => {
      const props = here(production);
      await using life = await Life.begin(parts, makePager);
      const made = await life.apply(infra(props));
      expect(Object.keys(made)).toEqual(['create']);
      expect(await life.plan()).toEqual({});
      expect(life.state).not.toContain('canary-license');

      const changed = await life.apply(
        infra({
          ...props,
          tags: { team: 'search' },
          authorizedRanges: ['198.51.100.0/24'],
          database: { ...props.database, storageGib: 16_384, storageTier: 'P70', backupRetentionDays: 21 },
          secrets: { databaseRotation: 2, licenseKeyRotation: 2 },
          brainstore: { ...props.brainstore, readers: { ...props.brainstore.readers, maxNodes: 5 } },
        }),
      );
      expect(Object.keys(changed)).toEqual(['update']);
      expect(changed.update).toEqual(
        expect.arrayContaining([
          'azurerm_postgresql_flexible_server.database',
          'azurerm_key_vault.key_vault',
          'azurerm_kubernetes_cluster.cluster',
          'azurerm_kubernetes_cluster_node_pool.cluster_readers',
        ]),
      );
      expect(await life.plan()).toEqual({});

      await life.destroy();
      const left = life.things.filter((thing) => !life.before.includes(thing));
      // Azure makes a watcher for a region, and keeps deleted workspaces for a while.
      expect(left.filter((thing) => !/networkwatcher|\/deletedworkspaces\//.test(thing))).toEqual([]);
      expect(life.store.complaints).toEqual([]);
    },
    timeout,
  );

  it(
    'is planned as nothing, once made, where everything else is brought along',
    async () => {
      const props = here({
        ...production,
        name: 'b2--3',
        existingResourceGroup: 'acme-data-plane',
        existingKey: brought('existing key').existingKey ?? '',
        network: brought('existing network with zones').network,
        authorizedRanges: brought('from some ranges only').authorizedRanges,
        secrets: brought('existing licence key').secrets,
        cache: brought('cache with shards').cache,
        storage: { ...brought('from some ranges only').storage, kind: 'standard' },
        cluster: { ...production.cluster, access: 'private' },
      });
      await using life = await Life.begin(parts, (store) => {
        makePager(store);
        makeBrought(store, props);
      });
      expect(Object.keys(await life.apply(infra(props)))).toEqual(['create']);
      expect(await life.plan()).toEqual({});
      expect(life.store.complaints).toEqual([]);
    },
    timeout,
  );
});

describeWithAzureMirror(
  'the way in on Azure, by the real provider, from first to last',
  ['azurerm'],
  (parts) => {
    it(
      'lives, and takes another firewall',
      async () => {
        const own = ingressProps({ subscription, tenant: deployer.tenant });
        const groups = [own.resourceGroup, own.nodeResourceGroup].map(
          (name) => `${scope}/resourceGroups/${name}`,
        );
        await using life = await Life.begin(parts, (store) => {
          for (const group of groups) store.ask('PUT', group, { location: 'eastus2' });
          makeOrigin(store, own);
        });
        const stack = (firewall: AzureIngressProps['firewall']) =>
          render((app) => new AzureIngress(app, 'ingress', { ...own, firewall }));
        expect(Object.keys(await life.apply(stack('detection')))).toEqual(['create']);
        expect(await life.plan()).toEqual({});
        expect(await life.apply(stack('prevention'))).toEqual({
          update: ['azurerm_cdn_frontdoor_firewall_policy.firewall'],
        });
        expect(await life.plan()).toEqual({});
        await life.destroy();
        expect(life.things).toEqual(life.before);
        expect(life.store.complaints).toEqual([]);
      },
      timeout,
    );
  },
);

/** What is there before: the private link in front of the API, and whatever else the stack refers to. */
function makeOrigin(store: AzureStore, props: AzureIngressProps): void {
  const { json } = render((app) => new AzureIngress(app, 'ingress', props));
  for (const [id = ''] of json.matchAll(/\/subscriptions\/[^"]+\/(privateLinkServices|workspaces)\/[^"]+/g))
    store.ask('PUT', id, { location: 'eastus2' });
}

/** Properties for the tests' own subscription. */
function here(props: AzureInfraProps): AzureInfraProps {
  const own = JSON.stringify(props).replaceAll(production.subscription, subscription);
  return { ...(JSON.parse(own) as AzureInfraProps), tenant: deployer.tenant };
}

function brought(shape: string): AzureInfraProps {
  const props = shapes[shape];
  if (props === undefined) throw new Error(`there is no shape ${shape}`);
  return props;
}

function makePager(store: AzureStore): void {
  const group = `${scope}/resourceGroups/acme`;
  store.ask('PUT', group, { location: 'eastus2' });
  store.ask('PUT', `${group}/providers/Microsoft.Insights/actionGroups/pager`, { location: 'global' });
}

/** Group, network, zones and a vault with key and secret, as somebody else made them. */
function makeBrought(store: AzureStore, props: AzureInfraProps): void {
  const { existing } = props.network;
  if (existing === undefined) throw new Error('no network is brought along');
  const { vnet, privateDnsZones, ...subnets } = existing;
  const { existingKey = '', existingResourceGroup = '' } = props;
  const vault = existingKey.replace(/\/keys\/.*$/, '');
  const put = (id: string, body: Resource = {}) => store.ask('PUT', id, { location: 'eastus2', ...body });
  put(`${scope}/resourceGroups/${existingResourceGroup}`);
  for (const id of [vnet, vault]) put(resourceGroupOf(id));
  put(vnet);
  for (const name of [subnets.nodesSubnet, subnets.endpointsSubnet, subnets.linkSubnet])
    put(`${vnet}/subnets/${name}`, { properties: { addressPrefix: '10.9.0.0/24' } });
  for (const id of Object.values(privateDnsZones)) put(id, { location: 'global' });
  put(vault, { properties: { enableRbacAuthorization: true, enablePurgeProtection: true } });
  const role = `${scope}/providers/Microsoft.Authorization/roleDefinitions/00482a5a-887f-4fb3-b363-3b7fe8e74483`;
  put(`${vault}/providers/Microsoft.Authorization/roleAssignments/theirs`, {
    properties: { principalId: deployer.objectId, roleDefinitionId: role },
  });
  const name = vault.split('/').at(-1) ?? '';
  const query = new URLSearchParams();
  const inVault = (method: string, path: string, body: Resource) =>
    vaultAnswer(store.cloud, name, true, { method, path, query, body });
  inVault('POST', '/keys/data/create', { kty: 'RSA', key_size: 2048 });
  inVault('PUT', '/secrets/licence', { value: 'canary-license' });
}
