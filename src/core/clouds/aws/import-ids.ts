/**
 * Import ids of AWS where they are not the id of the resource, and of what has its name before it exists. The pages of the
 * resources say so under "Import": https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
import type { ImportRules } from '../../terraform/import-ids.ts';

const byName = { named: '{name}' };
const byBucket = { named: '{bucket}' };

export const importIds: ImportRules = {
  aws_api_gateway_deployment: { id: '{rest_api_id}/{id}' },
  aws_api_gateway_integration: { id: '{rest_api_id}/{resource_id}/{http_method}' },
  aws_api_gateway_method: { id: '{rest_api_id}/{resource_id}/{http_method}' },
  aws_api_gateway_method_settings: { id: '{rest_api_id}/{stage_name}/{method_path}' },
  aws_api_gateway_resource: { id: '{rest_api_id}/{id}' },
  aws_api_gateway_stage: { id: '{rest_api_id}/{stage_name}' },
  aws_autoscaling_group: byName,
  aws_cloudwatch_event_rule: byName,
  aws_cloudwatch_event_target: { id: '[{event_bus_name}/]{rule}/{target_id}' },
  aws_cloudwatch_log_group: byName,
  aws_cloudwatch_metric_alarm: { named: '{alarm_name}' },
  // Its id is the one that RDS gives it; it is imported by its name.
  aws_db_instance: { id: '{identifier}', named: '{identifier}' },
  aws_db_parameter_group: byName,
  aws_db_subnet_group: byName,
  aws_elasticache_parameter_group: byName,
  aws_elasticache_replication_group: { named: '{replication_group_id}' },
  aws_elasticache_subnet_group: byName,
  aws_iam_instance_profile: byName,
  aws_iam_role: byName,
  aws_iam_role_policy: { named: '{role}:{name}' },
  aws_iam_role_policy_attachment: { id: '{role}/{policy_arn}', named: '{role}/{policy_arn}' },
  aws_kms_alias: byName,
  aws_lambda_alias: { id: '{function_name}/{name}', named: '{function_name}/{name}' },
  aws_lambda_function: { named: '{function_name}' },
  aws_lambda_invocation: { never: 'the function was called; the next apply calls it once more' },
  aws_lambda_permission: {
    id: '{function_name}[:{qualifier}]/{statement_id}',
    named: '{function_name}[:{qualifier}]/{statement_id}',
  },
  aws_route: { id: '{route_table_id}_{destination_cidr_block}' },
  aws_route_table_association: { id: '{subnet_id}/{route_table_id}' },
  aws_s3_bucket: byBucket,
  aws_s3_bucket_cors_configuration: byBucket,
  aws_s3_bucket_lifecycle_configuration: byBucket,
  aws_s3_bucket_policy: byBucket,
  aws_s3_bucket_public_access_block: byBucket,
  aws_s3_bucket_server_side_encryption_configuration: byBucket,
  aws_s3_bucket_versioning: byBucket,
  aws_secretsmanager_secret_version: {},
  aws_ssm_document: byName,
  aws_ssm_parameter: byName,
};
