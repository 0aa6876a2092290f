/** How the AWS provider and the S3 backend fail, and what AWS keeps. Texts are those of provider 5.100 and of the AWS SDK. */
import type { Explanation } from '../../terraform/explain.ts';

export const failures: readonly Explanation[] = [
  {
    code: 'aws-credentials-missing',
    kind: 'access',
    pattern: /No valid credential sources found|failed to refresh cached credentials/i,
    hint: 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and check with: aws sts get-caller-identity',
  },
  {
    code: 'aws-credentials-expired',
    kind: 'access',
    pattern: /ExpiredToken|RequestExpired|SSO session .*(expired|invalid)|token has expired/i,
    hint: 'the credentials ran out; sign in again, for instance: aws sso login',
  },
  {
    code: 'clock-skew',
    kind: 'access',
    pattern: /RequestTimeTooSkewed|RequestInTheFuture|Signature (expired|not yet current)/,
    hint: 'the clock of this machine is wrong, and AWS takes no request that is more than some minutes off: set it, then run this again',
  },
  {
    code: 'aws-credentials-invalid',
    kind: 'access',
    pattern: /InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException/,
    hint: 'AWS does not know these credentials; check with: aws sts get-caller-identity',
  },
  {
    code: 'wrong-account',
    kind: 'access',
    pattern: /AWS account ID not allowed/i,
    hint: 'sign in to the account that `account.id` in the configuration names',
  },
  // Before the next row, since AWS calls this a denied access as well. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  {
    code: 'key-refuses-logs',
    kind: 'access',
    pattern: /specified KMS [Kk]ey does not exist or is not allowed to be used with/,
    hint: 'let the policy of `encryption.kmsKeyArn` allow logs.<region>.amazonaws.com kms:Encrypt, Decrypt, ReEncrypt*, GenerateDataKey* and DescribeKey',
  },
  {
    code: 'aws-permission-missing',
    kind: 'access',
    pattern: /AccessDenied|UnauthorizedOperation|is not authorized to perform/,
    hint: (text) => {
      const action = /is not authorized to perform: ([\w:*-]+)/.exec(text)?.[1];
      return action === undefined
        ? 'give the deploying role the permission that AWS names'
        : `give the deploying role the permission ${action}`;
    },
  },
  {
    code: 'release-not-published',
    kind: 'access',
    pattern: /reading S3 Bucket \(braintrust-assets-[a-z0-9-]+\) Object \([^)]*\): couldn't find resource/,
    hint: 'the function packages of this release are not in the bucket of this region; check `release` and `region`, and whether AWS_ENDPOINT_URL sends the calls elsewhere',
  },
  // Quotas and settings of the account, as a new account meets them.
  {
    code: 'lambda-memory-quota',
    kind: 'access',
    pattern: /'MemorySize' value failed to satisfy constraint/,
    hint: 'this account allows functions less memory, 3008 MB where it is new: ask AWS Support for 10240 MB, or lower `api.memoryMb`',
  },
  {
    code: 'vcpu-quota',
    kind: 'access',
    pattern: /VcpuLimitExceeded|more vCPU capacity than your current vCPU limit/,
    hint: 'raise the quota: aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-1216C47A --desired-value <vCPUs>; a rolling update needs twice the vCPUs of a pool',
  },
  {
    code: 'api-log-role-missing',
    kind: 'access',
    pattern: /CloudWatch Logs role ARN must be set in account settings/,
    hint: 'API Gateway has no role for logs in this account and region; set `api.accountLogRole: true` in one deployment there',
  },
  // Made by the API, so in no state; their network cards hold the network for up to 45 minutes after they are gone.
  {
    code: 'user-functions-left',
    kind: 'terraform',
    pattern:
      /deleting (Security Group|EC2 Subnet|EC2 VPC|EC2 Network Interface)[\s\S]*(DependencyViolation|timeout while waiting)/,
    hint: 'functions of your users may still be in the quarantine network: list them with aws resourcegroupstaggingapi get-resources --resource-type-filters lambda:function --tag-filters Key=BraintrustQuarantine,Values=true, delete those of this deployment, then run this again',
  },
  {
    code: 'already-exists',
    kind: 'terraform',
    pattern: /already exists|AlreadyExists|ResourceExistsException|BucketAlreadyOwnedByYou/,
    hint: 'something of this name exists that the state does not know. Of another deployment: take another `name`. Of this one, whose state was lost or whose run was killed: restore the state, or in the rendered folder terraform import what the errors name',
  },
  {
    code: 'state-bucket-missing',
    kind: 'access',
    pattern: /S3 bucket "[^"]+" does not exist|NoSuchBucket/,
    hint: 'make the bucket of `state.bucket` first, or correct its name; bt-dataplane does not make state buckets',
  },
];

/** https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html */
export const leftovers: readonly string[] = [
  'KMS keys wait for 30 days before they are gone; until then `aws kms cancel-key-deletion` brings one back',
  'automated backups of the database stay until their retention ends',
  "records of support's shells stay for a year in log groups below /braintrust-support/, where `remoteSupport.shell` was switched off before",
];
