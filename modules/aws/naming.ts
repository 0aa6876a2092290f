import { createHash } from 'node:crypto';

/** The partition of a region: the second part of every ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

/** The ARN of a policy that AWS maintains; `path` such as `service-role/AmazonRDSEnhancedMonitoringRole`. */
export function managedPolicyArn(region: string, path: string): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/${path}`;
}

/** A trust policy that lets one AWS service assume a role. */
export function trustService(service: string, conditions: Record<string, unknown> = {}): string {
  return policyDocument([
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
    },
  ]);
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Readonly<Record<string, string | readonly string[]>> | '*';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

/** Built as data and serialized once, so that no value can close a string. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/**
 * End of the name of something that a change of its key replaces: `-` and six digits of the key, nothing without one. Terraform
 * makes the successor first, because others need it, and AWS has no two of one name.
 */
export function keyedSuffix(ownKeyArn: string | undefined): string {
  if (ownKeyArn === undefined) return '';
  return `-${createHash('sha256').update(ownKeyArn).digest('hex').slice(0, 6)}`;
}
