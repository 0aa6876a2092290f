/** Settings of PostgreSQL, each with the reason. */

export interface DatabaseParameter {
  /** Literal id, part of the address. */
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** Name of the database. */
export const databaseName = 'braintrust';

/**
 * Where no other source is named: https://github.com/braintrustdata/terraform-azure-braintrust-data-plane (modules/database).
 * The first and the third are read at start alone: the step after the stack restarts the server once.
 */
export const databaseParameters = [
  // The extensions that the data plane's schema uses.
  {
    id: 'preloaded',
    name: 'shared_preload_libraries',
    value: 'pg_stat_statements,pg_hint_plan,pg_cron',
  },
  // Azure lets no extension be created that is not named here.
  // https://learn.microsoft.com/azure/postgresql/extensions/how-to-allow-extensions
  { id: 'extensions', name: 'azure.extensions', value: 'PG_STAT_STATEMENTS,PG_HINT_PLAN,PG_CRON,PG_PARTMAN' },
  // pg_cron has its tables in one database of the server.
  { id: 'cron_database', name: 'cron.database_name', value: databaseName },
  // An hour, in milliseconds: long enough for migrations, an end for what was forgotten.
  { id: 'statement_timeout', name: 'statement_timeout', value: '3600000' },
  // A random page costs as much as a sequential one on an SSD.
  // https://www.postgresql.org/docs/17/runtime-config-query.html#GUC-RANDOM-PAGE-COST
  { id: 'random_page_cost', name: 'random_page_cost', value: '1' },
  // Figures of each database, and of what vacuum leaves undone, that alerts can watch.
  // https://learn.microsoft.com/azure/postgresql/monitor/concepts-monitoring
  { id: 'activity_metrics', name: 'metrics.collector_database_activity', value: 'ON' },
  { id: 'vacuum_metrics', name: 'metrics.autovacuum_diagnostics', value: 'ON' },
] as const satisfies readonly DatabaseParameter[];
