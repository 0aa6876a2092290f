import { describe, expect, it } from 'vitest';
import { type Block, texts } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const address = 'google_sql_database_instance.database';
const settings = (props: typeof staging): Block => infra(props).resource(address).settings as Block;

describe('the database', () => {
  it('is what the configuration asks for', () => {
    expect(infra(production).resource(address)).toMatchObject({
      database_version: 'POSTGRES_17',
      name: 'braintrust-${random_id.database_suffix.hex}',
      settings: {
        tier: 'db-perf-optimized-N-8',
        edition: 'ENTERPRISE_PLUS',
        availability_type: 'REGIONAL',
        disk_type: 'PD_SSD',
        disk_size: 1000,
        disk_autoresize: true,
        disk_autoresize_limit: 4000,
      },
    });
    expect(settings(staging)).toMatchObject({ availability_type: 'ZONAL', edition: 'ENTERPRISE' });
  });

  it('is reached over the private network only, and encrypted', () => {
    expect(settings(staging).ip_configuration).toMatchObject({
      ipv4_enabled: false,
      private_network: '${google_compute_network.network.id}',
      ssl_mode: 'ENCRYPTED_ONLY',
    });
  });

  it.each([
    [staging, 7, 7],
    [production, 14, 14],
    [{ ...staging, database: { ...staging.database, backupRetentionDays: 30 } }, 30, 7],
    [{ ...production, database: { ...production.database, backupRetentionDays: 35 } }, 35, 35],
  ])('keeps backups, and the log as long as its edition can (%#)', (props, backups, logDays) => {
    expect(settings(props).backup_configuration).toMatchObject({
      enabled: true,
      point_in_time_recovery_enabled: true,
      transaction_log_retention_days: logDays,
      backup_retention_settings: { retained_backups: backups, retention_unit: 'COUNT' },
    });
    expect(settings(props).retain_backups_on_delete).toBe(true);
  });

  it('has the flags of the data plane, logins by account among them', () => {
    const flags = settings(staging).database_flags as { name: string; value: string }[];
    expect(Object.fromEntries(flags.map(({ name, value }) => [name, value]))).toEqual({
      max_connections: '8000',
      'cloudsql.iam_authentication': 'on',
      'cloudsql.enable_pg_cron': 'on',
      'cloudsql.enable_pg_hint_plan': 'on',
      'cloudsql.enable_index_advisor': 'on',
      random_page_cost: '1',
      enable_seqscan: 'off',
      log_connections: 'on',
      log_disconnections: 'on',
      log_lock_waits: 'on',
      log_checkpoints: 'on',
    });
  });

  it('caches on a local disk where the machine has one', () => {
    expect(settings(production)).toHaveProperty('data_cache_config');
    expect(settings(staging)).not.toHaveProperty('data_cache_config');
    expect(settings(shapes['hyperdisk database'] ?? staging)).not.toHaveProperty('data_cache_config');
  });

  it('gets another name when something replaces it, since the old one is blocked for a week', () => {
    const keepers = (props: typeof staging) => infra(props).resource('random_id.database_suffix').keepers;
    for (const other of ['existing key', 'existing network', 'hyperdisk database', 'europe-west4']) {
      expect(keepers(shapes[other] ?? production), other).not.toEqual(keepers(production));
    }
    expect(keepers({ ...production, labels: {} })).toEqual(keepers(production));
  });

  it('sets the password that is stored for this rotation, else a new one, and shows it nowhere', () => {
    const stack = infra({ ...staging, secrets: { ...staging.secrets, databaseRotation: 4 } });
    const user = stack.resource('google_sql_user.database_user');
    const password = String(user.password_wo);
    const random = 'ephemeral.random_password.database_password_text.result';
    expect(user.password_wo_version).toBe(4);
    expect(password).toContain('jsondecode(var.stored_database_password).rotation == 4 ?');
    // Sensitive whichever it is, else the first plan after an apply would show a change.
    expect(password).toMatch(new RegExp(`^\\$\\{sensitive\\(.*, ${random}\\)\\)}$`));
    expect(stack.tree.variable).toMatchObject({
      stored_database_password: { ephemeral: true, sensitive: true },
    });
    const expression = password.slice('${'.length, -'}'.length);
    for (const secret of ['password', 'url']) {
      const version = stack.resource(`google_secret_manager_secret_version.database_${secret}_value`);
      expect(version).toMatchObject({ secret_data_wo_version: 4 });
      expect(version.secret_data_wo).toContain(expression);
    }
    // Ephemeral through and through: terraform refuses such a value in any other argument.
    const holders = [...texts(stack.tree.resource)].filter((text) => text.includes(random));
    expect(holders).toHaveLength(3);
  });

  it('stores the password before it sets it, so that it is never lost', () => {
    const stack = infra(staging);
    const stored = 'google_secret_manager_secret_version.database_password_value';
    expect(stack.resource('google_sql_user.database_user').depends_on).toContain(stored);
    expect(stack.resource('google_secret_manager_secret_version.database_url_value').depends_on).toContain(
      'google_sql_user.database_user',
    );
  });

  it('lets the account of the API log in, with both roles that it takes', () => {
    const stack = infra(staging);
    expect(stack.resource('google_sql_user.database_api_user')).toMatchObject({
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
      name: '${trimsuffix(google_service_account.accounts_api.email, ".gserviceaccount.com")}',
    });
    for (const role of ['client', 'instanceUser']) {
      expect(stack.resource(`google_project_iam_member.database_api_${role.toLowerCase()}`)).toMatchObject({
        role: `roles/cloudsql.${role}`,
        member: '${google_service_account.accounts_api.member}',
      });
    }
  });

  it('is left alone where Cloud SQL enlarges the volume', () => {
    expect(infra(staging).resource(address).lifecycle).toEqual({
      prevent_destroy: true,
      ignore_changes: ['settings[0].disk_size'],
    });
  });
});
