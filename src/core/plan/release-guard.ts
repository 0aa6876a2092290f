/**
 * What a plain apply may not do to the release and the formats that belong to it: a change that is no single step of an upgrade.
 * No flag consents to it, because half of a way is no way; `upgrade apply` goes it step by step.
 */
import { dirname, join } from 'node:path';
import { configNames } from '../config/files.ts';
import { commandLine } from '../io/command-line.ts';
import type { PlanDocument } from '../terraform/plan-document.ts';
import { noPostgresOutput, walFooterOutput } from '../upgrade/deployed.ts';
import type { Hop, Refusal } from '../upgrade/path.ts';
import { allowedStep } from '../upgrade/plan-path.ts';
import { rolloutContext } from '../upgrade/rollout-context.ts';
import type { Concern } from './model.ts';
import type { GuardOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { lowestRelease, releaseOutput } from './subject.ts';

/** Values by name, as they were stored before a plan; empty for a stack that is not deployed. */
export type StoredOutputs = Readonly<Record<string, unknown>>;

/** Not read from `prior_state`, whose outputs are those after the plan (terraform 1.11). */
export function outputsBefore({ output_changes = {} }: PlanDocument): StoredOutputs {
  return Object.fromEntries(Object.entries(output_changes).map(([name, { before }]) => [name, before]));
}

/** Empty for a first deployment, and for what is deployed already or one allowed step away. `stored` is by stack, in their order. */
export async function releaseConcerns(
  prepared: Prepared,
  stored: ReadonlyMap<string, StoredOutputs>,
  { partOfUpgrade = false }: GuardOptions,
): Promise<readonly Concern[]> {
  const { deployment, context } = prepared;
  const { catalogue, config, file } = deployment;
  const all = [...stored.values()];
  const told = (name: string) =>
    all.map((outputs) => outputs[name]).find((value) => typeof value === 'string');
  const release = lowestRelease(all.map((outputs) => outputs[releaseOutput]));
  if (release === undefined) return [];
  const step = allowedStep(
    catalogue,
    {
      cloud: config.cloud,
      release,
      walFooterVersion: told(walFooterOutput),
      noPostgres: told(noPostgresOutput),
    },
    {
      release: config.release,
      walFooterVersion: config.brainstore.walFooterVersion,
      noPostgres: config.brainstore.noPostgres,
      chartNamed: config.workload?.chartVersion !== undefined,
    },
  );
  const isDefault = configNames.some((name) => join(context.env.cwd, name) === file);
  const named = dirname(file) === context.env.cwd ? file.slice(context.env.cwd.length + 1) : file;
  const same = isDefault ? {} : { config: named };
  const apply = commandLine('upgrade apply', same);
  const gated = step.hop !== undefined && !partOfUpgrade ? await closedGates(prepared, step.hop, apply) : [];
  const refusals = [...step.refusals, ...gated];
  const command = commandLine('upgrade plan', same);
  return refusals.map((refusal) => concernOf(refusal, stackOf(stored), command));
}

/**
 * A plain apply asks once what `upgrade apply` waits for. Where only a person can tell, consent to what cannot be taken back
 * has to be given by name anyway.
 */
async function closedGates(
  prepared: Prepared,
  { gates, snapshot, source, title }: Hop,
  apply: string,
): Promise<readonly Refusal[]> {
  if (snapshot)
    return [closed('snapshot', `${title}: a snapshot of the database is taken before`, source, apply)];
  const [gate] = gates;
  if (gate === undefined) return [];
  const stop = new AbortController();
  const { cloud } = prepared.deployment;
  const rollout = await cloud.rollout(rolloutContext(prepared, stop.signal)).finally(() => stop.abort());
  const open = rollout.state === 'done' || rollout.state === 'unseen';
  return open ? [] : [closed(gate.id, `${gate.text}; ${rollout.text}`, source, apply)];
}

function closed(what: string, message: string, source: string, apply: string): Refusal {
  return {
    rule: `upgrade/${what}`,
    message,
    source,
    instead: `let upgrade apply do it, which waits as long as it takes: ${apply}`,
  };
}

/** The one that installs the services, as far as one tells so. */
function stackOf(stored: ReadonlyMap<string, StoredOutputs>): string {
  const telling = (name: string) => [...stored].find(([, outputs]) => outputs[name] !== undefined)?.[0];
  return telling(walFooterOutput) ?? telling(releaseOutput) ?? '';
}

/** What comes after it can be done instead. */
export const refuses = 'apply refuses it; ';

function concernOf({ rule, message, source, instead }: Refusal, stack: string, command: string): Concern {
  return {
    kind: 'upgrade',
    severity: 'blocking',
    address: rule,
    stack,
    component: 'release',
    change: 'update',
    noun: 'release of the data plane',
    because: `${message} (${source})`,
    consequence: `${refuses}${instead ?? 'keep what is deployed'}; see what an upgrade would do: ${command}`,
    allowed: false,
  };
}
