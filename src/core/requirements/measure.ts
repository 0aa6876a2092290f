/** How a machine's figure is held against a row of the requirements. */
import type { Profile } from '../config/schema.ts';
import type { Severity } from '../findings/finding.ts';
import type { MachineType } from './catalogue.ts';
import { grouped } from './format.ts';
import { least, type Requirement } from './tables.ts';

/** `required` and `found` are for a person, such as `64 GiB of memory`. */
export type Verdict =
  | { readonly kind: 'passes' }
  | { readonly kind: 'unknown'; readonly required: string }
  | { readonly kind: 'fails'; readonly required: string; readonly found: string };

export interface Measure<T extends MachineType> {
  /** Last part of the rule's id, such as `write-iops`. */
  readonly what: string;
  /** What is measured, such as `memory`. */
  readonly noun: string;
  /** Such as `enough memory`: what the machine has to have. */
  readonly states: string;
  readonly requirement: Requirement;
  judge(type: T, profile: Profile): Verdict;
  /** Of a breach; `breachSeverity` when left out. */
  readonly severity?: Severity;
  /** Set where no waiver helps, since the deployment would not work. */
  readonly waivable?: false;
}

export const passes: Verdict = { kind: 'passes' };

/** In production a breach is an error; in staging a warning. */
export function breachSeverity(profile: Profile): Severity {
  return profile === 'production' ? 'error' : 'warning';
}

export interface Figure<T extends MachineType> {
  readonly noun: string;
  /** Follows the number: `16 vCPUs`, `64 GiB of memory`. */
  readonly unit: string;
  readonly of: (type: T) => number | undefined;
}

/** A figure with a minimum. */
export function minimum<T extends MachineType>(
  what: string,
  requirement: Requirement,
  { noun, unit, of: figureOf }: Figure<T>,
): Measure<T> {
  const judge = (type: T, profile: Profile): Verdict => {
    const needed = least(requirement, profile);
    if (needed === undefined) return passes;
    const required = `at least ${amount(needed, unit)}`;
    const value = figureOf(type);
    if (value === undefined) return { kind: 'unknown', required };
    return value >= needed ? passes : { kind: 'fails', required, found: amount(value, unit) };
  };
  return { what, noun, states: `enough ${noun}`, requirement, judge };
}

function amount(value: number, unit: string): string {
  return `${grouped(value)} ${value === 1 && unit === 'vCPUs' ? 'vCPU' : unit}`;
}
