/**
 * One deployment on Google Cloud from `init` to `destroy`: the built program, the real terraform and providers, the
 * stand-ins of Google's management APIs and of a cluster.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DeploymentLife } from '../helpers/deployment-life.ts';
import { FileWitness } from '../helpers/emulator-leaks.ts';
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import { localChart } from '../helpers/google-stacks.ts';
import { type GoogleStore, startGoogleStore } from '../helpers/google-store.ts';
import { googleWorkspace } from '../helpers/google-workspace.ts';
import { type KubernetesApi, kubernetesApi } from '../helpers/kubernetes-api.ts';
import type { StoreWorkspace } from '../helpers/store-workspace.ts';
import { shapes } from '../modules/gcp/infra-props.ts';
import { infra } from '../modules/gcp/rendered.ts';

const name = 'life';
const project = 'acme-project';
const clusterToken = 'short-lived-token';
const otherKey = `projects/${project}/locations/us-central1/keyRings/other/cryptoKeys/other`;

describeWithGoogleMirror(
  'a deployment on Google Cloud',
  ['google', 'random', 'kubernetes', 'helm'],
  (parts) => {
    const licenseKey = `canary-${randomBytes(16).toString('hex')}`;
    const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-life-'));
    const life = new DeploymentLife(
      () => workspace,
      () => store,
    );
    let store: GoogleStore;
    let cluster: KubernetesApi;
    let workspace: StoreWorkspace;
    let witness: FileWitness;
    let before: readonly string[];

    beforeAll(async () => {
      mkdirSync(join(folder, 'cluster'));
      cluster = await kubernetesApi(join(folder, 'cluster'), clusterToken);
      store = await startGoogleStore({ project, controlPlane: cluster.host });
      // Their zone, which the record of the API goes into.
      await store.ask('POST', `serviceusage/v1/projects/${project}/services/dns.googleapis.com:enable`);
      await store.ask('POST', `clouddns/v1/projects/${project}/managedZones`, {
        name: 'acme-example',
        dnsName: 'acme.example.',
      });
      before = thingsInGoogle();
      workspace = googleWorkspace(folder, parts, { store, cluster, clusterToken }, licenseKey);
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
        const place = [
          '--cloud',
          'gcp',
          '--region',
          'us-central1',
          '--project',
          project,
          '--profile',
          'staging',
        ];
        const license = ['--license-source', 'env:BRAINTRUST_LICENSE_KEY'];
        await life.run(
          0,
          'init',
          '--no-input',
          '--name',
          name,
          ...place,
          '--organization',
          'Acme',
          ...license,
        );
        life.edit(/^ {2}chart: oci:.*$/m, `  chart: ${localChart.chart}`);
        life.edit(
          /^ {2}#customDomain:\n(?: {2}# .*\n){2}/m,
          '  customDomain:\n    name: api.acme.example\n    dnsZone: acme-example\n',
        );
        await life.run(0, 'validate');
      }),
    );

    it(
      'is planned without anything being made',
      life.step('plan', async () => {
        await life.run(2, 'plan', '--detailed-exitcode');
        expect(thingsInGoogle()).toEqual(before);
        expect([...store.cloud.agents]).toEqual([]);
        expect([...cluster.objects]).toEqual([]);
      }),
    );

    it(
      'is made by apply, both stages of it',
      life.step('apply', async () => {
        await life.run(0, 'apply', '--yes');
        expect(thingsInGoogle()).toEqual(
          expect.arrayContaining([
            `compute/projects/${project}/global/networks/${name}-network`,
            `container/projects/${project}/locations/us-central1/clusters/${name}-gke`,
            `container/projects/${project}/locations/us-central1/clusters/${name}-gke/nodePools/readers`,
            `clouddns/projects/${project}/managedZones/acme-example/rrsets/api.acme.example. A`,
          ]),
        );
        expect(deployments()).toEqual(expect.arrayContaining(['braintrust-api', 'brainstore-reader']));
      }),
    );

    it(
      'carried every type of resource that is recorded as carried, and no other',
      life.step('types', async () => {
        const possible = Object.values(shapes).flatMap((props) => infra(props).addresses);
        const types = `${JSON.stringify(life.types(possible), null, 2)}\n`;
        await expect(types).toMatchFileSnapshot('gcp-types.json');
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
        expect(JSON.stringify(told)).toContain(cluster.host);
        await life.run(0, 'status');
      }),
    );

    it(
      'changes database, cache and nodes in place',
      life.step('change', async () => {
        life.edit(/db-custom-2-8192/, 'db-custom-4-16384');
        life.edit(/^ {2}memoryGb: 1$/m, '  memoryGb: 2');
        life.edit(/^ {4}maxNodes: 3$/m, '    maxNodes: 4');
        const { plan } = JSON.parse((await life.run(2, 'plan', '--detailed-exitcode', '--json')).stdout);
        expect(plan.blocked).toBe(false);
        await life.run(0, 'apply', '--yes');
        await life.run(0, 'plan', '--detailed-exitcode');
      }),
    );

    it(
      'gives the database a new password, and the services with it once that plan was seen',
      life.step('rotation', async () => {
        const old = secretsInCluster().PG_URL;
        life.edit(/^ {2}rotation: 1$/m, '  rotation: 2');
        // What the cluster gets follows from the new password, hence cannot be foretold, and nobody may be asked here.
        await life.run(5, 'apply', '--yes');
        expect(secretsInCluster().PG_URL).toBe(old);
        await life.run(0, 'apply', '--yes');
        expect(secretsInCluster().PG_URL).toBe(payload(`${name}-postgres-url`));
        expect(secretsInCluster().PG_URL).not.toBe(old);
        await life.run(0, 'plan', '--detailed-exitcode');
      }),
    );

    it(
      'refuses to lose the database to another key',
      life.step('replacement', async () => {
        const there = thingsInGoogle();
        const written = life.edit(/^cluster:$/m, `encryption:\n  kmsKeyName: ${otherKey}\n\ncluster:`);
        const { plan } = JSON.parse((await life.run(0, 'plan', '--json')).stdout);
        expect(plan.blocked).toBe(true);
        await life.run(5, 'apply', '--yes');
        expect(thingsInGoogle()).toEqual(there);
        writeFileSync(life.configuration, written);
      }),
    );

    it(
      'has no secret in state, plan files, records or output',
      life.step('secrets', async () => {
        witness.stop();
        // The canary arrived where it belongs, and plan files were seen: otherwise finding nothing would mean nothing.
        expect(secretsInCluster()).toMatchObject({ BRAINSTORE_LICENSE_KEY: licenseKey });
        expect(witness.planFiles).not.toHaveLength(0);
        expect([...witness.seen.keys()].filter((path) => path.endsWith('.tfstate'))).not.toHaveLength(0);
        expect(confidential()).toHaveLength(6);
        for (const [secret, value] of confidential()) {
          expect.soft(witness.holding(value), `files that hold ${secret}`).toEqual([]);
          expect
            .soft(
              life.outputs.some((output) => output.includes(value)),
              `output with ${secret}`,
            )
            .toBe(false);
        }
      }),
    );

    it(
      'leaves behind what Google keeps, and nothing else',
      life.step('destroy', async () => {
        await life.run(0, 'destroy', '--delete-data', '--yes');
        const left = thingsInGoogle().filter((thing) => !before.includes(thing));
        // Neither a ring nor a key can be deleted; the key's versions are on their way out.
        expect(left.filter((thing) => !thing.startsWith('cloudkms/'))).toEqual([]);
        expect(versions()).toEqual(['DESTROY_SCHEDULED']);
        expect([...cluster.objects.keys()]).toEqual([]);
      }),
    );

    it('met nothing that the stand-in lacks', () => {
      expect(store.complaints).toEqual([]);
    });

    function thingsInGoogle(): readonly string[] {
      return [...store.cloud.resources.keys()].sort();
    }

    function versions(): readonly unknown[] {
      return [...store.cloud.resources].flatMap(([key, { state }]) =>
        key.includes('/cryptoKeyVersions/') ? [state] : [],
      );
    }

    function deployments(): readonly string[] {
      return [...cluster.objects.values()]
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ metadata }) => metadata.name);
    }

    /** What the pods read. */
    function secretsInCluster(): Readonly<Record<string, string>> {
      const secret = cluster.objects.get('/api/v1/namespaces/braintrust/secrets/braintrust-secrets');
      const data = Object.entries((secret?.data ?? {}) as Record<string, string>);
      return Object.fromEntries(
        data.map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
      );
    }

    /** The newest value that Secret Manager holds. */
    function payload(secret: string): string {
      const values = [...store.cloud.payloads].filter(([key]) => key.includes(`/secrets/${secret}/`));
      return Buffer.from(values.at(-1)?.[1] ?? '', 'base64').toString('utf8');
    }

    /**
     * Texts that nobody may read elsewhere. The AUTH text of the cache is not among them: it is an attribute of the instance,
     * which the provider keeps in the state whatever is done with it.
     */
    function confidential(): readonly (readonly [secret: string, value: string])[] {
      return [...store.cloud.payloads].flatMap(([key, data]) => {
        const name = key.split('/').at(-3) ?? '';
        const value = Buffer.from(data, 'base64').toString('utf8');
        if (name.endsWith('-redis-url')) return [];
        if (name.endsWith('-postgres-url')) return [[key, new URL(value).password]] as const;
        if (name.endsWith('-postgres-password'))
          return [[key, JSON.parse(value).password as string]] as const;
        return [[key, value]] as const;
      });
    }
  },
);
