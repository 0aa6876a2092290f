/** What is deployed, out of the states of the stacks. */
import { commandLine } from '../io/command-line.ts';
import type { Prepared } from '../plan/prepare.ts';
import { lowestRelease, releaseOutput } from '../plan/subject.ts';
import { wayOf } from '../terraform/command-on.ts';
import { pullState, readOutputs } from '../terraform/commands.ts';
import { readState } from '../terraform/state.ts';
import { deployedUnclear } from './errors.ts';
import type { Deployed } from './path.ts';

/** Outputs of the stack that installs the services. */
export const walFooterOutput = 'wal_footer_version';
export const noPostgresOutput = 'no_postgres';

/**
 * Undefined while nothing is deployed. Throws kind `refused` where something is and no stack tells its release: a first apply
 * that broke off. The stacks are initialized.
 */
export async function readDeployed({
  deployment,
  session,
  workspaces,
}: Prepared): Promise<Deployed | undefined> {
  const outputs: Awaited<ReturnType<typeof readOutputs>>[] = [];
  for (const workspace of workspaces) {
    if (readState(await pullState(session, workspace)).resources.length === 0) continue;
    outputs.push(await readOutputs(session, workspace));
  }
  if (outputs.length === 0) return undefined;
  const release = lowestRelease(outputs.map((each) => each[releaseOutput]?.value));
  if (release === undefined) {
    const way = { config: deployment.file, ...wayOf(session.given) };
    throw deployedUnclear(commandLine('apply', way));
  }
  const told = (name: string) =>
    outputs.map((each) => each[name]?.value).find((value) => typeof value === 'string');
  return {
    cloud: deployment.config.cloud,
    release,
    walFooterVersion: told(walFooterOutput),
    noPostgres: told(noPostgresOutput),
  };
}
