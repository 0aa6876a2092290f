/** The rules of one place in the configuration that names a machine type: is it known, and does each figure suffice. */

import { nearest } from '../config/nearest.ts';
import type { Config, Profile } from '../config/schema.ts';
import type { Breach, Fix, Severity } from '../findings/finding.ts';
import type { Rule, Subject } from '../rules/rule.ts';
import type { Catalogue, MachineType, Spelling } from './catalogue.ts';
import { breachSeverity, type Measure, type Verdict } from './measure.ts';
import { nearestPassing, passesAll } from './nearest.ts';

type Change = NonNullable<Fix['set']>[number];

export interface Machine<T extends MachineType> {
  /** As in rule ids, such as `brainstore-readers`. */
  readonly component: string;
  /** Plain words, such as `the readers`. */
  readonly title: string;
  readonly path: string;
  /** The type's name, or undefined when the component is not deployed. */
  readonly name: (config: Config) => string | undefined;
  readonly types: (catalogue: Catalogue, profile: Profile) => readonly T[];
  readonly spelling: (catalogue: Catalogue) => Spelling;
  /** What a name alone says about a type that is not listed. */
  readonly fromName?: (catalogue: Catalogue, name: string) => T | undefined;
  /** The type as the rest of the configuration has it. */
  readonly configured?: (config: Config, type: T) => T;
  /** What has to change beside the name, for a type to be had. */
  readonly alongside?: (config: Config, type: T) => readonly Change[];
  readonly measures: readonly Measure<T>[];
}

export function machineRules<T extends MachineType>(machine: Machine<T>): readonly Rule[] {
  return [typeRule(machine), ...machine.measures.map((measure) => measureRule(machine, measure))];
}

export function findType<T extends MachineType>(machine: Machine<T>, subject: Subject): T | undefined {
  const type = namedType(machine, subject);
  return type && (machine.configured?.(subject.config, type) ?? type);
}

function namedType<T extends MachineType>(machine: Machine<T>, { config, cloud }: Subject): T | undefined {
  const name = machine.name(config);
  if (name === undefined || isMisspelled(machine, { config, cloud })) return undefined;
  const types = machine.types(cloud.catalogue, config.profile);
  return types.find((type) => type.name === name) ?? machine.fromName?.(cloud.catalogue, name);
}

/** Whether the name cannot be one of any type; a rule of its own refuses it. */
export function isMisspelled<T extends MachineType>(
  machine: Machine<T>,
  { config, cloud }: Subject,
): boolean {
  const name = machine.name(config);
  const { pattern, problem } = machine.spelling(cloud.catalogue);
  return name !== undefined && (!pattern.test(name) || problem?.(name) !== undefined);
}

/** The one type that every finding about this value suggests. */
export function suggestedType<T extends MachineType>(machine: Machine<T>, subject: Subject): T | undefined {
  const { config, cloud } = subject;
  const types = machine.types(cloud.catalogue, config.profile);
  const passing = (type: T | undefined) =>
    type !== undefined &&
    !('unprovided' in type && type.unprovided) &&
    passesAll(type, machine.measures, config.profile);
  const configured = findType(machine, subject);
  if (passing(configured)) return configured;
  // As it is left to itself, without what else the configuration says of it.
  const like = namedType(machine, subject) ?? similarType(machine, subject);
  if (passing(like)) return like;
  return (
    nearestPassing(types, machine.measures, config.profile, like?.architecture) ??
    nearestPassing(types, machine.measures, config.profile, undefined)
  );
}

/** The change that leads to a type, with all that goes with it. */
export function typeFix<T extends MachineType>(machine: Machine<T>, { config }: Subject, type: T): Fix {
  const { path } = machine;
  const renamed = machine.name(config) === type.name ? [] : [{ path, value: type.name }];
  const set = [...renamed, ...(machine.alongside?.(config, type) ?? [])];
  return fixOf(set.length > 0 ? set : [{ path, value: type.name }]);
}

/** A fix in words, from its changes. */
export function fixOf(set: readonly Change[]): Fix {
  const steps = set.map((change) =>
    change.value === undefined ? `remove ${change.path}` : `set ${change.path}: ${String(change.value)}`,
  );
  return { text: steps.join(', '), set };
}

function typeRule<T extends MachineType>(machine: Machine<T>): Rule {
  const id = `requirements/${machine.component}-type`;
  return {
    id,
    states: `The machine of ${machine.title} is one whose figures are known.`,
    check: (subject) => {
      const name = machine.name(subject.config);
      if (name === undefined || isMisspelled(machine, subject) || findType(machine, subject)) return [];
      return [unknownType(machine, subject, id, name)];
    },
  };
}

function unknownType<T extends MachineType>(
  machine: Machine<T>,
  subject: Subject,
  rule: string,
  name: string,
): Breach {
  const { catalogue, title } = subject.cloud;
  const refused = catalogue.notOffered[name] !== undefined;
  const { onlyListed } = machine.spelling(catalogue);
  const suggested = suggestedType(machine, subject);
  const similar = similarType(machine, subject);
  const figures = machine.measures.map((measure) => measure.noun).join(', ');
  const message = refused
    ? `${machine.title}: ${title} does not offer ${name}, although the requirements name it; the nearest that it offers is ${similar?.name ?? 'unknown'}`
    : `${machine.title}: ${
        onlyListed === undefined
          ? `${name} is not among the known types (${catalogue.source}), so nothing can be said about its ${figures}`
          : `${name} is not among the types that ${onlyListed} takes`
      }${similar ? `; the nearest known name is ${similar.name}` : ''}`;
  return {
    rule,
    severity: refused || onlyListed !== undefined ? 'error' : 'warning',
    message,
    path: machine.path,
    found: name,
    ...(suggested && { nearest: suggested.name, fix: typeFix(machine, subject, suggested) }),
    source: catalogue.source,
  };
}

function similarType<T extends MachineType>(machine: Machine<T>, { config, cloud }: Subject): T | undefined {
  const name = machine.name(config);
  if (name === undefined) return undefined;
  const types = machine.types(cloud.catalogue, config.profile);
  const similar =
    cloud.catalogue.notOffered[name] ??
    nearest(
      name,
      types.map((type) => type.name),
    );
  return types.find((type) => type.name === similar);
}

function measureRule<T extends MachineType>(machine: Machine<T>, measure: Measure<T>): Rule {
  const rule: Rule = {
    id: `requirements/${machine.component}-${measure.what}`,
    states: `The machine of ${machine.title} has ${measure.states}.`,
    // Only errors are waived, so what merely warns needs no waiver.
    ...(measure.waivable !== false && measure.severity !== 'warning' ? { waivable: true } : {}),
    check: (subject) => {
      const type = findType(machine, subject);
      const verdict = type && measure.judge(type, subject.config.profile);
      if (!verdict || verdict.kind === 'passes') return [];
      const suggested = suggestedType(machine, subject);
      return [
        {
          ...shortfall(machine.title, measure, subject.config.profile, type, verdict),
          rule: rule.id,
          path: machine.path,
          ...(suggested && { nearest: suggested.name, fix: typeFix(machine, subject, suggested) }),
        },
      ];
    },
  };
  return rule;
}

/** What is said of a figure that does not suffice, or that nobody knows. */
export function shortfall<T extends MachineType>(
  title: string,
  measure: Measure<T>,
  profile: Profile,
  type: T,
  verdict: Exclude<Verdict, { kind: 'passes' }>,
): Omit<Breach, 'rule' | 'path'> {
  const unknown = verdict.kind === 'unknown';
  const says = unknown
    ? `no figure is published for the ${measure.noun} of ${type.name}`
    : `${type.name} has ${verdict.found}`;
  return {
    severity: unknown ? unknownSeverity(type, measure.what) : (measure.severity ?? breachSeverity(profile)),
    message: `${title}: ${says}, ${profile} needs ${verdict.required}`,
    required: verdict.required,
    found: unknown ? 'unknown' : verdict.found,
    source: measure.requirement.source,
  };
}

/** What a service publishes for no type at all, no other type would answer either. */
function unknownSeverity(type: MachineType, what: string): Severity {
  const never = 'unpublished' in type && type.unpublished?.includes(what);
  return never ? 'info' : 'warning';
}
