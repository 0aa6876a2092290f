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
