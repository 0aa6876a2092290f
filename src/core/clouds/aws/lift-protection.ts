/**
 * What has to be switched off before it can go on AWS. Attribute names are those of the AWS provider:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */

export const liftProtection: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws_db_instance: { deletion_protection: false, skip_final_snapshot: true },
  aws_s3_bucket: { force_destroy: true },
  aws_secretsmanager_secret: { recovery_window_in_days: 0 },
  // Kept by themselves when a new major version of PostgreSQL takes another one.
  aws_db_parameter_group: { skip_destroy: false },
  // Of log groups only the records of support's shells are kept when they leave the stack.
  aws_cloudwatch_log_group: { skip_destroy: false },
};
