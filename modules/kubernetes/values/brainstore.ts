import type { CloudPart } from './cloud-part.ts';
import { container, imageOf, probe, resourcesOf } from './container.ts';
import { brainstorePort, brainstoreServiceAccount, roleNames } from './names.ts';
import { type HelmValuesProps, type Role, roles } from './props.ts';
import { readerMode } from './routes.ts';
import { spread } from './spread.ts';

export function brainstoreValues(props: HelmValuesProps, cloud: CloudPart) {
  return {
    labels: {},
    serviceAccount: { name: brainstoreServiceAccount, ...cloud.brainstore.serviceAccount },
    image: imageOf('brainstore', props),
    // Locks in the bucket, as the vendor's examples for Google have it. Changing it on a living deployment may damage data,
    // so it is no setting: the chart's default is Redis.
    locksBackend: 'objectStorage',
    livenessProbe: probe(brainstorePort, 60),
    readinessProbe: probe(brainstorePort, 60),
    reader: { ...roleValues('reader', props, cloud), extraEnvVars: readerMode(props) },
    fastreader: { ...roleValues('fastreader', props, cloud), extraEnvVars: [] },
    writer: { ...roleValues('writer', props, cloud), extraEnvVars: [] },
  };
}

function roleValues(role: Role, props: HelmValuesProps, cloud: CloudPart) {
  const pool = props.pools[role];
  const disk = cloud.disk(role);
  return {
    name: roleNames[role],
    labels: {},
    podLabels: {},
    annotations: { configmap: {}, deployment: {}, service: {}, pod: {} },
    replicas: pool.replicas,
    service: { name: roleNames[role], type: 'ClusterIP', port: brainstorePort, portName: 'http' },
    resources: resourcesOf(pool, disk.requests),
    cacheDir: '/mnt/tmp/brainstore',
    objectStoreCacheMemoryLimit: '1Gi',
    objectStoreCacheFileSize: `${pool.cacheGib}Gi`,
    verbose: true,
    // No `sizeLimit`: the cache overshoots for moments, and Kubernetes would evict the pod for it.
    volume: { size: disk.volumeSize, sizeLimit: '' },
    ephemeralStorage: { request: '', limit: '' },
    ...container,
    ...cloud.placement(role),
    affinity: { podAntiAffinity: apart(role) },
    extraContainers: [],
    extraVolumes: [],
  };
}

/**
 * One Brainstore pod of any role per node, because each fills the node's disks and memory. Also beside pods of another
 * deployment of the same cluster, whose namespace the empty selector covers.
 */
function apart(role: Role) {
  return {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        labelSelector: {
          matchExpressions: [{ key: 'app', operator: 'In', values: roles.map((each) => roleNames[each]) }],
        },
        namespaceSelector: {},
        topologyKey: 'kubernetes.io/hostname',
      },
    ],
    preferredDuringSchedulingIgnoredDuringExecution: [
      spread(roleNames[role], 'topology.kubernetes.io/zone', 100),
    ],
  };
}
