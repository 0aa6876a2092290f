/** Another command on the deployment of this session, to be pasted wherever the reader stands. */
import { commandLine } from '../io/command-line.ts';
import type { Session, SessionOptions } from './session.ts';

export type OtherCommand = 'recover' | 'attach' | `state unlock ${string}`;

/** Such as `bt-dataplane recover --config '/a b/prod.yaml'`, with the flags that terraform needs to be found and set up alike. */
export function commandOn(
  { deployment, given }: Pick<Session, 'deployment' | 'given'>,
  command: OtherCommand,
  ...flags: readonly string[]
): string {
  const config = deployment.file;
  if (command === 'attach') return commandLine(command, { config }, ...flags);
  return commandLine(command, { config, ...wayOf(given) }, ...flags);
}

/** Of what was given, that by which terraform is found and set up. */
export type Way = Pick<
  SessionOptions,
  'outDir' | 'overrides' | 'terraform' | 'providerMirror' | 'lockTimeout'
>;

export function wayOf({ outDir, overrides, terraform, providerMirror, lockTimeout }: SessionOptions): Way {
  return { outDir, overrides, terraform, providerMirror, lockTimeout };
}
