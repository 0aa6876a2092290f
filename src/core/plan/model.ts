/** What terraform means to do, as typed data. Sensitive values are not in it. */

export const changeKinds = ['create', 'update', 'replace', 'destroy', 'import', 'move', 'forget'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type Counts = Readonly<Record<ChangeKind, number>>;

/** One attribute that differs. Values are shortened text; `(sensitive)` and `(known after apply)` stand for themselves. */
export interface AttributeChange {
  /** Dotted, such as `engine_version` or `settings.0.value`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** True when this attribute is why the resource is replaced. */
  readonly forces: boolean;
}

export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly stack: string;
  /** Part of the data plane, such as `database`; the type's prefix for what is no longer rendered. */
  readonly component: string;
  readonly kind: ChangeKind;
  /** Former address of a moved resource. */
  readonly movedFrom?: string;
  /** Id of what is taken over. */
  readonly importedId?: string;
  /** Terraform's reason, such as `replace_because_tainted` or `delete_because_no_resource_config`. */
  readonly reason?: string;
  /** Attributes that force a replacement. */
  readonly forcedBy: readonly string[];
  readonly attributes: readonly AttributeChange[];
  /** Paths of attributes that are known only after apply. */
  readonly unknown: readonly string[];
}

export interface OutputChange {
  readonly name: string;
  readonly stack: string;
  readonly kind: 'create' | 'update' | 'destroy';
  readonly sensitive: boolean;
}

/** Something that changed outside of terraform. */
export interface Drift {
  readonly address: string;
  readonly stack: string;
  readonly kind: 'update' | 'destroy';
  readonly attributes: readonly AttributeChange[];
}

export const concernKinds = [
  'upgrade',
  'data-loss',
  'one-way',
  'exposure',
  'access',
  'downtime',
  'cost',
] as const;
/** What there is to worry about, worst first. */
export type ConcernKind = (typeof concernKinds)[number];
export const severities = ['blocking', 'attention', 'notice'] as const;
/** `blocking` needs a flag of its own, `attention` should be looked at, `notice` is worth a line. */
export type Severity = (typeof severities)[number];

/** Something about a change that a reviewer has to know. */
export interface Concern {
  readonly kind: ConcernKind;
  readonly severity: Severity;
  /** Of the resource; where a rule of upgrades is broken, the id of that. */
  readonly address: string;
  readonly stack: string;
  readonly component: string;
  /** What is done to the resource; making anew what went missing counts as `replace`. */
  readonly change: ChangeKind;
  /** Plain words, such as `database`. */
  readonly noun: string;
  /** Why, in words: the attribute that forces or causes it, or terraform's reason. */
  readonly because: string;
  /** Path of that attribute, where it is one. */
  readonly attribute?: string;
  /** What happens, in plain words. */
  readonly consequence: string;
  /** The flag that consents, with its value; only where it is blocking, and where one can. */
  readonly flag?: string;
  /** True for everything that is not blocking. */
  readonly allowed: boolean;
}

export interface StackPlan {
  readonly stack: string;
  readonly counts: Counts;
  /** Counts per part of the data plane, sorted by name. */
  readonly components: Readonly<Record<string, Counts>>;
  readonly changes: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  readonly drift: readonly Drift[];
  /** True when applying it would do anything at all, be it only a step besides terraform. */
  readonly hasChanges: boolean;
  /** What is done besides terraform before or after this stack is applied, and has not been done yet. */
  readonly steps?: readonly PlannedStep[];
  /** True when terraform has nothing to do and only steps are left. */
  readonly stepsOnly?: true;
  /** True when the stack cannot be planned yet: its changes are then foretold from what is rendered. */
  readonly predicted?: true;
}

/** What a stack will do, foretold from its rendered addresses; it is planned when what it waits for is there. */
export interface Prediction extends StackPlan {
  readonly predicted: true;
  /** What has to be there first, such as `cluster_endpoint of infra`. */
  readonly waitsFor: readonly string[];
  /** The stage after which it is planned, from 1. */
  readonly afterStage: number;
  /** Set when terraform could not plan it now: why. */
  readonly because?: string;
  readonly releases: readonly PredictedRelease[];
}

/** What a Helm release will install. */
export interface PredictedRelease {
  readonly address: string;
  readonly chart: string;
  readonly version: string;
  readonly namespace: string;
  /** Rendered objects by kind; absent when the chart could not be rendered. */
  readonly objects?: Readonly<Record<string, number>>;
  /** Why the chart could not be rendered. */
  readonly note?: string;
}

export interface PlannedStep {
  readonly id: string;
  /** What it does. */
  readonly text: string;
  /** Before or after the stack is applied. */
  readonly when: 'before' | 'after';
}

export function isPrediction(plan: StackPlan): plan is Prediction {
  return plan.predicted === true;
}

export function noCounts(): Record<ChangeKind, number> {
  return { create: 0, update: 0, replace: 0, destroy: 0, import: 0, move: 0, forget: 0 };
}

/** Counts of changes; a resource that is moved or imported and changed counts for both. */
export function countChanges(changes: readonly ResourceChange[]): Counts {
  const counts = noCounts();
  for (const change of changes) {
    counts[change.kind] += 1;
    if (change.movedFrom !== undefined && change.kind !== 'move') counts.move += 1;
    if (change.importedId !== undefined && change.kind !== 'import') counts.import += 1;
  }
  return counts;
}
