/** `requirements`: the documented hardware requirements, with the machines of a cloud that meet them. Offline. */
import type { Cloud } from '../../clouds/cloud.ts';
import { type CloudId, type Profile, profiles } from '../../config/schema.ts';
import type { Context } from '../../context.ts';
import type { Architecture, Catalogue, MachineType } from '../../requirements/catalogue.ts';
import { nodesFor } from '../../requirements/disks.ts';
import type { Measure } from '../../requirements/measure.ts';
import { cacheMeasures, databaseMeasures, nodeMeasures } from '../../requirements/measures.ts';
import { passingTypes } from '../../requirements/nearest.ts';
import {
  type Component,
  components,
  type Requirement,
  requirements as tables,
} from '../../requirements/tables.ts';
import { rulesOf } from '../../rules/judge.ts';
import type { Rule } from '../../rules/rule.ts';
import { waiverRules } from '../../rules/waivers.ts';
import { cloudUnknown, componentUnknown } from './errors.ts';

export interface RequirementsOptions {
  /** Left out, the only cloud there is. */
  readonly cloud?: string | undefined;
  /** Left out, all of them. */
  readonly component?: string | undefined;
}

export interface RequirementsResult {
  readonly cloud: CloudId;
  readonly title: string;
  /** Where the machines' figures come from. */
  readonly catalogue: string;
  readonly components: readonly ComponentRequirements[];
  /** Every rule that a configuration is held against. */
  readonly rules: readonly RuleSummary[];
}

export interface ComponentRequirements {
  readonly component: Component;
  readonly rows: readonly RequirementRow[];
  /** The first of these is what a finding suggests. Empty for a component without machines on this cloud. */
  readonly machines: readonly PassingMachines[];
}

export interface RequirementRow extends Requirement {
  /** False where the row is about other clouds. */
  readonly applies: boolean;
}

export interface PassingMachines {
  readonly profile: Profile;
  readonly architecture: Architecture;
  /** The smallest first. */
  readonly nearest: readonly string[];
  readonly total: number;
}

export interface RuleSummary {
  readonly id: string;
  readonly states: string;
  readonly waivable: boolean;
}

/** Throws kind `usage` for a cloud or a component that does not exist. */
export function requirements(context: Context, options: RequirementsOptions = {}): RequirementsResult {
  const cloud = chosenCloud(context, options.cloud);
  const chosen = chosenComponents(options.component);
  return {
    cloud: cloud.id,
    title: cloud.title,
    catalogue: cloud.catalogue.source,
    components: chosen.map((component) => ({
      component,
      rows: rowsOf(component, cloud.id),
      machines: machinesOf(component, cloud.catalogue),
    })),
    rules: [...rulesOf(cloud), ...waiverRules]
      .filter(({ id }) => options.component === undefined || isAbout(id, chosen))
      .map(summary),
  };
}

function summary({
  id,
  states,
  waivable = false,
}: Pick<Rule, 'id' | 'states'> & { waivable?: boolean }): RuleSummary {
  return { id, states, waivable };
}

function chosenCloud({ clouds }: Context, name: string | undefined): Cloud {
  const known = [...clouds.values()];
  const cloud = name === undefined ? known[0] : known.find((candidate) => candidate.id === name);
  if (!cloud)
    throw cloudUnknown(
      name ?? '',
      known.map((candidate) => candidate.id),
    );
  return cloud;
}

function chosenComponents(name: string | undefined): readonly Component[] {
  const chosen = components.filter((component) => name === undefined || component === name);
  if (name !== undefined && chosen.length === 0) throw componentUnknown(name, components);
  return chosen;
}

function isAbout(id: string, chosen: readonly Component[]): boolean {
  return chosen.some(
    (component) => id.startsWith(`requirements/${component}-`) || id.startsWith(`${component}/`),
  );
}

function rowsOf(component: Component, cloud: CloudId): readonly RequirementRow[] {
  return Object.values<Requirement>(tables[component]).map((row) => ({
    ...row,
    applies: row.clouds?.includes(cloud) ?? true,
  }));
}

function machinesOf(component: Component, catalogue: Catalogue): readonly PassingMachines[] {
  switch (component) {
    case 'api':
      return [];
    case 'postgres':
      return passing(() => catalogue.databases, databaseMeasures);
    case 'redis':
      return passing(() => catalogue.caches, cacheMeasures);
    case 'brainstore':
      return passing((profile) => nodesFor(catalogue, profile), nodeMeasures);
  }
}

/** How many names a person can make use of; the number of all stands beside them. */
const shown = 5;

function passing<T extends MachineType>(
  typesOf: (profile: Profile) => readonly T[],
  measures: readonly Measure<T>[],
): readonly PassingMachines[] {
  if (typesOf('production').length === 0) return [];
  return profiles.flatMap((profile) =>
    (['arm64', 'x86_64'] as const).map((architecture) => {
      const found = passingTypes(typesOf(profile), measures, profile, architecture);
      const nearest = found.slice(0, shown).map((type) => type.name);
      return { profile, architecture, nearest, total: found.length };
    }),
  );
}
