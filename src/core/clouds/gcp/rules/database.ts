/** What Cloud SQL and Memorystore accept. */

import { database } from '../../../requirements/database.ts';
import { findType, fixOf, suggestedType, typeFix } from '../../../requirements/machines.ts';
import type { Rule } from '../../../rules/rule.ts';

const edition: Rule = {
  id: 'postgres/edition',
  states: 'The edition of Cloud SQL is the one that has the machine.',
  check: (subject) => {
    const path = 'postgres.edition';
    const { edition: found } = subject.config.postgres;
    const type = findType(database, subject);
    if (found === undefined || !type?.edition || type.edition === found) return [];
    const suggested = suggestedType(database, subject);
    return [
      {
        rule: edition.id,
        severity: 'error',
        message: `the database: ${type.name} is a machine of edition ${type.edition}, the edition is ${found}`,
        path,
        required: type.edition,
        found,
        nearest: suggested?.edition ?? type.edition,
        fix: typeFix(database, subject, suggested ?? type),
        source: 'https://cloud.google.com/sql/docs/postgres/editions-intro',
      },
    ];
  },
};

const minorVersion: Rule = {
  id: 'postgres/version-minor',
  states: 'The version of PostgreSQL is a major version: Cloud SQL chooses the minor one.',
  check: ({ config }) => {
    const path = 'postgres.version';
    const { version } = config.postgres;
    // Until 9.6 a major version had two numbers.
    const [major = version] = /^(9\.[0-9]+|[0-9]+)/.exec(version) ?? [];
    // What is too old is told by the requirements, with a version to take.
    if (major === version || Number(major) < 15) return [];
    return [
      {
        rule: minorVersion.id,
        severity: 'error',
        message: `Cloud SQL takes no minor version, such as PostgreSQL ${version}; it keeps the newest of ${major} itself`,
        path,
        required: major,
        found: version,
        nearest: major,
        fix: { text: `set ${path}: "${major}"`, set: [{ path, value: major }] },
        source:
          'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/sql_database_instance',
      },
    ];
  },
};

const replicas: Rule = {
  id: 'redis/replicas',
  states: 'The cache has one replica or none: a standby in another zone, or a single machine.',
  check: ({ config }) => {
    const path = 'redis.replicas';
    if (config.redis.replicas <= 1) return [];
    return [
      {
        rule: replicas.id,
        severity: 'error',
        message: `${config.redis.replicas} replicas of the cache: more than a standby would only serve reads, which the data plane sends to the primary`,
        path,
        required: '0 or 1',
        found: String(config.redis.replicas),
        nearest: '1',
        fix: fixOf([{ path, value: 1 }]),
        source: 'https://cloud.google.com/memorystore/docs/redis/high-availability-for-memorystore-for-redis',
      },
    ];
  },
};

export const databaseRules: readonly Rule[] = [edition, minorVersion, replicas];
