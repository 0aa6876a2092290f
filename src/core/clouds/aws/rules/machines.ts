import type { Breach } from '../../../findings/finding.ts';
import type { MachineType } from '../../../requirements/catalogue.ts';
import {
  findType,
  isMisspelled,
  type Machine,
  suggestedType,
  typeFix,
} from '../../../requirements/machines.ts';
import { nodePools } from '../../../requirements/rules/brainstore.ts';
import { database } from '../../../requirements/rules/postgres.ts';
import { cache } from '../../../requirements/rules/redis.ts';
import { majorOf } from '../../../requirements/rules/version.ts';
import { least, requirements } from '../../../requirements/tables.ts';
import type { Rule, Subject } from '../../../rules/rule.ts';

const typeNames: Rule = {
  id: 'config/machine-type-name',
  states: 'A machine type is spelled as the service spells it.',
  check: (subject) => [
    ...misspelled(database, subject),
    ...misspelled(cache, subject),
    ...nodePools.flatMap((pool) => misspelled(pool, subject)),
  ],
};

function misspelled<T extends MachineType>(machine: Machine<T>, subject: Subject): readonly Breach[] {
  if (!isMisspelled(machine, subject)) return [];
  const { path } = machine;
  const found = machine.name(subject.config) ?? '';
  const { example } = machine.spelling(subject.cloud.catalogue);
  const suggested = suggestedType(machine, subject);
  return [
    {
      rule: typeNames.id,
      severity: 'error',
      message: `${path}: ${found} is not spelled like a machine type of this service, such as ${example}`,
      path,
      required: `like ${example}`,
      found,
      ...(suggested
        ? { nearest: suggested.name, fix: typeFix(path, suggested.name) }
        : { fix: { text: `write it like ${example}` } }),
    },
  ];
}

const imageArchitecture: Rule = {
  id: 'brainstore/image-architecture',
  states: 'With a machine image of your own all nodes have one architecture, since an image has one.',
  check: (subject) => {
    if (subject.config.brainstore.machineImage === undefined) return [];
    const types = [...new Set(nodePools.flatMap((pool) => findType(pool, subject) ?? []))];
    const architectures = [...new Set(types.map((type) => type.architecture))];
    if (architectures.length < 2) return [];
    return [
      {
        rule: imageArchitecture.id,
        severity: 'error',
        message: `one machine image cannot start ${types.map((type) => `${type.name} (${type.architecture})`).join(' and ')}`,
        path: 'brainstore.machineImage',
        required: 'one architecture',
        found: architectures.join(', '),
        fix: { text: 'choose machines of one architecture, or remove brainstore.machineImage' },
      },
    ];
  },
};

const postgresVersion: Rule = {
  id: 'postgres/version-offered',
  states: 'RDS is known to offer the PostgreSQL version.',
  check: ({ config, cloud }) => {
    const { version } = config.postgres;
    const known = cloud.catalogue.versions.postgres;
    if (known.some((offered) => majorOf(offered) === majorOf(version)) || !newEnough('postgres', version))
      return [];
    return [
      versionBreach(
        postgresVersion.id,
        'warning',
        'postgres',
        version,
        known,
        `it is not known that RDS offers PostgreSQL ${version}`,
      ),
    ];
  },
};

const redisVersion: Rule = {
  id: 'redis/version-offered',
  states: 'ElastiCache offers the Redis version; both numbers are written.',
  check: ({ config, cloud }) => {
    const { version } = config.redis;
    const known = cloud.catalogue.versions.redis;
    if (known.includes(version) || !newEnough('redis', version)) return [];
    return [
      versionBreach(
        redisVersion.id,
        'error',
        'redis',
        version,
        known,
        `ElastiCache offers no Redis ${version}; the last one is ${known.at(-1)}, written with both numbers`,
      ),
    ];
  },
};

/** An older version is already an error of the requirements, with a version on offer as its correction. */
function newEnough(component: 'postgres' | 'redis', version: string): boolean {
  return majorOf(version) >= (least(requirements[component].version, 'staging') ?? 0);
}

function versionBreach(
  rule: string,
  severity: 'error' | 'warning',
  component: 'postgres' | 'redis',
  found: string,
  known: readonly string[],
  message: string,
): Breach {
  const path = `${component}.version`;
  const nearest = known.at(-1) ?? found;
  return {
    rule,
    severity,
    message,
    path,
    required: known.filter((version) => newEnough(component, version)).join(', '),
    found,
    nearest,
    fix: { text: `set ${path}: "${nearest}"`, set: [{ path, value: nearest }] },
    source:
      component === 'redis'
        ? 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html'
        : 'https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html',
  };
}

export const machineShapeRules: readonly Rule[] = [
  typeNames,
  imageArchitecture,
  postgresVersion,
  redisVersion,
];
