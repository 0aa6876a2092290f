/** The one sentence that answers "should I worry?". */
import { summarize } from '../summary.ts';
import type { Reported } from './document.ts';

export interface Verdict {
  readonly level: 'blocked' | 'attention' | 'fine' | 'none';
  readonly text: string;
  /** What it comes down to in numbers. */
  readonly detail: string;
}

export function verdictOf(plan: Reported): Verdict {
  const detail = summarize(plan);
  if (!plan.hasChanges)
    return { level: 'none', text: 'No changes: what is deployed is what the configuration says.', detail };
  const open = plan.concerns.filter(({ allowed }) => !allowed).length;
  if (plan.blocked)
    return {
      level: 'blocked',
      text: `Blocked: ${counted(open, 'concern needs', 'concerns need')} consent by a flag; apply refuses without.`,
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

/** Such as `1 change` or `3 changes`. */
export function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
