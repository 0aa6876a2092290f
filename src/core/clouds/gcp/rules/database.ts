/** What Cloud SQL and Memorystore accept. */

import { database } from '../../../requirements/database.ts';
import { findType, suggestedType, typeFix } from '../../../requirements/machines.ts';
import type { Rule } from '../../../rules/rule.ts';
import { minorVersionRule } from '../../kubernetes/rules/minor-version.ts';
import { replicasRule } from '../../kubernetes/rules/replicas.ts';

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

const minorVersion = minorVersionRule(
  'Cloud SQL',
  'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/sql_database_instance',
);

const replicas = replicasRule(
  'https://cloud.google.com/memorystore/docs/redis/high-availability-for-memorystore-for-redis',
);

export const databaseRules: readonly Rule[] = [edition, minorVersion, replicas];
