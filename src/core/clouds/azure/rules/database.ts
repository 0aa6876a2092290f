/** What Azure Database for PostgreSQL accepts. */

import { database } from '../../../requirements/database.ts';
import { grouped } from '../../../requirements/format.ts';
import { findType, fixOf, suggestedType, typeFix } from '../../../requirements/machines.ts';
import { volumeFix } from '../../../requirements/volume-fix.ts';
import type { Rule } from '../../../rules/rule.ts';
import { minorVersionRule } from '../../kubernetes/rules/minor-version.ts';
import { isProvided } from '../databases.ts';
import { sizeFor, storageSizes } from '../volumes.ts';

const provider =
  'https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/postgresql_flexible_server';

const provided: Rule = {
  id: 'postgres/machine-provider',
  states: 'The machine of the database is one that the Azure provider takes.',
  check: (subject) => {
    const { instanceType: found } = subject.config.postgres;
    const type = findType(database, subject);
    if (!type || isProvided(found)) return [];
    const suggested = suggestedType(database, subject);
    return [
      {
        rule: provided.id,
        severity: 'error',
        message: `the database: Azure has ${found}, but its terraform provider (4.55.0) does not take it`,
        path: 'postgres.instanceType',
        required: 'a machine of the fifth generation or older',
        found,
        ...(suggested
          ? { nearest: suggested.name, fix: typeFix(database, subject, suggested) }
          : { fix: { text: 'name a machine that ends in _v5' } }),
        source:
          'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/postgres/validate/flexible_server_sku_name.go',
      },
    ];
  },
};

const size: Rule = {
  id: 'postgres/volume-size',
  states: 'The volume has one of the sizes that Azure has.',
  check: (subject) => {
    const { sizeGb } = subject.config.postgres.storage;
    if (storageSizes.some(({ gib }) => gib === sizeGb)) return [];
    const next = sizeFor(sizeGb) ?? storageSizes.at(-1);
    return [
      {
        rule: size.id,
        severity: 'error',
        message: `the database: Azure has no volume of ${grouped(sizeGb)} GiB; the next is ${grouped(next?.gib ?? 0)}`,
        path: 'postgres.storage.sizeGb',
        required: storageSizes.map(({ gib }) => grouped(gib)).join('; '),
        found: grouped(sizeGb),
        nearest: String(next?.gib),
        fix: volumeFix(subject),
        source: provider,
      },
    ];
  },
};

const tier: Rule = {
  id: 'postgres/volume-tier',
  states: 'The tier of the volume is one that its size can have.',
  check: (subject) => {
    const { sizeGb, tier: found } = subject.config.postgres.storage;
    const next = sizeFor(sizeGb);
    if (found === undefined || !next || next.tiers.includes(found)) return [];
    return [
      {
        rule: tier.id,
        severity: 'error',
        message: `the database: a volume of ${grouped(next.gib)} GiB has tier ${next.tiers.join(', ')}, not ${found}`,
        path: 'postgres.storage.tier',
        required: next.tiers.join(', '),
        found,
        fix: volumeFix(subject),
        source: `${provider}#storage_tier`,
      },
    ];
  },
};

const standby: Rule = {
  id: 'postgres/standby-burstable',
  states: 'A database with a standby is on a machine that can have one.',
  check: (subject) => {
    const path = 'postgres.multiAz';
    const type = findType(database, subject);
    if (!subject.config.postgres.multiAz || !type?.burstable) return [];
    return [
      {
        rule: standby.id,
        severity: 'error',
        message: `the database: ${type.name} is of the burstable tier, which has no standby in another zone`,
        path,
        required: 'a machine that begins with GP_ or MO_, or false',
        found: type.name,
        nearest: 'false',
        fix: {
          ...fixOf([{ path, value: false }]),
          text: `set ${path}: false, or choose a machine of GP_ or MO_`,
        },
        source: 'https://learn.microsoft.com/azure/postgresql/high-availability/concepts-high-availability',
      },
    ];
  },
};

/** https://learn.microsoft.com/azure/postgresql/backup-restore/concepts-backup-restore */
const leastBackupDays = 7;

const backups: Rule = {
  id: 'postgres/backup-days',
  states: 'Backups are kept as long as Azure keeps them at least.',
  check: ({ config }) => {
    const path = 'postgres.backupRetentionDays';
    const { backupRetentionDays: days } = config.postgres;
    if (days >= leastBackupDays) return [];
    return [
      {
        rule: backups.id,
        severity: 'error',
        message: `the database: Azure keeps backups for ${leastBackupDays} days at least, ${days} are asked for`,
        path,
        required: `${leastBackupDays} to 35`,
        found: String(days),
        nearest: String(leastBackupDays),
        fix: fixOf([{ path, value: leastBackupDays }]),
        source: 'https://learn.microsoft.com/azure/postgresql/backup-restore/concepts-backup-restore',
      },
    ];
  },
};

export const databaseRules: readonly Rule[] = [
  provided,
  size,
  tier,
  standby,
  backups,
  minorVersionRule('Azure Database for PostgreSQL', provider),
];
