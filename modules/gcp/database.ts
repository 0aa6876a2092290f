import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member/index.js';
import { SqlDatabaseInstance } from '@cdktf/provider-google/lib/sql-database-instance/index.js';
import { SqlUser } from '@cdktf/provider-google/lib/sql-user/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, Fn, type IResolvable } from '../core/cdktf.ts';
import type { IGcpKey, IGcpNetwork, IGcpServiceAccount } from './contracts.ts';
import { databaseFlags } from './database-flags.ts';
import { databasePassword } from './database-password.ts';
import { gcpNames } from './naming.ts';
import type { GcpDatabaseProps } from './props.ts';
import { RandomSuffix } from './random.ts';
import { StoredSecret } from './stored-secret.ts';

export interface DatabaseProps extends Omit<GcpDatabaseProps, 'deletionProtection'> {
  /** Name of the deployment. A change replaces the database. */
  readonly name: string;
  readonly project: string;
  readonly region: string;
  readonly network: IGcpNetwork;
  readonly key: IGcpKey;
  /** What a change of replaces the database, beside name and region; part of what its name's suffix follows. */
  readonly keepers: { readonly key: string; readonly network: string };
  /** Terraform and Cloud SQL both refuse to delete it. */
  readonly deletionProtection: IResolvable | boolean;
  /** Raise by one to set and store a new password; from 1. */
  readonly rotation: number;
  readonly labels: Readonly<Record<string, string>>;
  /** May log in by Google account. */
  readonly api: IGcpServiceAccount;
}

/** Administrator of the database, and the database in it that the services use. */
const databaseUser = 'postgres';
const databaseName = 'postgres';

/** The PostgreSQL database. */
export class Database extends Construct {
  readonly instance: string;
  readonly host: string;
  readonly url: StoredSecret;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const instance = this.makeInstance(props);
    this.instance = instance.name;
    this.host = instance.privateIpAddress;
    this.url = this.makeUser(props, instance);
    this.admitServiceAccount(props);
  }

  private makeInstance(props: DatabaseProps): SqlDatabaseInstance {
    // A name is blocked for a week after its instance has gone: https://cloud.google.com/sql/docs/postgres/delete-instance
    const suffix = new RandomSuffix(this, 'suffix', {
      keepers: { ...props.keepers, diskType: props.diskType, name: props.name, region: props.region },
    });
    return new SqlDatabaseInstance(this, 'Resource', {
      name: `${props.name}-${suffix.hex}`,
      region: props.region,
      databaseVersion: `POSTGRES_${props.version}`,
      encryptionKeyName: props.key.id,
      deletionProtection: props.deletionProtection,
      settings: this.settings(props),
      lifecycle: {
        preventDestroy: true,
        // Cloud SQL enlarges the volume itself. A plan would see it shrink, which to the provider means to replace it.
        ignoreChanges: ['settings[0].disk_size'],
      },
      // The network alone is not enough: without the peering Cloud SQL refuses it (NETWORK_NOT_PEERED).
      dependsOn: [props.key.granted, ...props.network.privateServices],
    });
  }

  private settings(
    props: DatabaseProps,
  ): NonNullable<ConstructorParameters<typeof SqlDatabaseInstance>[2]['settings']> {
    const plus = props.edition === 'ENTERPRISE_PLUS';
    return {
      tier: props.tier,
      // From PostgreSQL 16 on the default is ENTERPRISE_PLUS, which refuses smaller tiers.
      edition: props.edition,
      availabilityType: props.highAvailability ? 'REGIONAL' : 'ZONAL',
      diskType: props.diskType,
      diskSize: props.diskSizeGb,
      diskAutoresize: true,
      diskAutoresizeLimit: props.diskLimitGb,
      // Cloud SQL's own refusal, which also holds against the console.
      deletionProtectionEnabled: props.deletionProtection,
      // Backups outlive an instance that was deleted by mistake, until their own retention ends.
      retainBackupsOnDelete: true,
      userLabels: { ...props.labels },
      ...(hasDataCache(props) ? { dataCacheConfig: { dataCacheEnabled: true } } : {}),
      databaseFlags: databaseFlags.map((flag) => ({ ...flag })),
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: props.network.id,
        sslMode: 'ENCRYPTED_ONLY',
        enablePrivatePathForGoogleCloudServices: true,
      },
      backupConfiguration: {
        enabled: true,
        pointInTimeRecoveryEnabled: true,
        // UTC; the backup is done before the maintenance begins.
        startTime: '06:00',
        location: props.region,
        // A week is the most in ENTERPRISE. https://cloud.google.com/sql/docs/postgres/backup-recovery/pitr
        transactionLogRetentionDays: Math.min(props.backupRetentionDays, plus ? 35 : 7),
        backupRetentionSettings: { retainedBackups: props.backupRetentionDays, retentionUnit: 'COUNT' },
      },
      // Monday, UTC.
      maintenanceWindow: { day: 1, hour: 8, updateTrack: 'stable' },
      insightsConfig: {
        queryInsightsEnabled: true,
        queryStringLength: 1024,
        queryPlansPerMinute: 5,
        recordApplicationTags: true,
        recordClientAddress: true,
      },
    };
  }

  /** Stored before it is set, so that it is never lost: see `databasePassword`. */
  private makeUser(props: DatabaseProps, instance: SqlDatabaseInstance): StoredSecret {
    const { region, key, rotation } = props;
    const names = gcpNames(props.project, props.name).secrets;
    const password = databasePassword(this, rotation);
    const stored = new StoredSecret(this, 'password', { name: names.postgresPassword, region, key });
    const value = `{ username = "${databaseUser}", password = ${password}, rotation = ${rotation} }`;
    const kept = stored.write({ rotation, value: `\${jsonencode(${value})}`, after: [instance] });
    const user = new SqlUser(this, 'user', {
      instance: instance.name,
      name: databaseUser,
      passwordWo: `\${${password}}`,
      passwordWoVersion: rotation,
      // PostgreSQL refuses to drop a user that owns tables; it goes with the instance.
      deletionPolicy: 'ABANDON',
      dependsOn: [kept],
    });
    const url = new StoredSecret(this, 'url', { name: names.postgresUrl, region, key });
    url.write({
      rotation,
      value: `postgres://${databaseUser}:\${${password}}@${this.host}:5432/${databaseName}?sslmode=require`,
      writeAgainOn: [`${addressOf(user)}.id`, `${addressOf(instance)}.private_ip_address`],
      after: [user],
    });
    return url;
  }

  /**
   * A login without a password, for people and jobs that act as the API. It needs the flag `cloudsql.iam_authentication`, the
   * two roles, and what PostgreSQL itself grants. https://cloud.google.com/sql/docs/postgres/add-manage-iam-users
   */
  private admitServiceAccount(props: DatabaseProps): void {
    const { email, member } = props.api;
    new SqlUser(this, 'api_user', {
      instance: this.instance,
      name: Fn.trimsuffix(email, '.gserviceaccount.com'),
      type: 'CLOUD_IAM_SERVICE_ACCOUNT',
      deletionPolicy: 'ABANDON',
    });
    for (const role of ['client', 'instanceUser'] as const) {
      new ProjectIamMember(this, `api_${role.toLowerCase()}`, {
        project: props.project,
        role: `roles/cloudsql.${role}`,
        member,
      });
    }
  }
}

/** Only these machines have a local disk for it. https://cloud.google.com/sql/docs/postgres/data-cache */
function hasDataCache({ edition, tier }: Pick<GcpDatabaseProps, 'edition' | 'tier'>): boolean {
  return edition === 'ENTERPRISE_PLUS' && tier.startsWith('db-perf-optimized-');
}
