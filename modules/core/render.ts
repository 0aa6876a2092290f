/**
 * From constructs to the bytes of a terraform file. The only way a stack leaves the construct library.
 *
 * Repeatable byte for byte: no metadata, own serializer, own addresses, and none of the environment variables that
 * CDKTF reads. https://github.com/open-constructs/cdk-terrain reads CDKTF_OUTDIR, CDKTF_CONTEXT_JSON,
 * SYNTH_HCL_OUTPUT and others while it synthesizes.
 */
import { App } from './cdktf.ts';
import type { DataPlaneStack } from './data-plane-stack.ts';

export interface RenderedStack {
  readonly name: string;
  /** The terraform file, JSON, with a final newline. */
  readonly json: string;
  /** Every managed resource's address, sorted. */
  readonly addresses: readonly string[];
  /** The part of the data plane that each address belongs to: the id of its outermost construct. */
  readonly components: Readonly<Record<string, string>>;
  /** Files that the stack reads at plan, by path relative to the rendered folder. */
  readonly assets: readonly RenderedAsset[];
  /** Input variables of the stack, by name, that outputs of another stack fill. Default: - none. */
  readonly inputs?: Readonly<Record<string, StackOutput>>;
  /**
   * Ephemeral input variables of the stack, by name, that stored secrets fill, as the cloud names them. To be given at plan
   * and at apply; empty as long as the secret is not stored. Default: - none.
   */
  readonly secretInputs?: Readonly<Record<string, StoredSecretInput>>;
  /** Helm releases of the stack, to foretell what they make before a cluster can be asked. Default: - none. */
  readonly releases?: readonly RenderedRelease[];
}

export interface StoredSecretInput {
  /** As the cloud names it, such as `projects/P/secrets/S`; the newest value is meant. */
  readonly secret: string;
  /** Address in this very stack that stores it: nothing is read as long as the state has no such resource. */
  readonly storedBy?: string;
}

export interface StackOutput {
  readonly stack: string;
  readonly output: string;
}

export interface RenderedRelease {
  /** Such as `helm_release.braintrust`. */
  readonly address: string;
  /** As terraform is told: `oci://…`, a path, or `./<folder>` for a chart among the assets. */
  readonly chart: string;
  readonly version: string;
  readonly namespace: string;
  readonly values: unknown;
}

export interface RenderedAsset {
  readonly path: string;
  readonly bytes: Uint8Array;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Builds one stack in an app of its own and renders it. `outdir` is an existing scratch folder that CDKTF insists on. */
export function renderStack(
  outdir: string,
  build: (app: App) => DataPlaneStack,
  assets: readonly RenderedAsset[] = [],
): RenderedStack {
  return withoutStackTraces(() => {
    const app = new App({ outdir, skipValidation: true });
    const stack = build(app);
    stack.prepareStack();
    const tree = withoutMetadata(stack.toTerraform() as Json);
    const addresses = managedAddresses(tree);
    return {
      name: stack.node.id,
      json: `${JSON.stringify(sortKeys(tree), null, 2)}\n`,
      addresses,
      components: componentsOf(stack, addresses),
      assets,
    };
  });
}

/** CDKTF captures an unlimited stack trace per token, two thirds of the construction time; nothing here reads them. */
function withoutStackTraces<T>(work: () => T): T {
  const original = Error.captureStackTrace;
  Error.captureStackTrace = () => {};
  try {
    return work();
  } finally {
    Error.captureStackTrace = original;
  }
}

function withoutMetadata(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // A tag may have that name too; its value is text.
      .filter(([key, item]) => key !== '//' || typeof item === 'string')
      .map(([key, item]) => [key, withoutMetadata(item)]),
  );
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}

function managedAddresses(tree: Json): readonly string[] {
  const resources = (tree as { resource?: Record<string, Record<string, Json>> }).resource ?? {};
  return Object.entries(resources)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort();
}

function componentsOf(stack: DataPlaneStack, addresses: readonly string[]): Record<string, string> {
  const known = new Set(addresses);
  const found: Record<string, string> = {};
  for (const child of stack.node.children) {
    for (const node of child.node.findAll()) {
      const element = node as { terraformResourceType?: string; friendlyUniqueId?: string };
      const address = `${element.terraformResourceType}.${element.friendlyUniqueId}`;
      if (known.has(address)) found[address] = child.node.id;
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
