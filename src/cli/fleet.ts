/** A command on many deployments: one report, the worst exit code of all. */
import type { Context } from '../core/context.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { FleetResult } from '../core/fleet/fleet.ts';
import { BtError } from '../errors.ts';
import type { Outcome, Session, Step } from './command.ts';
import type { CommandName } from './command-names.ts';
import { usageErrors } from './errors.ts';
import { exitCodeOf, exitCodes, worstFirst } from './exit-codes.ts';
import { type FleetRow, fleetText } from './render/fleet.ts';
import { readSources } from './sources.ts';

export interface FleetCommand<T> {
  readonly command: CommandName;
  readonly parallel: number;
  /** `config` is absolute. */
  run(context: Context, config: string): Promise<T>;
  /** What a person looks at: cells below `columns`. */
  readonly columns: readonly string[];
  cells(value: T): readonly string[];
  /** `changes` where --detailed-exitcode gives 2. */
  ending(value: T): 'ok' | 'changes';
  /** What `--json` of one deployment has. */
  json(value: T): Readonly<Record<string, unknown>>;
  findings(value: T): readonly Finding[];
}

/** At most so many next steps, one for each deployment that needs a look. */
const mostSteps = 5;

export async function runOnAll<T>(session: Session, fleet: FleetCommand<T>): Promise<Outcome> {
  const { context, globals, paint } = session;
  if (globals.configs.length === 0) throw usageErrors.noConfigurations();
  const { runFleet } = await import('../core/fleet/fleet.ts');
  const results = await runFleet(context, {
    configs: globals.configs,
    parallel: fleet.parallel,
    label: fleet.command,
    run: fleet.run,
  });
  const failed = results.flatMap((result) => (result.ok ? [] : [result]));
  const rows = results.map((result) => rowOf(result, fleet));
  const sources = await readSources(
    context.env,
    failed.flatMap(({ error }) => error.findings),
  );
  const failure = failureOf(results, failed);
  return {
    ending: rows.some(({ exitCode }) => exitCode === exitCodes.changes) ? 'changes' : 'ok',
    text: fleetText(rows, fleet.columns, { paint, sources, cwd: context.env.cwd, verbose: globals.verbose }),
    json: { deployments: results.map((result) => documentOf(result, fleet)) },
    ...(failure === undefined ? {} : { failure }),
    next: failed.slice(0, mostSteps).map(
      ({ config }): Step => ({
        command: fleet.command,
        flags: { config },
      }),
    ),
  };
}

function rowOf<T>(result: FleetResult<T>, fleet: FleetCommand<T>): FleetRow {
  const { config, name, release } = result;
  const head = { config, name, release, exitCode: codeOf(result, fleet) };
  return result.ok
    ? { ...head, cells: fleet.cells(result.value) }
    : { ...head, cells: [], error: result.error };
}

function codeOf<T>(result: FleetResult<T>, { ending }: FleetCommand<T>): number {
  return result.ok ? exitCodes[ending(result.value)] : exitCodeOf(result.error);
}

function documentOf<T>(result: FleetResult<T>, fleet: FleetCommand<T>): Readonly<Record<string, unknown>> {
  const { config, name = null } = result;
  const head = { config, name, ok: result.ok, exitCode: codeOf(result, fleet) };
  if (result.ok) return { ...head, ...fleet.json(result.value), findings: fleet.findings(result.value) };
  const { kind, code, message, hint, detail, findings } = result.error;
  return { ...head, error: { kind, code, message, hint, detail }, findings };
}

type Failed = Extract<FleetResult<unknown>, { readonly ok: false }>;

/** Of the kind of the worst, which gives the exit code. */
function failureOf(results: readonly unknown[], failed: readonly Failed[]): BtError | undefined {
  const rank = ({ error }: Failed) => worstFirst.indexOf(exitCodeOf(error));
  const [worst] = failed.toSorted((one, other) => rank(one) - rank(other));
  if (worst === undefined) return undefined;
  const { kind, signal, hint } = worst.error;
  const names = failed.map(({ name, config }) => name ?? config);
  return new BtError({
    kind,
    code: 'fleet-failed',
    message: `${failed.length} of ${results.length} deployments failed: ${names.join(', ')}`,
    ...(hint === undefined ? {} : { hint }),
    ...(signal === undefined ? {} : { signal }),
  });
}
