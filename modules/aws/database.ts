import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance/index.js';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group/index.js';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';
import type { IDatabase, IKey, INetwork } from '../core/contracts.ts';
import { databaseFamily, databaseParameters } from './database-parameters.ts';
import { type DatabaseVolume, volumeArguments } from './database-volume.ts';
import { GuardedPort } from './guarded-port.ts';
import { keyedSuffix, managedPolicyArn, trustService } from './naming.ts';
import { databaseUser } from './secrets.ts';
import { StoredSecret } from './stored-secret.ts';

export interface DatabaseProps extends DatabaseVolume {
  /** Name of the deployment. A change replaces the database. */
  readonly name: string;
  readonly region: string;
  readonly network: INetwork;
  /** Key of volume, backups, insights and logs. A change replaces the database. */
  readonly key: IKey;
  /** ARN of `key` where it is not the data plane's own; part of the identifier. Default: - the data plane's own. */
  readonly givenKeyArn?: string;
  /** JSON with `username` and `password`, stored; the password is set from what is stored. */
  readonly credentials: StoredSecret;
  /** Raise by one, together with that of `credentials`, to set the stored password; from 1. */
  readonly rotation: number;
  /** `17`, or `17.4`. A higher major version upgrades in place, with downtime. */
  readonly version: string;
  /** Such as `db.r8g.2xlarge`. A change restarts the database in the maintenance window. */
  readonly instanceType: string;
  /** A standby in another zone. */
  readonly multiAz: boolean;
  /** Days, 1 to 35. */
  readonly backupRetentionDays: number;
  /** RDS itself refuses to delete it. */
  readonly deletionProtection: boolean;
  /** Days; one of the figures that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
}

const logExports = ['postgresql', 'upgrade'] as const;

/** The PostgreSQL database. */
export class Database extends Construct implements IDatabase {
  readonly host: string;
  readonly port = 5432;
  readonly identifier: string;
  readonly credentials: StoredSecret;
  readonly url: StoredSecret;
  /** Address of the instance, for those who must not start before it is there. */
  readonly address: string;
  private readonly access: GuardedPort;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    this.credentials = props.credentials;
    this.identifier = `${props.name}-postgres${keyedSuffix(props.givenKeyArn)}`;
    this.access = new GuardedPort(this, 'access', {
      name: `${props.name}-postgres`,
      description: 'PostgreSQL of the data plane',
      vpcId: props.network.id,
      port: this.port,
    });
    const password = `jsondecode(${props.credentials.read()}).password`;
    const instance = this.makeInstance(props, `\${${password}}`);
    this.host = instance.address;
    this.address = addressOf(instance);
    const user = `\${urlencode(${password})}`;
    this.url = new StoredSecret(this, 'url', {
      namePrefix: `${props.name}/database-url-`,
      description: 'URL of the PostgreSQL database, with its password',
      key: props.key,
      // No `sslmode`: Node's client would take it for a check against authorities that do not know Amazon's. The server
      // turns away who does not speak TLS (`rds.force_ssl`); upstream's functions and nodes get the same form.
      value: `postgres://${databaseUser}:${user}@${this.host}:${this.port}/postgres`,
      rotation: props.rotation,
      writeAgainOn: [`${this.address}.address`],
    });
  }

  allowFrom(caller: string, securityGroupId: string): void {
    this.access.allowFrom(caller, securityGroupId);
  }

  private makeInstance(props: DatabaseProps, password: string): DbInstance {
    const subnets = new DbSubnetGroup(this, 'subnets', {
      name: `${props.name}-postgres`,
      description: 'Private subnets of the data plane',
      subnetIds: [...props.network.privateSubnetIds],
    });
    const monitoring = this.makeMonitoringRole(props);
    return new DbInstance(this, 'Resource', {
      identifier: this.identifier,
      engine: 'postgres',
      engineVersion: props.version,
      instanceClass: props.instanceType,
      ...volumeArguments(props),
      dbName: 'postgres',
      username: databaseUser,
      passwordWo: password,
      passwordWoVersion: props.rotation,
      port: this.port,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [this.access.securityGroupId],
      publiclyAccessible: false,
      multiAz: props.multiAz,
      parameterGroupName: this.makeParameters(props).name,
      storageEncrypted: true,
      kmsKeyId: props.key.arn,
      // 2048 bits, valid until 2061. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      // UTC; the backup is done before the maintenance begins.
      backupWindow: '06:00-07:00',
      maintenanceWindow: 'mon:08:00-mon:11:00',
      backupRetentionPeriod: props.backupRetentionDays,
      copyTagsToSnapshot: true,
      // Backups outlive an instance that was deleted by mistake, until their own retention ends.
      deleteAutomatedBackups: false,
      applyImmediately: false,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: true,
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.role.arn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.key.arn,
      // The seven days that cost nothing. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.cost.html
      performanceInsightsRetentionPeriod: 7,
      enabledCloudwatchLogsExports: [...logExports],
      deletionProtection: props.deletionProtection,
      skipFinalSnapshot: false,
      // The network's id makes it differ from the snapshot of an earlier deployment of the same name.
      finalSnapshotIdentifier: `${this.identifier}-final-${props.network.id}`,
      lifecycle: { preventDestroy: true },
      dependsOn: [...this.makeLogGroups(props), monitoring.attachment],
    });
  }

  private makeParameters(props: DatabaseProps): DbParameterGroup {
    const family = databaseFamily(props.version);
    return new DbParameterGroup(this, 'parameters', {
      namePrefix: `${props.name}-postgres-`,
      family,
      description: `PostgreSQL of the data plane, ${family}`,
      parameter: databaseParameters.map((parameter) => ({ ...parameter })),
      // A major upgrade needs the group of the new family before it leaves the old one, which it does in the maintenance
      // window: until then RDS refuses to delete the old one (InvalidDBParameterGroupState). So that one stays; it is free.
      skipDestroy: true,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private makeMonitoringRole(props: DatabaseProps): {
    readonly role: IamRole;
    readonly attachment: IamRolePolicyAttachment;
  } {
    const role = new IamRole(this, 'monitoring', {
      name: `${props.name}-postgres-monitoring`,
      description: 'Lets RDS publish the metrics of the operating system',
      assumeRolePolicy: trustService('monitoring.rds.amazonaws.com'),
    });
    const attachment = new IamRolePolicyAttachment(this, 'monitoring_policy', {
      role: role.name,
      policyArn: managedPolicyArn(props.region, 'service-role/AmazonRDSEnhancedMonitoringRole'),
    });
    return { role, attachment };
  }

  /** Made before RDS makes them itself, without a key and for ever. */
  private makeLogGroups(props: DatabaseProps): readonly CloudwatchLogGroup[] {
    return logExports.map(
      (log) =>
        new CloudwatchLogGroup(this, `${log}_log`, {
          name: `/aws/rds/instance/${this.identifier}/${log}`,
          retentionInDays: props.logRetentionDays,
          kmsKeyId: props.key.arn,
        }),
    );
  }
}
