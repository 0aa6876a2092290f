/** A stack of the compute tier alone: the data tier is literals, so that each construct can be looked at, planned and applied. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, type ApiProps } from '../../modules/aws/api/api.ts';
import { Brainstore, type BrainstoreProps } from '../../modules/aws/brainstore/brainstore.ts';
import { Ingress, type IngressProps } from '../../modules/aws/ingress/ingress.ts';
import { secretsLayerAsset } from '../../modules/aws/lambda-secrets/layer.ts';
import { Observability } from '../../modules/aws/observability/observability.ts';
import { Aws } from '../../modules/aws/provider.ts';
import type { App, Construct } from '../../modules/core/cdktf.ts';
import type { IDatabase, INetwork, IQuarantine } from '../../modules/core/contracts.ts';
import { DataPlaneStack } from '../../modules/core/data-plane-stack.ts';
import { type RenderedStack, renderStack } from '../../modules/core/render.ts';

export interface ComputeOptions {
  readonly network?: INetwork;
  readonly quarantine?: IQuarantine | undefined;
  readonly keyArn?: string;
  readonly database?: Partial<IDatabase>;
  readonly brainstore?: Partial<BrainstoreProps>;
  readonly api?: Partial<ApiProps>;
  readonly ingress?: Partial<IngressProps>;
  readonly topicArn?: string;
}

export const region = 'us-east-1';
export const accountId = '123456789012';
const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`;
const secret = (name: string) => ({ arn: arn('secretsmanager', `secret:demo/${name}-AbCdEf`) });
const bucket = (name: string) => ({ name, arn: `arn:aws:s3:::${name}` });

/** Every call of `allowFrom`, as `part<-caller`. */
export interface Rendered extends RenderedStack {
  readonly allowed: readonly string[];
  readonly tree: Tree;
}

type Block = Record<string, unknown>;
export interface Tree {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, string>>;
}

export function renderCompute(options: ComputeOptions = {}): Rendered {
  const outdir = mkdtempSync(join(tmpdir(), 'bt-compute-'));
  const allowed: string[] = [];
  try {
    const stack = renderStack(outdir, (app) => computeStack(app, options, allowed), [secretsLayerAsset()]);
    return { ...stack, allowed, tree: JSON.parse(stack.json) as Tree };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A resource by its address, such as `aws_lambda_function.api_handler`. */
export function at(rendered: Rendered, address: string): Block {
  const [type = '', name = ''] = address.split('.');
  const found = rendered.tree.resource[type]?.[name];
  if (found === undefined) throw new Error(`no ${address}; there are ${rendered.addresses.join(', ')}`);
  return found;
}

function computeStack(app: App, options: ComputeOptions, allowed: string[]): DataPlaneStack {
  const stack = new DataPlaneStack(app, 'compute', {
    backend: { type: 'local', path: 'terraform.tfstate' },
    terraformVersion: '>= 1.11.0, < 2.0.0',
  });
  new Aws(stack, 'aws', {
    name: 'demo',
    region,
    providerVersion: '>= 5.100.0, < 7.0.0',
    tags: { team: 'ml' },
  });
  build(stack, options, allowed);
  return stack;
}

function build(stack: Construct, options: ComputeOptions, allowed: string[]): void {
  const allowFrom = (part: string) => (caller: string) => {
    allowed.push(`${part}<-${caller}`);
  };
  const parts = {
    objectStore: {
      brainstore: bucket('demo-brainstore-1'),
      codeBundles: bucket('demo-code-bundles-1'),
      responses: bucket('demo-lambda-responses-1'),
    },
    database: {
      host: 'demo-main.internal',
      port: 5432,
      credentials: secret('database-credentials'),
      url: secret('database-url'),
      identifier: 'demo-main',
      allowFrom: allowFrom('database'),
      ...options.database,
    },
    cache: {
      host: 'demo-redis.internal',
      port: 6379,
      url: 'rediss://demo-redis.internal:6379',
      allowFrom: allowFrom('cache'),
    },
    functionTools: secret('function-tools'),
    cronOverride: secret('cron-override'),
  };
  const common = {
    name: 'demo',
    region,
    accountId,
    telemetry: 'status,metrics,usage',
    logRetentionDays: 30,
    network: options.network ?? { id: 'vpc-1', privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'] },
    key: { arn: options.keyArn ?? arn('kms', 'key/11111111-2222-3333-4444-555555555555') },
  };
  const brainstore = new Brainstore(stack, 'brainstore', {
    ...common,
    ...parts,
    imageTag: 'v2.12.0',
    licenseKey: secret('license-key'),
    readers: { count: 2, instanceType: 'c8gd.4xlarge', architecture: 'arm64', nvmeGb: 950 },
    fastReaders: { count: 2, instanceType: 'c8gd.4xlarge', architecture: 'arm64', nvmeGb: 950 },
    writers: { count: 1, instanceType: 'c8gd.8xlarge', architecture: 'arm64', nvmeGb: 1900 },
    tags: { team: 'ml', BraintrustDeploymentName: 'demo' },
    walFooterVersion: 'v3',
    skipPostgresObjects: 'all',
    ...options.brainstore,
  });
  const api = new Api(stack, 'api', {
    ...common,
    ...parts,
    brainstore,
    quarantine:
      'quarantine' in options
        ? options.quarantine
        : { id: 'vpc-2', privateSubnetIds: ['subnet-7', 'subnet-8', 'subnet-9'], securityGroupId: 'sg-9' },
    organizationName: 'Example',
    allowedOrganizationIds: [],
    allowedOrigins: ['https://app.example.com'],
    packages: { kind: 'pointer', tag: 'v2.12.0' },
    memoryMb: 10240,
    warmInstances: 0,
    walFooterVersion: 'v3',
    skipPostgresObjects: 'all',
    after: [],
    ...options.api,
  });
  brainstore.startAfter([api.ready]);
  const ingress = new Ingress(stack, 'ingress', {
    ...common,
    handler: api.handler,
    proxyHost: api.proxyUrl.host,
    ...options.ingress,
  });
  new Observability(stack, 'observability', {
    name: 'demo',
    database: { identifier: 'demo-main', storageGb: 1000, memoryGib: 64 },
    caches: { cache_1: 'demo-redis-001' },
    pools: brainstore.watched,
    functions: Object.fromEntries([...api.functions].map(([id, made]) => [id, made.resource.functionName])),
    apiName: ingress.restApi.apiName,
    ...(options.topicArn === undefined ? {} : { topicArn: options.topicArn }),
  });
}
