import { describe, expect, it } from 'vitest';
import { browserOrigins } from '../../../../modules/aws/api/environment.ts';
import { type FunctionId, functionCatalogue } from '../../../../modules/aws/functions/catalogue.ts';
import { at, renderCompute } from '../../../helpers/compute-stack.ts';

const rendered = renderCompute();
const alone = renderCompute({ quarantine: undefined });
const ids = Object.keys(functionCatalogue) as FunctionId[];

function variables(id: FunctionId, from = rendered): Record<string, string> {
  const { environment } = at(from, `aws_lambda_function.api_${id}`) as {
    environment: { variables: Record<string, string> };
  };
  return environment.variables;
}

const secrets = (id: FunctionId) => Object.keys(JSON.parse(variables(id).BT_SECRETS ?? '{}'));
const names = (id: FunctionId) =>
  Object.keys(variables(id))
    .filter((name) => !['AWS_LAMBDA_EXEC_WRAPPER', 'BT_SECRETS'].includes(name))
    .sort();

describe('functions', () => {
  it.each([
    ['handler', 'APIHandler', 'nodejs22.x', 'arm64', 10240, 600, 4096, 'api_role'],
    ['proxy', 'AIProxy', 'nodejs22.x', 'arm64', 10240, 900, 1024, 'api_role'],
    ['migration', 'MigrateDatabaseFunction', 'python3.13', 'x86_64', 1024, 900, 512, 'api_default_role'],
    ['quarantine_warmup', 'QuarantineWarmupFunction', 'nodejs22.x', 'arm64', 2048, 900, 4096, 'api_role'],
    ['catchup_etl', 'CatchupETL', 'nodejs22.x', 'arm64', 1024, 900, 512, 'api_default_role'],
    ['billing_cron', 'BillingCron', 'nodejs22.x', 'arm64', 1024, 300, 512, 'api_default_role'],
    ['automation_cron', 'AutomationCron', 'nodejs22.x', 'arm64', 2048, 300, 4096, 'api_role'],
  ] as const)('%s is %s', (id, name, runtime, architecture, memory, timeout, size, role) => {
    expect(at(rendered, `aws_lambda_function.api_${id}`)).toMatchObject({
      function_name: `demo-${name}`,
      runtime,
      architectures: [architecture],
      memory_size: memory,
      timeout,
      ephemeral_storage: { size },
      role: `\${aws_iam_role.${role}.arn}`,
      vpc_config: { subnet_ids: ['subnet-1', 'subnet-2', 'subnet-3'] },
      logging_config: { log_group: `\${aws_cloudwatch_log_group.api_${id}_logs.name}` },
      s3_bucket: 'braintrust-assets-us-east-1',
      s3_key: `\${trimspace(data.aws_s3_object.api_${id}_package.body)}`,
    });
    expect(at(rendered, `aws_cloudwatch_log_group.api_${id}_logs`)).toMatchObject({
      name: `/braintrust/demo/demo-${name}`,
      retention_in_days: 30,
      kms_key_id: expect.stringContaining(':key/'),
    });
    expect(rendered.tree.data.aws_s3_object?.[`api_${id}_package`]).toMatchObject({
      key: `lambda/${name}/version-v2.12.0`,
      lifecycle: {
        postcondition: [{ error_message: expect.stringContaining('Check that the release exists') }],
      },
    });
  });

  it('come from pinned archives without any look-up', () => {
    const keys = Object.fromEntries(ids.map((id) => [id, `lambda/${id}.zip`])) as Record<FunctionId, string>;
    const pinned = renderCompute({ api: { packages: { kind: 'pinned', keys } } });
    expect(at(pinned, 'aws_lambda_function.api_proxy').s3_key).toBe('lambda/proxy.zip');
    expect(pinned.tree.data).not.toHaveProperty('aws_s3_object');
  });

  it('all wait for the migration, which waits for its own rights', () => {
    for (const id of ids) {
      const after = at(rendered, `aws_lambda_function.api_${id}`).depends_on;
      if (id === 'migration') expect(after).toEqual(['aws_iam_role_policy.api_default_role_policy']);
      else expect(after).toContain('aws_lambda_invocation.api_migration_run');
    }
    expect(at(rendered, 'aws_lambda_invocation.api_migration_run').triggers).toEqual({
      code: '${aws_lambda_function.api_migration.s3_key}',
    });
  });

  it('without quarantine there is no warm-up, no role for user code and no right to make functions', () => {
    expect(alone.addresses.filter((address) => address.includes('quarantine'))).toEqual([]);
    expect(String(at(alone, 'aws_iam_role_policy.api_role_policy').policy)).not.toContain('CreateFunction');
    expect(variables('handler', alone).QUARANTINE_INVOKE_ROLE).toBe('');
  });
});

describe('environments', () => {
  it('of APIHandler are those of AIProxy and its own', () => {
    const own = Object.keys(variables('handler')).filter((name) => !(name in variables('proxy')));
    expect(own.sort()).toEqual([
      'AI_PROXY_FN_ARN',
      'AI_PROXY_FN_URL',
      'AI_PROXY_INVOKE_ROLE',
      'BRAINSTORE_WAL_FOOTER_VERSION',
      'BRAINSTORE_WAL_USE_EFFICIENT_FORMAT',
      'CATCHUP_ETL_ARN',
      'INSERT_LOGS2',
      'SKIP_PG_FOR_BRAINSTORE_OBJECTS',
    ]);
    for (const [name, value] of Object.entries(variables('proxy')))
      expect(variables('handler')[name]).toBe(value);
  });

  it('of AIProxy are complete', () => {
    expect(names('proxy')).toEqual(
      [
        'ALLOWED_ORG_IDS',
        'BRAINSTORE_DEFAULT',
        'BRAINSTORE_ENABLED',
        'BRAINSTORE_FAST_READER_QUERY_SOURCES',
        'BRAINSTORE_FAST_READER_URL',
        'BRAINSTORE_INSERT_ROW_REFS',
        'BRAINSTORE_REALTIME_WAL_BUCKET',
        'BRAINSTORE_URL',
        'BRAINSTORE_WRITER_URL',
        'BRAINTRUST_DEPLOYMENT_NAME',
        'BRAINTRUST_LEGACY_IDS',
        'CODE_BUNDLE_BUCKET',
        'CONTROL_PLANE_TELEMETRY',
        'ORG_NAME',
        'OUTBOUND_RATE_LIMIT_MAX_REQUESTS',
        'OUTBOUND_RATE_LIMIT_WINDOW_MINUTES',
        'PRIMARY_ORG_NAME',
        'QUARANTINE_FUNCTION_ROLE',
        'QUARANTINE_INVOKE_ROLE',
        'QUARANTINE_PRIVATE_SUBNET_1_ID',
        'QUARANTINE_PRIVATE_SUBNET_2_ID',
        'QUARANTINE_PRIVATE_SUBNET_3_ID',
        'QUARANTINE_PUB_PRIVATE_VPC_DEFAULT_SECURITY_GROUP',
        'QUARANTINE_PUB_PRIVATE_VPC_ID',
        'REDIS_HOST',
        'REDIS_PORT',
        'REDIS_URL',
        'RESPONSE_BUCKET',
        'TELEMETRY_DISABLE_AGGREGATION',
        'TELEMETRY_LOG_LEVEL',
        'WHITELISTED_ORIGINS',
      ].sort(),
    );
  });

  it.each([
    ['migration', ['BRAINTRUST_LEGACY_IDS', 'BRAINTRUST_RUN_DRAFT_MIGRATIONS', 'INSERT_LOGS2']],
    [
      'billing_cron',
      [
        'BRAINTRUST_LEGACY_IDS',
        'CONTROL_PLANE_TELEMETRY',
        'ORG_NAME',
        'REDIS_HOST',
        'REDIS_PORT',
        'REDIS_URL',
        'TELEMETRY_DISABLE_AGGREGATION',
        'TELEMETRY_LOG_LEVEL',
      ],
    ],
  ] as const)('of %s are few: more of them would start it anew without need', (id, expected) => {
    expect(names(id)).toEqual(expected);
  });

  it('reach the cache by its TLS address wherever they name it', () => {
    for (const id of ids) {
      if ('REDIS_HOST' in variables(id))
        expect(variables(id).REDIS_URL).toBe('rediss://demo-redis.internal:6379');
    }
  });

  it('admit the UI and the configured origins, each once', () => {
    expect(variables('proxy').WHITELISTED_ORIGINS).toBe(
      'https://www.braintrust.dev,https://braintrust.dev,https://app.example.com',
    );
    expect(browserOrigins(['https://braintrust.dev'])).toHaveLength(2);
  });

  it('stay far below the 4 KB that Lambda takes, references counted as long ARNs', () => {
    for (const id of ids) {
      const text = Object.entries(variables(id))
        .flat()
        .join('')
        .replaceAll(/\$\{[^}]+\}/g, 'x'.repeat(90));
      expect(text.length).toBeLessThan(4096);
    }
  });
});

describe('secrets', () => {
  it.each([
    ['handler', ['PG_URL', 'FUNCTION_SECRET_KEY', 'SERVICE_TOKEN_SECRET_KEY', 'CRON_OVERRIDE_SECRET_KEY']],
    ['proxy', ['PG_URL', 'FUNCTION_SECRET_KEY', 'SERVICE_TOKEN_SECRET_KEY', 'CRON_OVERRIDE_SECRET_KEY']],
    ['migration', ['PG_URL']],
    ['quarantine_warmup', ['PG_URL']],
    ['catchup_etl', ['PG_URL']],
    ['billing_cron', ['PG_URL', 'SERVICE_TOKEN_SECRET_KEY']],
    ['automation_cron', ['PG_URL', 'FUNCTION_SECRET_KEY', 'CRON_OVERRIDE_SECRET_KEY']],
  ] as const)('of %s are references', (id, expected) => {
    expect(secrets(id)).toEqual(expected);
    expect(Object.keys(variables(id))).not.toEqual(expect.arrayContaining(['PG_URL']));
  });

  it('that a function refers to may be read in its role, and no others', () => {
    for (const [policy, expected] of [
      ['api_role_policy', ['database-url', 'function-tools', 'cron-override']],
      ['api_default_role_policy', ['database-url', 'function-tools']],
    ] as const) {
      const { Statement } = JSON.parse(String(at(rendered, `aws_iam_role_policy.${policy}`).policy));
      const { Resource } = Statement.find(({ Sid }: { Sid: string }) => Sid === 'ReadSecrets');
      expect(Resource.map((arn: string) => arn.replace(/^.*demo\/(.*)-AbCdEf$/, '$1'))).toEqual(expected);
    }
  });
});

describe('rights', () => {
  it('never cover all actions of a service, and name resources but for what AWS cannot limit', () => {
    const wide = Object.entries(rendered.tree.resource.aws_iam_role_policy ?? {}).flatMap(
      ([name, { policy }]) =>
        JSON.parse(String(policy)).Statement.flatMap(
          (each: { Sid: string; Effect: string; Action: string; Resource: unknown }) => {
            expect([each.Action].flat()).not.toContainEqual(expect.stringMatching(/^\*$|:\*$/));
            return each.Effect === 'Allow' && each.Resource === '*' ? [`${name} ${each.Sid}`] : [];
          },
        ),
    );
    expect(wide).toEqual([
      'api_default_role_policy PlaceInNetwork',
      'api_quarantine_function_role_policy PlaceInNetwork',
      'api_role_policy PlaceInNetwork',
      'api_role_policy AssumeNamedRoles',
      'api_role_policy SeeNetworks',
      'brainstore_node_role_policy WriteMetrics',
      'brainstore_node_role_policy ReadOwnTags',
      'brainstore_node_role_policy AssumeNamedRoles',
    ]);
  });

  it('let user functions be made in the quarantine network only', () => {
    const { Statement } = JSON.parse(String(at(rendered, 'aws_iam_role_policy.api_role_policy').policy));
    expect(Statement.find(({ Sid }: { Sid: string }) => Sid === 'CreateUserFunctions').Condition).toEqual({
      StringEquals: { 'lambda:VpcIds': 'vpc-2' },
    });
  });
});

describe('the address of AIProxy', () => {
  it('streams, and both permissions are on the alias that it serves', () => {
    const served = {
      function_name: '${aws_lambda_function.api_proxy.function_name}',
      qualifier: '${aws_lambda_alias.api_proxy_live.name}',
    };
    expect(at(rendered, 'aws_lambda_function_url.api_proxy_url')).toMatchObject({
      ...served,
      invoke_mode: 'RESPONSE_STREAM',
      cors: {
        allow_origins: ['https://www.braintrust.dev', 'https://braintrust.dev', 'https://app.example.com'],
      },
    });
    for (const [name, action] of [
      ['public_url', 'lambda:InvokeFunctionUrl'],
      ['public_invoke', 'lambda:InvokeFunction'],
    ] as const) {
      expect(at(rendered, `aws_lambda_permission.api_proxy_url_${name}`)).toMatchObject({
        ...served,
        action,
      });
    }
  });
});

describe('the policy of AIProxy', () => {
  it('is written one statement after the other, since Lambda refuses two at a time', () => {
    expect(at(rendered, 'aws_lambda_permission.api_proxy_url_public_url').depends_on).toEqual([
      'aws_lambda_function_url.api_proxy_url',
    ]);
    expect(at(rendered, 'aws_lambda_permission.api_proxy_url_public_invoke').depends_on).toEqual([
      'aws_lambda_permission.api_proxy_url_public_url',
    ]);
  });
});

describe('schedules', () => {
  it.each([
    ['catchup_etl', 'rate(10 minutes)'],
    ['billing_cron', 'rate(5 minutes)'],
    ['automation_cron', 'rate(10 minutes)'],
  ] as const)('run %s at %s', (id, rate) => {
    expect(at(rendered, `aws_cloudwatch_event_rule.api_${id}_schedule`).schedule_expression).toBe(rate);
    expect(at(rendered, `aws_cloudwatch_event_target.api_${id}_schedule_target`).arn).toBe(
      `\${aws_lambda_function.api_${id}.arn}`,
    );
  });
});

describe('warm instances', () => {
  it('are of the alias that API Gateway calls', () => {
    const warm = renderCompute({ api: { warmInstances: 2 } });
    expect(at(warm, 'aws_lambda_provisioned_concurrency_config.api_handler_live_warm')).toMatchObject({
      qualifier: '${aws_lambda_alias.api_handler_live.name}',
      provisioned_concurrent_executions: 2,
    });
    expect(at(warm, 'aws_api_gateway_integration.ingress_rest_api_proxy_any_handler').uri).toBe(
      '${aws_lambda_alias.api_handler_live.invoke_arn}',
    );
  });

  it('are none unless asked for: they are billed as if they always ran', () => {
    expect(rendered.addresses.filter((address) => address.includes('provisioned'))).toEqual([]);
  });
});
