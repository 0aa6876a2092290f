import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localStorage } from '../../../../../../src/core/clouds/azure/steps/local-storage.ts';
import { type ArmRequest, azureArm, stepContext, trustTheTests } from '../../../../../helpers/azure-arm.ts';

trustTheTests();

const folder = () => mkdtempSync(join(tmpdir(), 'azure-storage-'));
const driver = 'localdisk.csi.acstor.io';
const quiet = () => {};

interface Cluster {
  /** Pool by node. */
  readonly nodes: Readonly<Record<string, string>>;
  /** Nodes that have the driver from the start. */
  readonly equipped?: readonly string[];
  /** Looks after which a storage class has brought it to all others; never without one. */
  readonly after?: number;
  readonly classes?: readonly string[];
}

/** Like Azure Container Storage it brings the driver when there is a class of it, and not before. */
function clusterWith({ nodes, equipped = [], after = 1, classes = [] }: Cluster) {
  const made: Record<string, unknown>[] = [];
  let looks = 0;
  const item = (name: string, more: object) => ({ metadata: { name, ...more } });
  const answer = ({ method, path, body }: ArmRequest) => {
    if (path === '/api/v1/nodes') {
      const items = Object.entries(nodes).map(([name, pool]) =>
        item(name, { labels: { 'braintrust.dev/pool': pool } }),
      );
      return { body: { items } };
    }
    if (path === '/apis/storage.k8s.io/v1/csinodes') {
      const hasClass = classes.includes(driver) || made.length > 0;
      if (hasClass) looks += 1;
      const isThere = (name: string) => equipped.includes(name) || (hasClass && looks > after);
      const items = Object.keys(nodes).map((name) => ({
        ...item(name, {}),
        spec: { drivers: [{ name: 'disk.csi.azure.com' }, ...(isThere(name) ? [{ name: driver }] : [])] },
      }));
      return { body: { items } };
    }
    if (method === 'GET') return { body: { items: classes.map((provisioner) => ({ provisioner })) } };
    made.push(body as Record<string, unknown>);
    return { status: 201, body: {} };
  };
  return { made, answer };
}

async function withCluster(cluster: Cluster, facts: object = {}) {
  const { made, answer } = clusterWith(cluster);
  const arm = await azureArm(folder(), answer);
  const outputs = {
    'infra.cluster_endpoint': arm.host,
    'infra.cluster_ca_certificate': Buffer.from(readFileSync(arm.authority)).toString('base64'),
  };
  return { arm, made, context: stepContext({ vars: arm.vars, outputs, ...facts }) };
}

const nodes = { r1: 'readers', r2: 'readers', w1: 'writers', s1: 'services' };
const types = ['helm_release'];

test("makes the class of the chart, as Helm's own, and waits until every Brainstore node has the driver", async () => {
  const { arm, made, context } = await withCluster({ nodes, equipped: ['r1'], after: 2 });
  await using _ = arm;
  const told: string[] = [];

  await localStorage.run(context, (text) => told.push(text));

  expect(made).toEqual([
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'local',
        labels: { 'app.kubernetes.io/managed-by': 'Helm' },
        annotations: {
          'meta.helm.sh/release-name': 'braintrust',
          'meta.helm.sh/release-namespace': 'braintrust',
        },
      },
      provisioner: driver,
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    },
  ]);
  expect(told).toContain('driver on 2 of 3 nodes');
});

test("makes no class where there is one, and asks for the cluster's own token", async () => {
  const { arm, made, context } = await withCluster({ nodes, classes: [driver] });
  await using _ = arm;

  await localStorage.run(context, quiet);

  expect(made).toEqual([]);
  expect(arm.logins[0]?.get('scope')).toContain('6dae42f8-4368-4678-94ff-3960e28e3630/.default');
});

test('does nothing where all is there; a node of the services does not matter', async () => {
  const { arm, made, context } = await withCluster({ nodes, equipped: ['r1', 'r2', 'w1'] });
  await using _ = arm;

  await localStorage.run(context, quiet);

  expect(made).toEqual([]);
  expect(arm.asked.filter((each) => each.startsWith('POST'))).toEqual([]);
});

test('names the nodes whose driver does not come', async () => {
  const { arm, context } = await withCluster({ nodes, equipped: ['r1', 'w1'], after: 10_000 });
  await using _ = arm;

  await expect(localStorage.run(context, quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'local-storage-missing',
    message: expect.stringMatching(/after 20 minutes .* is missing on r2$/),
  });
});

test('names the pools that have no node', async () => {
  const { arm, context } = await withCluster({ nodes: { r1: 'readers' } });
  await using _ = arm;

  await expect(localStorage.run(context, quiet)).rejects.toMatchObject({
    code: 'brainstore-nodes-missing',
    message: expect.stringContaining('braintrust.dev/pool = writers'),
    hint: expect.stringContaining('quota'),
  });
});

test('a cluster that refuses says which role is missing', async () => {
  await using arm = await azureArm(folder(), () => ({
    status: 403,
    body: { message: 'nodes is forbidden' },
  }));
  const outputs = { 'infra.cluster_endpoint': arm.host, 'infra.cluster_ca_certificate': '' };

  await expect(localStorage.run(stepContext({ vars: arm.vars, outputs }), quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'cluster-refused',
    message: 'the cluster refused GET /api/v1/nodes: nodes is forbidden',
    hint: expect.stringContaining('RBAC Cluster Admin'),
  });
});

test('a role that is not good yet is waited for', async () => {
  const { answer } = clusterWith({ nodes, equipped: ['r1', 'r2', 'w1'] });
  let refusals = 3;
  await using arm = await azureArm(folder(), (request) =>
    refusals-- > 0 ? { status: 403, body: { message: 'nodes is forbidden' } } : answer(request),
  );
  const outputs = { 'infra.cluster_endpoint': arm.host, 'infra.cluster_ca_certificate': '' };
  const told: string[] = [];

  await localStorage.run(stepContext({ vars: arm.vars, outputs }), (text) => told.push(text));

  expect(told).toContain('answer of the cluster (the cluster refused GET /api/v1/nodes: nodes is forbidden)');
});

test('is done when every node has it; without services or a cluster nobody is asked', async () => {
  const done = await withCluster({ nodes, equipped: ['r1', 'r2', 'w1'] }, { types });
  await using _ = done.arm;
  const left = await withCluster({ nodes, equipped: ['r1'] }, { types });
  await using __ = left.arm;

  expect(await localStorage.isDone({ ...done.context, state: stepContext().state })).toBe(false);
  expect(await localStorage.isDone({ ...done.context, output: async () => undefined })).toBe(false);
  expect(done.arm.asked).toEqual([]);
  expect(await localStorage.isDone(done.context)).toBe(true);
  expect(await localStorage.isDone(left.context)).toBe(false);
});
