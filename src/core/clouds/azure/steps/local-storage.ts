/**
 * Brainstore's pods start with a volume of their node's NVMe disks, and Helm waits for them for minutes only. Azure Container
 * Storage brings the driver to the nodes when there is a storage class of it, and not before. So this makes the class that the
 * chart has, marked as Helm's, which takes it over, and waits for the driver.
 * https://learn.microsoft.com/azure/storage/container-storage/install-container-storage-aks
 * https://helm.sh/docs/topics/charts_tips_and_tricks (ownership by labels and annotations)
 */
import { localStorageClass } from '../../../../../modules/kubernetes/values/azure.ts';
import { poolLabel, poolNames } from '../../../../../modules/kubernetes/values/names.ts';
import type { Config } from '../../../config/schema.ts';
import type { StageStep, StepContext } from '../../cloud.ts';
import { workloadStack } from '../../kubernetes/workload-props.ts';
import { needed } from '../../settings.ts';
import { firstLineOf } from '../access/access-errors.ts';
import type { ClusterClient } from '../access/cluster-client.ts';
import { infraStack } from '../infra-props.ts';
import { nodesMissing, storageMissing } from './errors.ts';
import { waitUntil } from './waiting.ts';

const driver = 'localdisk.csi.acstor.io';
const classes = '/apis/storage.k8s.io/v1/storageclasses';
/** Images are pulled meanwhile, and nodes may be about to join. */
const patience = { everySeconds: 10, minutes: 20 } as const;
/** A role that was just given is good after five. https://learn.microsoft.com/azure/aks/manage-azure-rbac */
const settleMinutes = 5;

export const localStorage: StageStep = {
  id: 'local-storage',
  stack: workloadStack,
  when: 'before',
  text: 'makes the storage class of the NVMe disks, and waits until every Brainstore node has their driver',
  async isDone(context) {
    if (context.state.resources.length === 0) return false;
    const cluster = await client(context);
    return cluster !== undefined && isReady(await look(cluster, context.config));
  },
  run: waitForDriver,
};

async function waitForDriver(context: StepContext, progress: (text: string) => void): Promise<void> {
  const { config, env, signal } = context;
  const cluster = needed(await client(context), 'cluster_endpoint');
  let seen: Seen = { emptyPools: [], without: [], nodes: 0 };
  let failingSince: number | undefined;
  let hasClass = false;
  progress('looking at the nodes');
  const done = await waitUntil(context, patience, async () => {
    try {
      seen = await look(cluster, config);
      if (!isReady(seen) && !hasClass) await makeClass(cluster, config);
      hasClass = true;
    } catch (error) {
      failingSince ??= env.clock.elapsed();
      if (signal.aborted || env.clock.elapsed() - failingSince >= settleMinutes * 60_000) throw error;
      progress(`answer of the cluster (${firstLineOf(error)})`);
      return false;
    }
    failingSince = undefined;
    if (seen.emptyPools.length > 0) progress(`nodes of ${seen.emptyPools.join(', ')}`);
    else if (seen.without.length > 0) progress(`driver on ${seen.without.length} of ${seen.nodes} nodes`);
    return isReady(seen);
  });
  if (done) return;
  if (seen.emptyPools.length > 0) throw nodesMissing(seen.emptyPools, patience.minutes);
  throw storageMissing(seen.without, patience.minutes);
}

interface Seen {
  /** Pools that should have nodes and have none. */
  readonly emptyPools: readonly string[];
  /** Names of nodes that have no driver. */
  readonly without: readonly string[];
  readonly nodes: number;
}

function isReady({ emptyPools, without }: Seen): boolean {
  return emptyPools.length === 0 && without.length === 0;
}

interface Node {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

interface NodeDrivers {
  readonly metadata: { readonly name: string };
  readonly spec?: { readonly drivers?: readonly { readonly name: string }[] };
}

async function look(cluster: ClusterClient, config: Config): Promise<Seen> {
  const [nodes, drivers] = await Promise.all([
    cluster.list<Node>('/api/v1/nodes'),
    cluster.list<NodeDrivers>('/apis/storage.k8s.io/v1/csinodes'),
  ]);
  const equipped = new Set(
    drivers
      .filter(({ spec }) => spec?.drivers?.some(({ name }) => name === driver))
      .map(({ metadata }) => metadata.name),
  );
  const wanted = poolsOf(config);
  const poolOf = ({ metadata }: Node) => metadata.labels?.[poolLabel] ?? '';
  const ours = nodes.filter((node) => wanted.includes(poolOf(node)));
  return {
    emptyPools: wanted.filter((pool) => !ours.some((node) => poolOf(node) === pool)),
    without: ours.map(({ metadata }) => metadata.name).filter((name) => !equipped.has(name)),
    nodes: ours.length,
  };
}

/** Labels of the pools that have pods. */
function poolsOf({ brainstore }: Config): readonly string[] {
  return (['readers', 'fastReaders', 'writers'] as const)
    .filter((role) => brainstore[role].count > 0)
    .map((role) => poolNames[role]);
}

interface StorageClass {
  readonly provisioner?: string;
}

async function makeClass(cluster: ClusterClient, config: Config): Promise<void> {
  const found = await cluster.list<StorageClass>(classes);
  if (found.some(({ provisioner }) => provisioner === driver)) return;
  await cluster.create(classes, {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: localStorageClass,
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: {
        'meta.helm.sh/release-name': 'braintrust',
        'meta.helm.sh/release-namespace': needed(config.workload, 'workload').namespace,
      },
    },
    provisioner: driver,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  });
}

async function client(context: StepContext): Promise<ClusterClient | undefined> {
  return (await import('../access/cluster-client.ts')).clusterClient(context, infraStack);
}
