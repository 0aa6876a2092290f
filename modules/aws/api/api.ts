import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { Construct } from '../../core/cdktf.ts';
import type { IKey, INetwork, IQuarantine } from '../../core/contracts.ts';
import type { FunctionId } from '../functions/catalogue.ts';
import type { FunctionPackages } from '../functions/package.ts';
import { ServiceFunction, type ServiceFunctionHost } from '../functions/service-function.ts';
import { SecretsLayer } from '../lambda-secrets/layer.ts';
import type { SecretReferences } from '../lambda-secrets/references.ts';
import { Migration } from '../migration.ts';
import { Schedule, scheduleRates } from '../schedules.ts';
import {
  automationEnvironment,
  billingEnvironment,
  browserOrigins,
  catchupEnvironment,
  type Environment,
  handlerEnvironment,
  migrationEnvironment,
  publicEnvironment,
  type ServiceParts,
  type ServiceSettings,
  secretsFor,
  warmupEnvironment,
} from './environment.ts';
import { ProxyUrl } from './proxy-url.ts';
import { Published } from './published.ts';
import { ApiRoles } from './roles.ts';

export interface ApiProps extends ServiceSettings, ServiceParts {
  readonly region: string;
  /** Twelve digits, or a reference to them. */
  readonly accountId: string;
  /** Where the release's code is. A change updates the functions and runs the migration. */
  readonly packages: FunctionPackages;
  /** Memory of APIHandler and AIProxy; in MB, 1024 to 10240. A change updates in place. */
  readonly memoryMb: number;
  /** Instances of APIHandler kept warm, each billed as if it always ran; from 0. A change updates in place. */
  readonly warmInstances: number;
  /** How long logs are kept; in days, one of CloudWatch's steps. A change updates in place. */
  readonly logRetentionDays: number;
  readonly network: INetwork;
  /** Network of user-defined functions. Default: - there are none. */
  readonly quarantine: IQuarantine | undefined;
  readonly key: IKey;
  /** Addresses of what the first function must wait for, such as the stored values of secrets. */
  readonly after: readonly string[];
}

/** The API service: seven functions, their roles, the migration, the schedules, the address of AIProxy. */
export class Api extends Construct {
  readonly handler: Published;
  readonly proxyUrl: ProxyUrl;
  /** Address of what comes last: the database is migrated and AIProxy can be called. Brainstore starts after it. */
  readonly ready: string;
  /** Every function by id, for alarms and outputs. */
  readonly functions: ReadonlyMap<FunctionId, ServiceFunction>;

  private readonly made = new Map<FunctionId, ServiceFunction>();
  private readonly host: ServiceFunctionHost;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const roles = new ApiRoles(this, { ...props, parts: props });
    this.host = this.makeHost(props);
    const migration = new Migration(this, 'migration_run', {
      host: this.host,
      roleArn: roles.plain.arn,
      environment: migrationEnvironment(),
      secrets: secretsFor(props, ['PG_URL']),
      after: [roles.plain.granted, ...props.after],
    });
    this.made.set('migration', migration.function);

    const add = (
      which: FunctionId,
      role: { readonly arn: string; readonly granted: string },
      environment: Environment,
      secrets: SecretReferences,
      more: { readonly memoryMb?: number; readonly publish?: boolean } = {},
    ): ServiceFunction => {
      const made = new ServiceFunction(this, which, {
        host: this.host,
        roleArn: role.arn,
        environment,
        secrets,
        after: [role.granted, migration.done],
        ...more,
      });
      this.made.set(which, made);
      return made;
    };

    const shared = publicEnvironment(props, props, roles.quarantine);
    const callable = secretsFor(props, [
      'PG_URL',
      'FUNCTION_SECRET_KEY',
      'SERVICE_TOKEN_SECRET_KEY',
      'CRON_OVERRIDE_SECRET_KEY',
    ]);
    const large = { memoryMb: props.memoryMb, publish: true };
    const proxy = add('proxy', roles.api, shared, callable, large);
    this.proxyUrl = new ProxyUrl(this, 'proxy_url', {
      name: props.name,
      region: props.region,
      proxy: new Published(this, 'proxy_live', proxy, 0),
      origins: browserOrigins(props.allowedOrigins),
    });
    this.ready = this.proxyUrl.announced;

    const database = secretsFor(props, ['PG_URL']);
    const catchup = add('catchup_etl', roles.plain, catchupEnvironment(props, props), database);
    const billing = add(
      'billing_cron',
      roles.plain,
      billingEnvironment(props, props),
      secretsFor(props, ['PG_URL', 'SERVICE_TOKEN_SECRET_KEY']),
    );
    const automation = add(
      'automation_cron',
      roles.api,
      automationEnvironment(props, props),
      secretsFor(props, ['PG_URL', 'FUNCTION_SECRET_KEY', 'CRON_OVERRIDE_SECRET_KEY']),
    );
    const scheduled = { catchup_etl: catchup, billing_cron: billing, automation_cron: automation };
    for (const which of ['catchup_etl', 'billing_cron', 'automation_cron'] as const) {
      new Schedule(this, `${which}_schedule`, {
        name: `${props.name}-${which.replaceAll('_', '-')}`,
        target: scheduled[which],
        rate: scheduleRates[which],
      });
    }

    const own = handlerEnvironment(props, {
      arn: proxy.resource.arn,
      url: this.proxyUrl.url,
      invokeRoleArn: roles.proxyInvoke.arn,
      catchupArn: catchup.resource.arn,
    });
    const handler = add('handler', roles.api, { ...shared, ...own }, callable, large);
    this.handler = new Published(this, 'handler_live', handler, props.warmInstances);

    if (roles.quarantine) {
      const warmup = add(
        'quarantine_warmup',
        roles.api,
        warmupEnvironment(props, props, roles.quarantine),
        database,
      );
      new LambdaInvocation(this, 'quarantine_warmup_run', {
        functionName: warmup.resource.functionName,
        input: JSON.stringify({}),
        triggers: { code: handler.resource.s3Key },
      });
    }
    this.functions = this.made;
  }

  private makeHost(props: ApiProps): ServiceFunctionHost {
    const group = new SecurityGroup(this, 'security_group', {
      vpcId: props.network.id,
      name: `${props.name}-api`,
      description: 'Functions of the data plane',
      tags: { Name: `${props.name}-api` },
    });
    new VpcSecurityGroupEgressRule(this, 'out', {
      securityGroupId: group.id,
      description: 'Model providers, webhooks and AWS itself are anywhere',
      ipProtocol: '-1',
      cidrIpv4: '0.0.0.0/0',
    });
    props.database.allowFrom('api', group.id);
    props.cache.allowFrom('api', group.id);
    props.brainstore.allowFrom('api', group.id);
    return {
      name: props.name,
      region: props.region,
      packages: props.packages,
      subnetIds: props.network.privateSubnetIds,
      securityGroupId: group.id,
      keyArn: props.key.arn,
      secretsLayerArn: new SecretsLayer(this, 'secrets_layer', { name: props.name }).arn,
      logRetentionDays: props.logRetentionDays,
    };
  }
}
