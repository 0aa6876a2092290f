/** The text of a fixture: a trimmed plan without what one run has and another has not. */
import type { PlanDocument } from '../../src/core/terraform/plan-document.ts';
import { trimmedPlan } from './trimmed-plan.ts';

export interface PlanRecordOptions {
  /** Addresses that are kept. Default: all that change. */
  readonly only?: RegExp | undefined;
  /** Texts that a provider or a stand-in made up. Default: none. */
  readonly random?: RegExp;
}

export function planRecord(document: PlanDocument, { only, random }: PlanRecordOptions = {}): string {
  const text = JSON.stringify(trimmedPlan(document, only), null, 2);
  return `${random === undefined ? text : withoutRandom(text, random)}\n`;
}

/** Numbered in their order, so that the same one stays the same. */
function withoutRandom(text: string, random: RegExp): string {
  const seen: string[] = [];
  return text.replace(random, (found) => {
    if (!seen.includes(found)) seen.push(found);
    return `random-${seen.indexOf(found) + 1}`;
  });
}
