/** Long-running operations. All are done when they are answered; each family has its own shape and place to ask. */
import type { Verb } from './collection.ts';
import { keyOf } from './collection.ts';
import type { Resource } from './json.ts';
import type { Call, Route } from './route.ts';

const words: Readonly<Record<Verb, string>> = { create: 'CREATE', update: 'UPDATE', delete: 'DELETE' };

/** `google.longrunning.Operation`. https://cloud.google.com/apis/design/design_patterns#long_running_operations */
export function longRunning(call: Call, verb: Verb, key: string, resource: Resource): Resource {
  const place = /^(projects\/[^/]+\/locations\/[^/]+)\//.exec(call.path)?.[1];
  const id = `operation-${call.cloud.next()}`;
  const target = key.slice(call.service.length + 1);
  return remember(call, {
    name: place === undefined ? `operations/${id}` : `${place}/operations/${id}`,
    metadata: { target, verb },
    done: true,
    response: verb === 'delete' ? {} : resource,
  });
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations: at the place of what it works on. */
export function computeOperation(call: Call, verb: Verb, key: string, resource: Resource): Resource {
  const place = /^projects\/[^/]+\/(?:global|regions\/[^/]+|zones\/[^/]+)/.exec(call.path)?.[0] ?? '';
  const number = call.cloud.next();
  const name = `operation-${number}`;
  const path = `${place}/operations/${name}`;
  const base = 'https://www.googleapis.com/compute/v1/';
  const operation: Resource = {
    kind: 'compute#operation',
    id: String(number),
    name,
    operationType: verb === 'create' ? 'insert' : verb === 'update' ? 'patch' : 'delete',
    targetLink: `${base}${key.slice(call.service.length + 1)}`,
    targetId: resource.id ?? '0',
    status: 'DONE',
    progress: 100,
    selfLink: `${base}${path}`,
    ...(place.includes('/regions/') ? { region: `${base}${place}` } : {}),
  };
  call.cloud.operations.set(keyOf(call, path), operation);
  return operation;
}

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1beta4/operations */
export function sqlOperation(call: Call, verb: Verb, key: string): Resource {
  const name = `sql-operation-${call.cloud.next()}`;
  const instance = /\/instances\/([^/]+)/.exec(key)?.[1] ?? '';
  const kind = /\/(users|databases)\//.exec(key)?.[1];
  const backup = /\/backupRuns\/([^/]+)$/.exec(key)?.[1];
  const operation: Resource = {
    kind: 'sql#operation',
    name,
    status: 'DONE',
    operationType:
      backup !== undefined
        ? `${verb === 'delete' ? 'DELETE' : 'BACKUP'}_VOLUME`
        : kind === undefined
          ? words[verb]
          : `${words[verb]}_${kind === 'users' ? 'USER' : 'DATABASE'}`,
    ...(backup === undefined ? {} : { backupContext: { kind: 'sql#backupContext', backupId: backup } }),
    targetId: instance,
    targetProject: call.cloud.project,
    targetLink: `https://sqladmin.googleapis.com/sql/v1beta4/projects/${call.cloud.project}/instances/${instance}`,
    selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/projects/${call.cloud.project}/operations/${name}`,
  };
  call.cloud.operations.set(keyOf(call, `projects/${call.cloud.project}/operations/${name}`), operation);
  return operation;
}

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.operations */
export function containerOperation(call: Call, verb: Verb, key: string): Resource {
  const place = /^projects\/[^/]+\/locations\/([^/]+)/.exec(call.path);
  const name = `operation-${call.cloud.next()}`;
  const path = `${place?.[0]}/operations/${name}`;
  const kind = key.includes('/nodePools/') ? 'NODE_POOL' : 'CLUSTER';
  const operation: Resource = {
    name,
    zone: place?.[1] ?? '',
    location: place?.[1] ?? '',
    operationType: verb === 'update' ? `UPDATE_${kind}` : `${words[verb]}_${kind}`,
    status: 'DONE',
    selfLink: `https://container.googleapis.com/v1/${path}`,
    targetLink: `https://container.googleapis.com/v1/${key.slice(call.service.length + 1)}`,
  };
  call.cloud.operations.set(keyOf(call, path), operation);
  return operation;
}

/** Where an operation is asked for again. */
export function operationRoutes(...patterns: readonly string[]): readonly Route[] {
  return patterns.map((pattern) => ({
    method: 'GET',
    pattern,
    answer: (call) => {
      const operation = call.cloud.operations.get(keyOf(call));
      return operation ?? call.cloud.find(keyOf(call));
    },
  }));
}

function remember(call: Call, operation: Resource & { readonly name: string }): Resource {
  call.cloud.operations.set(keyOf(call, operation.name), operation);
  return operation;
}
