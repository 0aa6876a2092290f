import { BtError, type ErrorFacts } from '../../errors.ts';

export function nothingMatches(patterns: readonly string[]): BtError {
  return new BtError({
    kind: 'usage',
    code: 'no-configurations',
    message: `no file matches ${patterns.join(' or ')}`,
    hint: "quote the pattern, such as --config 'deployments/*.yaml'; ** stands for any folders",
  });
}

/** They would write the same rendered folder and wait for each other's lock. */
export function sameDeployment(name: string, files: readonly string[]): BtError {
  return new BtError({
    kind: 'config',
    code: 'same-deployment',
    message: `${files.join(' and ')} all describe a deployment called ${name}; its files and its lock on this machine are kept by that name, so nothing was started`,
    hint: 'give each deployment a name of its own, or work on these one at a time, without --all',
  });
}

export function notStarted(signal: NonNullable<ErrorFacts['signal']>): BtError {
  return new BtError({
    kind: 'interrupted',
    code: 'interrupted',
    message: 'it was not started, since the run was stopped before',
    hint: 'run the same command again',
    signal,
  });
}
