/**
 * The lock file freezes what profile and cloud filled in, so that a newer version of this program, with newer defaults, does
 * not change a running deployment. It grows by itself; a frozen value changes only by a person's hand.
 */
import type { Env, FileSystem } from '../../env.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../findings/finding.ts';
import { inPipeline } from '../io/pipeline.ts';
import type { Deployment } from './deployment.ts';
import { lockFrozen, lockUnwritable } from './errors.ts';
import { readIfThere } from './files.ts';
import { lockMismatch } from './lock-findings.ts';
import { formatLock, freezable, type Lock, type LockRead, parseLock } from './lock-format.ts';
import { parsePath } from './path.ts';
import type { Pins } from './pins.ts';
import { leaves, valueAt } from './resolve.ts';
import type { PartialConfig } from './schema.ts';

/** Without a file, everything of the result is undefined or empty. */
export async function readLock(fs: FileSystem, file: string): Promise<LockRead> {
  const bytes = await readIfThere(fs, file);
  return bytes ? parseLock(file, bytes) : { lock: undefined, root: undefined, findings: [] };
}

/** Whether the lock was made for the deployment that was written. */
export function mismatches(read: LockRead, written: PartialConfig): readonly Finding[] {
  const { lock, root } = read;
  if (!lock || !root) return [];
  return (['name', 'cloud', 'profile'] as const).flatMap((key) => {
    const value = written[key];
    return value === undefined || value === lock[key] ? [] : [lockMismatch(root, key, lock[key], value)];
  });
}

/** The text of the lock that freezes a deployment: what is frozen already, and every default that is not. */
export function freeze(deployment: Deployment): string {
  return formatLock(lockOf(deployment));
}

/** Writes what is frozen already together with `pins`. Throws kind `config`, code `lock-unwritable`. */
export async function writePins(fs: FileSystem, deployment: Deployment, pins: Pins): Promise<void> {
  await writeLock(fs, deployment.lockFile, formatLock({ ...lockOf(deployment), pins }));
}

/** Whether the lock file may not be written. */
export function isFrozen({ vars }: Env, options: { readonly frozen: boolean }): boolean {
  return options.frozen || inPipeline(vars);
}

/** Default values that no lock holds yet, by dotted path. */
function unfrozen(deployment: Deployment): readonly string[] {
  return leaves
    .map((leaf) => leaf.name)
    .filter((name) => freezable.has(name) && deployment.origins[name] === 'profile');
}

/**
 * Writes the lock file where it is missing, and adds what is new to it; both with a notice. Does nothing when there is
 * nothing to add. Throws kind `config`, code `lock-frozen`, when it would write although `frozen` or in a pipeline.
 */
export async function ensureLock(
  context: Context,
  deployment: Deployment,
  options: { readonly frozen: boolean },
): Promise<void> {
  const { lock, lockFile } = deployment;
  const added = unfrozen(deployment);
  if (lock && added.length === 0) return;
  if (isFrozen(context.env, options)) {
    const lacking = added.filter((name) => !isNothing(deployment, name));
    if (lock && lacking.length === 0) return;
    throw lockFrozen(lockFile, lock ? lacking : []);
  }
  await writeLock(context.env.fs, lockFile, freeze(deployment));
  context.host.notify({
    kind: 'note',
    code: lock ? 'lock-extended' : 'lock-written',
    level: 'info',
    text: lock
      ? `added ${added.join(', ')} to ${lockFile}; commit it`
      : `wrote ${lockFile}, which freezes the values that were filled in; commit it`,
    data: { file: lockFile, added },
  });
}

/** A list that is empty by default says no more than that it is not there: a pipeline need not stop for it. */
function isNothing({ config }: Deployment, name: string): boolean {
  const value = valueAt(config, parsePath(name));
  return Array.isArray(value) && value.length === 0;
}

async function writeLock(fs: FileSystem, file: string, text: string): Promise<void> {
  try {
    await fs.write(file, text, { mode: 0o644 });
  } catch (thrown) {
    throw lockUnwritable(file, thrown);
  }
}

function lockOf(deployment: Deployment): Lock {
  const { config, lock } = deployment;
  const added = unfrozen(deployment).map((name) => {
    const leaf = leaves.find((candidate) => candidate.name === name);
    return [name, leaf && valueAt(config, leaf.path)];
  });
  return {
    name: config.name,
    cloud: config.cloud,
    profile: config.profile,
    values: { ...lock?.values, ...Object.fromEntries(added) },
    pins: lock?.pins,
  };
}
