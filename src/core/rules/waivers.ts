/** A waiver accepts the errors of one rule until a date. It never hides anything: the finding stays, as a warning. */
import { nearest } from '../config/nearest.ts';
import type { Waiver } from '../config/schema.ts';
import type { Breach, Finding } from '../findings/finding.ts';
import type { Rule } from './rule.ts';

/** What waivers themselves are held against. */
export const waiverRules: readonly Pick<Rule, 'id' | 'states'>[] = [
  { id: 'waivers/unknown-rule', states: 'A waiver names a rule that exists.' },
  { id: 'waivers/not-waivable', states: 'A waiver names a rule that can be waived.' },
  { id: 'waivers/expired', states: 'The last day of a waiver is not over.' },
  { id: 'waivers/twice', states: 'A rule is waived once.' },
  { id: 'waivers/unused', states: 'A waiver waives something.' },
];

/** `today` is YYYY-MM-DD; a waiver holds on its last day. */
export function applyWaivers(
  breaches: readonly Breach[],
  waivers: readonly Waiver[],
  rules: readonly Rule[],
  today: string,
): readonly Finding[] {
  const waived = breaches.map((breach) => waive(breach, waivers, rules, today));
  return [...waived, ...waivers.flatMap((_, index) => judgeWaiver(waivers, index, breaches, rules, today))];
}

function waive(
  breach: Breach,
  waivers: readonly Waiver[],
  rules: readonly Rule[],
  today: string,
): Omit<Finding, 'place'> {
  const rule = rules.find((candidate) => candidate.id === breach.rule);
  const named = waivers.filter((waiver) => waiver.rule === breach.rule);
  if (breach.severity !== 'error' || !rule?.waivable) return breach;
  const last = lasting(named);
  if (!last) return breach;
  if (last.until < today)
    return { ...breach, message: `${breach.message} (its waiver ended on ${last.until})` };
  const { reason, until } = last;
  return {
    ...breach,
    severity: 'warning',
    message: `${breach.message} (waived until ${until}: ${reason})`,
    waived: { reason, until },
  };
}

/** The one that counts when a rule is waived twice: to the latest day, of these the first. */
function lasting(waivers: readonly Waiver[]): Waiver | undefined {
  return [...waivers].sort((one, other) => other.until.localeCompare(one.until))[0];
}

function judgeWaiver(
  waivers: readonly Waiver[],
  index: number,
  breaches: readonly Breach[],
  rules: readonly Rule[],
  today: string,
): readonly Breach[] {
  const waiver = waivers[index];
  if (!waiver) return [];
  const rule = rules.find((candidate) => candidate.id === waiver.rule);
  if (!rule) return [unknownRule(waiver, index, rules)];
  if (!rule.waivable) return [notWaivable(waiver, index)];
  const errors = breaches.filter(
    (breach) => breach.rule === waiver.rule && breach.severity === 'error',
  ).length;
  if (errors === 0) return [unused(waiver, index)];
  const other = waivers.indexOf(lasting(waivers.filter((named) => named.rule === waiver.rule)) ?? waiver);
  if (other !== index) return [outlasted(waiver, index, other)];
  return waiver.until < today ? [expired(waiver, index)] : [];
}

function unknownRule(waiver: Waiver, index: number, rules: readonly Rule[]): Breach {
  const path = `waivers[${index}].rule`;
  const similar = nearest(
    waiver.rule,
    rules.filter((rule) => rule.waivable).map((rule) => rule.id),
  );
  return {
    rule: 'waivers/unknown-rule',
    severity: 'error',
    message: `there is no rule ${waiver.rule}, so the waiver waives nothing`,
    path,
    found: waiver.rule,
    ...(similar === undefined
      ? { fix: { text: 'name a rule as the report of validate spells it, or remove the waiver' } }
      : {
          nearest: similar,
          fix: { text: `set ${path}: ${similar}, or remove the waiver`, set: [{ path, value: similar }] },
        }),
  };
}

function notWaivable(waiver: Waiver, index: number): Breach {
  return {
    rule: 'waivers/not-waivable',
    severity: 'error',
    message: `${waiver.rule} cannot be waived: what it refuses would fail later, or be ignored`,
    path: `waivers[${index}].rule`,
    found: waiver.rule,
    fix: { text: 'remove the waiver and correct the value' },
  };
}

function expired(waiver: Waiver, index: number): Breach {
  return {
    rule: 'waivers/expired',
    severity: 'warning',
    message: `the waiver of ${waiver.rule} ended on ${waiver.until}, so its errors count again`,
    path: `waivers[${index}].until`,
    found: waiver.until,
    fix: { text: 'correct the value, or set a new date' },
  };
}

function outlasted(waiver: Waiver, index: number, other: number): Breach {
  return {
    rule: 'waivers/twice',
    severity: 'warning',
    message: `${waiver.rule} is waived twice; the reason and the date of waivers[${other}] count`,
    path: `waivers[${index}].rule`,
    found: waiver.rule,
    fix: { text: 'keep one of the two' },
  };
}

function unused(waiver: Waiver, index: number): Breach {
  return {
    rule: 'waivers/unused',
    severity: 'warning',
    message: `the configuration has no error of ${waiver.rule}, so the waiver waives nothing`,
    path: `waivers[${index}].rule`,
    found: waiver.rule,
    fix: { text: 'remove the waiver' },
  };
}
