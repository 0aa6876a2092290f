/** Rules of the Kubernetes API that a manifest of ours could break; a few, but they need nothing to be installed. */
import type { Manifest } from './helm.ts';

/**
 * https://kubernetes.io/docs/reference/kubernetes-api/ and, for the last five, the Gateway API, GKE's own resources and the
 * Secrets Store driver.
 */
const apiVersions: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  CSIStorageCapacity: 'storage.k8s.io/v1',
  Deployment: 'apps/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  StorageClass: 'storage.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  GCPBackendPolicy: 'networking.gke.io/v1',
  HealthCheckPolicy: 'networking.gke.io/v1',
  SecretProviderClass: 'secrets-store.csi.x-k8s.io/v1',
};

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and …/labels/ */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const labelKey = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
/** Of the cluster, not of a namespace. */
const withoutNamespace = new Set(['StorageClass']);

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const quantity = /^[0-9]+(\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/;

/** By key, wherever it stands in a manifest: what is wrong with its value. */
const rules: Readonly<Record<string, (value: unknown) => readonly string[]>> = {
  ...each(['labels', 'matchLabels', 'nodeSelector'], (value) =>
    offenders(value, (name, text) => labelKey.test(name) && isText(text) && labelValue.test(text)),
  ),
  // A list of that name is the Secrets Store driver's.
  ...each(['annotations', 'data'], (value) =>
    Array.isArray(value) ? [] : offenders(value, (_, text) => isText(text)),
  ),
  ...each(['requests', 'limits'], (value) => offenders(value, (_, text) => quantity.test(String(text)))),
  ...each(['replicas', 'port', 'containerPort'], (value) => (Number.isInteger(value) ? [] : [String(value)])),
  env: (value) =>
    (value as readonly Readonly<Record<string, unknown>>[])
      .filter(({ value: text, valueFrom }) => !isText(text) && typeof valueFrom !== 'object')
      .map(({ name }) => String(name)),
};

export function breaches(manifests: readonly Manifest[]): readonly string[] {
  const titles = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  return manifests.flatMap((manifest, index) => {
    const { kind, metadata, apiVersion } = manifest;
    const wrong = [
      ...(apiVersions[kind] === apiVersion ? [] : [`apiVersion ${apiVersion}`]),
      ...(label.test(metadata.name) ? [] : ['name']),
      ...(withoutNamespace.has(kind) !== label.test(metadata.namespace ?? '') ? [] : ['namespace']),
      ...(titles.indexOf(titles[index] ?? '') === index ? [] : ['is there twice']),
    ];
    walk(manifest, (key, value) => {
      wrong.push(...(rules[key]?.(value) ?? []).map((what) => `${key}: ${what}`));
    });
    return wrong.map((what) => `${titles[index]}: ${what}`);
  });
}

function each<Rule>(keys: readonly string[], rule: Rule): Readonly<Record<string, Rule>> {
  return Object.fromEntries(keys.map((key) => [key, rule]));
}

function offenders(value: unknown, holds: (name: string, text: unknown) => boolean): readonly string[] {
  return entries(value)
    .filter(([name, text]) => !holds(name, text))
    .map(([name, text]) => `${name} is ${text}`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function walk(value: unknown, visit: (key: string, value: unknown) => void): void {
  for (const [key, item] of entries(value)) {
    if (!Array.isArray(value)) visit(key, item);
    walk(item, visit);
  }
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
