/** A dozen resources in four chains: parameters, a log group, a role, and an attachment whose import id joins two of them. */
import type { RenderedStack } from '../../modules/core/render.ts';

export interface RigSetup {
  /** Begins every name, so that several deployments share one emulator. */
  readonly prefix: string;
  /** Where the provider's calls go is in `AWS_ENDPOINT_URL`; this is where the backend's go. */
  readonly backendUrl: string;
  /** Key of the state's object in the bucket `state`; absent keeps the state in a local file. */
  readonly stateKey?: string | undefined;
  /** How many of the dozen, from the first; default all. */
  readonly size?: number | undefined;
  /** How often the provider tries a call; default its own 25 times. */
  readonly tries?: number | undefined;
  /** Resources that need no provider, for what is only about the state. */
  readonly stateOnly?: boolean | undefined;
}

type Resource = readonly [type: string, name: string, body: Readonly<Record<string, unknown>>];

export function rigStack({
  prefix,
  backendUrl,
  stateKey,
  size = 12,
  tries,
  stateOnly = false,
}: RigSetup): RenderedStack {
  const resources = stateOnly ? withoutProvider : dozen(prefix).slice(0, size);
  const resource: Record<string, Record<string, unknown>> = {};
  for (const [type, name, body] of resources) resource[type] = { ...resource[type], [name]: body };
  const addresses = resources.map(([type, name]) => `${type}.${name}`);
  const main = {
    terraform: {
      required_version: '>= 1.11.0, < 2.0.0',
      ...(stateOnly
        ? {}
        : { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } } }),
      backend:
        stateKey === undefined
          ? { local: { path: '../state/data-plane.tfstate' } }
          : { s3: s3Backend(stateKey, backendUrl) },
    },
    ...(stateOnly
      ? {}
      : {
          provider: {
            aws: {
              region: 'us-east-1',
              ...(tries === undefined ? {} : { max_retries: tries }),
              skip_credentials_validation: true,
              skip_metadata_api_check: 'true',
              skip_requesting_account_id: true,
              s3_use_path_style: true,
              default_tags: [{ tags: { Deployment: prefix } }],
            },
          },
        }),
    variable: { license_key: { ephemeral: true, nullable: false, sensitive: true, type: 'string' } },
    output: { release: { value: '2.12.0' } },
    resource,
  };
  return {
    name: 'data-plane',
    json: `${JSON.stringify(main, null, 2)}\n`,
    addresses,
    components: Object.fromEntries(addresses.map((address) => [address, 'network'])),
    assets: [],
  };
}

const withoutProvider: readonly Resource[] = ['one', 'two', 'three'].map((name) => [
  'terraform_data',
  name,
  { input: name },
]);

function dozen(prefix: string): readonly Resource[] {
  const parameter = (name: string, after?: string): Resource => [
    'aws_ssm_parameter',
    name,
    {
      name: `/${prefix}/${name}`,
      type: 'String',
      value: name,
      ...(after === undefined ? {} : { depends_on: [after] }),
    },
  ];
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
  };
  return [
    parameter('a1'),
    parameter('b1'),
    parameter('c1'),
    ['aws_iam_role', 'role', { name: `${prefix}-role`, assume_role_policy: JSON.stringify(trust) }],
    parameter('a2', 'aws_ssm_parameter.a1'),
    parameter('b2', 'aws_ssm_parameter.b1'),
    ['aws_cloudwatch_log_group', 'logs', { name: `/${prefix}/logs`, depends_on: ['aws_ssm_parameter.c1'] }],
    [
      'aws_iam_role_policy_attachment',
      'attached',
      { role: '${aws_iam_role.role.name}', policy_arn: 'arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess' },
    ],
    parameter('a3', 'aws_ssm_parameter.a2'),
    parameter('b3', 'aws_ssm_parameter.b2'),
    parameter('c3', 'aws_cloudwatch_log_group.logs'),
    parameter('d3', 'aws_iam_role_policy_attachment.attached'),
  ];
}

function s3Backend(key: string, url: string) {
  return {
    bucket: 'state',
    key,
    region: 'us-east-1',
    use_lockfile: true,
    endpoints: { s3: url, sts: url, iam: url },
    use_path_style: true,
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_region_validation: true,
    skip_metadata_api_check: true,
    skip_s3_checksum: true,
    max_retries: 1,
  };
}
