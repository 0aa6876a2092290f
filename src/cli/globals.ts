/** Flags of every command, and those that several commands share. */

import * as z from 'zod';
import type { Env } from '../env.ts';
import { type Options, text, texts, toggle, value } from './flag.ts';
import { type Given, readOptions } from './options.ts';

export const defaultConfigFile = 'bt-dataplane.yaml';

export const globalFlags = {
  config: texts('FILE', 'the configuration of the deployment; with --all several, or a quoted pattern', {
    short: 'c',
    fallback: defaultConfigFile,
  }),
  json: toggle('print exactly one JSON document on standard output, also on failure'),
  noInput: toggle('never ask; fail and name the flag instead (implied by CI and by --json)'),
  quiet: toggle('only results, warnings and errors', { short: 'q' }),
  verbose: toggle('say more; stack traces of unexpected errors', { short: 'v' }),
  noColor: toggle('no colour (also NO_COLOR; FORCE_COLOR forces it)'),
};

export interface GlobalOptions extends Omit<Options<typeof globalFlags>, 'config'> {
  /** The one configuration that is worked on. */
  readonly config: string | undefined;
  /** Of many deployments: files and patterns. */
  readonly configs: readonly string[];
}

export function readGlobals(given: Given, vars: Env['vars']): GlobalOptions {
  const { config: configs, ...rest } = readOptions(globalFlags, given, vars);
  return { ...rest, config: configs[0], configs };
}

/** For commands that read of many deployments at once. */
export const fleetFlags = {
  all: toggle("every configuration that --config names, such as --config 'deployments/*.yaml'"),
  parallel: value(
    'NUMBER',
    'with --all: how many at a time; each is a terraform with its providers',
    z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(32, 'must be at most 32')
      .default(4),
  ),
};

/** For commands that render. */
export const renderFlags = {
  outDir: text('DIR', 'where rendered stacks go', { fallback: '.bt-dataplane beside the configuration' }),
  terraformOverride: texts('FILE', 'a terraform override file of your own, laid beside the rendered ones'),
};

/** As terraform reads it: https://pkg.go.dev/time#ParseDuration */
export const time = z.string().regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, 'must be a time such as 90s or 2m');

/** Consent, which never covers the loss of data, and how long changing may take. */
export const consentFlags = {
  yes: toggle('agree to what was planned, without being asked', { short: 'y' }),
  applyTimeout: value(
    'TIME',
    'stop terraform in order when a stack is not applied after this time',
    time.optional(),
    {
      fallback: 'never',
    },
  ),
  stopGrace: value(
    'TIME',
    'how long terraform may take to end after a second signal, or after its time, before it is killed',
    time.optional(),
    { fallback: '30s' },
  ),
};

/** Not imported from the core, which is loaded when a command runs. */
const effectPattern = /^e1-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{64}$/;

/** The digest that a plan prints. */
export function effectDigest(description: string) {
  return value(
    'DIGEST',
    description,
    z.string().regex(effectPattern, 'must be a digest that plan printed').optional(),
  );
}

/** For commands that start terraform. */
export const terraformFlags = {
  terraform: text('FILE', 'the terraform binary', { fallback: 'terraform on PATH' }),
  providerMirror: text('DIR', 'a filesystem mirror to install providers from, instead of the registry'),
  lockTimeout: value('TIME', 'how long to wait for a state lock that another run holds', time.optional(), {
    fallback: '2m',
  }),
};

/** For commands that may write the lock file of frozen values. */
const frozenFlags = {
  frozen: toggle('refuse to write or change bt-dataplane.lock.yaml (implied by CI)'),
};

export const guardFlags = {
  allowReplace: texts('ADDRESS', 'agree that this resource, which holds data, is replaced'),
  allowDestroy: texts('ADDRESS', 'agree that this resource, which holds data, is destroyed'),
  acceptOneWay: texts('NAME', 'agree to a change that cannot be taken back, such as wal-footer-version'),
};

/** Everything that drives terraform takes these. */
export const driveFlags = { ...renderFlags, ...terraformFlags, ...frozenFlags };

/** What names the deployment and the way to it; a next step repeats them. */
export const carriedFlags = { config: globalFlags.config, ...renderFlags, ...terraformFlags, ...guardFlags };

/** The options of an action that drives terraform. */
export function driveOptions(
  options: Options<typeof driveFlags> & {
    readonly applyTimeout?: string | undefined;
    readonly stopGrace?: string | undefined;
  },
  session: { readonly globals: GlobalOptions; readonly pipeline: boolean },
) {
  const { terraformOverride: overrides, frozen, ...rest } = options;
  const { outDir, terraform, providerMirror, lockTimeout, applyTimeout, stopGrace } = rest;
  const { config } = session.globals;
  return {
    config,
    outDir,
    overrides,
    terraform,
    providerMirror,
    lockTimeout,
    applyTimeout,
    stopGrace,
    frozen: frozen || session.pipeline,
  };
}
