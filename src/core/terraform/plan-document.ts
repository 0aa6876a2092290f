/** The parts of `terraform show -json PLANFILE` that we read. https://developer.hashicorp.com/terraform/internals/json-format */

export interface PlanDocument {
  readonly format_version: string;
  readonly resource_changes?: readonly RawResourceChange[];
  readonly resource_drift?: readonly RawResourceChange[];
  readonly output_changes?: Readonly<Record<string, RawChange>>;
  readonly configuration?: {
    readonly root_module?: { readonly resources?: readonly RawConfiguredResource[] };
  };
}

export interface RawConfiguredResource {
  readonly address: string;
  /** By attribute; of a block they are nested. */
  readonly expressions?: Readonly<Record<string, { readonly references?: readonly string[] }>>;
}

export interface RawResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: 'managed' | 'data' | (string & {});
  readonly type: string;
  readonly deposed?: string;
  readonly change: RawChange;
  readonly action_reason?: string;
}

export interface RawChange {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}

/** Reads the document, or says why it cannot be trusted; only major version 1 is known. */
export function parsePlan(text: string): { readonly document: PlanDocument } | { readonly problem: string } {
  let document: PlanDocument;
  try {
    document = JSON.parse(text) as PlanDocument;
  } catch {
    return { problem: 'it is not JSON' };
  }
  const version = String(document?.format_version ?? '');
  if (!/^1(\.|$)/.test(version))
    return { problem: `its format is ${version || 'unknown'}, and 1 is expected` };
  return { document };
}
