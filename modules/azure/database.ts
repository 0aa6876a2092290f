import { PostgresqlFlexibleServer } from '@cdktf/provider-azurerm/lib/postgresql-flexible-server/index.js';
import { PostgresqlFlexibleServerConfiguration } from '@cdktf/provider-azurerm/lib/postgresql-flexible-server-configuration/index.js';
import { PostgresqlFlexibleServerDatabase } from '@cdktf/provider-azurerm/lib/postgresql-flexible-server-database/index.js';
import { Construct, type TerraformResource } from '../core/cdktf.ts';
import type { AzurePlace, IAzureEndpoints, IAzureKey, IAzureVault } from './contracts.ts';
import { databaseName, databaseParameters } from './database-parameters.ts';
import { databasePassword } from './database-password.ts';
import { azureNames } from './naming.ts';
import { PrivateEndpoint } from './private-endpoint.ts';
import type { AzureDatabaseProps } from './props.ts';
import { StoredSecret } from './stored-secret.ts';

export interface DatabaseProps extends AzurePlace, Omit<AzureDatabaseProps, 'deletionProtection'> {
  readonly vault: IAzureVault;
  /** A change replaces the database. */
  readonly key: IAzureKey;
  readonly endpoints: IAzureEndpoints;
  /** Raise by one to set a new password; from 1. */
  readonly rotation: number;
}

/** Whose password it is. Azure refuses names such as `admin` and `root`. */
const databaseUser = 'postgres';

/** The PostgreSQL database. */
export class Database extends Construct {
  /** ARM id. */
  readonly id: string;
  /** Name of the server. */
  readonly server: string;
  readonly host: string;
  /** `postgres://user:password@host:5432/braintrust?sslmode=require`. */
  readonly connectionString: StoredSecret;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    const password = databasePassword(this, 'password', props);
    const server = this.makeServer(props, password);
    this.id = server.id;
    this.server = server.name;
    this.host = server.fqdn;
    this.makeDatabase(server);
    new PrivateEndpoint(this, 'endpoint', { ...props, service: 'postgres', targetId: server.id });
    this.connectionString = new StoredSecret(this, 'connection_string', {
      vault: props.vault,
      deployment: props.name,
      name: azureNames(props.subscription, props.name).secrets.postgresConnectionString,
      value: `postgres://${databaseUser}:\${${password}}@${server.fqdn}:5432/${databaseName}?sslmode=require`,
      rotation: props.rotation,
      after: [server],
    });
  }

  private makeServer(props: DatabaseProps, password: string): PostgresqlFlexibleServer {
    const { key, highAvailability } = props;
    return new PostgresqlFlexibleServer(this, 'Resource', {
      name: azureNames(props.subscription, props.name).database,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      version: props.version,
      skuName: props.sku,
      storageMb: props.storageGib * 1024,
      // Of the tier that a size has by itself, and said, because a change of Azure's default would change the database.
      storageTier: props.storageTier,
      // A full volume takes no more writes. What it grew to has to be written down before the next apply: it never shrinks.
      autoGrowEnabled: true,
      administratorLogin: databaseUser,
      administratorPasswordWo: `\${${password}}`,
      administratorPasswordWoVersion: props.rotation,
      authentication: { passwordAuthEnabled: true, activeDirectoryAuthEnabled: false },
      // By its private endpoint alone.
      publicNetworkAccessEnabled: false,
      backupRetentionDays: props.backupRetentionDays,
      geoRedundantBackupEnabled: false,
      ...(highAvailability ? { highAvailability: { mode: 'ZoneRedundant' } } : {}),
      // Monday, UTC.
      maintenanceWindow: { dayOfWeek: 1, startHour: 8, startMinute: 0 },
      identity: { type: 'UserAssigned', identityIds: [key.identityId] },
      customerManagedKey: { keyVaultKeyId: key.versionlessId, primaryUserAssignedIdentityId: key.identityId },
      tags: { ...props.tags },
      lifecycle: {
        preventDestroy: true,
        // Azure picks the zones, and a failover swaps them.
        ignoreChanges: highAvailability
          ? ['zone', 'high_availability[0].standby_availability_zone']
          : ['zone'],
      },
      dependsOn: [key.granted],
    });
  }

  /** One after the other: a server that is busy with one refuses the next. */
  private makeDatabase(server: PostgresqlFlexibleServer): void {
    let before: TerraformResource = new PostgresqlFlexibleServerDatabase(this, 'database', {
      name: databaseName,
      serverId: server.id,
      charset: 'UTF8',
      collation: 'en_US.utf8',
      lifecycle: { preventDestroy: true },
    });
    for (const { id, name, value } of databaseParameters) {
      before = new PostgresqlFlexibleServerConfiguration(this, `parameter_${id}`, {
        name,
        value,
        serverId: server.id,
        dependsOn: [before],
      });
    }
  }
}
