/** Looks things up in rendered manifests. */
import type { Manifest } from './helm.ts';

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

export interface Container {
  readonly image: string;
  readonly resources: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string>>>>;
  readonly env: readonly Variable[];
  readonly envFrom: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly securityContext: unknown;
  readonly ports: readonly { readonly containerPort: number }[];
  readonly livenessProbe: unknown;
}

export interface Pod {
  readonly serviceAccountName: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Readonly<Record<string, string>>[];
  readonly affinity: {
    readonly nodeAffinity?: unknown;
    readonly podAntiAffinity: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly unknown[];
      readonly preferredDuringSchedulingIgnoredDuringExecution: readonly unknown[];
    };
  };
  readonly securityContext: unknown;
  readonly volumes: readonly Readonly<Record<string, unknown>>[];
  readonly container: Container;
  readonly replicas: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

export function find(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.filter((each) => each.kind === kind && each.metadata.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const all = manifests.map((each) => `${each.kind} ${each.metadata.name}`).join('\n');
    throw new Error(`${found.length} times ${kind} ${name} among:\n${all}`);
  }
  return only;
}

/** The pods of a Deployment. What is left out of a manifest is empty. */
export function pod(manifests: readonly Manifest[], name: string): Pod {
  const { spec } = find(manifests, 'Deployment', name) as unknown as {
    spec: {
      replicas: number;
      template: {
        metadata: { annotations: Record<string, string>; labels: Record<string, string> };
        spec: Partial<Omit<Pod, 'container'>> & { containers: [Container] };
      };
    };
  };
  const { template } = spec;
  return {
    nodeSelector: {},
    tolerations: [],
    ...template.spec,
    replicas: spec.replicas,
    annotations: template.metadata.annotations,
    labels: template.metadata.labels,
    container: template.spec.containers[0],
  } as Pod;
}

/** What a container finds in its environment: `env` wins over the ConfigMap, as in Kubernetes. */
export function environment(manifests: readonly Manifest[], name: string): Readonly<Record<string, string>> {
  const { env, envFrom } = pod(manifests, name).container;
  const names = env.map((variable) => variable.name);
  const twice = names.filter((each, index) => names.indexOf(each) !== index);
  if (twice.length > 0) throw new Error(`${name} has ${twice.join(', ')} twice`);
  return Object.assign(
    {},
    ...envFrom.map(({ configMapRef }) => find(manifests, 'ConfigMap', configMapRef.name).data),
    ...env.map(({ name: key, value, valueFrom }) => ({
      [key]: valueFrom === undefined ? value : `secret ${valueFrom.secretKeyRef.key}`,
    })),
  );
}

/** Keys of the one Secret that containers ask for, sorted. */
export function secretKeys(manifests: readonly Manifest[], names: readonly string[]): readonly string[] {
  const references = names.flatMap((name) =>
    pod(manifests, name).container.env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
  );
  const others = references.filter(({ name }) => name !== 'braintrust-secrets');
  if (others.length > 0) throw new Error(`secrets beside braintrust-secrets: ${JSON.stringify(others)}`);
  return [...new Set(references.map(({ key }) => key))].sort();
}

export const brainstore = ['brainstore-reader', 'brainstore-fastreader', 'brainstore-writer'] as const;

export const deployments = ['braintrust-api', ...brainstore] as const;
