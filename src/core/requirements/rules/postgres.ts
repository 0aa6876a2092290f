import type { Breach } from '../../findings/finding.ts';
import type { Rule, Subject } from '../../rules/rule.ts';
import type { DatabaseType } from '../catalogue.ts';
import { grouped } from '../format.ts';
import { type Machine, machineRules } from '../machines.ts';
import { breachSeverity } from '../measure.ts';
import { databaseMeasures } from '../measures.ts';
import { least, requirements } from '../tables.ts';
import { nearestVolume, volumeFix } from '../volume-fix.ts';
import { versionRule } from './version.ts';

const { postgres } = requirements;

export const database: Machine<DatabaseType> = {
  component: 'postgres',
  title: 'the database',
  path: 'postgres.instanceType',
  name: (config) => config.postgres.instanceType,
  types: (catalogue) => catalogue.databases,
  spelling: (catalogue) => catalogue.spellings.databases,
  measures: databaseMeasures,
};

const kind: Rule = {
  id: 'postgres/volume-kind',
  states: 'The kind of volume is one that the cloud has.',
  check: ({ config, cloud }) => {
    const path = 'postgres.storage.type';
    const { type } = config.postgres.storage;
    const { kinds } = cloud.catalogue.volumes;
    const [usual = type] = kinds;
    if (kinds.includes(type)) return [];
    return [
      {
        rule: kind.id,
        severity: 'error',
        message: `the database: ${cloud.title} has no ${type} volumes`,
        path,
        required: kinds.join(', '),
        found: type,
        nearest: usual,
        fix: { text: `set ${path}: ${usual}`, set: [{ path, value: usual }] },
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
    const given = subject.cloud.catalogue.volumes.iops(subject.config.postgres.storage);
    return given !== undefined && given >= needed ? [] : [iopsBreach(subject, needed, given)];
  },
};

function iopsBreach(subject: Subject, needed: number, given: number | undefined): Breach {
  const { profile, postgres: settings } = subject.config;
  const { type, sizeGb, iops: written } = settings.storage;
  const volume = `${type} volume of ${grouped(sizeGb)} GB`;
  const says =
    given === undefined
      ? `postgres.storage.iops is not set, so the IOPS of the ${volume} are unknown`
      : given === written
        ? `${grouped(given)} IOPS are set`
        : `the ${volume} has ${grouped(given)} IOPS${written === undefined ? ' while postgres.storage.iops is not set' : ' at this size, whatever postgres.storage.iops says'}`;
  const nearest = nearestVolume(subject).iops;
  return {
    rule: iops.id,
    severity: given === undefined ? 'warning' : breachSeverity(profile),
    message: `the database: ${says}, ${profile} needs at least ${grouped(needed)} IOPS`,
    path: 'postgres.storage.iops',
    required: `at least ${grouped(needed)} IOPS`,
    found: given === undefined ? 'unknown' : `${grouped(given)} IOPS`,
    ...(nearest !== undefined && { nearest: String(nearest) }),
    fix: volumeFix(subject),
    source: postgres.iops.source,
  };
}

export const postgresRules: readonly Rule[] = [
  ...machineRules(database),
  kind,
  storage,
  iops,
  versionRule({
    component: 'postgres',
    title: 'PostgreSQL',
    path: 'postgres.version',
    requirement: postgres.version,
    found: (config) => config.postgres.version,
    offered: (catalogue) => catalogue.versions.postgres,
  }),
];
