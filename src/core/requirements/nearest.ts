/** The machine to suggest: as little as possible beyond what is needed. */
import type { Profile } from '../config/schema.ts';
import type { Architecture, MachineType } from './catalogue.ts';
import type { Measure } from './measure.ts';

export function passesAll<T extends MachineType>(
  type: T,
  measures: readonly Measure<T>[],
  profile: Profile,
): boolean {
  return measures.every((measure) => measure.judge(type, profile).kind === 'passes');
}

/**
 * Among the types of one architecture (any, when undefined) that pass every measure: fewest vCPUs, least memory, name.
 * Accelerated, bare-metal and previous-generation machines are never suggested.
 */
export function nearestPassing<T extends MachineType>(
  types: readonly T[],
  measures: readonly Measure<T>[],
  profile: Profile,
  architecture: Architecture | undefined,
): T | undefined {
  return passingTypes(types, measures, profile, architecture)[0];
}

/** All of them, the nearest first. */
export function passingTypes<T extends MachineType>(
  types: readonly T[],
  measures: readonly Measure<T>[],
  profile: Profile,
  architecture: Architecture | undefined,
): readonly T[] {
  return types
    .filter((type) => suggestable(type) && (architecture === undefined || type.architecture === architecture))
    .filter((type) => passesAll(type, measures, profile))
    .sort(bySize);
}

function suggestable(type: MachineType): boolean {
  const special =
    ('accelerated' in type && type.accelerated) ||
    ('bareMetal' in type && type.bareMetal) ||
    ('previousGeneration' in type && type.previousGeneration);
  return !special;
}

function bySize(one: MachineType, other: MachineType): number {
  return (
    (one.vcpus ?? 0) - (other.vcpus ?? 0) ||
    (one.memoryGib ?? 0) - (other.memoryGib ?? 0) ||
    (one.name < other.name ? -1 : 1)
  );
}
