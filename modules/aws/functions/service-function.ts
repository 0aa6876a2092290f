import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { Construct } from '../../core/cdktf.ts';
import { type SecretReferences, secretsEnvironment } from '../lambda-secrets/references.ts';
import { partitionOf } from '../naming.ts';
import { type FunctionId, type FunctionSpec, functionCatalogue } from './catalogue.ts';
import { type FunctionPackages, packageKey } from './package.ts';
import { packageBucket } from './vendor-bucket.ts';

/** What all functions of a data plane share. */
export interface ServiceFunctionHost {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
  readonly packages: FunctionPackages;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** Encrypts environments and logs. */
  readonly keyArn: string;
  readonly secretsLayerArn: string;
  /** Days; 0 keeps logs for ever. A change updates in place. */
  readonly logRetentionDays: number;
}

export interface ServiceFunctionProps {
  readonly host: ServiceFunctionHost;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: SecretReferences;
  /** Default: the catalogue's figure. In MB, 128 to 10240. A change updates in place. */
  readonly memoryMb?: number;
  /** Numbers every change as a version, for an alias to point to. Default: false. */
  readonly publish?: boolean;
  /** Addresses of what must be there before the function is. */
  readonly after: readonly string[];
}

/** One of the vendor's functions, in the private subnets, with a log group of its own. `id` says which. */
export class ServiceFunction extends Construct {
  readonly resource: LambdaFunction;
  readonly logGroupName: string;

  constructor(scope: Construct, id: FunctionId, props: ServiceFunctionProps) {
    super(scope, id);
    const { host } = props;
    const spec: FunctionSpec = functionCatalogue[id];
    const name = functionName(host.name, id);
    // Lambda would make the group itself: without key, without retention, and outside the state.
    const logs = new CloudwatchLogGroup(this, 'logs', {
      name: functionLogGroup(host.name, id),
      kmsKeyId: host.keyArn,
      retentionInDays: host.logRetentionDays,
    });
    this.logGroupName = logs.name;
    this.resource = new LambdaFunction(this, 'Resource', {
      functionName: name,
      description: spec.description,
      role: props.roleArn,
      s3Bucket: packageBucket(host.region),
      s3Key: packageKey(this, id, spec, host.packages, host.region),
      runtime: spec.runtime,
      architectures: [spec.architecture],
      handler: spec.handler,
      memorySize: props.memoryMb ?? spec.memoryMb,
      timeout: spec.timeoutSeconds,
      ephemeralStorage: { size: spec.temporaryMb },
      layers: [host.secretsLayerArn, ...(spec.duckdb ? [duckdbLayer(host.region)] : [])],
      vpcConfig: { subnetIds: [...host.subnetIds], securityGroupIds: [host.securityGroupId] },
      environment: { variables: { ...props.environment, ...secretsEnvironment(props.secrets) } },
      kmsKeyArn: host.keyArn,
      loggingConfig: { logFormat: 'Text', logGroup: logs.name },
      tracingConfig: { mode: 'PassThrough' },
      publish: props.publish ?? false,
      dependsOn: props.after.map((fqn) => ({ fqn })),
    });
  }
}

export function functionName(deployment: string, id: FunctionId): string {
  return `${deployment}-${functionCatalogue[id].package}`;
}

export function functionLogGroup(deployment: string, id: FunctionId): string {
  return `/braintrust/${deployment}/${functionName(deployment, id)}`;
}

/** The vendor's layer; account and version from the official AWS module v6.6.0. */
function duckdbLayer(region: string): string {
  return `arn:${partitionOf(region)}:lambda:${region}:041475135427:layer:duckdb-nodejs-arm64:14`;
}
