/** Server parameters that a data plane sets or reads, with their defaults. https://learn.microsoft.com/azure/postgresql/server-parameters */

export interface Parameter {
  readonly value: string;
  readonly dataType: 'Boolean' | 'Integer' | 'Numeric' | 'Enumeration' | 'String' | 'Set';
  /** Takes effect without a restart. */
  readonly dynamic: boolean;
  readonly allowed?: RegExp;
}

const onOff = { dataType: 'Boolean', allowed: /^(on|off)$/i } as const;
const number = { dataType: 'Integer', allowed: /^-?\d+$/ } as const;
const decimal = { dataType: 'Numeric', allowed: /^-?\d+(\.\d+)?$/ } as const;
const texts = { dataType: 'Set' } as const;

export const parameters: Readonly<Record<string, Parameter>> = {
  autovacuum_analyze_scale_factor: { ...decimal, value: '0.1', dynamic: true },
  autovacuum_max_workers: { ...number, value: '3', dynamic: false },
  autovacuum_naptime: { ...number, value: '60', dynamic: true },
  autovacuum_vacuum_cost_delay: { ...number, value: '2', dynamic: true },
  autovacuum_vacuum_cost_limit: { ...number, value: '-1', dynamic: true },
  autovacuum_vacuum_insert_scale_factor: { ...decimal, value: '0.2', dynamic: true },
  autovacuum_vacuum_scale_factor: { ...decimal, value: '0.2', dynamic: true },
  'cron.database_name': { dataType: 'String', value: 'postgres', dynamic: false },
  'metrics.autovacuum_diagnostics': { ...onOff, value: 'off', dynamic: true },
  'metrics.collector_database_activity': { ...onOff, value: 'off', dynamic: true },
  'azure.extensions': { ...texts, value: '', dynamic: true },
  checkpoint_timeout: { ...number, value: '600', dynamic: true },
  effective_io_concurrency: { ...number, value: '1', dynamic: true },
  idle_in_transaction_session_timeout: { ...number, value: '0', dynamic: true },
  jit: { ...onOff, value: 'off', dynamic: true },
  lock_timeout: { ...number, value: '0', dynamic: true },
  log_lock_waits: { ...onOff, value: 'off', dynamic: true },
  log_min_duration_statement: { ...number, value: '-1', dynamic: true },
  log_temp_files: { ...number, value: '-1', dynamic: true },
  maintenance_work_mem: { ...number, value: '157286', dynamic: true },
  max_connections: { ...number, value: '859', dynamic: false },
  max_parallel_workers: { ...number, value: '8', dynamic: true },
  max_slot_wal_keep_size: { ...number, value: '-1', dynamic: true },
  max_wal_size: { ...number, value: '2048', dynamic: true },
  max_worker_processes: { ...number, value: '8', dynamic: false },
  'pg_partman_bgw.dbname': { dataType: 'String', value: '', dynamic: true },
  'pg_partman_bgw.interval': { ...number, value: '3600', dynamic: true },
  'pg_partman_bgw.role': { dataType: 'String', value: '', dynamic: true },
  random_page_cost: { ...decimal, value: '2', dynamic: true },
  require_secure_transport: { ...onOff, value: 'on', dynamic: true },
  shared_buffers: { ...number, value: '1048576', dynamic: false },
  shared_preload_libraries: { ...texts, value: 'pg_cron,pg_stat_statements', dynamic: false },
  statement_timeout: { ...number, value: '0', dynamic: true },
  tcp_keepalives_idle: { ...number, value: '120', dynamic: true },
  wal_level: { dataType: 'Enumeration', value: 'replica', dynamic: false, allowed: /^(replica|logical)$/i },
  work_mem: { ...number, value: '4096', dynamic: true },
};
