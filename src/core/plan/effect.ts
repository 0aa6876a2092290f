/**
 * The digest of what a plan does, for whoever approves a plan without storing it: plan files hold secrets. Two plans that do
 * the same have the same digest, whenever and wherever they are made. Sensitive values are left out, not hashed: a hash of a
 * short secret can be guessed. So a secret that changes under the same attribute goes unnoticed.
 */
import { redact } from '../io/redaction.ts';
import { sha256 } from '../synth/digest.ts';
import type { PlanDocument, RawChange, RawResourceChange } from '../terraform/plan-document.ts';
import { sameValue } from './attributes.ts';
import { isPrediction, type StackPlan } from './model.ts';
import { sensitiveValues } from './sensitive.ts';

export interface EffectSubject {
  readonly deployment: string;
  readonly cloud: string;
  readonly region: string;
  readonly account: string;
  readonly release: string;
}

export interface EffectStack {
  readonly plan: StackPlan;
  /** Absent for what is only foretold. */
  readonly document: PlanDocument | undefined;
  /** Digest of the stack's rendered files: all that is known of the values of a prediction. */
  readonly rendered: string;
}

/** Such as `e1-9f86d081-60303ae2-…`: whose plan it is, what is done to which resource, and all of it with its values. */
export function effectDigest(subject: EffectSubject, stacks: readonly EffectStack[]): string {
  const whose = sha256(canonical(subject));
  const actions = stacks.map(actionsOf);
  const values = stacks.map(valuesOf);
  const whole = sha256(canonical({ format: 'e1', subject, actions, values }));
  return `e1-${whose.slice(0, 8)}-${sha256(canonical(actions)).slice(0, 8)}-${whole}`;
}

/** What kind of thing differs between two digests; undefined when nothing does. */
export function effectDifference(approved: string, found: string): string | undefined {
  if (approved === found) return undefined;
  const [[, whose, actions], [, whoseNow, actionsNow]] = [approved.split('-'), found.split('-')];
  if (whose !== whoseNow)
    return 'it is the plan of another deployment, region, account or release of the data plane';
  if (actions !== actionsNow)
    return 'other resources, outputs or steps are touched, or other things are done to them';
  return 'the same is done to the same resources, but with other values';
}

function actionsOf({ plan, document }: EffectStack) {
  const steps = (plan.steps ?? []).map(({ id, when }) => `${when} ${id}`);
  if (document === undefined || isPrediction(plan)) {
    const changes = plan.changes.map(({ kind, address }) => `${kind} ${address}`).sort();
    const outputs = plan.outputs.map(({ kind, name }) => `${kind} ${name}`).sort();
    return { stack: plan.stack, foretold: true, changes, outputs, steps };
  }
  return {
    stack: plan.stack,
    changes: effective(document).map((raw) => [actionOf(raw), raw.address, raw.deposed ?? '']),
    outputs: changedOutputs(document).map(([name, change]) => `${actionsText(change)} ${name}`),
    steps,
  };
}

function valuesOf({ plan, document, rendered }: EffectStack): unknown {
  if (document === undefined || isPrediction(plan)) return { rendered };
  const secrets = sensitiveValues(document);
  const hide = (text: string) => redact(text, secrets);
  return {
    changes: effective(document).map((raw) => ({
      from: raw.previous_address ?? '',
      importing: raw.change.importing?.id ?? '',
      forcedBy: (raw.change.replace_paths ?? []).map((path) => path.join('.')).sort(),
      id: identityOf(raw, hide),
      values: leavesOf(raw.change, hide),
    })),
    outputs: changedOutputs(document).map(([, change]) => leavesOf(change, hide)),
  };
}

/** What terraform does, by address. Reading data does nothing. */
function effective({ resource_changes: changes = [] }: PlanDocument): readonly RawResourceChange[] {
  return changes
    .filter((raw) => raw.mode === 'managed' && (actionsText(raw.change) !== 'no-op' || isTold(raw)))
    .sort((a, b) => compareText(`${a.address} ${a.deposed ?? ''}`, `${b.address} ${b.deposed ?? ''}`));
}

/** Moved or taken over, and otherwise left as it is. */
function isTold(raw: RawResourceChange): boolean {
  const moved = raw.previous_address !== undefined && raw.previous_address !== raw.address;
  return moved || raw.change.importing !== undefined;
}

function actionOf(raw: RawResourceChange): string {
  const told = isTold(raw) ? (raw.change.importing === undefined ? ' move' : ' import') : '';
  return `${actionsText(raw.change)}${told}`;
}

function changedOutputs({ output_changes: outputs = {} }: PlanDocument) {
  return Object.entries(outputs)
    .filter(([, change]) => actionsText(change) !== 'no-op')
    .sort(([a], [b]) => compareText(a, b));
}

function actionsText({ actions }: RawChange): string {
  return actions.join('+');
}

type Hide = (text: string) => string;

/** Which object it is that goes or changes, where it has an id. */
function identityOf({ change }: RawResourceChange, hide: Hide): string {
  const id = at(change.before, 'id');
  return typeof id === 'string' && !isMarked(at(change.before_sensitive, 'id')) ? hide(id) : '';
}

interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly hidden: readonly unknown[];
}

type Leaf = readonly [path: string, before: unknown, after: unknown];

/**
 * Leaves that differ, by path. What stays is left out, and so is what was there of what is unknown or goes: among that are
 * times and counters that the cloud sets.
 */
function leavesOf(change: RawChange, hide: Hide): readonly Leaf[] {
  if (change.actions.every((action) => action === 'delete' || action === 'forget')) return [];
  const found: Leaf[] = [];
  const { before, after, after_unknown: unknown } = change;
  collect(
    { before, after, unknown, hidden: [change.before_sensitive, change.after_sensitive] },
    '',
    found,
    hide,
  );
  return found.sort(([a], [b]) => compareText(a, b));
}

function collect(sides: Sides, path: string, found: Leaf[], hide: Hide): void {
  const { before, after, unknown, hidden } = sides;
  if (unknown === true) {
    found.push([path, '', { unknown: true }]);
    return;
  }
  const secret = hidden.some((marks) => marks === true);
  const deeper = isTree(after) || isTree(before) || isTree(unknown);
  if (secret || !deeper) {
    if (sameValue(before, after)) return;
    found.push(secret ? [path, '', { sensitive: true }] : [path, shown(before, hide), shown(after, hide)]);
    return;
  }
  for (const key of keysOf(before, after, unknown)) {
    const inner = {
      before: at(before, key),
      after: at(after, key),
      unknown: at(unknown, key),
      hidden: hidden.map((marks) => at(marks, key)),
    };
    collect(inner, path === '' ? key : `${path}.${key}`, found, hide);
  }
}

function shown(value: unknown, hide: Hide): unknown {
  if (value === undefined || isTree(value)) return null;
  return typeof value === 'string' ? hide(value) : value;
}

function isMarked(marks: unknown): boolean {
  return marks === true || (isTree(marks) && Object.values(marks).some(isMarked));
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function keysOf(...trees: readonly unknown[]): readonly string[] {
  return [...new Set(trees.filter(isTree).flatMap((tree) => Object.keys(tree)))].sort();
}

function at(tree: unknown, key: string): unknown {
  if (tree === true) return true;
  return isTree(tree) ? tree[key] : undefined;
}

/** Not by locale: that differs between machines. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    isTree(item) && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => compareText(a, b)))
      : item,
  );
}
