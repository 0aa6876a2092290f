import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role/index.js';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsGrant } from '@cdktf/provider-aws/lib/kms-grant/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { Construct } from '../core/cdktf.ts';
import type { IKey } from '../core/contracts.ts';
import { type PolicyStatement, partitionOf, policyDocument } from './naming.ts';

export interface EncryptionProps {
  /** Name of the deployment. */
  readonly name: string;
  /** Account that owns the key, twelve digits or a reference. */
  readonly accountId: string;
  readonly region: string;
  /**
   * Your own key. Default: - a key of the data plane, `alias/braintrust/<name>`.
   * A change replaces the database and the cache, and leaves existing objects under the old key.
   */
  readonly existingKeyArn?: string;
}

/** The key for everything at rest, and the role with which auto scaling starts nodes whose disks are under it. */
export class Encryption extends Construct implements IKey {
  readonly arn: string;
  /**
   * Service-linked role of auto scaling, our own: the account's common one may not exist yet, and a key policy cannot name
   * a role that does not exist. https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html
   */
  readonly autoscalingRoleArn: string;

  constructor(scope: Construct, id: string, props: EncryptionProps) {
    super(scope, id);
    const autoscaling = new IamServiceLinkedRole(this, 'autoscaling', {
      awsServiceName: 'autoscaling.amazonaws.com',
      customSuffix: props.name,
      description: `Auto scaling of the Brainstore nodes of ${props.name}`,
    });
    if (props.existingKeyArn === undefined) {
      this.autoscalingRoleArn = autoscaling.arn;
      this.arn = this.makeKey(props);
    } else {
      this.arn = props.existingKeyArn;
      this.autoscalingRoleArn = admitAutoscaling(this, props.existingKeyArn, autoscaling.arn);
    }
  }

  private makeKey(props: EncryptionProps): string {
    const key = new KmsKey(this, 'Resource', {
      description: `Data at rest of the Braintrust data plane ${props.name}`,
      enableKeyRotation: true,
      // The longest that KMS offers: the final snapshot of the database is unreadable without the key.
      deletionWindowInDays: 30,
      policy: policyDocument(keyStatements(props, this.autoscalingRoleArn)),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, 'alias', { name: `alias/braintrust/${props.name}`, targetKeyId: key.keyId });
    return key.arn;
  }
}

/** We do not touch the policy of a key that is not ours; a grant says the same. Returns the role, once it is admitted. */
function admitAutoscaling(scope: Construct, keyArn: string, roleArn: string): string {
  return new KmsGrant(scope, 'autoscaling_grant', {
    keyId: keyArn,
    granteePrincipal: roleArn,
    operations: [
      'CreateGrant',
      'Decrypt',
      'DescribeKey',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'ReEncryptFrom',
      'ReEncryptTo',
    ],
  }).granteePrincipal;
}

const useKey = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

function keyStatements(props: EncryptionProps, autoscalingRoleArn: string): readonly PolicyStatement[] {
  const partition = partitionOf(props.region);
  return [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::${props.accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: `logs.${props.region}.amazonaws.com` },
      Action: useKey,
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${props.region}:${props.accountId}:*`,
        },
      },
    },
    // https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
    {
      Sid: 'AutoscalingVolumes',
      Effect: 'Allow',
      Principal: { AWS: autoscalingRoleArn },
      Action: useKey,
      Resource: '*',
    },
    {
      Sid: 'AutoscalingGrants',
      Effect: 'Allow',
      Principal: { AWS: autoscalingRoleArn },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
