/**
 * A stand-in for the API server of a cluster, for providers that talk to one: it keeps what it is given, by path, and says of
 * Deployments that their pods are ready, or not, as the test wants it. It schedules nothing and judges nothing.
 */
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fromProtobuf, isProtobuf } from './kubernetes-protobuf.ts';
import { selfSigned } from './self-signed.ts';

type Json = Record<string, unknown>;

export interface KubernetesObject extends Json {
  readonly kind: string;
  readonly metadata: Json & { readonly name: string };
}

export interface KubernetesApi extends AsyncDisposable {
  /** Such as `127.0.0.1:40123`. */
  readonly host: string;
  /** PEM, base64. */
  readonly certificate: string;
  /** By path, such as `/api/v1/namespaces/a/secrets/b`. */
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  /** `METHOD path`, in order. */
  readonly asked: readonly string[];
  /** Whether pods get ready from now on. */
  podsGetReady: boolean;
  /** Told of every object that is made or changed by a request: what controllers do hangs on it. */
  watcher: ((object: KubernetesObject) => void) | undefined;
  /** What a cluster makes by itself, such as a node. */
  add(path: string, object: KubernetesObject): void;
  remove(path: string): void;
}

/** Kinds by group and version, with the plural that paths have. */
const served: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  v1: {
    namespaces: 'Namespace',
    secrets: 'Secret',
    configmaps: 'ConfigMap',
    services: 'Service',
    serviceaccounts: 'ServiceAccount',
    pods: 'Pod',
    nodes: 'Node',
  },
  'apps/v1': { deployments: 'Deployment', replicasets: 'ReplicaSet' },
  'policy/v1': { poddisruptionbudgets: 'PodDisruptionBudget' },
  'networking.k8s.io/v1': { networkpolicies: 'NetworkPolicy' },
  'storage.k8s.io/v1': {
    storageclasses: 'StorageClass',
    csistoragecapacities: 'CSIStorageCapacity',
    csidrivers: 'CSIDriver',
    csinodes: 'CSINode',
  },
  'secrets-store.csi.x-k8s.io/v1': { secretproviderclasses: 'SecretProviderClass' },
  'gateway.networking.k8s.io/v1': { gateways: 'Gateway', httproutes: 'HTTPRoute' },
  'networking.gke.io/v1': {
    gcpbackendpolicies: 'GCPBackendPolicy',
    healthcheckpolicies: 'HealthCheckPolicy',
  },
};

/** Kinds that are of the cluster, not of a namespace. */
const ofCluster = new Set(['Namespace', 'StorageClass', 'Node', 'CSIDriver', 'CSINode']);

/** `folder` takes the key of the server. `token` is the only one that it lets in, or says of one whether it does. */
export async function kubernetesApi(
  folder: string,
  token: string | ((given: string) => boolean),
): Promise<KubernetesApi> {
  const { key, certificate } = selfSigned(folder);
  const objects = new Map<string, KubernetesObject>();
  const asked: string[] = [];
  const server = createServer({ key, cert: certificate }, async (request, response) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url}`);
    const body = await read(request);
    if (url.startsWith('/openapi/v2')) {
      // An empty document: what has no schema is not judged by one.
      response.writeHead(200, {
        'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
      });
      response.end();
      return;
    }
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const known = typeof token === 'string' ? given === token : token(given);
    const [code, answer] = known ? respond(method, url, body) : failure(401, 'Unauthorized');
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  let version = 0;
  function respond(method: string, url: string, body: Json | undefined): readonly [number, unknown] {
    const { pathname, searchParams } = new URL(url, 'https://cluster');
    const found = discovery(pathname);
    if (found !== undefined) return [200, found];
    const target = locate(pathname);
    if (target === undefined) return failure(404, 'NotFound');
    if (target.name !== undefined) return respondOne(method, pathname, body);
    if (method === 'GET') return [200, list(target, searchParams.get('labelSelector') ?? '')];
    const name = String((body?.metadata as Json | undefined)?.name);
    if (objects.has(`${pathname}/${name}`)) return failure(409, 'AlreadyExists');
    return [201, store(`${pathname}/${name}`, target.kind, body)];
  }

  function respondOne(method: string, path: string, body: Json | undefined): readonly [number, unknown] {
    const present = objects.get(path);
    if (present === undefined) return failure(404, 'NotFound');
    if (method === 'GET') return [200, shown(present)];
    if (method !== 'DELETE') {
      return [200, store(path, present.kind, method === 'PATCH' ? patched(present, body) : body)];
    }
    for (const other of objects.keys()) {
      if (other === path || other.startsWith(`${path}/`)) objects.delete(other);
    }
    return [200, { kind: 'Status', apiVersion: 'v1', status: 'Success' }];
  }

  function store(path: string, kind: string, body: Json | undefined): KubernetesObject {
    const present = objects.get(path);
    version += 1;
    const metadata = body?.metadata as Json & { name: string };
    const namespace = /\/namespaces\/([^/]+)\/[^/]+\//.exec(path)?.[1];
    const object: KubernetesObject = {
      ...withoutStringData(body ?? {}),
      kind,
      metadata: {
        ...metadata,
        ...(namespace === undefined ? {} : { namespace }),
        uid: present?.metadata.uid ?? `00000000-0000-0000-0000-${String(version).padStart(12, '0')}`,
        resourceVersion: String(version),
        generation: 1,
        creationTimestamp: '2026-01-01T00:00:00Z',
      },
    };
    objects.set(path, object);
    api.watcher?.(object);
    return shown(object);
  }

  function list({ kind, path }: { kind: string; path: string }, selector: string): unknown {
    const wanted = selector.split(',').filter(Boolean);
    const matches = ({ metadata }: KubernetesObject) =>
      wanted.every((each) => {
        const [key = '', value] = each.split('=');
        return (metadata.labels as Json | undefined)?.[key] === value;
      });
    const source =
      kind === 'ReplicaSet'
        ? [...objects.values()].filter((each) => each.kind === 'Deployment').map(replicaSetOf)
        : [...objects].filter(([at]) => at.startsWith(`${path}/`)).map(([, object]) => shown(object));
    const apiVersion = path.startsWith('/api/') ? 'v1' : path.split('/').slice(2, 4).join('/');
    return {
      kind: `${kind}List`,
      apiVersion,
      metadata: { resourceVersion: String(version) },
      items: source.filter((each) => kind === 'ReplicaSet' || matches(each)),
    };
  }

  const ready = (object: KubernetesObject) =>
    api.podsGetReady ? ((object.spec as Json).replicas as number) : 0;

  function shown(object: KubernetesObject): KubernetesObject {
    if (object.kind === 'Namespace') return { ...object, status: { phase: 'Active' } };
    if (object.kind === 'Service') {
      const spec = { clusterIP: '10.1.0.9', ...(object.spec as Json) };
      return { ...object, spec, status: { loadBalancer: { ingress: [{ ip: '10.0.0.9' }] } } };
    }
    if (object.kind !== 'Deployment') return object;
    const count = ready(object);
    return {
      ...object,
      status: {
        observedGeneration: 1,
        replicas: count,
        updatedReplicas: count,
        readyReplicas: count,
        availableReplicas: count,
      },
    };
  }

  function replicaSetOf(deployment: KubernetesObject): KubernetesObject {
    const { metadata, spec } = deployment;
    const { name, namespace, uid } = metadata;
    return {
      kind: 'ReplicaSet',
      apiVersion: 'apps/v1',
      metadata: {
        name: `${name}-1`,
        namespace,
        uid: `${uid}-1`,
        labels: ((spec as Json).template as { metadata: Json }).metadata.labels,
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true }],
      },
      spec,
      status: { replicas: ready(deployment), readyReplicas: ready(deployment) },
    };
  }

  const api: KubernetesApi = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: Buffer.from(certificate).toString('base64'),
    objects,
    asked,
    podsGetReady: true,
    watcher: undefined,
    add: (path, object) => void objects.set(path, object),
    remove: (path) => void objects.delete(path),
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return api;
}

async function read(request: IncomingMessage): Promise<Json | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (body.length === 0) return undefined;
  return isProtobuf(body) ? fromProtobuf(body) : (JSON.parse(body.toString('utf8')) as Json);
}

function discovery(path: string): unknown {
  if (path === '/version') return { major: '1', minor: '33', gitVersion: 'v1.33.0' };
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  const groups = Object.keys(served).filter((each) => each !== 'v1');
  if (path === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((groupVersion) => {
        const [name = '', version] = groupVersion.split('/');
        const versions = [{ groupVersion, version }];
        return { name, versions, preferredVersion: versions[0] };
      }),
    };
  }
  const groupVersion = path === '/api/v1' ? 'v1' : path.replace(/^\/apis\//, '');
  const kinds = served[groupVersion];
  if (kinds === undefined) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: Object.entries(kinds).map(([name, kind]) => ({
      name,
      singularName: kind.toLowerCase(),
      namespaced: !ofCluster.has(kind),
      kind,
      verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
    })),
  };
}

/** What a path means; `name` is undefined for a whole collection. */
function locate(path: string) {
  const [, groupVersion = '', rest = ''] = /^\/(?:apis\/([^/]+\/[^/]+)|api\/v1)\/(.+)$/.exec(path) ?? [];
  const parts = rest.split('/');
  const [plural = '', name] = parts[0] === 'namespaces' && parts.length > 2 ? parts.slice(2) : parts;
  const kind = served[groupVersion === '' ? 'v1' : groupVersion]?.[plural];
  return kind === undefined ? undefined : { kind, name, path };
}

/** A server takes `stringData` and shows `data`. */
function withoutStringData({ stringData, ...object }: Json): Json {
  if (!isObject(stringData)) return object;
  const added = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return { ...object, data: { ...(object.data as Json | undefined), ...Object.fromEntries(added) } };
}

/** A list is a JSON patch, of which the providers use `add`, `replace` and `remove`. https://www.rfc-editor.org/rfc/rfc6902 */
function patched(present: Json, change: unknown): Json {
  if (!Array.isArray(change)) return merged(present, isObject(change) ? change : {});
  return change.reduce<Json>((object, { op, path, value }: { op: string; path: string; value: unknown }) => {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const nested = keys.reduceRight<unknown>(
      (inner, key) => ({ [key]: inner }),
      op === 'remove' ? null : value,
    );
    // Away first: a new value takes the place of the old one as a whole.
    const gone = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), null);
    return merged(merged(object, gone as Json), nested as Json);
  }, present);
}

/** https://www.rfc-editor.org/rfc/rfc7396, which is what a strategic merge comes to for what the tests change. */
function merged(present: Json, change: Json): Json {
  const result: Json = { ...present };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete result[key];
    else if (isObject(value) && isObject(result[key])) result[key] = merged(result[key], value);
    else result[key] = value;
  }
  return result;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failure(code: number, reason: string): readonly [number, unknown] {
  return [
    code,
    { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', reason, message: reason, code },
  ];
}
