/** Everything that the commands of one run share. */
import { join } from 'node:path';
import type { Deployment } from '../config/deployment.ts';
import type { Context } from '../context.ts';
import { redact } from '../io/redaction.ts';
import { checkTerraform, findTerraform, type Terraform } from './binary.ts';
import { ownRunFolder, tidyBrokenOff, tokenFileOf } from './broken-off.ts';
import { cliConfigFile } from './cli-config.ts';
import { childEnvironment } from './environment.ts';
import { readLicenseKey } from './license.ts';
import { makeRunFolder, newRunId } from './run-record.ts';
import type { Surroundings } from './runner.ts';
import { stateDirectory } from './state-directory.ts';

export interface SessionOptions {
  readonly terraform?: string | undefined;
  readonly providerMirror?: string | undefined;
  readonly lockTimeout?: string | undefined;
  /** How long one stack's apply may take, such as `2h`. */
  readonly applyTimeout?: string | undefined;
  /** How long terraform may take to end once it was told to, such as `30s`. */
  readonly stopGrace?: string | undefined;
  readonly outDir?: string | undefined;
  readonly overrides?: readonly string[] | undefined;
}

export interface Session {
  readonly context: Context;
  readonly deployment: Deployment;
  readonly terraform: Terraform;
  /** The deployment's folder in the state directory. */
  readonly base: string;
  readonly runId: string;
  readonly runFolder: string;
  /** Where deployments share provider packages; undefined when the user has a plugin cache of their own. */
  readonly providerStore: string | undefined;
  /** The child's environment, without secrets. */
  readonly vars: Readonly<Record<string, string>>;
  readonly lockTimeout: string;
  /** Names the run. */
  readonly action: string;
  /** What was given on the command line: a command that is named to a person repeats it. */
  readonly given: SessionOptions;
  /** Milliseconds; undefined waits for ever. */
  readonly applyTimeout: number | undefined;
  /** Milliseconds. */
  readonly stopGrace: number | undefined;
  /** Hides every secret that this run knows. */
  readonly redact: (text: string) => string;
  /** Hides one more secret from now on, here and at the edge. */
  readonly conceal: (secret: string) => void;
  /** The environment with the variables of the stacks; throws kind `access` when one is not there. */
  readonly withSecrets: () => Promise<Readonly<Record<string, string>>>;
}

/** Long enough for a colleague's plan to end, short enough that a dead lock is named soon. */
const defaultLockTimeout = '2m';

/** Finds and checks terraform, and makes the run's folder. Contacts nothing. */
export async function openSession(
  context: Context,
  deployment: Deployment,
  action: string,
  options: SessionOptions,
): Promise<Session> {
  const { env, host } = context;
  const file = await findTerraform(env, options.terraform);
  const root = await stateDirectory(env, host);
  const base = join(root, deployment.config.name);
  const runId = newRunId(env, action);
  const runFolder = await makeRunFolder(env, base, runId);
  await ownRunFolder(env, runFolder);
  await tidyBrokenOff(env, base);
  const vars = await inheritedVars(context, runFolder, {
    ...options,
    ofCloud: (await deployment.cloud.environment?.(deployment.config, env, tokenFileOf(runFolder))) ?? {},
  });
  const terraform = await checkTerraform({ env, host, file, vars, cwd: runFolder, runFolder });
  const secrets = new Set<string>();
  const conceal = (secret: string) => {
    secrets.add(secret);
    host.conceal(secret);
  };
  for (const secret of (await deployment.cloud.credentialSecrets?.(env)) ?? []) conceal(secret);
  return {
    conceal,
    context,
    deployment,
    terraform,
    base,
    runId,
    runFolder,
    providerStore: env.vars.TF_PLUGIN_CACHE_DIR ? undefined : join(root, 'providers'),
    vars,
    lockTimeout: options.lockTimeout ?? defaultLockTimeout,
    action,
    given: options,
    applyTimeout: milliseconds(options.applyTimeout),
    stopGrace: milliseconds(options.stopGrace),
    redact: (text) => redact(text, secrets),
    withSecrets: async () => {
      const key = await readLicenseKey(env, deployment.config, deployment.file);
      if (key === undefined) return vars;
      conceal(key);
      return { ...vars, TF_VAR_license_key: key };
    },
  };
}

/** A time as terraform writes it, such as `1h30m`. https://pkg.go.dev/time#ParseDuration */
export function milliseconds(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  return [...time.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0),
    0,
  );
}

export function surroundingsOf(
  session: Session,
  cwd: string,
  vars: Readonly<Record<string, string>> = session.vars,
): Surroundings {
  const { env, host } = session.context;
  return { env, host, file: session.terraform.file, vars, cwd, runFolder: session.runFolder };
}

async function inheritedVars(
  { env, host }: Context,
  runFolder: string,
  options: SessionOptions & { readonly ofCloud: Readonly<Record<string, string>> },
): Promise<Readonly<Record<string, string>>> {
  const { providerMirror } = options;
  const config = await cliConfigFile(env, host, {
    folder: runFolder,
    ...(providerMirror === undefined ? {} : { providerMirror }),
  });
  const child = childEnvironment(env, { ...options.ofCloud, TF_CLI_CONFIG_FILE: config });
  if (child.dropped.length > 0) {
    host.notify({
      kind: 'note',
      code: 'terraform-variables-dropped',
      level: 'info',
      text: `not passed to terraform, because they could change what is planned: ${child.dropped.join(', ')}`,
    });
  }
  return child.vars;
}
