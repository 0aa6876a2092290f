/** From terraform's plan document to our model. */
import { redact } from '../io/redaction.ts';
import type { PlanDocument, RawResourceChange } from '../terraform/plan-document.ts';
import { changedAttributes, forcingPaths, unknownPaths } from './attributes.ts';
import {
  type ChangeKind,
  type Counts,
  countChanges,
  type Drift,
  type OutputChange,
  type ResourceChange,
  type StackPlan,
} from './model.ts';
import { sensitiveValues } from './sensitive.ts';

export interface RenderedNames {
  readonly name: string;
  /** Part of the data plane, by address. */
  readonly components: Readonly<Record<string, string>>;
}

export function readPlan(document: PlanDocument, stack: RenderedNames): StackPlan {
  const secrets = sensitiveValues(document);
  const hide = (text: string) => redact(text, secrets);
  const changes = (document.resource_changes ?? []).flatMap((raw) => readChange(raw, stack, hide));
  const touched = new Set(changes.map((change) => change.address));
  const outputs = readOutputs(document, stack.name);
  return {
    stack: stack.name,
    counts: countChanges(changes),
    components: countComponents(changes),
    changes,
    outputs,
    drift: (document.resource_drift ?? []).flatMap((raw) =>
      raw.mode === 'managed' && touched.has(raw.address) ? readDrift(raw, stack.name, hide) : [],
    ),
    hasChanges: changes.length > 0 || outputs.length > 0,
  };
}

type Hide = (text: string) => string;

function readChange(raw: RawResourceChange, stack: RenderedNames, hide: Hide): readonly ResourceChange[] {
  const kind = raw.mode === 'managed' ? kindOf(raw) : undefined;
  if (kind === undefined) return [];
  const { importing } = raw.change;
  const compared = kind === 'update' || kind === 'replace' || kind === 'import';
  return [
    {
      address: raw.deposed === undefined ? raw.address : `${raw.address} (deposed ${raw.deposed})`,
      type: raw.type,
      stack: stack.name,
      component: stack.components[withoutIndex(raw.address)] ?? formerPart(raw),
      kind,
      ...(isMoved(raw) && raw.previous_address ? { movedFrom: raw.previous_address } : {}),
      ...(importing?.id === undefined ? {} : { importedId: importing.id }),
      ...(raw.action_reason === undefined ? {} : { reason: raw.action_reason }),
      forcedBy: kind === 'replace' ? forcingPaths(raw.change) : [],
      attributes: compared ? changedAttributes(raw.change, hide) : [],
      unknown: unknownPaths(raw.change.after_unknown),
    },
  ];
}

function kindOf(raw: RawResourceChange): ChangeKind | undefined {
  const actions = raw.change.actions.join('+');
  switch (actions) {
    case 'create':
      return 'create';
    case 'update':
      return 'update';
    case 'delete':
      return 'destroy';
    case 'delete+create':
    case 'create+delete':
      return 'replace';
    case 'forget':
    case 'create+forget':
      return 'forget';
    case 'no-op':
      if (raw.change.importing !== undefined) return 'import';
      return isMoved(raw) ? 'move' : undefined;
    case 'read':
      return undefined;
  }
  // An action that this version does not know counts as the worst it could be.
  return actions.includes('delete') ? 'destroy' : 'update';
}

/** What left the stack is in no manifest; ids begin with the part that they belong to. */
export function formerPart({ address, type }: Pick<RawResourceChange, 'address' | 'type'>): string {
  return withoutIndex(address).split('.').at(-1)?.split('_')[0] || type;
}

function isMoved(raw: RawResourceChange): boolean {
  return raw.previous_address !== undefined && raw.previous_address !== raw.address;
}

export function withoutIndex(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

export function countComponents(changes: readonly ResourceChange[]): Readonly<Record<string, Counts>> {
  const names = [...new Set(changes.map((change) => change.component))].sort();
  return Object.fromEntries(
    names.map((name) => [name, countChanges(changes.filter((change) => change.component === name))]),
  );
}

function readOutputs(document: PlanDocument, stack: string): readonly OutputChange[] {
  const kinds = { create: 'create', update: 'update', delete: 'destroy' } as const;
  return Object.entries(document.output_changes ?? {}).flatMap(([name, change]) => {
    const kind = kinds[change.actions.join('+') as keyof typeof kinds];
    if (kind === undefined) return [];
    const sensitive = change.before_sensitive === true || change.after_sensitive === true;
    return [{ name, stack, kind, sensitive }];
  });
}

/**
 * Differences that only a provider's spelling of "nothing" makes are left out. So is, by the caller, what the plan does
 * nothing about: computed attributes differ after every apply (25 resources of a new AWS data plane, none of them changed).
 */
function readDrift(raw: RawResourceChange, stack: string, hide: Hide): readonly Drift[] {
  const gone = raw.change.actions.includes('delete');
  const attributes = gone ? [] : changedAttributes(raw.change, hide);
  if (!gone && attributes.length === 0) return [];
  return [{ address: raw.address, stack, kind: gone ? 'destroy' : 'update', attributes }];
}
