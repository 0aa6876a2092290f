/**
 * The infrastructure and the way in by the real Azure provider in a stand-in of Azure: made, planned again, changed, planned
 * again, taken down. In the shapes that the life of a whole deployment does not have (`test/life/azure.test.ts`).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AzureIngress, type AzureIngressProps } from '../../modules/azure/ingress.ts';
import type { AzureInfraProps } from '../../modules/azure/props.ts';
import type { RenderedStack } from '../../modules/core/render.ts';
import { type AzureParts, type AzureProvider, describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { type AzureStore, startAzureStore } from '../helpers/azure-store.ts';
import { deployer, subscription } from '../helpers/azure-token.ts';
import { standInPrograms } from '../helpers/stand-in-programs.ts';
import { render } from '../helpers/synth.ts';
import { type TerraformFolder, terraformFolder } from '../helpers/terraform-folder.ts';
import { production } from '../modules/azure/infra-props.ts';
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
      const own = JSON.parse(
        JSON.stringify(production).replaceAll(production.subscription, subscription),
      ) as AzureInfraProps;
      const props: AzureInfraProps = { ...own, tenant: deployer.tenant };
      await using life = await Life.begin(parts, (store) => {
        const acme = `${scope}/resourceGroups/acme`;
        store.ask('PUT', acme, { location: 'eastus2' });
        store.ask('PUT', `${acme}/providers/Microsoft.Insights/actionGroups/pager`, { location: 'global' });
      });
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
