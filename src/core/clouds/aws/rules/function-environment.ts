/** Lambda's limit on environments: lists that a person writes are part of one, and AWS says so only after the database is made. */
import {
  handlerEnvironment,
  publicEnvironment,
  type ServiceParts,
  secretsFor,
} from '../../../../../modules/aws/api/environment.ts';
import { functionCatalogue } from '../../../../../modules/aws/functions/catalogue.ts';
import { secretsEnvironment } from '../../../../../modules/aws/lambda-secrets/references.ts';
import type { Config } from '../../../config/schema.ts';
import type { Rule } from '../../../rules/rule.ts';

/** Bytes of all names and values, as JSON: AWS's refusal shows that text as what it measured. */
const limit = 4096;
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';

const environmentSize: Rule = {
  id: 'api/environment-size',
  states: "What the API's functions are told fits into the 4 KB that Lambda takes.",
  check: ({ config }) => {
    const size = environmentBytes(config);
    if (size <= limit) return [];
    const path = config.organization.allowedIds.length > 0 ? 'organization.allowedIds' : 'api.allowedOrigins';
    return [
      {
        rule: environmentSize.id,
        severity: 'error',
        message: `the environment of the API's functions would take about ${size} bytes, and Lambda takes ${limit}; organization.name, organization.allowedIds, api.allowedOrigins and brainstore.noPostgres are part of it`,
        path,
        required: `at most ${limit} bytes`,
        found: `about ${size} bytes`,
        fix: { text: `shorten these lists by ${size - limit} bytes` },
        source,
      },
    ];
  },
};

export const environmentRules: readonly Rule[] = [environmentSize];

/** Of APIHandler, which is told the most; with stand-ins as long as what AWS gives. */
export function environmentBytes(config: Config): number {
  const { name, region, organization, api, brainstore, telemetry } = config;
  const settings = {
    name,
    organizationName: organization.name,
    allowedOrganizationIds: organization.allowedIds,
    allowedOrigins: api.allowedOrigins,
    telemetry: Object.keys(telemetry).join(','),
    ...(brainstore.walFooterVersion === 'none' ? {} : { walFooterVersion: brainstore.walFooterVersion }),
    ...(brainstore.noPostgres === 'none' ? {} : { skipPostgresObjects: brainstore.noPostgres }),
  };
  const parts = standIns(config);
  const id = 'x'.repeat(17);
  const subnet = `subnet-${id}`;
  const environment = {
    ...publicEnvironment(settings, parts, {
      network: { id: `vpc-${id}`, privateSubnetIds: [subnet, subnet, subnet], securityGroupId: `sg-${id}` },
      invokeRoleArn: role(`${name}-QuarantineInvokeRole`),
      functionRoleArn: role(`${name}-QuarantineFunctionRole`),
    }),
    ...handlerEnvironment(settings, {
      arn: lambda(region, `${name}-${functionCatalogue.proxy.package}`),
      url: `https://${'x'.repeat(32)}.lambda-url.${region}.on.aws/`,
      invokeRoleArn: role(`${name}-AIProxyInvokeRole`),
      catchupArn: lambda(region, `${name}-${functionCatalogue.catchup_etl.package}`),
    }),
    ...secretsEnvironment(
      secretsFor(parts, [
        'PG_URL',
        'FUNCTION_SECRET_KEY',
        'SERVICE_TOKEN_SECRET_KEY',
        'CRON_OVERRIDE_SECRET_KEY',
      ]),
    ),
  };
  return new TextEncoder().encode(JSON.stringify(environment)).length;
}

/** Terraform's unique suffix is 26 characters long, AWS's of a secret 7. */
function standIns({ name, region, brainstore }: Config): ServiceParts {
  const suffix = 'x'.repeat(26);
  const allowFrom = () => {};
  const secret = (title: string) => ({
    arn: `arn:aws:secretsmanager:${region}:${account}:secret:${name}/${title}-${suffix}-${'x'.repeat(6)}`,
    versionId: `terraform-${suffix}`,
  });
  const bucket = (title: string) => ({ name: `${name}-${title}-${suffix}`, arn: '' });
  const balancer = (title: string) =>
    `http://${name}-${title}-${'x'.repeat(16)}.elb.${region}.amazonaws.com:4000`;
  const cacheHost = `master.${name}-redis.${'x'.repeat(6)}.${'x'.repeat(4)}.cache.amazonaws.com`;
  const functionTools = secret('function-tools');
  return {
    objectStore: {
      brainstore: bucket('brainstore'),
      codeBundles: bucket('code-bundles'),
      responses: bucket('responses'),
    },
    database: {
      host: '',
      port: 5432,
      identifier: '',
      allowFrom,
      credentials: functionTools,
      url: secret('database-url'),
    },
    cache: { host: cacheHost, port: 6379, allowFrom, url: `rediss://${cacheHost}:6379` },
    brainstore: {
      readerUrl: balancer('brainstore'),
      writerUrl: balancer('bstr-w'),
      fastReaderUrl: brainstore.fastReaders.count > 0 ? balancer('bstr-fr') : undefined,
      allowFrom,
    },
    functionTools,
    cronOverride: secret('cron-override'),
  };
}

const account = 'x'.repeat(12);
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const lambda = (region: string, name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`;
