/** The rules of one place in the configuration that names a machine type: is it known, and does each figure suffice. */

import { nearest } from '../config/nearest.ts';
import type { Config } from '../config/schema.ts';
import type { Breach, Fix } from '../findings/finding.ts';
import type { Rule, Subject } from '../rules/rule.ts';
import type { Catalogue, MachineType, Spelling } from './catalogue.ts';
import { breachSeverity, type Measure, type Verdict } from './measure.ts';
import { nearestPassing, passesAll } from './nearest.ts';

export interface Machine<T extends MachineType> {
  /** As in rule ids, such as `brainstore-readers`. */
  readonly component: string;
  /** Plain words, such as `the readers`. */
  readonly title: string;
  readonly path: string;
  /** The type's name, or undefined when the component is not deployed. */
  readonly name: (config: Config) => string | undefined;
  readonly types: (catalogue: Catalogue) => readonly T[];
  readonly spelling: (catalogue: Catalogue) => Spelling;
  /** What a name alone says about a type that is not listed. */
  readonly fromName?: (catalogue: Catalogue, name: string) => T | undefined;
  readonly measures: readonly Measure<T>[];
}

export function machineRules<T extends MachineType>(machine: Machine<T>): readonly Rule[] {
  return [typeRule(machine), ...machine.measures.map((measure) => measureRule(machine, measure))];
}

export function findType<T extends MachineType>(
  machine: Machine<T>,
  { config, cloud }: Subject,
): T | undefined {
  const name = machine.name(config);
  if (name === undefined) return undefined;
  const types = machine.types(cloud.catalogue);
  return types.find((type) => type.name === name) ?? machine.fromName?.(cloud.catalogue, name);
}

/** Whether the name cannot be one of any type; the cloud's own rule refuses it. */
export function isMisspelled<T extends MachineType>(
  machine: Machine<T>,
  { config, cloud }: Subject,
): boolean {
  const name = machine.name(config);
  return name !== undefined && !machine.spelling(cloud.catalogue).pattern.test(name);
}

/** The one type that every finding about this value suggests. */
export function suggestedType<T extends MachineType>(machine: Machine<T>, subject: Subject): T | undefined {
  const { config, cloud } = subject;
  const types = machine.types(cloud.catalogue);
  const like = findType(machine, subject) ?? similarType(machine, subject);
  if (like && types.includes(like) && passesAll(like, machine.measures, config.profile)) return like;
  return (
    nearestPassing(types, machine.measures, config.profile, like?.architecture) ??
    nearestPassing(types, machine.measures, config.profile, undefined)
  );
}

export function typeFix(path: string, name: string): Fix {
  return { text: `set ${path}: ${name}`, set: [{ path, value: name }] };
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
  const suggested = suggestedType(machine, subject);
  const similar = similarType(machine, subject);
  const figures = machine.measures.map((measure) => measure.noun).join(', ');
  const message = refused
    ? `${machine.title}: ${title} does not offer ${name}, although the requirements name it; the nearest that it offers is ${similar?.name ?? 'unknown'}`
    : `${machine.title}: ${name} is not among the known types (${catalogue.source}), so nothing can be said about its ${figures}` +
      (similar ? `; the nearest known name is ${similar.name}` : '');
  return {
    rule,
    severity: refused ? 'error' : 'warning',
    message,
    path: machine.path,
    found: name,
    ...(suggested && { nearest: suggested.name, fix: typeFix(machine.path, suggested.name) }),
    source: catalogue.source,
  };
}

function similarType<T extends MachineType>(machine: Machine<T>, { config, cloud }: Subject): T | undefined {
  const name = machine.name(config);
  if (name === undefined) return undefined;
  const types = machine.types(cloud.catalogue);
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
      return [shortfall(machine, measure, subject, rule.id, type, verdict)];
    },
  };
  return rule;
}

function shortfall<T extends MachineType>(
  machine: Machine<T>,
  measure: Measure<T>,
  subject: Subject,
  rule: string,
  type: T,
  verdict: Exclude<Verdict, { kind: 'passes' }>,
): Breach {
  const { profile } = subject.config;
  const suggested = suggestedType(machine, subject);
  const unknown = verdict.kind === 'unknown';
  const says = unknown
    ? `no figure is published for the ${measure.noun} of ${type.name}`
    : `${type.name} has ${verdict.found}`;
  return {
    rule,
    severity: unknown ? 'warning' : (measure.severity ?? breachSeverity(profile)),
    message: `${machine.title}: ${says}, ${profile} needs ${verdict.required}`,
    path: machine.path,
    required: verdict.required,
    found: unknown ? 'unknown' : verdict.found,
    ...(suggested && { nearest: suggested.name, fix: typeFix(machine.path, suggested.name) }),
    source: measure.requirement.source,
  };
}
