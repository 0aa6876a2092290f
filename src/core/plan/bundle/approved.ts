/** The plans that `apply` works with: made now and held against an approved digest, or taken out of a bundle. */
import type { Context } from '../../context.ts';
import { commandLine } from '../../io/command-line.ts';
import { shellWord } from '../../io/shell-word.ts';
import { effectDifference } from '../effect.ts';
import type { DriveOptions, GuardOptions } from '../options.ts';
import { type Guarded, initializeToPlan } from '../prepare.ts';
import { type PlannedStacks, planStacks, removePlans } from '../stacks.ts';
import { changedFiles, changedStates, changedSurroundings } from './differences.ts';
import { bundleDamaged, bundleStale, effectDiffers } from './errors.ts';
import { type FoundBundle, readBundle, restorePlans } from './restore.ts';

export interface ApprovalOptions extends DriveOptions, GuardOptions {
  /** A bundle of `plan`, relative to the working folder. Without it the plans are made now. */
  readonly bundle?: string | undefined;
  /** Digest that `plan` printed: any other plan is refused. */
  readonly expectPlanDigest?: string | undefined;
}

/** Reads the bundle, where there is one, and refuses it before terraform is started. */
export async function openBundle(
  context: Context,
  options: ApprovalOptions,
): Promise<FoundBundle | undefined> {
  if (options.bundle === undefined) return undefined;
  const bundle = await readBundle(context.env, options.bundle);
  refuseStale(await changedFiles(context, options, bundle), options);
  const difference = effectDifference(
    options.expectPlanDigest ?? bundle.manifest.effect,
    bundle.manifest.effect,
  );
  if (difference !== undefined) throw effectDiffers(difference, bundle.manifest.effect, anew(options));
  return bundle;
}

/** Throws kind `stale` when they are not what was approved. The caller removes the files. */
export async function approvedPlans(
  prepared: Guarded,
  options: ApprovalOptions,
  bundle: FoundBundle | undefined,
): Promise<PlannedStacks> {
  if (bundle === undefined) return plansOfDigest(prepared, options);
  const { manifest, file } = bundle;
  refuseStale(changedSurroundings(prepared, manifest), options);
  await initializeToPlan(prepared);
  refuseStale(await changedStates(prepared, manifest), options);
  prepared.context.host.notify({
    kind: 'note',
    code: 'bundle-opened',
    level: 'info',
    text: `everything is as it was at ${manifest.made}, when ${file} was made: its plans are applied as they are`,
  });
  const planned = await restorePlans(prepared, bundle, options);
  const difference = effectDifference(manifest.effect, planned.result.effect);
  if (difference === undefined) return planned;
  await removePlans(prepared, planned.files.values());
  throw bundleDamaged(file, `its plans do not do what it says: ${difference}`);
}

async function plansOfDigest(prepared: Guarded, options: ApprovalOptions): Promise<PlannedStacks> {
  await initializeToPlan(prepared);
  const planned = await planStacks(prepared, prepared.identity, options);
  const { effect } = planned.result;
  const difference = effectDifference(options.expectPlanDigest ?? effect, effect);
  if (difference === undefined) return planned;
  await removePlans(prepared, planned.files.values());
  throw effectDiffers(difference, effect, commandLine('plan', options));
}

function refuseStale(differences: readonly string[], options: ApprovalOptions): void {
  if (differences.length > 0) throw bundleStale(differences, anew(options));
}

/** The command that makes a new bundle in the place of this one. */
export function anew({ bundle = 'FILE', ...options }: ApprovalOptions): string {
  const { applyTimeout: _, stopGrace: __, ...ofPlan } = options;
  return commandLine('plan', ofPlan, `--out ${shellWord(bundle)}`);
}
