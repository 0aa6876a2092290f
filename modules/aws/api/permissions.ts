/** Rights of the services' roles, as data. Each statement names what it is for and the narrowest resources that serve it. */
import type { IBucket, ISecret } from '../../core/contracts.ts';
import { type PolicyStatement, partitionOf } from '../naming.ts';
import { deploymentTag } from '../provider.ts';

/** Where the ARNs of a policy are. */
export interface ArnScope {
  readonly region: string;
  /** Twelve digits, or a reference to them. */
  readonly accountId: string;
}

/** ARN of something of this account and region, such as `arnOf(scope, 'lambda', 'function:acme-*')`. */
export function arnOf(scope: ArnScope, service: string, rest: string): string {
  return `arn:${partitionOf(scope.region)}:${service}:${scope.region}:${scope.accountId}:${rest}`;
}

/**
 * What Lambda itself needs to place a function in a network; EC2 offers no resource-level control here. Code inside the
 * function is kept from using it: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function networkInterfaces(scope: ArnScope, functionNames: string): PolicyStatement[] {
  const actions = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
    'ec2:UnassignPrivateIpAddresses',
  ];
  return [
    { Sid: 'PlaceInNetwork', Effect: 'Allow', Action: actions, Resource: '*' },
    {
      Sid: 'KeepNetworkFromCode',
      Effect: 'Deny',
      Action: ['ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'],
      Resource: '*',
      Condition: {
        ArnLike: { 'lambda:SourceFunctionArn': arnOf(scope, 'lambda', `function:${functionNames}`) },
      },
    },
  ];
}

/** Writes to log groups that exist; `groups` may end in `*`. */
export function writeLogs(scope: ArnScope, groups: string): PolicyStatement {
  return {
    Sid: 'WriteLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    Resource: [arnOf(scope, 'logs', `log-group:${groups}`), arnOf(scope, 'logs', `log-group:${groups}:*`)],
  };
}

export function readSecrets(secrets: readonly ISecret[]): PolicyStatement {
  return {
    Sid: 'ReadSecrets',
    Effect: 'Allow',
    Action: 'secretsmanager:GetSecretValue',
    Resource: secrets.map(({ arn }) => arn),
  };
}

/** For a secret that is not ours, whatever key it is under: the key's own policy still has its say. */
export function decryptSecret(scope: ArnScope, secret: ISecret): PolicyStatement {
  return {
    Sid: 'DecryptGivenSecret',
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: `arn:${partitionOf(scope.region)}:kms:${scope.region}:*:key/*`,
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
    Condition: {
      StringEquals: {
        'kms:ViaService': `secretsmanager.${scope.region}.amazonaws.com`,
        'kms:EncryptionContext:SecretARN': secret.arn,
      },
    },
  };
}

export function useKey(keyArn: string): PolicyStatement {
  return {
    Sid: 'UseKey',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    Resource: keyArn,
  };
}

/** Lists the caches of this deployment only. */
export function describeCaches(scope: ArnScope, deployment: string): PolicyStatement {
  return {
    Sid: 'DescribeCaches',
    Effect: 'Allow',
    Action: 'elasticache:DescribeCacheClusters',
    Resource: arnOf(scope, 'elasticache', 'cluster:*'),
    Condition: { StringEquals: { [`aws:ResourceTag/${deploymentTag}`]: deployment } },
  };
}

export function listBuckets(buckets: readonly IBucket[]): PolicyStatement {
  return {
    Sid: 'ListBuckets',
    Effect: 'Allow',
    Action: [
      's3:GetBucketLocation',
      's3:ListBucket',
      's3:ListBucketMultipartUploads',
      's3:ListBucketVersions',
    ],
    Resource: buckets.map(({ arn }) => arn),
  };
}

export function useObjects(buckets: readonly IBucket[]): PolicyStatement {
  return {
    Sid: 'UseObjects',
    Effect: 'Allow',
    Action: [
      's3:AbortMultipartUpload',
      's3:DeleteObject',
      's3:GetObject',
      's3:GetObjectAttributes',
      's3:GetObjectTagging',
      's3:GetObjectVersion',
      's3:ListMultipartUploadParts',
      's3:PutObject',
      's3:PutObjectTagging',
    ],
    Resource: buckets.map(({ arn }) => `${arn}/*`),
  };
}

export function readObjects(bucket: IBucket): PolicyStatement {
  return { Sid: 'ReadObjects', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket.arn}/*` };
}

/**
 * Roles that a user of the data plane names, for exports and cloud identities. The external id, which the services set,
 * keeps roles that were not made for this out of reach.
 */
export function assumeNamedRoles(): PolicyStatement {
  return {
    Sid: 'AssumeNamedRoles',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: { StringLike: { 'sts:ExternalId': 'bt:*' } },
  };
}

export function invokeFunction(arn: string): PolicyStatement {
  return {
    Sid: 'InvokeFunction',
    Effect: 'Allow',
    Action: 'lambda:InvokeFunction',
    Resource: [arn, `${arn}:*`],
  };
}
