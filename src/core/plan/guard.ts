/**
 * The guard: nothing that holds data is replaced or destroyed, and no one-way switch is turned, unless it is named. Tells too
 * what else a reviewer has to know.
 */
import { BtError } from '../../errors.ts';
import type { PlanDocument } from '../terraform/plan-document.ts';
import { classify, oneWayFlag } from './classify/classify.ts';
import type { ResourceClass, ResourceClasses } from './classify/resource-class.ts';
import { refusals, unprotect } from './deletion-protection.ts';
import {
  type ChangeKind,
  type Concern,
  concernKinds,
  type ResourceChange,
  type StackPlan,
  severities,
} from './model.ts';
import type { GuardOptions } from './options.ts';
import { withoutIndex } from './read.ts';
import { refuses } from './release-guard.ts';

export interface Protection {
  readonly classes: ResourceClasses;
  /** Addresses that carry `prevent_destroy`, whatever their type. */
  readonly addresses: ReadonlySet<string>;
}

/** What a reviewer has to know, worst first. `documents` are the plans by stack; a stack without one is only foretold. */
export function findConcerns(
  stacks: readonly StackPlan[],
  protection: Protection,
  allow: GuardOptions,
  documents: ReadonlyMap<string, PlanDocument> = new Map(),
): readonly Concern[] {
  const found = stacks.flatMap((stack) => [
    ...losses(stack, protection, allow),
    ...refusals(stack, documents.get(stack.stack), protection.classes),
    ...classify(stack, documents.get(stack.stack), protection.classes, allow.acceptOneWay),
  ]);
  const rank = ({ severity, kind }: Concern) =>
    severities.indexOf(severity) * concernKinds.length + concernKinds.indexOf(kind);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** Every replacement or deletion of something protected, allowed or not; making anew what is no longer found counts as one. */
function losses(stack: StackPlan, protection: Protection, allow: GuardOptions): readonly Concern[] {
  return stack.changes.flatMap((change) => {
    const held = protectedAs(change, protection);
    const gone = wentMissing(change, stack);
    const kind = gone ? 'replace' : change.kind;
    if (held === undefined || (kind !== 'replace' && kind !== 'destroy')) return [];
    const { address, component } = change;
    const allowed = kind === 'replace' ? allow.allowReplace : allow.allowDestroy;
    const [attribute] = change.forcedBy;
    return [
      {
        kind: 'data-loss',
        severity: 'blocking',
        address,
        stack: change.stack,
        component,
        change: kind,
        noun: held.noun,
        because: gone ? missing : reasonOf(change),
        ...(attribute === undefined ? {} : { attribute }),
        consequence: held.loss,
        flag: `--allow-${kind} '${address}'`,
        allowed: allowed?.includes(address) ?? false,
      },
    ];
  });
}

/** Addresses that were allowed but are not touched: most likely misspelt. */
export function unusedAllowances(concerns: readonly Concern[], allow: GuardOptions): readonly string[] {
  const blocking = concerns.filter(({ kind, flag }) => flag !== undefined && kind === 'data-loss');
  const unused = (kind: ChangeKind, addresses: readonly string[] = []) =>
    addresses.filter((address) => !blocking.some((it) => it.change === kind && it.address === address));
  return [...unused('replace', allow.allowReplace), ...unused('destroy', allow.allowDestroy)];
}

/** One-way switches that were accepted but are not turned. */
export function unusedSwitches(
  concerns: readonly Concern[],
  { acceptOneWay = [] }: GuardOptions,
): readonly string[] {
  return acceptOneWay.filter((name) => !concerns.some(({ flag }) => flag === oneWayFlag(name)));
}

/** Throws kind `refused` when a concern is not allowed. */
export function refuseBlocked(concerns: readonly Concern[], command: string): void {
  const blocked = concerns.filter((concern) => !concern.allowed);
  if (blocked.length === 0) return;
  const steps = blocked.filter(({ kind }) => kind === 'upgrade');
  if (steps.length > 0) throw noStep(steps);
  const lost = blocked.filter(({ kind }) => kind !== 'one-way');
  const flags = blocked.flatMap(({ flag }) => (flag === undefined ? [] : [flag])).join(' ');
  const refused = blocked.filter(({ flag }) => flag === undefined);
  if (refused.length === blocked.length) throw deletionProtected(refused, command);
  const first = refused.length === 0 ? '' : `${unprotect}; then `;
  throw new BtError({
    kind: 'refused',
    code: lost.length > 0 ? 'stateful-change-blocked' : 'one-way-blocked',
    message: `the plan would ${wouldDo(blocked)}`,
    detail: blocked.map(told).join('\n\n'),
    hint:
      lost.length > 0
        ? `change the configuration so that it stays, or ${first}accept the loss: ${command} ${flags}`
        : `change the configuration so that it stays as it is, or accept that there is no way back: ${command} ${flags}`,
  });
}

function told({ change, address, because, kind, consequence, flag }: Concern): string {
  const what = kind === 'one-way' || flag === undefined ? 'what comes of it' : 'what is lost';
  return [
    `${change}  ${address}  ${because}`,
    `  ${what}: ${consequence}`,
    ...(flag === undefined ? [] : [`  allow it with: ${flag}`]),
  ].join('\n');
}

/** Nothing else is worth a word: no flag makes a step of it. */
function noStep(steps: readonly Concern[]): BtError {
  const [first] = steps;
  return new BtError({
    kind: 'refused',
    code: 'upgrade-blocked',
    message: `the release or its formats would change in a way that is forbidden by ${steps.map(({ address }) => address).join(' and ')}`,
    detail: steps.map(({ address, because }) => `${address}  ${because}`).join('\n\n'),
    hint: first?.consequence.replace(refuses, '') ?? '',
  });
}

/** All that is lost was named, and still it cannot go. */
function deletionProtected(refused: readonly Concern[], command: string): BtError {
  return new BtError({
    kind: 'refused',
    code: 'deletion-protected',
    message: `the plan would ${[...new Set(refused.map(({ change }) => change))].join(' and ')} what is protected against deletion: ${refused.map(({ address }) => address).join(', ')}`,
    detail: refused.map(told).join('\n\n'),
    hint: `${unprotect}; then: ${command}`,
  });
}

function wouldDo(blocked: readonly Concern[]): string {
  const [oneWay, lost] = [true, false].map((one) =>
    blocked.filter(({ kind }) => (kind === 'one-way') === one),
  );
  const each = (texts: readonly string[] = []) => [...new Set(texts)];
  return [
    ...(lost?.length
      ? [
          `${each(lost.map(({ change }) => change)).join(' and ')} what holds data: ${each(lost.map(({ noun }) => noun)).join(', ')}`,
        ]
      : []),
    ...(oneWay?.length
      ? [`change what cannot be changed back: ${each(oneWay.map(({ because }) => because)).join(', ')}`]
      : []),
  ].join('; and ');
}

/**
 * In the state, not in the cloud, and to be made anew: what terraform calls a creation. With credentials or a region of
 * somewhere else that is the whole deployment, and the state would forget the one that holds the data.
 */
function wentMissing({ kind, address }: ResourceChange, { drift }: StackPlan): boolean {
  return kind === 'create' && drift.some((it) => it.kind === 'destroy' && it.address === address);
}

const missing =
  'it was deployed and is not found: the region or the credentials are of somewhere else, or it was deleted by hand';

type Held = ResourceClass & { readonly loss: string };

const guarded: Held = {
  noun: 'protected resource',
  loss: 'a resource that prevent_destroy protects',
};

function protectedAs(change: ResourceChange, protection: Protection): Held | undefined {
  const { noun, loss } = protection.classes[change.type] ?? {};
  if (noun !== undefined && loss !== undefined) return { noun, loss };
  return protection.addresses.has(withoutIndex(change.address)) ? guarded : undefined;
}

/** https://developer.hashicorp.com/terraform/internals/json-format lists the reasons. */
const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted: an earlier apply did not finish it',
  replace_by_request: 'its replacement was requested',
  replace_by_triggers: 'something that it depends on is replaced',
  delete_because_no_resource_config: 'it is no longer part of the rendered stack',
  delete_because_no_module: 'it is no longer part of the rendered stack',
  delete_because_count_index: 'its count went down',
  delete_because_each_key: 'its key is gone',
};

function reasonOf(change: ResourceChange): string {
  if (change.forcedBy.length > 0) return `${change.forcedBy.join(', ')} forces a new ${change.type}`;
  return reasons[change.reason ?? ''] ?? change.reason?.replaceAll('_', ' ') ?? 'the plan says so';
}
