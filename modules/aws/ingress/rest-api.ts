import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment/index.js';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration/index.js';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method/index.js';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings/index.js';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource/index.js';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api/index.js';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage/index.js';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct, Fn } from '../../core/cdktf.ts';
import type { IKey } from '../../core/contracts.ts';
import { type ArnScope, arnOf } from '../api/permissions.ts';
import type { Published } from '../api/published.ts';
import { LogDelivery } from './log-delivery.ts';

export interface RestApiProps extends ArnScope {
  /** Name of the deployment. */
  readonly name: string;
  readonly handler: Published;
  readonly key: IKey;
  /** Days; a change updates in place. */
  readonly logRetentionDays: number;
  /**
   * Makes the one role per account and region in which API Gateway writes logs. False where the account has one: two
   * deployments would take it from each other.
   */
  readonly makeLogRole: boolean;
}

const stageName = 'api';

/**
 * Hands every path and method to the API, which routes by itself. A list of routes would answer 403 without CORS headers to
 * whatever a release adds, which browsers report as a CORS failure.
 */
export class RestApi extends Construct {
  /** Host name, without the stage. */
  readonly host: string;
  /** Path of the stage, `/api`. */
  readonly path = `/${stageName}`;
  readonly apiName: string;
  /** Log groups of its failures begin so; API Gateway decides the name. */
  readonly executionLogs: string;

  constructor(scope: Construct, id: string, props: RestApiProps) {
    super(scope, id);
    const api = new ApiGatewayRestApi(this, 'Resource', {
      name: `${props.name}-API`,
      description: 'API of the data plane',
      endpointConfiguration: { types: ['REGIONAL'] },
      // Bodies pass as they are, whatever their type.
      binaryMediaTypes: ['*/*'],
    });
    this.apiName = api.name;
    this.executionLogs = `API-Gateway-Execution-Logs_${api.id}`;
    this.host = `${api.id}.execute-api.${props.region}.amazonaws.com`;
    const rest = new ApiGatewayResource(this, 'proxy', {
      restApiId: api.id,
      parentId: api.rootResourceId,
      pathPart: '{proxy+}',
    });
    const routes = [
      this.route('root_any', api.id, api.rootResourceId, props.handler),
      this.route('proxy_any', api.id, rest.id, props.handler),
    ];
    const deployment = new ApiGatewayDeployment(this, 'deployment', {
      restApiId: api.id,
      // A deployment is a copy: without a new one, changes of the routes would never be served.
      triggers: {
        routes: Fn.sha1(Fn.jsonencode([api.binaryMediaTypes, rest.id, ...routes.map(({ uri }) => uri)])),
      },
      dependsOn: routes,
      lifecycle: { createBeforeDestroy: true },
    });
    this.stage(api.id, deployment.id, props);
    new LambdaPermission(this, 'permission', {
      statementId: 'api-gateway',
      action: 'lambda:InvokeFunction',
      functionName: props.handler.functionName,
      qualifier: props.handler.qualifier,
      principal: 'apigateway.amazonaws.com',
      // Spelt out: the provider's execution_arn has come without the account (upstream #162).
      sourceArn: arnOf(props, 'execute-api', `${api.id}/*/*`),
    });
  }

  private route(
    id: string,
    restApiId: string,
    resourceId: string,
    handler: Published,
  ): ApiGatewayIntegration {
    const method = new ApiGatewayMethod(this, id, {
      restApiId,
      resourceId,
      httpMethod: 'ANY',
      // The API checks Braintrust's own tokens.
      authorization: 'NONE',
    });
    return new ApiGatewayIntegration(this, `${id}_handler`, {
      restApiId,
      resourceId,
      httpMethod: method.httpMethod,
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: handler.invokeArn,
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'WHEN_NO_MATCH',
    });
  }

  private stage(restApiId: string, deploymentId: string, props: RestApiProps): void {
    const logs = new CloudwatchLogGroup(this, 'logs', {
      name: `/braintrust/${props.name}/api-gateway`,
      kmsKeyId: props.key.arn,
      retentionInDays: props.logRetentionDays,
    });
    // API Gateway would make the group itself: without key, without retention, and outside the state.
    const execution = new CloudwatchLogGroup(this, 'execution_logs', {
      name: `${this.executionLogs}/${stageName}`,
      kmsKeyId: props.key.arn,
      retentionInDays: props.logRetentionDays,
    });
    const delivery = props.makeLogRole ? [{ fqn: new LogDelivery(this, 'log_delivery', props).ready }] : [];
    const stage = new ApiGatewayStage(this, 'stage', {
      restApiId,
      deploymentId,
      stageName,
      accessLogSettings: { destinationArn: logs.arn, format: JSON.stringify(accessLog) },
      dependsOn: [execution, ...delivery],
    });
    new ApiGatewayMethodSettings(this, 'settings', {
      restApiId,
      stageName: stage.stageName,
      methodPath: '*/*',
      // No data trace: it would write what customers send into the log.
      settings: { metricsEnabled: true, dataTraceEnabled: false, loggingLevel: 'ERROR' },
    });
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const accessLog = {
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};
