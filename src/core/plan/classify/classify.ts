/** What the changes of a stack mean, by the tables of its cloud. */
import type { PlanDocument, RawResourceChange } from '../../terraform/plan-document.ts';
import { isShortened } from '../attributes.ts';
import type { Concern, ResourceChange, StackPlan } from '../model.ts';
import type { AttributeRow, Effect, OneWayRow, ResourceClass, ResourceClasses } from './resource-class.ts';
import { type Values, valuesAt } from './values-at.ts';

/** Everything but the loss of data, which the guard tells. `accepted` are names of one-way switches. */
export function classify(
  plan: StackPlan,
  document: PlanDocument | undefined,
  classes: ResourceClasses,
  accepted: readonly string[] = [],
): readonly Concern[] {
  const raws = new Map((document?.resource_changes ?? []).map((raw) => [raw.address, raw]));
  const isNew = ![...raws.values()].some(isDeployed);
  const found = plan.changes.flatMap((change) => {
    const known = classes[change.type];
    if (known === undefined) return [];
    return [
      ...ofWhole(change, known, isNew),
      ...ofAttributes(change, known, raws.get(change.address), accepted),
    ];
  });
  return oncePerSwitch(found);
}

function isDeployed({ mode, change }: RawResourceChange): boolean {
  return mode === 'managed' && change.actions.join() !== 'create';
}

function ofWhole(change: ResourceChange, known: ResourceClass, isNew: boolean): readonly Concern[] {
  const effect = {
    create: isNew ? undefined : known.made,
    replace: known.replaced,
    destroy: known.destroyed,
  }[change.kind as 'create' | 'replace' | 'destroy'];
  if (effect === undefined) return [];
  const because =
    change.forcedBy.length > 0 ? `${change.forcedBy.join(', ')} forces a new one` : done[change.kind];
  return [concernOf(change, known, effect, because ?? 'the plan says so')];
}

const done: Readonly<Record<string, string>> = {
  create: 'it is new',
  replace: 'it is made anew',
  destroy: 'it goes',
};

function ofAttributes(
  change: ResourceChange,
  known: ResourceClass,
  raw: RawResourceChange | undefined,
  accepted: readonly string[],
): readonly Concern[] {
  const kinds = told[change.kind];
  if (raw === undefined || kinds === undefined) return [];
  const rows = (known.rows ?? []).filter(({ kind }) => kinds.includes(kind));
  const hits = rows.flatMap((row) => {
    const values = valuesAt(raw.change, row.path).find((one) => applies(row, one));
    return values === undefined
      ? []
      : [{ ...concernOf(change, known, row, becauseOf(change, values)), attribute: values.path }];
  });
  if (change.kind === 'create') return hits;
  const switches = (known.oneWay ?? []).flatMap((row) =>
    valuesAt(raw.change, row.path)
      .filter((values) => applies(row, values))
      .slice(0, 1)
      .map((values) => oneWay(change, known, row, { values, accepted })),
  );
  return [...switches, ...hits];
}

/** What an attribute of something new or made anew can mean; downtime is then told by what makes it anew. */
const told: Readonly<Partial<Record<ResourceChange['kind'], readonly Concern['kind'][]>>> = {
  create: ['exposure'],
  replace: ['exposure', 'access', 'cost'],
  update: ['data-loss', 'exposure', 'access', 'downtime', 'cost'],
};

/** What is not known yet can only be told to be another than before. */
function applies({ when }: Pick<AttributeRow, 'when'>, { before, after, unknown }: Values): boolean {
  return !unknown && when(before, after);
}

function concernOf(
  change: ResourceChange,
  { noun }: ResourceClass,
  { kind, severity, consequence }: Pick<Effect, 'kind' | 'consequence'> & { severity: Concern['severity'] },
  because: string,
): Concern {
  const { address, stack, component } = change;
  return {
    kind,
    severity,
    address,
    stack,
    component,
    change: change.kind,
    noun,
    because,
    consequence,
    allowed: severity !== 'blocking',
  };
}

/** The values are those of the model, which hides secrets; what is inside of a text is named alone. */
function becauseOf(change: ResourceChange, { path }: Values): string {
  const found =
    change.attributes.find((attribute) => attribute.path === path) ??
    change.attributes.find((attribute) => attribute.path.startsWith(`${path}.`));
  if (found === undefined) return `${path} changes`;
  const { before = 'nothing', after = 'nothing' } = found;
  // The start of a long text, such as a policy, says nothing of where it differs.
  if (isShortened(before) || isShortened(after)) return `${found.path} changes`;
  return `${found.path}: ${before} → ${after}`;
}

function oneWay(
  change: ResourceChange,
  known: ResourceClass,
  row: OneWayRow,
  { values, accepted }: { readonly values: Values; readonly accepted: readonly string[] },
): Concern {
  const { accept, consequence } = row;
  // Text of the configuration, never a secret.
  const show = (value: unknown) => (value === undefined || value === '' ? 'nothing' : String(value));
  return {
    ...concernOf(
      change,
      known,
      { kind: 'one-way', severity: 'blocking', consequence },
      `${accept}: ${show(values.before)} → ${show(values.after)}`,
    ),
    attribute: values.path,
    flag: oneWayFlag(accept),
    allowed: accepted.includes(accept),
  };
}

export function oneWayFlag(name: string): string {
  return `--accept-one-way ${name}`;
}

/** Every function has the same switch: it is told once. */
function oncePerSwitch(concerns: readonly Concern[]): readonly Concern[] {
  const seen = new Set<string>();
  return concerns.filter(({ kind, flag = '' }) => {
    if (kind !== 'one-way') return true;
    if (seen.has(flag)) return false;
    seen.add(flag);
    return true;
  });
}
