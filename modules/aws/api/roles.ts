import type { Construct } from '../../core/cdktf.ts';
import type { IKey, IQuarantine } from '../../core/contracts.ts';
import { functionName } from '../functions/service-function.ts';
import { trustService } from '../naming.ts';
import type { QuarantinePlace, ServiceParts } from './environment.ts';
import {
  type ArnScope,
  arnOf,
  assumeNamedRoles,
  describeCaches,
  invokeFunction,
  listBuckets,
  networkInterfaces,
  readSecrets,
  useKey,
  useObjects,
  writeLogs,
} from './permissions.ts';
import { invokeUserFunctions, manageUserFunctions } from './quarantine-permissions.ts';
import { ServiceRole, trustRole } from './service-role.ts';

export interface ApiRolesProps extends ArnScope {
  /** Name of the deployment, prefix of every role. */
  readonly name: string;
  readonly key: IKey;
  readonly parts: ServiceParts;
  readonly quarantine: IQuarantine | undefined;
}

/** The roles of the functions: one for those that act for users, one for those that only move data. */
export class ApiRoles {
  /** Of APIHandler, AIProxy, AutomationCron and QuarantineWarmupFunction. */
  readonly api: ServiceRole;
  /** Of CatchupETL, BillingCron and MigrateDatabaseFunction. */
  readonly plain: ServiceRole;
  /** In which APIHandler invokes AIProxy. */
  readonly proxyInvoke: ServiceRole;
  readonly quarantine: QuarantinePlace | undefined;

  constructor(scope: Construct, props: ApiRolesProps) {
    const { name, parts } = props;
    const lambda = trustService('lambda.amazonaws.com');
    const buckets = [
      parts.objectStore.brainstore,
      parts.objectStore.codeBundles,
      parts.objectStore.responses,
    ];
    const common = [
      ...networkInterfaces(props, `${name}-*`),
      writeLogs(props, `/braintrust/${name}/*`),
      useKey(props.key.arn),
      describeCaches(props, name),
    ];
    const functionRole = this.quarantineFunctionRole(scope, props);

    this.plain = new ServiceRole(scope, 'default_role', {
      name: `${name}-DefaultRole`,
      description: 'CatchupETL, BillingCron, MigrateDatabaseFunction',
      trust: lambda,
      statements: [...common, readSecrets([parts.database.url, parts.functionTools])],
    });
    this.api = new ServiceRole(scope, 'role', {
      name: `${name}-APIHandlerRole`,
      description: 'APIHandler, AIProxy, AutomationCron, QuarantineWarmupFunction',
      trust: lambda,
      statements: [
        ...common,
        readSecrets([parts.database.url, parts.functionTools, parts.cronOverride]),
        listBuckets(buckets),
        useObjects(buckets),
        assumeNamedRoles(),
        invokeFunction(functionArn(props, 'catchup_etl')),
        ...(props.quarantine && functionRole
          ? manageUserFunctions(props, props.quarantine, functionRole.arn)
          : []),
      ],
    });
    this.proxyInvoke = new ServiceRole(scope, 'proxy_invoke_role', {
      name: `${name}-AIProxyInvokeRole`,
      description: 'In which APIHandler invokes AIProxy',
      trust: trustRole(this.api.arn),
      statements: [invokeFunction(functionArn(props, 'proxy'))],
    });
    this.quarantine =
      props.quarantine && functionRole
        ? {
            network: props.quarantine,
            functionRoleArn: functionRole.arn,
            invokeRoleArn: this.quarantineInvokeRole(scope, props).arn,
          }
        : undefined;
  }

  private quarantineFunctionRole(scope: Construct, props: ApiRolesProps): ServiceRole | undefined {
    if (props.quarantine === undefined) return undefined;
    return new ServiceRole(scope, 'quarantine_function_role', {
      name: `${props.name}-QuarantineFunctionRole`,
      description: 'Functions of user code: a place in their network, and logs',
      trust: trustService('lambda.amazonaws.com'),
      // User code runs with this role: nothing that it could call with it.
      statements: [
        ...networkInterfaces(props, '*'),
        {
          Sid: 'WriteLogs',
          Effect: 'Allow',
          Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: arnOf(props, 'logs', 'log-group:/aws/lambda/*'),
        },
      ],
    });
  }

  private quarantineInvokeRole(scope: Construct, props: ApiRolesProps): ServiceRole {
    return new ServiceRole(scope, 'quarantine_invoke_role', {
      name: `${props.name}-QuarantineInvokeRole`,
      description: 'In which the API invokes functions of user code',
      trust: trustRole(this.api.arn),
      statements: invokeUserFunctions(props),
    });
  }
}

/** By name, not by reference: the functions wait for their role, so the role cannot wait for them. */
function functionArn(props: ApiRolesProps, id: 'catchup_etl' | 'proxy'): string {
  return arnOf(props, 'lambda', `function:${functionName(props.name, id)}`);
}
