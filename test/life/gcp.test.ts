/**
 * One deployment on Google Cloud from `init` to `destroy`: the built program, the real terraform and providers, the
 * stand-ins of Google's management APIs and of a cluster.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileWitness } from '../helpers/emulator-leaks.ts';
import { type ProgramEnd, runProgram } from '../helpers/emulator-program.ts';
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

interface State {
  readonly resources?: readonly { readonly mode: string; readonly type: string }[];
}

describeWithGoogleMirror(
  'a deployment on Google Cloud',
  ['google', 'random', 'kubernetes', 'helm'],
  (parts) => {
    const licenseKey = `canary-${randomBytes(16).toString('hex')}`;
    const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-life-'));
    const outputs: string[] = [];
    let store: GoogleStore;
    let cluster: KubernetesApi;
    let workspace: StoreWorkspace;
    let witness: FileWitness;
    let before: readonly string[];
    let failed: string | undefined;

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
      if (failed === undefined) rmSync(folder, { recursive: true, force: true });
      else process.stderr.write(`the life failed at "${failed}"; its files are in ${folder}\n`);
    });

    it(
      'is written by init and passes validate',
      step('init', async () => {
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
        await run(0, 'init', '--no-input', '--name', name, ...place, '--organization', 'Acme', ...license);
        edit(/^ {2}chart: oci:.*$/m, `  chart: ${localChart.chart}`);
        edit(
          /^ {2}#customDomain:\n(?: {2}# .*\n){2}/m,
          '  customDomain:\n    name: api.acme.example\n    dnsZone: acme-example\n',
        );
        await run(0, 'validate');
      }),
    );

    it(
      'is planned without anything being made',
      step('plan', async () => {
        await run(2, 'plan', '--detailed-exitcode');
        expect(thingsInGoogle()).toEqual(before);
        expect([...store.cloud.agents]).toEqual([]);
        expect([...cluster.objects]).toEqual([]);
      }),
    );

    it(
      'is made by apply, both stages of it',
      step('apply', async () => {
        await run(0, 'apply', '--yes');
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
      step('types', async () => {
        await expect(`${JSON.stringify(carriedTypes(), null, 2)}\n`).toMatchFileSnapshot('gcp-types.json');
      }),
    );

    it(
      'has nothing left to do afterwards',
      step('second plan', async () => {
        await run(0, 'plan', '--detailed-exitcode');
      }),
    );

    it(
      'tells its outputs and its status',
      step('status', async () => {
        const told = JSON.parse((await run(0, 'outputs', '--json')).stdout);
        expect(JSON.stringify(told)).toContain(cluster.host);
        await run(0, 'status');
      }),
    );

    it(
      'changes database, cache and nodes in place',
      step('change', async () => {
        edit(/db-custom-2-8192/, 'db-custom-4-16384');
        edit(/^ {2}memoryGb: 1$/m, '  memoryGb: 2');
        edit(/^ {4}maxNodes: 3$/m, '    maxNodes: 4');
        const { plan } = JSON.parse((await run(2, 'plan', '--detailed-exitcode', '--json')).stdout);
        expect(plan.blocked).toBe(false);
        await run(0, 'apply', '--yes');
        await run(0, 'plan', '--detailed-exitcode');
      }),
    );

    it(
      'gives the database a new password, and the services with it once that plan was seen',
      step('rotation', async () => {
        const old = secretsInCluster().PG_URL;
        edit(/^ {2}rotation: 1$/m, '  rotation: 2');
        // What the cluster gets follows from the new password, hence cannot be foretold, and nobody may be asked here.
        await run(5, 'apply', '--yes');
        expect(secretsInCluster().PG_URL).toBe(old);
        await run(0, 'apply', '--yes');
        expect(secretsInCluster().PG_URL).toBe(payload(`${name}-postgres-url`));
        expect(secretsInCluster().PG_URL).not.toBe(old);
        await run(0, 'plan', '--detailed-exitcode');
      }),
    );

    it(
      'refuses to lose the database to another key',
      step('replacement', async () => {
        const there = thingsInGoogle();
        const written = edit(/^cluster:$/m, `encryption:\n  kmsKeyName: ${otherKey}\n\ncluster:`);
        const { plan } = JSON.parse((await run(0, 'plan', '--json')).stdout);
        expect(plan.blocked).toBe(true);
        await run(5, 'apply', '--yes');
        expect(thingsInGoogle()).toEqual(there);
        writeFileSync(configuration(), written);
      }),
    );

    it(
      'has no secret in state, plan files, records or output',
      step('secrets', async () => {
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
              outputs.some((output) => output.includes(value)),
              `output with ${secret}`,
            )
            .toBe(false);
        }
      }),
    );

    it(
      'leaves behind what Google keeps, and nothing else',
      step('destroy', async () => {
        await run(0, 'destroy', '--delete-data', '--yes');
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

    /** Steps build on each other: after a failure the rest says so instead of failing in ways of its own. */
    function step(title: string, body: () => Promise<void>): () => Promise<void> {
      return async () => {
        if (failed !== undefined) throw new Error(`not run, because "${failed}" failed`);
        failed = title;
        await body();
        failed = undefined;
      };
    }

    async function run(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd> {
      const end = await runProgram(workspace, args);
      outputs.push(end.stdout, end.stderr);
      const refused =
        end.exitCode === exitCode ? [] : store.log.filter((line) => !line.startsWith('200')).slice(-5);
      const told = [end.stdout, end.stderr, ...store.complaints, ...refused].join('\n').slice(-6_000);
      expect(end.exitCode, `${args.join(' ')} (${end.seconds.toFixed(0)} s)\n${told}`).toBe(exitCode);
      return end;
    }

    function configuration(): string {
      return join(workspace.directory, 'bt-dataplane.yaml');
    }

    /** Changes the configuration; gives back what was written before. */
    function edit(what: RegExp, by: string): string {
      const written = readFileSync(configuration(), 'utf8');
      expect(written).toMatch(what);
      writeFileSync(configuration(), written.replace(what, by));
      return written;
    }

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

    /** By the states of both stages, against all that the infrastructure can be made of. */
    function carriedTypes(): unknown {
      const states = readdirSync(workspace.directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.tfstate'),
      );
      const carried = new Set(
        states
          .map((path) => JSON.parse(readFileSync(join(workspace.directory, path), 'utf8')) as State)
          .flatMap(({ resources = [] }) => resources)
          .map(({ mode, type }) => (mode === 'data' ? `data ${type}` : type)),
      );
      const possible = new Set(
        Object.values(shapes).flatMap((props) =>
          infra(props).addresses.map((address) => address.split('.')[0] ?? ''),
        ),
      );
      return {
        carried: [...carried].sort(),
        notCarried: [...possible].filter((type) => !carried.has(type)).sort(),
      };
    }
  },
);
