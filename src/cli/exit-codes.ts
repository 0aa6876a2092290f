/** Exit codes are an interface: scripts and pipelines branch on them. */
import type { BtError, ErrorKind } from '../errors.ts';

export const exitCodes = {
  ok: 0,
  internal: 1,
  terraform: 1,
  /** As in `terraform plan -detailed-exitcode`. https://developer.hashicorp.com/terraform/cli/commands/plan */
  changes: 2,
  usage: 3,
  config: 3,
  access: 4,
  refused: 5,
  locked: 6,
  stale: 7,
  unhealthy: 8,
  interrupted: 130,
} as const satisfies Record<'ok' | 'changes' | ErrorKind, number>;

/** 128 plus the number of the signal, as shells report it. https://www.gnu.org/software/bash/manual/bash.html#Exit-Status */
const signalCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** For `--help` and the documentation, one row per code. */
export const exitCodeMeanings: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'success; also when a plan has changes'],
  ['1', 'terraform failed, or an unexpected failure'],
  ['2', 'only with --detailed-exitcode: there are changes'],
  ['3', 'the command line or the configuration is wrong; nothing was contacted'],
  ['4', 'credentials, permissions, tools or other preconditions are missing'],
  ['5', 'refused: consent was not given, or a guard says no'],
  ['6', 'another run holds the state lock'],
  ['7', 'what was approved is no longer what would be done'],
  ['8', 'applied, but not healthy within the time'],
  ['129, 130, 143', 'stopped by SIGHUP, SIGINT, SIGTERM'],
];

/**
 * Of many deployments the first of these that one of them has, the worst first: what was broken off and what broke without
 * a reason of its own; what nothing can be learnt of, for want of access, then by a mistake of ours; what another run stands
 * in the way of; what is known and wants a person; what is known and well.
 */
export const worstFirst: readonly number[] = [130, 143, 129, 1, 4, 3, 6, 7, 8, 5, 2, 0];

export function exitCodeOf(error: BtError): number {
  if (error.kind === 'interrupted' && error.signal !== undefined) return signalCodes[error.signal];
  return exitCodes[error.kind];
}
