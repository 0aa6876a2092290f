/** Versions that the managed services are known to offer. */
import type { Breach } from '../../findings/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import type { ManagedService } from '../catalogue.ts';
import { least, requirements } from '../tables.ts';
import { majorOf } from './version.ts';

/** A newer major may have come since; what a service does not know it refuses, but the database of the clouds moves on. */
const postgresVersion: Rule = {
  id: 'postgres/version-offered',
  states: 'The managed database is known to offer the PostgreSQL version.',
  check: ({ config, cloud }) => {
    const { version } = config.postgres;
    const service = cloud.catalogue.services.postgres;
    const { name, versions, onlyListed } = service;
    if (versions.some((offered) => majorOf(offered) === majorOf(version)) || !newEnough('postgres', version))
      return [];
    const [severity, message] =
      onlyListed === undefined
        ? (['warning', `it is not known that ${name} offers PostgreSQL ${version}`] as const)
        : ([
            'error',
            `${onlyListed} takes no PostgreSQL ${version}; the last one is ${versions.at(-1)}`,
          ] as const);
    return [versionBreach(postgresVersion.id, severity, 'postgres', version, service, message)];
  },
};

const redisVersion: Rule = {
  id: 'redis/version-offered',
  states: 'The managed cache offers the Redis version; both numbers are written.',
  check: ({ config, cloud }) => {
    const { version } = config.redis;
    const service = cloud.catalogue.services.redis;
    const { name, versions } = service;
    if (versions.includes(version) || !newEnough('redis', version)) return [];
    const message = `${name} offers no Redis ${version}; the last one is ${versions.at(-1)}, written with both numbers`;
    return [versionBreach(redisVersion.id, 'error', 'redis', version, service, message)];
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
  { versions, source }: ManagedService,
  message: string,
): Breach {
  const path = `${component}.version`;
  const nearest = versions.at(-1) ?? found;
  return {
    rule,
    severity,
    message,
    path,
    required: versions.filter((version) => newEnough(component, version)).join(', '),
    found,
    nearest,
    fix: { text: `set ${path}: "${nearest}"`, set: [{ path, value: nearest }] },
    source,
  };
}

export const offeredRules: readonly Rule[] = [postgresVersion, redisVersion];
