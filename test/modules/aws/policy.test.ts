/**
 * The production stack before the rules that security teams ask for by number: checkov's, as of 3.3
 * (https://www.checkov.io/5.Policy%20Index/terraform.html). Meanings are in our words.
 */
import { describe, expect, it } from 'vitest';
import { awsConfig } from '../../helpers/aws-config.ts';
import { renderedAws } from '../../helpers/aws-stack.ts';
import { type Block, look, texts } from '../../helpers/synth.ts';
import { waived } from './policy-waivers.ts';

const state = { backend: 's3', bucket: 'acme-terraform-state' } as const;
const stack = look(await renderedAws(awsConfig('production', { state })));

type Named = readonly (readonly [address: string, block: Block])[];

function all(type: string): Named {
  const byName = (stack.tree.resource?.[type] ?? {}) as Readonly<Record<string, Block>>;
  return Object.entries(byName).map(([name, block]) => [`${type}.${name}`, block]);
}

/** Addresses of a type whose arguments are not like `wanted`. */
function unlike(type: string, wanted: object): readonly string[] {
  return all(type).flatMap(([address, block]) => {
    try {
      expect(block).toMatchObject(wanted);
      return [];
    } catch {
      return [address];
    }
  });
}

/** Addresses of `owners` that no block of `types` refers to. */
function unreferenced(owners: string, types: readonly string[]): readonly string[] {
  const text = types.flatMap((type) => all(type).flatMap(([, block]) => [...texts(block)])).join('\n');
  return all(owners).flatMap(([address]) => (text.includes(`\${${address}.`) ? [] : [address]));
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Every statement of the stack's policy documents, with the place where it is. */
function statements(type: string, argument: string): readonly (Statement & { readonly at: string })[] {
  return all(type).flatMap(([at, block]) => {
    const text = block[argument];
    const document = typeof text === 'string' ? (JSON.parse(text) as { Statement: Statement[] }) : undefined;
    return (document?.Statement ?? []).map((statement) => ({ ...statement, at }));
  });
}

const rights = statements('aws_iam_role_policy', 'policy').filter(({ Effect }) => Effect === 'Allow');
const trusts = statements('aws_iam_role', 'assume_role_policy');
const list = (value: string | readonly string[] | undefined) => [value ?? []].flat();
const bucketParts = (part: string) => `aws_s3_bucket_${part}`;

/** Rule ids, what they ask for, and whatever breaks it. */
const rules: readonly (readonly [ids: string, meaning: string, breaches: () => readonly unknown[]])[] = [
  // Network.
  [
    'CKV_AWS_24 CKV_AWS_25 CKV_AWS_260 CKV_AWS_277',
    'nothing is let in from an address range: callers are named by group',
    () => [
      ...all('aws_security_group').filter(([, group]) => 'ingress' in group),
      ...all('aws_vpc_security_group_ingress_rule').filter(([, rule]) => !rule.referenced_security_group_id),
    ],
  ],
  [
    'CKV_AWS_23',
    'groups and rules say what for',
    () =>
      [
        'aws_security_group',
        'aws_vpc_security_group_ingress_rule',
        'aws_vpc_security_group_egress_rule',
      ].flatMap((type) => unlike(type, { description: expect.stringMatching(/\w/) })),
  ],
  [
    'CKV_AWS_130',
    'no subnet gives public addresses',
    () => unlike('aws_subnet', { map_public_ip_on_launch: false }),
  ],
  ['CKV2_AWS_11', 'each network records its traffic', () => unreferenced('aws_vpc', ['aws_flow_log'])],
  [
    'CKV2_AWS_12',
    'the default group of each network is closed',
    () => [
      ...unreferenced('aws_vpc', ['aws_default_security_group']),
      ...all('aws_default_security_group').filter(([, group]) => 'ingress' in group || 'egress' in group),
    ],
  ],
  [
    'CKV2_AWS_5',
    'every group is in use',
    () =>
      unreferenced('aws_security_group', [
        'aws_lambda_function',
        'aws_db_instance',
        'aws_elasticache_replication_group',
        'aws_lb',
        'aws_launch_template',
      ]),
  ],
  // Database.
  [
    'CKV_AWS_16 CKV_AWS_17 CKV_AWS_293 CKV_AWS_157 CKV_AWS_226 CKV2_AWS_60 CKV_AWS_353',
    'the database is encrypted, private, guarded, in two zones, kept up to date',
    () =>
      unlike('aws_db_instance', {
        storage_encrypted: true,
        publicly_accessible: false,
        deletion_protection: true,
        multi_az: true,
        auto_minor_version_upgrade: true,
        copy_tags_to_snapshot: true,
        performance_insights_enabled: true,
        performance_insights_kms_key_id: expect.stringContaining('aws_kms_key'),
      }),
  ],
  [
    'CKV_AWS_133 CKV_AWS_118 CKV_AWS_129 CKV_AWS_211',
    'backups for a week or more, monitoring, exported logs, a current authority',
    () =>
      all('aws_db_instance').filter(
        ([, database]) =>
          Number(database.backup_retention_period) < 7 ||
          database.monitoring_interval === 0 ||
          !list(database.enabled_cloudwatch_logs_exports as string[]).includes('postgresql') ||
          database.ca_cert_identifier !== 'rds-ca-rsa2048-g1',
      ),
  ],
  [
    'CKV2_AWS_69',
    'the database turns away who does not speak TLS',
    () =>
      unlike('aws_db_parameter_group', {
        parameter: expect.arrayContaining([expect.objectContaining({ name: 'rds.force_ssl', value: '1' })]),
      }),
  ],
  // Cache.
  [
    'CKV_AWS_29 CKV_AWS_191 CKV_AWS_30 CKV2_AWS_50',
    'the cache is encrypted under the key, speaks TLS only, fails over',
    () =>
      unlike('aws_elasticache_replication_group', {
        at_rest_encryption_enabled: 'true',
        kms_key_id: expect.stringContaining('aws_kms_key'),
        transit_encryption_enabled: true,
        transit_encryption_mode: 'required',
        automatic_failover_enabled: true,
        multi_az_enabled: true,
      }),
  ],
  [
    'CKV_AWS_134',
    'the cache is copied daily',
    () =>
      all('aws_elasticache_replication_group').filter(
        ([, cache]) => !(Number(cache.snapshot_retention_limit) > 0),
      ),
  ],
  // Buckets.
  [
    'CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 CKV2_AWS_6',
    'every bucket is closed to the public',
    () => [
      ...unreferenced('aws_s3_bucket', [bucketParts('public_access_block')]),
      ...unlike(bucketParts('public_access_block'), {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      }),
    ],
  ],
  [
    'CKV_AWS_21',
    'every bucket keeps versions',
    () => [
      ...unreferenced('aws_s3_bucket', [bucketParts('versioning')]),
      ...unlike(bucketParts('versioning'), { versioning_configuration: { status: 'Enabled' } }),
    ],
  ],
  [
    'CKV_AWS_19 CKV_AWS_145',
    'every bucket is under the key',
    () => [
      ...unreferenced('aws_s3_bucket', [bucketParts('server_side_encryption_configuration')]),
      ...unlike(bucketParts('server_side_encryption_configuration'), {
        rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } }],
      }),
    ],
  ],
  [
    'CKV_AWS_300 CKV2_AWS_61',
    'every bucket has a lifecycle that ends uploads which were broken off',
    () => [
      ...unreferenced('aws_s3_bucket', [bucketParts('lifecycle_configuration')]),
      ...all(bucketParts('lifecycle_configuration')).filter(
        ([, block]) => !JSON.stringify(block).includes('abort_incomplete_multipart_upload'),
      ),
    ],
  ],
  [
    'CKV_AWS_70 CKV_AWS_93',
    'policies of buckets only deny, and only what is not encrypted on the way',
    () => [
      ...unreferenced('aws_s3_bucket', [bucketParts('policy')]),
      ...statements(bucketParts('policy'), 'policy').filter(
        ({ Effect, Condition }) =>
          Effect !== 'Deny' || !JSON.stringify(Condition).includes('aws:SecureTransport'),
      ),
    ],
  ],
  // Keys, secrets, logs.
  ['CKV_AWS_7', 'the key rotates', () => unlike('aws_kms_key', { enable_key_rotation: true })],
  [
    'CKV_AWS_33 CKV2_AWS_64',
    'the key has a policy that names who may use it',
    () => [
      ...unlike('aws_kms_key', { policy: expect.any(String) }),
      ...statements('aws_kms_key', 'policy').filter(({ Principal }) =>
        JSON.stringify(Principal).includes('"*"'),
      ),
    ],
  ],
  [
    'CKV_AWS_149',
    'secrets are under the key',
    () => unlike('aws_secretsmanager_secret', { kms_key_id: expect.stringContaining('aws_kms_key') }),
  ],
  [
    'CKV_AWS_158 CKV_AWS_66 CKV_AWS_338',
    'logs are under the key, for a year',
    () =>
      unlike('aws_cloudwatch_log_group', {
        kms_key_id: expect.stringContaining('aws_kms_key'),
        retention_in_days: 365,
      }),
  ],
  // Functions.
  [
    'CKV_AWS_117 CKV_AWS_173',
    'functions are in the network, their environments under the key',
    () =>
      unlike('aws_lambda_function', {
        vpc_config: { subnet_ids: expect.any(Array) },
        kms_key_arn: expect.stringContaining('aws_kms_key'),
      }),
  ],
  [
    'CKV_AWS_45 CKV_AWS_46',
    'no secret in environments and start scripts: nothing there reads an ephemeral value or a variable',
    () =>
      [
        ...texts(all('aws_lambda_function')),
        ...texts(all('aws_launch_template')),
        ...texts(stack.tree.locals),
      ].filter((text) => /\$\{[^}]*\b(ephemeral|var)\./.test(text)),
  ],
  [
    'CKV_AWS_363',
    'runtimes are supported',
    () => unlike('aws_lambda_function', { runtime: expect.stringMatching(/^(nodejs22\.x|python3\.13)$/) }),
  ],
  [
    'CKV_AWS_364',
    'a service may call a function for one source only',
    () =>
      all('aws_lambda_permission').filter(
        ([, { principal, source_arn }]) =>
          String(principal).includes('amazonaws.com') && source_arn === undefined,
      ),
  ],
  // Machines.
  [
    'CKV_AWS_79 CKV_AWS_341 CKV_AWS_88 CKV_AWS_8',
    'machines ask for session tokens that do not leave the host, have no public address and encrypted disks',
    () =>
      unlike('aws_launch_template', {
        metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 },
        network_interfaces: [{ associate_public_ip_address: 'false' }],
        block_device_mappings: [
          { ebs: { encrypted: 'true', kms_key_id: expect.stringContaining('aws_kms_key') } },
        ],
      }),
  ],
  [
    'CKV_AWS_315 CKV2_AWS_15 CKV_AWS_153',
    'pools use templates, trust the load balancer on health, and tag their machines',
    () =>
      unlike('aws_autoscaling_group', {
        launch_template: { id: expect.any(String) },
        health_check_type: 'ELB',
        tag: expect.arrayContaining([expect.objectContaining({ propagate_at_launch: true })]),
      }),
  ],
  // Public entry.
  [
    'CKV_AWS_76 CKV2_AWS_4 CKV_AWS_276',
    'API Gateway logs calls and failures, not what was sent',
    () => [
      ...unlike('aws_api_gateway_stage', { access_log_settings: { destination_arn: expect.any(String) } }),
      ...unlike('aws_api_gateway_method_settings', {
        settings: { logging_level: 'ERROR', data_trace_enabled: false },
      }),
    ],
  ],
  [
    'CKV_AWS_34 CKV2_AWS_72',
    'callers and origins speak HTTPS',
    () =>
      all('aws_cloudfront_distribution').filter(
        ([, { default_cache_behavior, ordered_cache_behavior, origin }]) => {
          const behaviors = [
            default_cache_behavior,
            ...list(ordered_cache_behavior as never),
          ] as unknown as Block[];
          return (
            behaviors.some(({ viewer_protocol_policy }) => viewer_protocol_policy !== 'redirect-to-https') ||
            (origin as { custom_origin_config: Block }[]).some(
              ({ custom_origin_config }) => custom_origin_config.origin_protocol_policy !== 'https-only',
            )
          );
        },
      ),
  ],
  // Rights.
  [
    'CKV_AWS_62 CKV_AWS_63 CKV_AWS_274 CKV_AWS_275',
    'no right to everything, in no service',
    () => [
      ...rights.filter(({ Action }) => list(Action).some((action) => /^(\*|\w+:\*)$/.test(action))),
      ...all('aws_iam_role_policy_attachment').filter(([, { policy_arn }]) =>
        /AdministratorAccess|PowerUser/.test(String(policy_arn)),
      ),
    ],
  ],
  [
    'CKV_AWS_286 CKV_AWS_287 CKV_AWS_288 CKV_AWS_289',
    'no way to more rights: roles are passed to Lambda only, and only the one of user code',
    () =>
      rights.filter(
        ({ Action, Resource, Condition }) =>
          list(Action).some((action) => action.startsWith('iam:')) &&
          !(
            list(Action).join() === 'iam:PassRole' &&
            list(Resource).join().includes('quarantine_function_role') &&
            JSON.stringify(Condition).includes('lambda.amazonaws.com')
          ),
      ),
  ],
  [
    'CKV_AWS_60 CKV_AWS_61',
    'roles trust one named service or role',
    () => trusts.filter(({ Principal }) => /"\*"|:root"/.test(JSON.stringify(Principal))),
  ],
];

describe('production', () => {
  it.each(rules)('%s: %s', (_, __, breaches) => {
    expect(breaches()).toEqual([]);
  });

  it('gives rights on everything only where AWS knows no narrower ones', () => {
    const wide = rights.filter(({ Resource }) => list(Resource).includes('*'));
    const unconditional = wide.filter(({ Condition }) => Condition === undefined).map(({ Sid }) => Sid);
    expect([...new Set(unconditional)].sort()).toEqual(['PlaceInNetwork', 'ReadOwnTags', 'SeeNetworks']);
  });

  it('opens to the world what is waived and nothing else', () => {
    const open = all('aws_lambda_permission').filter(([, { principal }]) => principal === '*');
    expect(open.map(([address]) => address)).toEqual([
      'aws_lambda_permission.api_proxy_url_public_invoke',
      'aws_lambda_permission.api_proxy_url_public_url',
    ]);
  });
});

it('looks at something for every kind of resource that it names', () => {
  for (const type of [
    'aws_vpc',
    'aws_s3_bucket',
    'aws_lambda_function',
    'aws_launch_template',
    'aws_db_instance',
  ]) {
    expect(all(type), type).not.toEqual([]);
  }
  expect(rights.length).toBeGreaterThan(30);
  expect(trusts.length).toBeGreaterThan(5);
});

it('waives with a reason, and nothing that it asserts', () => {
  const asserted = new Set(rules.flatMap(([ids]) => ids.split(' ')));
  for (const [id, reason] of Object.entries(waived)) {
    expect(id).toMatch(/^CKV2?_AWS_\d+$/);
    expect(reason, id).not.toBe('');
    expect(asserted, id).not.toContain(id);
  }
});
