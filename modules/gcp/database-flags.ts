/** Settings of PostgreSQL, each with the reason. */

export interface DatabaseFlag {
  readonly name: string;
  readonly value: string;
}

/** Connections that the server takes; the alarm on connections counts from it. */
export const maxConnections = 8000;

/** Where no other source is named: https://github.com/braintrustdata/terraform-google-braintrust-data-plane (modules/database) */
export const databaseFlags = [
  // Each pod of the API keeps a pool. From the start, because a change restarts the server.
  { name: 'max_connections', value: String(maxConnections) },
  // Logins by Google account instead of a password: https://cloud.google.com/sql/docs/postgres/iam-authentication
  { name: 'cloudsql.iam_authentication', value: 'on' },
  // The extensions that the data plane's schema uses.
  { name: 'cloudsql.enable_pg_cron', value: 'on' },
  { name: 'cloudsql.enable_pg_hint_plan', value: 'on' },
  // Proposes indexes in Query Insights: https://cloud.google.com/sql/docs/postgres/use-index-advisor
  { name: 'cloudsql.enable_index_advisor', value: 'on' },
  // A random page costs as much as a sequential one on an SSD.
  // https://www.postgresql.org/docs/17/runtime-config-query.html#GUC-RANDOM-PAGE-COST
  { name: 'random_page_cost', value: '1' },
  // The planner takes an index wherever there is one.
  { name: 'enable_seqscan', value: 'off' },
  // Who came and went, and what stood in the way: the CIS benchmark of Google Cloud asks for these.
  // https://cloud.google.com/sql/docs/postgres/flags
  { name: 'log_connections', value: 'on' },
  { name: 'log_disconnections', value: 'on' },
  { name: 'log_lock_waits', value: 'on' },
  { name: 'log_checkpoints', value: 'on' },
] as const satisfies readonly DatabaseFlag[];
