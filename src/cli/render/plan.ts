/** The plan screen. Its first lines answer "should I worry?"; nothing important can scroll off the top. */
import type {
  AttributeChange,
  ChangeKind,
  Counts,
  Drift,
  ResourceChange,
  StackPlan,
} from '../../core/plan/model.ts';
import type { PlanResult } from '../../core/plan/result.ts';
import { concernsText } from './concerns.ts';
import type { Paint } from './paint.ts';
import { isPredicted, predictionText, stepsText } from './prediction.ts';
import { indented, table, widthOf } from './table.ts';
import { narrow } from './wrap.ts';

export interface PlanView {
  readonly paint: Paint;
  /** Every attribute of every change instead of the first few. */
  readonly full: boolean;
  /** What it comes down to, where that is not about what an apply would do. */
  readonly verdict?: string;
}

export function planText(plan: PlanResult, { paint, full, verdict: said }: PlanView): string {
  const changed = plan.stacks.filter((stack) => stack.hasChanges && !stack.stepsOnly);
  const drifted = plan.stacks.flatMap((stack) => stack.drift);
  return [
    headLines(plan, paint),
    changed.length > 0
      ? countsTable(changed, { named: plan.stacks.length > 1, total: plan.counts }, paint)
      : '',
    concernsText(plan.concerns, paint),
    ...plan.stacks.filter(isPredicted).map((stack) => predictionText(stack, plan.stacks, paint)),
    stepsText(plan.stacks, paint),
    ...changed.map((stack) => changesText(stack, plan.stacks.length > 1, { paint, full })),
    drifted.length === 0
      ? ''
      : `Changed outside of terraform\n${drifted.map((it) => driftText(it, plan.refreshOnly !== undefined, paint)).join('\n')}`,
    unsaidText(plan, full, paint),
    said === undefined
      ? verdict(plan, paint)
      : (plan.refreshOnly?.drifted ? paint.warning : paint.good)(said),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function driftText({ kind, address, attributes }: Drift, whole: boolean, paint: Paint): string {
  const gone = kind === 'destroy';
  const head = `  ${gone ? paint.error('gone') : paint.warning('changed')}  ${address}`;
  if (!whole) return head;
  return [head, ...attributes.map((attribute) => `        ${attributeText(attribute, paint)}`)].join('\n');
}

function unsaidText({ refreshOnly }: PlanResult, full: boolean, paint: Paint): string {
  const { unsaid = [] } = refreshOnly ?? {};
  if (unsaid.length === 0) return '';
  const count = `${unsaid.length} ${unsaid.length === 1 ? 'resource differs' : 'resources differ'}`;
  const head = paint.faint(
    `${count} only in what the configuration says nothing about, as after every apply`,
  );
  return full ? [head, ...unsaid.map((address) => `  ${address}`)].join('\n') : head;
}

type Head = Pick<PlanResult, 'subject' | 'identity' | 'endpoints' | 'overrides'>;

/** Also the head of other screens about a deployment. */
export function headLines(plan: Head, paint: Paint): string {
  const { name, cloud, region, profile, release, deployedRelease } = plan.subject;
  const move =
    deployedRelease === undefined || deployedRelease === release
      ? release
      : `${deployedRelease} → ${release}`;
  const elsewhere = plan.endpoints.map(
    (it) => `${paint.warning('!')} calls of the provider go to ${it.value} (${it.name})`,
  );
  const overrides = plan.overrides.map((path) => `${paint.warning('!')} your override file ${path} applies`);
  return [
    `${paint.strong(name)}   ${cloud} ${region}   ${profile}   release ${move}`,
    paint.faint(`account ${plan.identity.account} as ${plan.identity.principal}`),
    ...elsewhere,
    ...overrides,
  ].join('\n');
}

function titleOf(stack: StackPlan): string {
  return isPredicted(stack) ? `${stack.stack} (predicted)` : stack.stack;
}

const columns = [
  ['create', 'to create'],
  ['update', 'to change'],
  ['replace', 'to replace'],
  ['destroy', 'to destroy'],
] as const satisfies readonly (readonly [ChangeKind, string])[];

/** Kinds that are shown only where there are any. */
const rare = [
  ['import', 'to import'],
  ['move', 'to move'],
  ['forget', 'to forget'],
] as const satisfies readonly (readonly [ChangeKind, string])[];

function countsTable(
  changed: readonly StackPlan[],
  { named: several, total }: { readonly named: boolean; readonly total: Counts },
  paint: Paint,
): string {
  const shown = [...columns, ...rare.filter(([kind]) => total[kind] > 0)];
  const row = (name: string, counts: Counts) => [
    name,
    ...shown.map(([kind]) => countCell(kind, counts[kind], paint)),
  ];
  const rows = changed.flatMap((stack) => [
    ...(several ? [row(paint.strong(titleOf(stack)), stack.counts)] : []),
    ...Object.entries(stack.components)
      .filter(([, counts]) => Object.values(counts).some((count) => count > 0))
      .map(([name, counts]) => row(several ? `  ${name}` : name, counts)),
  ]);
  const head = ['', ...shown.map(([, title]) => paint.faint(title))];
  const align = ['left', ...shown.map(() => 'right' as const)] as const;
  return indented(table([head, ...rows, row(paint.strong('total'), total)], align));
}

function countCell(kind: ChangeKind, count: number, paint: Paint): string {
  if (count === 0) return paint.faint('0');
  if (kind === 'replace' || kind === 'destroy') return paint.error(String(count));
  return kind === 'update' ? paint.warning(String(count)) : paint.good(String(count));
}

const signs: Readonly<Record<ChangeKind, string>> = {
  create: '+',
  update: '~',
  replace: '-/+',
  destroy: '-',
  import: '<-',
  move: '->',
  forget: 'x',
};

function changesText(stack: StackPlan, named: boolean, view: PlanView): string {
  const title = named ? `Changes of ${titleOf(stack)}` : 'Changes';
  const outputs = stack.outputs.map((it) => `  ${outputSign[it.kind].padStart(3)} output ${it.name}`);
  return [title, ...stack.changes.map((change) => changeText(change, view)), ...outputs].join('\n');
}

const outputSign = { create: '+', update: '~', destroy: '-' } as const;

/** A first look wants to know what changes; the rest is in `--full`. */
const attributesShown = 4;
const attributeIndent = 8;

function changeText(change: ResourceChange, { paint, full }: PlanView): string {
  const tint = { create: paint.good, update: paint.warning, replace: paint.error, destroy: paint.error };
  const colour = change.kind in tint ? tint[change.kind as keyof typeof tint] : (text: string) => text;
  const from = change.movedFrom === undefined ? '' : `   from ${change.movedFrom}`;
  const id = change.importedId === undefined ? '' : `   id ${change.importedId}`;
  const head = `  ${colour((signs[change.kind] ?? '?').padStart(3))} ${change.address}${from}${id}`;
  const worthShowing = full || change.kind === 'update' || change.kind === 'replace' ? change.attributes : [];
  const first = [...worthShowing].sort((a, b) => Number(b.forces) - Number(a.forces));
  const shown = full ? first : first.slice(0, attributesShown);
  const left = worthShowing.length - shown.length;
  return [
    head,
    ...shown.map((attribute) => `${' '.repeat(attributeIndent)}${attributeText(attribute, paint)}`),
    ...(left > 0 ? [`${' '.repeat(attributeIndent)}${paint.faint(`and ${left} more`)}`] : []),
  ].join('\n');
}

function attributeText({ path, before, after, forces }: AttributeChange, paint: Paint): string {
  const why = forces ? paint.error('   forces the replacement') : '';
  const [from, to] = [`${path}: ${before ?? '(none)'}`, `→ ${after ?? '(none)'}${why}`];
  return attributeIndent + widthOf(from) + 1 + widthOf(to) <= narrow
    ? `${from} ${to}`
    : `${from}\n${' '.repeat(attributeIndent + 2)}${to}`;
}

function verdict(plan: PlanResult, paint: Paint): string {
  if (!plan.hasChanges) return paint.good('No changes: what is deployed is what the configuration says.');
  if (plan.stacks.every((stack) => stack.stepsOnly || !stack.hasChanges))
    return paint.good('No changes to resources: only what is named above is left to do.');
  if (!plan.blocked) return '';
  if (plan.concerns.some(({ kind }) => kind === 'upgrade'))
    return paint.error('Blocked: it breaks a rule of upgrades; apply refuses, and no flag changes that.');
  const open = plan.concerns.filter((concern) => !concern.allowed).length;
  return paint.error(
    `Blocked: ${open === 1 ? 'one change that cannot be taken back is' : `${open} changes that cannot be taken back are`} not allowed; apply will refuse.`,
  );
}
