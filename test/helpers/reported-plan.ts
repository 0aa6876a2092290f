/** A plan with everything that a report can show. */
import {
  type ChangeKind,
  type Concern,
  countChanges,
  type Prediction,
  type ResourceChange,
  type StackPlan,
} from '../../src/core/plan/model.ts';
import { countComponents } from '../../src/core/plan/read.ts';
import type { Reported } from '../../src/core/plan/report/document.ts';

export function changeOf(
  address: string,
  component: string,
  kind: ChangeKind,
  more: Partial<ResourceChange> = {},
): ResourceChange {
  const [type = ''] = address.split('.');
  return {
    address,
    type,
    stack: 'infra',
    component,
    kind,
    forcedBy: [],
    attributes: [],
    unknown: [],
    ...more,
  };
}

export function concernOf(more: Partial<Concern> = {}): Concern {
  return {
    kind: 'data-loss',
    severity: 'blocking',
    address: 'google_sql_database_instance.database',
    stack: 'infra',
    component: 'database',
    change: 'replace',
    noun: 'database',
    because: 'encryption_key_name forces a new google_sql_database_instance',
    attribute: 'encryption_key_name',
    consequence: 'every project, experiment and log is lost; the data plane is down for about 20 minutes',
    flag: "--allow-replace 'google_sql_database_instance.database'",
    allowed: false,
    ...more,
  };
}

const infraChanges: readonly ResourceChange[] = [
  changeOf('google_sql_database_instance.database', 'database', 'replace', {
    forcedBy: ['encryption_key_name'],
    attributes: [
      { path: 'encryption_key_name', before: 'keys/old', after: 'keys/new', forces: true },
      { path: 'settings.0.tier', before: 'db-custom-4-16384', after: 'db-custom-8-32768', forces: false },
      { path: 'root_password', before: '(sensitive)', after: '(sensitive)', forces: false },
    ],
    unknown: ['connection_name', 'private_ip_address'],
  }),
  changeOf('google_redis_instance.cache', 'cache', 'update', {
    attributes: [{ path: 'memory_size_gb', before: '5', after: '8', forces: false }],
  }),
  changeOf('google_storage_bucket.storage_api', 'storage', 'update', {
    attributes: [
      { path: 'cors.0.origin.1', before: undefined, after: 'https://*.acme.example', forces: false },
    ],
  }),
  changeOf('google_container_node_pool.cluster_readers', 'cluster', 'update', {
    attributes: [
      {
        path: 'node_config.0.machine_type',
        before: 'c4a-standard-16-lssd',
        after: 'c4a-standard-32-lssd',
        forces: false,
      },
    ],
  }),
  changeOf('google_compute_address.ingress_old', 'ingress', 'destroy', {
    reason: 'delete_because_no_resource_config',
  }),
  changeOf('google_monitoring_alert_policy.observability_disk', 'observability', 'create', {
    unknown: ['id'],
  }),
  changeOf('google_monitoring_alert_policy.observability_cpu', 'observability', 'create', {
    unknown: ['id'],
  }),
  changeOf('google_secret_manager_secret.secrets_license', 'secrets', 'move', {
    movedFrom: 'google_secret_manager_secret.license',
  }),
];

const workloadChanges = ['kubernetes_namespace_v1.namespace', 'helm_release.braintrust'].map((address) => ({
  ...changeOf(address, address.split('.')[1] ?? '', 'create'),
  stack: 'workload',
}));

export function stackOf(stack: string, changes: readonly ResourceChange[]): StackPlan {
  return {
    stack,
    counts: countChanges(changes),
    components: countComponents(changes),
    changes,
    outputs: [],
    drift: [],
    hasChanges: changes.length > 0,
  };
}

export function reported(
  stacks: readonly (StackPlan | Prediction)[],
  more: Partial<Reported> = {},
): Reported {
  const changes = stacks.flatMap((stack) => stack.changes);
  return {
    subject: {
      name: 'acme-prod',
      cloud: 'gcp',
      region: 'europe-west4',
      profile: 'production',
      release: '2.12.0',
      deployedRelease: '2.11.0',
      config: '/project/bt-dataplane.yaml',
      folder: '/project/.bt-dataplane/acme-prod',
      digest: 'sha256:0',
    },
    identity: { account: 'acme-data', principal: 'deployer@acme-data.iam.gserviceaccount.com' },
    terraformVersion: '1.11.4',
    hasChanges: stacks.some((stack) => stack.hasChanges),
    counts: countChanges(changes),
    stacks,
    concerns: [],
    blocked: false,
    endpoints: [],
    overrides: [],
    findings: [],
    effect: `e1-9f86d081-60303ae2-${'0'.repeat(64)}`,
    logs: '/state/runs/1',
    ...more,
  };
}

/** Two stacks, one of them foretold, with steps, drift, outputs and concerns of every severity. */
export function everything(): Reported {
  const infra: StackPlan = {
    ...stackOf('infra', infraChanges),
    outputs: [{ name: 'cluster_endpoint', stack: 'infra', kind: 'update', sensitive: false }],
    drift: [
      {
        address: 'google_redis_instance.cache',
        stack: 'infra',
        kind: 'update',
        attributes: [{ path: 'memory_size_gb', before: '5', after: '6', forces: false }],
      },
    ],
    steps: [{ id: 'agents', text: 'has the cloud make its service agents', when: 'before' }],
  };
  const workload: Prediction = {
    ...stackOf('workload', workloadChanges),
    predicted: true,
    waitsFor: ['cluster_endpoint of infra'],
    afterStage: 1,
    releases: [
      {
        address: 'helm_release.braintrust',
        chart: 'oci://registry.example/braintrust',
        version: '6.11.0',
        namespace: 'braintrust',
        objects: { Deployment: 4, Service: 4, ConfigMap: 4 },
      },
    ],
  };
  const concerns = [
    concernOf({
      kind: 'cost',
      severity: 'notice',
      address: 'google_container_node_pool.cluster_readers',
      component: 'cluster',
      change: 'update',
      noun: 'node pool',
      because: 'node_config.0.machine_type: c4a-standard-16-lssd → c4a-standard-32-lssd',
      consequence: 'each reader costs about twice as much',
      allowed: true,
    }),
    concernOf({
      kind: 'downtime',
      severity: 'attention',
      address: 'google_redis_instance.cache',
      component: 'cache',
      change: 'update',
      noun: 'cache',
      because: 'memory_size_gb: 5 → 8',
      consequence: 'fails over to its replica: calls fail for a few seconds',
      allowed: true,
    }),
    concernOf(),
  ].map(({ flag, ...it }) => (it.severity === 'blocking' && flag !== undefined ? { ...it, flag } : it));
  return reported([infra, workload], { concerns, blocked: true });
}

/** As many changed resources as that, each with attributes; `text` stands where users write. */
export function large(count: number, text = 'value'): Reported {
  const changes = Array.from({ length: count }, (_, index) =>
    changeOf(`aws_s3_object.storage_part["${index}"]`, 'storage', index % 7 === 0 ? 'replace' : 'update', {
      attributes: ['content', 'etag', 'metadata'].map((path) => ({
        path,
        before: `${text} before ${index}`,
        after: `${text} after ${index}`,
        forces: false,
      })),
    }),
  );
  return reported([stackOf('infra', changes)]);
}
