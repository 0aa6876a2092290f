import type { CheckId } from '../../health/check.ts';
import { commandLine } from '../../io/command-line.ts';
import type { ConsentOptions, GuardOptions } from '../../plan/options.ts';
import type { PlanResult } from '../../plan/result.ts';
import type { Hop } from '../../upgrade/path.ts';
import type { UpgradeOptions } from '../../upgrade/survey.ts';

export interface UpgradeApplyOptions extends UpgradeOptions, GuardOptions, ConsentOptions {
  /** Goes on until the target is reached, and waits at gates. Default: - one hop. */
  readonly through?: boolean | undefined;
  /** Gates that a person answers for, by id. */
  readonly passGate?: readonly string[] | undefined;
  /** Digest that a plan of the first apply must have. */
  readonly expectPlanDigest?: string | undefined;
  /** How long the data plane may take to be healthy, such as `45m`. Default: 30 minutes. */
  readonly healthTimeout?: string | undefined;
  /** Where the API is reached from here. Default: its own address. */
  readonly apiUrl?: string | undefined;
  /** Checks of health that are left out, by id. */
  readonly withoutCheck?: readonly CheckId[] | undefined;
  /** Told before each apply; undefined for the one that brings what is deployed in line with the configuration. */
  readonly onHop?: ((hop: Hop | undefined, left: number) => void) | undefined;
  /** Shows a plan before the question. */
  readonly onReview?: ((plan: PlanResult) => void) | undefined;
}

/** Flags of the same upgrade once more. */
export function ownFlags(options: UpgradeApplyOptions): readonly string[] {
  const { to, through, passGate = [], healthTimeout, apiUrl, withoutCheck = [] } = options;
  return [
    ...(to === undefined ? [] : ['--to', to]),
    ...(through ? ['--through'] : []),
    ...passGate.flatMap((id) => ['--pass-gate', id]),
    ...(healthTimeout === undefined ? [] : ['--health-timeout', healthTimeout]),
    ...(apiUrl === undefined ? [] : ['--api-url', apiUrl]),
    ...withoutCheck.flatMap((id) => ['--without-check', id]),
  ];
}

/** The same upgrade once more: it is planned anew from what is deployed, so it goes on where it stopped. */
export function sameUpgrade(options: UpgradeApplyOptions, ...flags: readonly string[]): string {
  return commandLine('upgrade apply', options, ...ownFlags(options), ...flags);
}
