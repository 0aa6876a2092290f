/** Which terraform is used, and whether it fits. */
import { resolve } from 'node:path';
import type { Env } from '../../env.ts';
import { terraformNotFound, terraformUnusable, terraformWrongVersion } from './errors.ts';
import { findOnPath, isExecutable } from './executables.ts';
import { interruptedBefore } from './failure.ts';
import { runCommand, type Surroundings } from './runner.ts';

export interface Terraform {
  /** Absolute. */
  readonly file: string;
  /** Such as `1.11.4`. */
  readonly version: string;
}

/** The named file, or the first `terraform` on the PATH. A named one that is unfit is an error, never passed over. */
export async function findTerraform(env: Env, named?: string): Promise<string> {
  const explicit = named ?? env.vars.BT_DATAPLANE_TERRAFORM;
  if (explicit) {
    const file = resolve(env.cwd, explicit);
    if (!(await isExecutable(env, file))) throw terraformNotFound(explicit);
    return file;
  }
  const found = await findOnPath(env, 'terraform');
  if (found === undefined) throw terraformNotFound(undefined);
  return found;
}

/** Asks the binary for its version (0.04 s) and checks it against the window of 1.11 to below 2. */
export async function checkTerraform(surroundings: Surroundings): Promise<Terraform> {
  const { env, file } = surroundings;
  const end = await runCommand(surroundings, {
    args: ['version', '-json'],
    label: 'terraform version',
    log: 'version',
    onInterrupt: 'kill',
  });
  if (end.startError !== undefined) throw terraformNotFound(file, end.startError);
  interruptedBefore(end, 'ask terraform for its version');
  if (end.exitCode !== 0)
    throw terraformUnusable(file, `it ended with exit code ${end.exitCode ?? end.signal}`);
  const version = readVersion(await env.fs.readText(end.stdout));
  if (version === undefined) throw terraformUnusable(file, 'its answer names no version');
  const fit = judgeVersion(version);
  if (fit !== 'fits') throw terraformWrongVersion(file, version, fit === 'too-old');
  return { file, version };
}

function readVersion(text: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(text) as { terraform_version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

/** Write-only arguments came with 1.11: https://github.com/hashicorp/terraform/blob/v1.11/CHANGELOG.md */
export function judgeVersion(version: string): 'fits' | 'too-old' | 'too-new' {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major >= 2) return 'too-new';
  return major === 1 && minor >= 11 ? 'fits' : 'too-old';
}
