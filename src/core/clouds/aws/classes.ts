/**
 * What a change of each resource type means on AWS. Attribute names are those of the AWS provider:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
import {
  allowsAll,
  allowsMore,
  changed,
  grows,
  opensToAll,
  shrinks,
  switchedOff,
  switchedOn,
  widens,
} from '../../plan/classify/conditions.ts';
import type { AttributeRow, Effect, ResourceClasses } from '../../plan/classify/resource-class.ts';
import {
  amountCost,
  downtime,
  gives,
  interrupts,
  machineCost,
  quietly,
  unnoticed,
} from '../../plan/classify/rows.ts';
import { noPostgresAt, walFooterAt } from '../../plan/classify/switches.ts';

const rds = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html';
const rdsUpgrade =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html';
const rdsStorage = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html';
const rdsPrice = 'https://aws.amazon.com/rds/postgresql/pricing/';
const redisScaling = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/scaling-redis-classic.html';
const redisVersion = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html';
const redisPrice = 'https://aws.amazon.com/elasticache/pricing/';
const refresh = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html';
const ec2Price = 'https://aws.amazon.com/ec2/pricing/on-demand/';
const publicAccess =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const policies = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html';
const groups = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';
const functionUrl = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
const rest = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html';
const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html';
const waf = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html';
const nlb = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html';
const nat = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html';

/** A document that says who may do what. */
function policyRows(path: string): readonly AttributeRow[] {
  const row = { path, kind: 'access', source: policies } as const;
  return [
    {
      ...row,
      when: allowsAll,
      severity: 'attention',
      consequence: 'it comes to allow everything of a kind, or everybody',
    },
    {
      ...row,
      when: (before, after) => allowsMore(before, after) && !allowsAll(before, after),
      severity: 'notice',
      consequence: 'it comes to allow more than before',
    },
  ];
}

const outbound = interrupts(
  'connections through it break off, and nothing gets out of the network for a minute or two',
  nat,
);

const opens: readonly AttributeRow[] = ['cidr_ipv4', 'cidr_ipv6'].flatMap((path) => [
  {
    path,
    when: opensToAll,
    kind: 'exposure',
    severity: 'attention',
    consequence: 'everybody on the internet may call the port, as far as it can be reached from there',
    source: groups,
  } as const,
  {
    path,
    when: widens,
    kind: 'exposure',
    severity: 'notice',
    consequence: 'more addresses may call the port',
    source: groups,
  } as const,
]);

const noApi = (consequence: string): Effect => interrupts(consequence, rest);

const environment = 'environment.0.variables';

export const resourceClasses: ResourceClasses = {
  aws_db_instance: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL',
    rows: [
      ...downtime(
        ['instance_class'],
        'the database restarts on the other machine in its maintenance window: some minutes without it, about a minute with a standby',
        rds,
      ),
      ...downtime(
        ['engine_version'],
        'the database is upgraded in its maintenance window and is down meanwhile: minutes, for a new major version longer; an upgrade cannot be taken back, only restored from a backup',
        rdsUpgrade,
      ),
      {
        path: 'allocated_storage',
        when: grows,
        kind: 'downtime',
        severity: 'notice',
        consequence:
          'the volume grows while the database works on, slower for hours; it cannot shrink again, nor grow once more for six hours',
        source: rdsStorage,
      },
      ...downtime(
        ['storage_type', 'iops', 'storage_throughput'],
        'the database works on, slower for hours, and its volume cannot change again for six hours',
        rdsStorage,
        'notice',
      ),
      ...downtime(
        ['parameter_group_name', 'ca_cert_identifier', 'port'],
        'the database restarts: a minute or two',
        rds,
      ),
      {
        path: 'multi_az',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'without a standby the loss of a zone takes the database down until a backup is restored',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
      },
      {
        path: 'publicly_accessible',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the database gets an address on the internet',
        source:
          'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
      },
      {
        path: 'backup_retention_period',
        when: shrinks,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'backups older than that are deleted, and no moment before can be restored',
        source:
          'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
      },
      {
        path: 'deletion_protection',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'nothing but our own guard keeps the database from being deleted',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
      },
      {
        path: 'skip_final_snapshot',
        when: switchedOn,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'no snapshot is taken when the database is deleted',
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
      },
      ...machineCost('instance_class', rdsPrice),
      ...amountCost('allocated_storage', rdsPrice),
      {
        path: 'multi_az',
        when: switchedOn,
        kind: 'cost',
        severity: 'notice',
        consequence: 'a standby costs as much as the database',
        source: rdsPrice,
      },
    ],
  },
  aws_elasticache_replication_group: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
    rows: [
      ...downtime(
        ['node_type'],
        'each node is replaced at once: seconds without writes with a replica, else some minutes; requests may fail meanwhile',
        redisScaling,
      ),
      ...downtime(
        ['engine_version', 'parameter_group_name'],
        'nodes are upgraded one after the other at once: seconds to minutes without the cache, and no way back to an older version',
        redisVersion,
      ),
      {
        path: 'num_cache_clusters',
        when: shrinks,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'with fewer replicas a node that fails takes the cache down for minutes, and its content may be lost',
        source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
      },
      {
        path: 'snapshot_retention_limit',
        when: shrinks,
        kind: 'data-loss',
        severity: 'notice',
        consequence: 'older snapshots of the cache are deleted',
        source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
      },
      ...machineCost('node_type', redisPrice),
      ...amountCost('num_cache_clusters', redisPrice),
    ],
  },
  aws_s3_bucket: {
    noun: 'bucket',
    loss: 'every object in the bucket',
    rows: [
      {
        path: 'force_destroy',
        when: switchedOn,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'the bucket can be deleted with all that is in it',
        source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket',
      },
    ],
  },
  aws_kms_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included',
    rows: [
      ...policyRows('policy'),
      {
        path: 'is_enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'nothing that is encrypted can be read: the data plane is down until it is enabled again',
        source: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
      },
    ],
  },
  aws_secretsmanager_secret: {
    noun: 'secret',
    loss: 'the value of the secret',
    rows: policyRows('policy'),
  },
  aws_secretsmanager_secret_version: {
    noun: 'value of a secret',
    replaced: quietly('services take the new value when they start next', 'modules/aws/stored-secret.ts'),
    rows: downtime(
      ['secret_string_wo_version'],
      'the value is written anew: what reads it takes it when it starts next',
      'modules/aws/stored-secret.ts',
      'notice',
    ),
  },
  aws_vpc: {
    noun: 'network',
    loss: 'the network and everything in it',
  },
  aws_subnet: {
    noun: 'subnet',
    replaced: interrupts(
      'everything in the subnet is made anew and is down meanwhile',
      'https://docs.aws.amazon.com/vpc/latest/userguide/delete-subnets.html',
    ),
    destroyed: interrupts(
      'everything in the subnet has to go first',
      'https://docs.aws.amazon.com/vpc/latest/userguide/delete-subnets.html',
    ),
    rows: [
      {
        path: 'map_public_ip_on_launch',
        when: switchedOn,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'machines that start in the subnet get an address on the internet',
        source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
      },
    ],
  },
  aws_internet_gateway: { noun: 'internet gateway', replaced: outbound, destroyed: outbound },
  aws_nat_gateway: {
    noun: 'NAT gateway',
    replaced: outbound,
    destroyed: outbound,
    made: {
      kind: 'cost',
      severity: 'notice',
      consequence: 'it costs by the hour and by the gigabyte',
      source: 'https://aws.amazon.com/vpc/pricing/',
    },
  },
  aws_eip: {
    noun: 'outbound address',
    replaced: interrupts(
      'calls come from another address: whoever lets only the former one in has to be told',
      nat,
    ),
    destroyed: interrupts('calls no longer come from this address', nat),
  },
  aws_route: { noun: 'route', replaced: outbound, destroyed: outbound },
  aws_route_table: { noun: 'route table', replaced: outbound, destroyed: outbound },
  aws_route_table_association: { noun: 'route of a subnet', replaced: outbound, destroyed: outbound },
  aws_vpc_endpoint: {
    noun: 'endpoint in the network',
    replaced: interrupts(
      'the service is reached through NAT meanwhile, or not at all',
      'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    ),
    rows: policyRows('policy'),
  },
  aws_default_security_group: {
    noun: 'security group',
    rows: ['ingress', 'egress'].map((path) => ({
      path,
      when: opensToAll,
      kind: 'exposure',
      severity: 'attention',
      consequence: 'what carries no other security group is open to everybody',
      source: groups,
    })),
  },
  aws_security_group: {
    noun: 'security group',
    replaced: interrupts('what carries it is not reached until it carries the new one: seconds', groups),
    rows: [
      {
        path: 'ingress',
        when: opensToAll,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'everybody on the internet may call the port, as far as it can be reached from there',
        source: groups,
      },
    ],
  },
  aws_vpc_security_group_ingress_rule: {
    noun: 'rule that lets in',
    replaced: quietly('the port is closed for a moment', groups),
    destroyed: quietly('callers that it let in are refused from then on', groups),
    made: gives('one more caller reaches the port', groups),
    rows: opens,
  },
  aws_vpc_security_group_egress_rule: {
    noun: 'rule that lets out',
    replaced: quietly('the way out is closed for a moment', groups),
    destroyed: quietly('calls that it let out fail from then on', groups),
  },
  aws_lambda_function: {
    noun: 'function',
    replaced: interrupts('requests to the function fail while it is made anew: about a minute', lambda),
    destroyed: interrupts('requests to the function fail from then on', lambda),
    rows: [
      ...downtime(
        [
          'source_code_hash',
          's3_key',
          'image_uri',
          'runtime',
          'handler',
          'layers',
          'memory_size',
          'timeout',
          'vpc_config',
        ],
        'requests go to the new version once it is published; the first are slow',
        lambda,
        'notice',
      ),
      ...amountCost('memory_size', 'https://aws.amazon.com/lambda/pricing/'),
      ...amountCost('ephemeral_storage.0.size', 'https://aws.amazon.com/lambda/pricing/'),
    ],
    oneWay: [
      ...walFooterAt(`${environment}.BRAINSTORE_WAL_FOOTER_VERSION`),
      ...noPostgresAt(`${environment}.SKIP_PG_FOR_BRAINSTORE_OBJECTS`),
    ],
  },
  aws_lambda_alias: {
    noun: 'published version of a function',
    replaced: interrupts('requests to the function fail until it is there again: seconds', lambda),
    destroyed: interrupts('requests to the function fail from then on', lambda),
  },
  aws_lambda_provisioned_concurrency_config: {
    noun: 'warm instances of a function',
    destroyed: quietly(
      'first requests are slow',
      'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
    ),
    rows: amountCost('provisioned_concurrent_executions', 'https://aws.amazon.com/lambda/pricing/'),
  },
  aws_lambda_function_url: {
    noun: 'address of a function',
    replaced: interrupts('the function gets another address, which callers learn from the API', functionUrl),
    destroyed: interrupts('the function is no longer reached', functionUrl),
    rows: [
      {
        path: 'authorization_type',
        when: (before, after) => after === 'NONE' && before !== 'NONE' && before !== undefined,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'everybody on the internet may call the function; it has to check its callers itself',
        source: functionUrl,
      },
    ],
  },
  aws_lambda_permission: {
    noun: 'right to call a function',
    made: gives('one more caller may call the function', policies),
    replaced: quietly('calls are refused for a moment', policies),
    destroyed: quietly('calls are refused from then on', policies),
    rows: [
      {
        path: 'principal',
        when: (before, after) => after === '*' && before !== '*' && before !== undefined,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'everybody may call the function',
        source: functionUrl,
      },
    ],
  },
  aws_api_gateway_rest_api: {
    noun: 'API gateway',
    replaced: noApi(
      'the API is down and gets another address; behind CloudFront it is down until that is rolled out: minutes',
    ),
    destroyed: noApi('the API is down'),
    rows: [
      ...policyRows('policy'),
      ...downtime(['endpoint_configuration'], 'the API is not reached for some minutes', rest),
    ],
  },
  aws_api_gateway_stage: {
    noun: 'stage of the API',
    replaced: noApi('the API is down for seconds'),
    destroyed: noApi('the API is down'),
    rows: [
      {
        path: 'web_acl_arn',
        when: (before, after) => Boolean(before) && !after,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'no firewall stands before the API',
        source: waf,
      },
    ],
  },
  aws_api_gateway_integration: {
    noun: 'route of the API',
    replaced: quietly('nothing changes for callers before the next deployment of the API', rest),
  },
  aws_api_gateway_method: {
    noun: 'route of the API',
    rows: [
      {
        path: 'authorization',
        when: (before, after) => after === 'NONE' && before !== undefined && before !== 'NONE',
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the route checks no caller; the API has to do it itself',
        source: rest,
      },
    ],
  },
  ...unnoticed(
    ['aws_api_gateway_account', 'log role of API gateways'],
    ['aws_api_gateway_deployment', 'deployment of the API'],
    ['aws_api_gateway_method_settings', 'settings of the API'],
    ['aws_api_gateway_resource', 'path of the API'],
    ['aws_cloudwatch_event_target', 'target of a schedule'],
    ['aws_db_parameter_group', 'parameters of the database'],
    ['aws_db_subnet_group', 'subnets of the database'],
    ['aws_elasticache_parameter_group', 'parameters of the cache'],
    ['aws_elasticache_subnet_group', 'subnets of the cache'],
    ['aws_iam_service_linked_role', "role of a service of Amazon's"],
    ['aws_lambda_invocation', 'call of a function'],
    ['aws_lambda_layer_version', 'layer of functions'],
    ['aws_kms_alias', 'name of the encryption key'],
    ['aws_s3_bucket_cors_configuration', 'origins of a bucket'],
    ['aws_ssm_document', 'settings of recorded shells'],
  ),
  aws_cloudfront_distribution: {
    noun: 'distribution before the API',
    replaced: interrupts(
      'the API gets another address and is down under the former: up to a quarter of an hour',
      waf,
    ),
    destroyed: interrupts('the API is no longer reached from outside', waf),
    rows: [
      {
        path: 'web_acl_id',
        when: (before, after) => Boolean(before) && !after,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'no firewall stands before the API',
        source: waf,
      },
      ...downtime(
        ['aliases', 'viewer_certificate'],
        'callers of a name that goes fail; the rest is rolled out without a pause',
        waf,
        'notice',
      ),
      {
        path: 'enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'the API is no longer reached from outside',
        source: waf,
      },
    ],
  },
  aws_launch_template: {
    noun: 'template of Brainstore nodes',
    replaced: quietly('nodes that start next come from the new one', refresh),
    rows: [
      ...downtime(
        ['instance_type', 'image_id', 'user_data', 'block_device_mappings', 'iam_instance_profile'],
        'the nodes of the group are replaced one after the other, new ones first: some minutes each, and caches start cold',
        refresh,
      ),
      ...machineCost('instance_type', ec2Price),
    ],
    oneWay: [
      ...walFooterAt('user_data.{script}.environment.BRAINSTORE_WAL_FOOTER_VERSION'),
      ...noPostgresAt('user_data.{script}.environment.BRAINSTORE_LOG_AUTOMATIONS_OBJECTS'),
    ],
  },
  aws_autoscaling_group: {
    noun: 'Brainstore nodes',
    replaced: interrupts(
      'all nodes of the group go at once: its role is down for some minutes, and caches start cold',
      refresh,
    ),
    destroyed: interrupts('all nodes of the group go', refresh),
    rows: [
      {
        path: 'desired_capacity',
        when: shrinks,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'nodes go, with their caches; requests are slow until the others are warm',
        source: refresh,
      },
      ...amountCost('desired_capacity', ec2Price),
    ],
  },
  aws_lb: {
    noun: 'load balancer of Brainstore',
    replaced: interrupts('its role is not reached until the API knows the new address: minutes', nlb),
    destroyed: interrupts('its role is not reached any more', nlb),
    rows: [
      {
        path: 'internal',
        when: switchedOff,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'Brainstore gets an address on the internet',
        source: nlb,
      },
    ],
  },
  aws_lb_listener: {
    noun: 'port of Brainstore',
    replaced: interrupts('its role is not reached for some seconds', nlb),
    destroyed: interrupts('its role is not reached any more', nlb),
  },
  aws_lb_target_group: {
    noun: 'targets of Brainstore',
    replaced: interrupts(
      'its role is not reached until the nodes are healthy in the new one: about a minute',
      nlb,
    ),
    destroyed: interrupts('its role is not reached any more', nlb),
  },
  aws_iam_role: {
    noun: 'role',
    replaced: interrupts(
      'what works under the role fails until it has the new one: seconds to minutes',
      policies,
    ),
    destroyed: interrupts('what works under the role fails', policies),
    rows: [
      ...policyRows('assume_role_policy'),
      {
        path: 'permissions_boundary',
        when: (before, after) => Boolean(before) && changed(before, after),
        kind: 'access',
        severity: 'attention',
        consequence: 'what the role may do at most is another',
        source: policies,
      },
    ],
  },
  aws_iam_role_policy: {
    noun: 'rights of a role',
    made: gives('the role gets rights', policies),
    destroyed: quietly('the role loses rights', policies),
    rows: policyRows('policy'),
  },
  aws_iam_role_policy_attachment: {
    noun: 'rights of a role',
    made: gives('the role gets the rights of a policy', policies),
    replaced: gives('the role gets the rights of another policy', policies),
    destroyed: quietly('the role loses rights', policies),
  },
  aws_iam_instance_profile: {
    noun: 'role of nodes',
    replaced: interrupts('nodes have no rights until they are replaced', policies),
  },
  aws_kms_grant: {
    noun: 'right to use the encryption key',
    made: gives(
      'one more principal may use the key',
      'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    ),
    destroyed: interrupts(
      'nodes that start from then on cannot open their disks',
      'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    ),
  },
  aws_s3_bucket_policy: {
    noun: 'policy of a bucket',
    rows: policyRows('policy'),
    destroyed: quietly('what the policy refused, such as calls without TLS, is taken', publicAccess),
  },
  aws_s3_bucket_public_access_block: {
    noun: 'lock of a bucket against the public',
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'the bucket can be made public',
      source: publicAccess,
    },
    rows: ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].map(
      (path) => ({
        path,
        when: (before: unknown, after: unknown) => before === true && after !== true,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'the bucket can be made public',
        source: publicAccess,
      }),
    ),
  },
  aws_s3_bucket_versioning: {
    noun: 'versions of objects',
    destroyed: {
      kind: 'data-loss',
      severity: 'attention',
      consequence: 'objects that are overwritten or deleted cannot be brought back',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    },
    rows: [
      {
        path: 'versioning_configuration.0.status',
        when: switchedOff,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'objects that are overwritten or deleted cannot be brought back',
        source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
      },
    ],
  },
  aws_s3_bucket_lifecycle_configuration: {
    noun: 'expiry of objects',
    rows: ['rule.*.expiration.*.days', 'rule.*.noncurrent_version_expiration.*.noncurrent_days'].map(
      (path) => ({
        path,
        when: shrinks,
        kind: 'data-loss',
        severity: 'attention',
        consequence: 'objects or their former versions that are older are deleted within a day',
        source:
          'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
      }),
    ),
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    noun: 'encryption of a bucket',
    rows: [
      {
        path: 'rule',
        when: changed,
        kind: 'access',
        severity: 'notice',
        consequence:
          'new objects are encrypted with another key; the former ones keep theirs, which therefore has to stay',
        source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
      },
    ],
  },
  aws_ssm_parameter: {
    noun: 'parameter of nodes',
    destroyed: interrupts('nodes that start wait for it', 'modules/aws/brainstore/proxy-url-parameter.ts'),
  },
  aws_cloudwatch_event_rule: {
    noun: 'schedule',
    destroyed: quietly(
      'the function is no longer started by itself',
      'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html',
    ),
  },
  aws_cloudwatch_log_group: {
    noun: 'log',
    replaced: {
      kind: 'data-loss',
      severity: 'notice',
      consequence: 'what was logged is deleted',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    },
    destroyed: {
      kind: 'data-loss',
      severity: 'notice',
      consequence: 'what was logged is deleted, unless the group is kept',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    },
    rows: [
      {
        path: 'retention_in_days',
        when: shrinks,
        kind: 'data-loss',
        severity: 'notice',
        consequence: 'what was logged longer ago is deleted',
        source:
          'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
      },
    ],
  },
  aws_cloudwatch_metric_alarm: {
    noun: 'alarm',
    destroyed: quietly(
      'nobody is told any more when it is due',
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    ),
  },
  aws_flow_log: {
    noun: 'log of the network',
    destroyed: quietly(
      'connections are no longer recorded',
      'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    ),
  },
};
