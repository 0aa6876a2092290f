import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Emulator } from './emulator.ts';
import type { RealParts } from './real-parts-search.ts';

/** A folder for one deployment in the emulator, and what the program needs to know to work there. */
export interface EmulatorWorkspace {
  /** The user's folder: configuration, lock file, override file, rendered stacks. */
  readonly directory: string;
  /** Run records and private working copies. */
  readonly stateDirectory: string;
  /** Name of the override file in `directory`, for `--terraform-override`. */
  readonly override: string;
  /** The whole environment of the program. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The built program. */
export const program = new URL('../../dist/main.js', import.meta.url).pathname;

/**
 * What the provider needs for the emulator. It answers an action that it lacks with HTTP 500, which the provider would
 * retry 25 times for many minutes; with one try, a connection that the server closes fails the run.
 */
const override = { provider: { aws: { max_retries: 3, s3_use_path_style: true } } };

export function makeWorkspace(
  directory: string,
  parts: RealParts,
  emulator: Emulator,
  licenseKey: string,
): EmulatorWorkspace {
  const stateDirectory = join(directory, 'state');
  const user = join(directory, 'user');
  mkdirSync(user, { recursive: true, mode: 0o700 });
  writeFileSync(join(user, 'emulator_override.tf.json'), `${JSON.stringify(override, null, 2)}\n`);
  return {
    directory: user,
    stateDirectory,
    override: 'emulator_override.tf.json',
    variables: {
      ...inherited(),
      ...emulator.variables,
      BRAINTRUST_LICENSE_KEY: licenseKey,
      BT_DATAPLANE_STATE_DIR: stateDirectory,
      ...(parts.terraform === undefined ? {} : { BT_DATAPLANE_TERRAFORM: parts.terraform }),
      ...(parts.providerMirror === undefined ? {} : { BT_DATAPLANE_PROVIDER_MIRROR: parts.providerMirror }),
    },
  };
}

/** Only what a program needs to start and to reach the network, so that nothing else of this shell has a say. */
function inherited(): Record<string, string> {
  const wanted =
    /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TERM|NO_COLOR|FORCE_COLOR|SSL_CERT_.*|.*_PROXY|.*_proxy)$/;
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => wanted.test(entry[0])),
  );
}
