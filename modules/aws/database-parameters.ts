/** Settings of PostgreSQL, each with the reason. */

export interface DatabaseParameter {
  readonly name: string;
  readonly value: string;
  /** `pending-reboot` where the server reads it only at start. */
  readonly applyMethod: 'immediate' | 'pending-reboot';
}

export const databaseParameters = [
  // The default from version 15; explicit for scanners, and against a change of the default.
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
  { name: 'rds.force_ssl', value: '1', applyMethod: 'pending-reboot' },
  // The extensions that the data plane's schema uses.
  // https://github.com/braintrustdata/terraform-aws-braintrust-data-plane (modules/database)
  {
    name: 'shared_preload_libraries',
    value: 'pg_stat_statements,pg_hint_plan,pg_cron',
    applyMethod: 'pending-reboot',
  },
  // A random page costs as much as a sequential one on an SSD.
  // https://www.postgresql.org/docs/17/runtime-config-query.html#GUC-RANDOM-PAGE-COST
  { name: 'random_page_cost', value: '1', applyMethod: 'immediate' },
  // An hour, in milliseconds: long enough for migrations, an end for what was forgotten. Same source as the extensions.
  { name: 'statement_timeout', value: '3600000', applyMethod: 'immediate' },
] as const satisfies readonly DatabaseParameter[];

/** Parameter group family of a version such as `17` or `17.4`. */
export function databaseFamily(version: string): string {
  return `postgres${version.split('.')[0]}`;
}
