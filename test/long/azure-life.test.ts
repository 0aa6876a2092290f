/**
 * One deployment on Azure from `init` to `destroy`: the built program, the real terraform and providers, the stand-ins of
 * Azure's management APIs, its vaults, its Front Door and of a cluster. The first apply is killed once in each stage.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { properties } from '../azure/cloud.ts';
import { text } from '../google/json.ts';
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { type AzureStore, startAzureStore } from '../helpers/azure-store.ts';
import { deployer, subscription } from '../helpers/azure-token.ts';
import { azureWorkspace, isForAks, joinCluster } from '../helpers/azure-workspace.ts';
import { DeploymentLife } from '../helpers/deployment-life.ts';
import { FileWitness } from '../helpers/emulator-leaks.ts';
import { localChart } from '../helpers/google-stacks.ts';
import { type KubernetesApi, kubernetesApi } from '../helpers/kubernetes-api.ts';
import { waysIn } from '../helpers/stand-in-programs.ts';
import type { StoreWorkspace } from '../helpers/store-workspace.ts';
import { deployments, podAnnotations } from '../helpers/workload-folder.ts';
import { shapes } from '../modules/azure/infra-props.ts';
import { infra } from '../modules/azure/rendered.ts';

const name = 'life';
const host = 'api.acme.example';
const clusterToken = 'short-lived-token';
const dns = `/subscriptions/${subscription}/resourceGroups/dns`;
const zone = `${dns}/providers/Microsoft.Network/dnsZones/acme.example`;
const group = `/subscriptions/${subscription}/resourceGroups/${name}-bt`;

describeWithAzureMirror('a deployment on Azure', ['azurerm', 'random', 'kubernetes', 'helm'], (parts) => {
  const licenseKey = `canary-${randomBytes(16).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-life-'));
  const life = new DeploymentLife(
    () => workspace,
    () => store,
  );
  let store: AzureStore;
  let cluster: KubernetesApi;
  let workspace: StoreWorkspace;
  let witness: FileWitness;
  let before: readonly string[];

  beforeAll(async () => {
    for (const place of ['cluster', 'store']) mkdirSync(join(folder, place));
    cluster = await kubernetesApi(
      join(folder, 'cluster'),
      (token) => token === clusterToken || isForAks(token),
    );
    store = await startAzureStore({ folder: join(folder, 'store'), controlPlane: cluster, domains: [host] });
    joinCluster(store, cluster);
    // Their zone, which the records of the API go into.
    store.ask('POST', `/subscriptions/${subscription}/providers/Microsoft.Network/register`);
    store.ask('PUT', dns, { location: 'eastus2' });
    store.ask('PUT', zone, { location: 'global' });
    before = thingsInAzure();
    workspace = azureWorkspace(folder, parts, { store, cluster, clusterToken }, licenseKey);
    witness = new FileWitness([workspace.directory, workspace.stateDirectory]);
    witness.watch();
  });

  afterAll(async () => {
    witness?.stop();
    await store?.stop();
    await cluster?.[Symbol.asyncDispose]();
    if (life.failed === undefined) rmSync(folder, { recursive: true, force: true });
    else process.stderr.write(`the life failed at "${life.failed}"; its files are in ${folder}\n`);
  });

  it(
    'is written by init and passes validate',
    life.step('init', async () => {
      const place = ['--cloud', 'azure', '--region', 'eastus2', '--profile', 'staging'];
      const account = ['--subscription', subscription, '--tenant', deployer.tenant];
      const license = ['--license-source', 'env:BRAINTRUST_LICENSE_KEY'];
      await life.run(
        0,
        'init',
        '--no-input',
        '--name',
        name,
        ...place,
        ...account,
        '--organization',
        'Acme',
        ...license,
      );
      life.edit(/^ {2}chart: oci:.*$/m, `  chart: ${localChart.chart}`);
      life.edit(
        /^ {2}#customDomain:\n(?: {2}# .*\n){2}/m,
        `  customDomain:\n    name: ${host}\n    dnsZoneId: ${zone}\n`,
      );
      life.edit(/^ {2}flowLogs: false$/m, '  flowLogs: true');
      await life.run(0, 'validate');
    }),
  );

  it(
    'is planned without anything being made',
    life.step('plan', async () => {
      await life.run(2, 'plan', '--detailed-exitcode');
      expect(thingsInAzure()).toEqual(before);
      expect(asked('POST')).toEqual([]);
      expect([...cluster.objects]).toEqual([]);
    }),
  );

  it(
    'goes on with the infrastructure after the program was killed in it',
    life.step('killed in infra', async () => {
      await life.killed(() => made('/virtualNetworks/life-network'), 'apply', '--yes');
      expect(made('/managedClusters/life-aks')).toBe(true);
      expect(restarts()).toHaveLength(0);
    }),
  );

  it(
    'goes on with the services, and does what was to follow the infrastructure',
    life.step('killed in workload', async () => {
      await life.killed(() => deployments(cluster).length > 0, 'apply', '--yes');
      expect(restarts()).toHaveLength(1);
    }),
  );

  it(
    'goes on with the way in',
    life.step('killed in ingress', async () => {
      await life.killed(() => made('/profiles/life-fd'), 'apply', '--yes');
      expect(deployments(cluster)).toEqual(expect.arrayContaining(['braintrust-api', 'brainstore-reader']));
      expect(connections()).toEqual(['Pending']);
    }),
  );

  it(
    'is whole then, with nothing made or done twice',
    life.step('apply', async () => {
      await life.run(0, 'apply', '--yes');
      expect(connections()).toEqual(['Approved']);
      expect(restarts()).toHaveLength(1);
      const ids = store.cloud.made.filter((id) => !/\/privateDnsZones\/[^/]+\/A\//.test(id));
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      const registered = asked('POST').filter((line) => line.endsWith('/register'));
      expect(registered).toEqual([...new Set(registered)]);
    }),
  );

  it(
    'carried every type of resource that is recorded as carried, and no other',
    life.step('types', async () => {
      const possible = Object.values(shapes).flatMap((props) => infra(props).addresses);
      const types = `${JSON.stringify(life.types(possible), null, 2)}\n`;
      await expect(types).toMatchFileSnapshot('azure-types.json');
    }),
  );

  it(
    'has nothing left to do afterwards',
    life.step('second plan', async () => {
      await life.run(0, 'plan', '--detailed-exitcode');
    }),
  );

  it(
    'tells its outputs and its status',
    life.step('status', async () => {
      const told = JSON.parse((await life.run(0, 'outputs', '--json')).stdout);
      expect(JSON.stringify(told)).toContain(`https://${host}`);
      // As whom terraform signed in to Azure, and never with a secret among the arguments.
      expect(waysIn(join(folder, 'bin'))).toEqual([
        `spn get-token --server-id 6dae42f8-4368-4678-94ff-3960e28e3630 --tenant-id ${deployer.tenant}`,
      ]);
      await life.run(0, 'status');
    }),
  );

  it(
    'changes database, storage and nodes in place',
    life.step('change', async () => {
      life.edit(/^ {4}sizeGb: 128$/m, '    sizeGb: 256');
      life.edit(/^ {2}retentionDays: 7$/m, '  retentionDays: 8');
      life.edit(/^ {4}maxNodes: 3$/m, '    maxNodes: 4');
      const { plan } = JSON.parse((await life.run(2, 'plan', '--detailed-exitcode', '--json')).stdout);
      expect(plan.blocked).toBe(false);
      await life.run(0, 'apply', '--yes');
      expect(restarts()).toHaveLength(1);
      await life.run(0, 'plan', '--detailed-exitcode');
    }),
  );

  it(
    'gives the database a new password, and starts the pods that read it',
    life.step('rotation', async () => {
      const old = secret('postgres-password');
      const revision = podRevisions();
      life.edit(/^ {2}rotation: 1$/m, '  rotation: 2');
      await life.run(0, 'apply', '--yes');
      expect(secret('postgres-password')).not.toBe(old);
      expect(secret('postgres-connection-string')).toContain(`:${secret('postgres-password')}@`);
      expect(hidden('administratorLoginPassword')).toBe(secret('postgres-password'));
      expect(podRevisions()).not.toEqual(revision);
      expect(new Set(podRevisions()).size).toBe(1);
      await life.run(0, 'plan', '--detailed-exitcode');
    }),
  );

  it(
    'refuses to lose the database to another key',
    life.step('replacement', async () => {
      const there = thingsInAzure();
      const key = `${dns}/providers/Microsoft.KeyVault/vaults/other/keys/other`;
      const written = life.edit(/^cluster:$/m, `encryption:\n  keyVaultKey: ${key}\n\ncluster:`);
      const { plan } = JSON.parse((await life.run(0, 'plan', '--json')).stdout);
      expect(plan.blocked).toBe(true);
      await life.run(5, 'apply', '--yes');
      expect(thingsInAzure()).toEqual(there);
      writeFileSync(life.configuration, written);
    }),
  );

  it(
    'has no secret in state, plan files, records or output',
    life.step('secrets', async () => {
      witness.stop();
      // The canary arrived where it belongs, and plan files were seen: otherwise finding nothing would mean nothing.
      expect(secret('brainstore-license-key')).toBe(licenseKey);
      expect(witness.planFiles).not.toHaveLength(0);
      expect([...witness.seen.keys()].filter((path) => path.endsWith('.tfstate'))).not.toHaveLength(0);
      expect(confidential()).toHaveLength(4);
      for (const [title, value] of confidential()) {
        expect.soft(witness.holding(value), `files that hold ${title}`).toEqual([]);
        const told = life.outputs.some((output) => output.includes(value));
        expect.soft(told, `output with ${title}`).toBe(false);
      }
    }),
  );

  it(
    'leaves behind what Azure keeps, and nothing else',
    life.step('destroy', async () => {
      life.edit(/^ {2}deletionProtection: true$/m, '  deletionProtection: false');
      await life.run(0, 'destroy', '--delete-data', '--yes');
      const left = thingsInAzure().filter((thing) => !before.includes(thing));
      // Azure makes a watcher for a region, and keeps deleted workspaces for a while.
      expect(left.filter((thing) => !/networkwatcher|\/deletedworkspaces\//.test(thing))).toEqual([]);
      expect([...store.cloud.deletedVaults.keys()]).toHaveLength(1);
      expect([...cluster.objects.values()].map(({ kind }) => kind)).toEqual([]);
    }),
  );

  it('met nothing that the stand-in lacks', () => {
    expect(store.complaints).toEqual([]);
  });

  function thingsInAzure(): readonly string[] {
    return [...store.cloud.resources.keys()].sort();
  }

  function made(ending: string): boolean {
    return store.cloud.made.some((id) => id.endsWith(ending));
  }

  /** Requests of one method, without their status. */
  function asked(method: string): readonly string[] {
    return store.log
      .map((line) => line.slice(4))
      .filter((line) => line.startsWith(`${method} /subscriptions/`));
  }

  function restarts(): readonly string[] {
    return asked('POST').filter((line) => line.endsWith('/restart'));
  }

  /** Status of what asked to come in by the private link. */
  function connections(): readonly unknown[] {
    return store.cloud
      .ofType('Microsoft.Network/privateLinkServices/privateEndpointConnections')
      .map((each) => properties(each).privateLinkServiceConnectionState)
      .map((state) => (state as { status: string }).status);
  }

  function podRevisions(): readonly unknown[] {
    return podAnnotations(cluster).map(
      (annotations) => (annotations as Record<string, string>)['braintrust.dev/secret-revision'],
    );
  }

  /** The newest value of a secret in the vault. */
  function secret(ending: string): string {
    const item = [...store.cloud.vaultItems.values()].find((each) => each.name === `${name}-${ending}`);
    return text(item?.versions.at(-1)?.value);
  }

  function hidden(field: string): unknown {
    return [...store.cloud.hidden].find(
      ([key]) => key.startsWith(group.toLowerCase()) && key.endsWith(field),
    )?.[1];
  }

  /**
   * Texts that nobody may read elsewhere. The key of the cache is not among them: it is an attribute of the instance, which
   * the provider keeps in the state whatever is done with it.
   */
  function confidential(): readonly (readonly [title: string, value: string])[] {
    return [...store.cloud.vaultItems.values()]
      .filter((item) => /-(postgres-password|function-secret-key|brainstore-license-key)$/.test(item.name))
      .flatMap((item) => item.versions.map((version) => [item.name, text(version.value)] as const));
  }
});
