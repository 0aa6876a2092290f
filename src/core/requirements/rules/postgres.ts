import type { Breach } from '../../findings/finding.ts';
import type { Rule, Subject } from '../../rules/rule.ts';
import type { Volume } from '../catalogue.ts';
import { database } from '../database.ts';
import { grouped } from '../format.ts';
import { findType, fixOf, machineRules, suggestedType, typeFix } from '../machines.ts';
import { breachSeverity } from '../measure.ts';
import { least, requirements } from '../tables.ts';
import { nearestVolume, volumeFix } from '../volume-fix.ts';
import { versionRule } from './version.ts';

const { postgres } = requirements;

const kind: Rule = {
  id: 'postgres/volume-kind',
  states: 'The kind of volume is one that the cloud has.',
  check: (subject) => {
    const { config, cloud } = subject;
    const path = 'postgres.storage.type';
    const { type } = config.postgres.storage;
    const { kinds } = cloud.catalogue.volumes;
    // Absent where the cloud has one kind alone.
    if (type === undefined || kinds.includes(type)) return [];
    return [
      {
        rule: kind.id,
        severity: 'error',
        message: `the database: ${cloud.title} has no ${type} volumes`,
        path,
        required: kinds.join(', '),
        found: type,
        ...nearestKind(subject),
        fix: volumeFix(subject),
      },
    ];
  },
};

function nearestKind(subject: Subject): { readonly nearest?: string } {
  const { type } = nearestVolume(subject);
  return type === undefined ? {} : { nearest: type };
}

const machineKind: Rule = {
  id: 'postgres/volume-machine',
  states: 'The machine of the database takes the kind of volume.',
  check: (subject) => {
    const { type } = subject.config.postgres.storage;
    const machine = findType(database, subject);
    const kinds = machine?.volumeKinds;
    if (!machine || !kinds || type === undefined || kinds.includes(type)) return [];
    // What the cloud does not have at all is told already.
    if (!subject.cloud.catalogue.volumes.kinds.includes(type)) return [];
    return [
      {
        rule: machineKind.id,
        severity: 'error',
        message: `the database: ${machine.name} takes ${kinds.join(' and ')} volumes alone, ${type} is asked for`,
        path: 'postgres.storage.type',
        required: kinds.join(', '),
        found: type,
        ...machineKindFix(subject, kinds),
        source: subject.cloud.catalogue.source,
      },
    ];
  },
};

/** The other kind of volume, unless another machine is suggested that takes the one that is there. */
function machineKindFix(subject: Subject, kinds: readonly Volume['type'][]): Pick<Breach, 'nearest' | 'fix'> {
  const to = nearestVolume(subject).type;
  if (kinds.includes(to)) return { ...nearestKind(subject), fix: volumeFix(subject) };
  const suggested = suggestedType(database, subject);
  if (suggested) return { fix: typeFix(database, subject, suggested) };
  const [usual] = kinds;
  return {
    ...(usual === undefined ? {} : { nearest: usual }),
    fix: fixOf([{ path: 'postgres.storage.type', value: usual }]),
  };
}

const maxSize: Rule = {
  id: 'postgres/volume-max-size',
  states: 'The limit of automatic growth is not below the size.',
  check: (subject) => {
    const { sizeGb, maxSizeGb } = subject.config.postgres.storage;
    if (maxSizeGb === undefined || maxSizeGb >= sizeGb) return [];
    return [
      {
        rule: maxSize.id,
        severity: 'error',
        message: `the database: automatic growth ends at ${grouped(maxSizeGb)} GB, below the size of ${grouped(sizeGb)} GB`,
        path: 'postgres.storage.maxSizeGb',
        required: `${grouped(sizeGb)} GB or more`,
        found: grouped(maxSizeGb),
        fix: volumeFix(subject),
      },
    ];
  },
};

const storage: Rule = {
  id: 'requirements/postgres-storage',
  states: 'The volume of the database is large enough.',
  waivable: true,
  check: (subject) => {
    const { config } = subject;
    const needed = least(postgres.storage, config.profile) ?? 0;
    const { sizeGb } = config.postgres.storage;
    if (sizeGb >= needed) return [];
    return [
      {
        rule: storage.id,
        severity: breachSeverity(config.profile),
        message: `the database: a volume of ${grouped(sizeGb)} GB, ${config.profile} needs at least ${grouped(needed)} GB`,
        path: 'postgres.storage.sizeGb',
        required: `at least ${grouped(needed)} GB`,
        found: `${grouped(sizeGb)} GB`,
        nearest: String(nearestVolume(subject).sizeGb),
        fix: volumeFix(subject),
        source: postgres.storage.source,
      },
    ];
  },
};

const iops: Rule = {
  id: 'requirements/postgres-iops',
  states: 'The volume of the database gives enough IOPS, provisioned or included.',
  waivable: true,
  check: (subject) => {
    const needed = least(postgres.iops, subject.config.profile) ?? 0;
    const { volumes } = subject.cloud.catalogue;
    const given = volumes.iops(subject.config.postgres.storage);
    if (volumes.withMachine) return togetherBreach(subject, needed, given ?? 0);
    return given !== undefined && given >= needed ? [] : [iopsBreach(subject, needed, given)];
  },
};

/** Where machine and volume have a limit each, the lower one counts, and one finding names what to take of both. */
function togetherBreach(subject: Subject, needed: number, ofVolume: number): readonly Breach[] {
  const { config } = subject;
  const machine = findType(database, subject);
  // Of a machine that is not known another rule speaks.
  const ofMachine = machine?.sustainedIops ?? Number.POSITIVE_INFINITY;
  const given = Math.min(ofVolume, ofMachine);
  if (given >= needed) return [];
  const suggested = suggestedType(database, subject);
  const volume = describeVolume(subject, config.postgres.storage);
  const nearest = `${describeVolume(subject, nearestVolume(subject))}${suggested ? ` on ${suggested.name}` : ''}`;
  const says = [
    ...(ofVolume < needed ? [`the volume of ${volume} has ${grouped(ofVolume)} IOPS`] : []),
    ...(ofMachine < needed ? [`${machine?.name} reaches ${grouped(ofMachine)} IOPS`] : []),
  ];
  const machineSet =
    suggested && suggested.name !== machine?.name ? typeFix(database, subject, suggested).set : [];
  return [
    {
      rule: iops.id,
      severity: breachSeverity(config.profile),
      message: `the database: ${says.join(', and ')}, ${config.profile} needs at least ${grouped(needed)} of both; the nearest is ${nearest}`,
      path: ofVolume < needed ? 'postgres.storage' : database.path,
      required: `at least ${grouped(needed)} IOPS of volume and machine`,
      found: `${grouped(given)} IOPS`,
      nearest,
      fix: fixOf([...(machineSet ?? []), ...(volumeFix(subject).set ?? [])]),
      source: postgres.iops.source,
    },
  ];
}

function describeVolume({ cloud }: Subject, volume: Volume): string {
  const { type, sizeGb } = volume;
  return cloud.catalogue.volumes.describe?.(volume) ?? `${type} and ${grouped(sizeGb)} GB`;
}

/** Told together with the volume where both have a limit. */
function unlessTogether(rule: Rule): Rule {
  if (rule.id !== 'requirements/postgres-sustained-iops') return rule;
  return {
    ...rule,
    check: (subject) => (subject.cloud.catalogue.volumes.withMachine ? [] : rule.check(subject)),
  };
}

function iopsBreach(subject: Subject, needed: number, given: number | undefined): Breach {
  const { profile } = subject.config;
  const { settable } = subject.cloud.catalogue.volumes;
  const volume = nearestVolume(subject);
  const nearest = settable ? volume.iops : volume.sizeGb;
  return {
    rule: iops.id,
    severity: given === undefined ? 'warning' : breachSeverity(profile),
    message: `the database: ${iopsText(subject, given)}, ${profile} needs at least ${grouped(needed)} IOPS`,
    path: settable ? 'postgres.storage.iops' : 'postgres.storage',
    required: `at least ${grouped(needed)} IOPS`,
    found: given === undefined ? 'unknown' : `${grouped(given)} IOPS`,
    ...(nearest !== undefined && { nearest: String(nearest) }),
    fix: volumeFix(subject),
    source: postgres.iops.source,
  };
}

function iopsText({ config, cloud }: Subject, given: number | undefined): string {
  const { type, sizeGb, iops: written } = config.postgres.storage;
  const volume = `${type} volume of ${grouped(sizeGb)} GB`;
  if (!cloud.catalogue.volumes.settable) {
    return given === undefined
      ? `nothing is published of the IOPS of a ${type} volume, and they cannot be set`
      : `the ${volume} has ${grouped(given)} IOPS`;
  }
  if (given === undefined)
    return `postgres.storage.iops is not set, so the IOPS of the ${volume} are unknown`;
  if (given === written) return `${grouped(given)} IOPS are set`;
  return `the ${volume} has ${grouped(given)} IOPS${written === undefined ? ' while postgres.storage.iops is not set' : ' at this size, whatever postgres.storage.iops says'}`;
}

export const postgresRules: readonly Rule[] = [
  ...machineRules(database).map(unlessTogether),
  kind,
  machineKind,
  maxSize,
  storage,
  iops,
  versionRule({
    component: 'postgres',
    title: 'PostgreSQL',
    path: 'postgres.version',
    requirement: postgres.version,
    found: (config) => config.postgres.version,
    offered: (catalogue) => catalogue.services.postgres.versions,
  }),
];
