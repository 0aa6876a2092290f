import { BtError, reasonOf } from '../../../errors.ts';

const anew = 'make a new one, and have that reviewed: bt-dataplane plan --out FILE';

export function bundleNotFound(file: string, cause?: unknown): BtError {
  return new BtError({
    kind: 'usage',
    code: 'bundle-not-found',
    message: `${file}, the bundle to apply, is not there or cannot be read`,
    hint: 'name the file that plan wrote; bt-dataplane plan --out FILE writes one',
    cause,
  });
}

export function bundleNotWritten(file: string, cause: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'bundle-not-written',
    message: `the bundle ${file} cannot be written: ${reasonOf(cause)}`,
    hint: 'name a file in a folder that you may write to with --out; nothing was changed',
    cause,
  });
}

export function bundleUnknown(file: string, why: string): BtError {
  return new BtError({
    kind: 'stale',
    code: 'bundle-unknown',
    message: `${file} is no bundle of bt-dataplane: ${why}; nothing was started`,
    hint: anew,
  });
}

export function bundleOfFormat(file: string, format: string, tool: string): BtError {
  return new BtError({
    kind: 'stale',
    code: 'bundle-format',
    message: `${file} is a bundle of format ${format}, written by bt-dataplane ${tool}, and this version reads format 1; nothing was started`,
    hint: `${anew}; or apply it with the version that wrote it`,
  });
}

export function bundleDamaged(file: string, why: string): BtError {
  return new BtError({
    kind: 'stale',
    code: 'bundle-damaged',
    message: `${file} was damaged or changed after it was written: ${why}; nothing was started`,
    hint: `fetch it again from where it was stored, or ${anew}`,
  });
}

export function bundleForeign(file: string, made: string, present: string): BtError {
  return new BtError({
    kind: 'stale',
    code: 'bundle-of-another',
    message: `${file} is a plan of ${made}, and the configuration is of ${present}; nothing was changed`,
    hint: 'name the configuration that it was made from with --config, or the bundle of this one',
  });
}

/** `again` makes a new bundle. */
export function bundleStale(differences: readonly string[], again: string): BtError {
  const [only] = differences;
  return new BtError({
    kind: 'stale',
    code: 'bundle-stale',
    message: `what was planned is no longer what would be done, so nothing was changed: ${differences.length === 1 ? only : `${differences.length} things differ since`}`,
    ...(differences.length > 1 ? { detail: differences.map((each) => `- ${each}`).join('\n') } : {}),
    hint: `make a new plan, and have that reviewed: ${again}`,
  });
}

export function effectDiffers(difference: string, found: string, again: string): BtError {
  return new BtError({
    kind: 'stale',
    code: 'plan-digest-differs',
    message: `the plan is not the one that was approved, so nothing was changed: ${difference}`,
    detail: `digest of the plan as it is now: ${found}`,
    hint: `look at the plan as it is now, and approve that: ${again}`,
  });
}
