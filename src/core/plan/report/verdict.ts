/** The one sentence that answers "should I worry?". */
import type { PlanResult } from '../result.ts';
import { summarize } from '../summary.ts';
import type { Reported } from './document.ts';

export interface Verdict {
  readonly level: 'blocked' | 'attention' | 'fine' | 'none';
  readonly text: string;
  /** What it comes down to in numbers. */
  readonly detail: string;
}

export function verdictOf(plan: Reported): Verdict {
  const detail = plan.refreshOnly === undefined ? summarize(plan) : driftedWords(plan);
  if (plan.refreshOnly !== undefined)
    return { level: plan.refreshOnly.drifted ? 'attention' : 'none', text: driftVerdict(plan), detail };
  if (!plan.hasChanges)
    return { level: 'none', text: 'No changes: what is deployed is what the configuration says.', detail };
  const open = plan.concerns.filter(({ allowed }) => !allowed).length;
  if (plan.blocked)
    return {
      level: 'blocked',
      text: plan.concerns.some(({ kind }) => kind === 'upgrade')
        ? 'Blocked: it breaks a rule of upgrades; apply refuses, and no flag changes that.'
        : `Blocked: ${counted(open, 'concern needs', 'concerns need')} consent by a flag; apply refuses without.`,
      detail,
    };
  const told = plan.concerns.filter(({ severity }) => severity !== 'notice').length;
  if (told > 0)
    return {
      level: 'attention',
      text: `Look at ${counted(told, 'thing', 'things')} before you apply.`,
      detail,
    };
  return { level: 'fine', text: 'Nothing in this plan needs attention.', detail };
}

/** Such as `2 resources drifted`. */
export function driftedWords({ stacks }: Pick<PlanResult, 'stacks'>): string {
  const count = stacks.flatMap(({ drift }) => drift).length;
  return count === 0 ? 'no drift' : `${counted(count, 'resource', 'resources')} drifted`;
}

/** Of a plan that only refreshes. */
function driftVerdict({ refreshOnly, stacks }: Pick<PlanResult, 'refreshOnly' | 'stacks'>): string {
  const missing = refreshOnly?.notDeployed ?? [];
  const unseen = missing.length === 0 ? '' : `; not deployed yet: ${missing.join(', ')}`;
  if (missing.length === stacks.length) return 'Nothing is deployed yet.';
  if (!refreshOnly?.drifted)
    return `Nothing that the configuration sets was changed outside of terraform${unseen}.`;
  return `Changed outside of terraform: the next apply puts back what the configuration says${unseen}.`;
}

/** Such as `1 change` or `3 changes`. */
export function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
