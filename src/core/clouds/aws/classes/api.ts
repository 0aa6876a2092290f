/** The functions of the API, and API Gateway before them. */
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, gives, interrupts, quietly, unnoticed } from '../../../plan/classify/rows.ts';
import { noPostgresAt, walFooterAt } from '../../../plan/classify/switches.ts';
import { environment, functionUrl, lambda, noApi, policies, policyRows, rest, waf } from './rows.ts';

export const apiClasses: ResourceClasses = {
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
};
