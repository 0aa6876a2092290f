import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document/index.js';
import { Construct } from '../../core/cdktf.ts';
import type { IKey } from '../../core/contracts.ts';
import type { ArnScope } from '../api/permissions.ts';
import { policyDocument } from '../naming.ts';
import { offerSessions } from './rights.ts';

export interface RecordedShellProps extends ArnScope {
  /** Name of the deployment. A change replaces everything here. */
  readonly name: string;
  /** Role that the nodes are in. */
  readonly nodeRoleName: string;
  /** Encrypts sessions and their records. */
  readonly key: IKey;
  /** How long records are kept; in days, one of CloudWatch's steps. A change updates in place. */
  readonly logRetentionDays: number;
}

/** Shells on the nodes that are recorded while they run. The account's own settings of Session Manager are left alone. */
export class RecordedShell extends Construct {
  readonly documentName: string;
  readonly documentArn: string;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: RecordedShellProps) {
    super(scope, id);
    const records = new CloudwatchLogGroup(this, 'records', {
      // Not below `/braintrust/`, where functions may write and support may read.
      // What was done must be known after access has ended, so the group stays; the next one has a name of its own.
      namePrefix: `/braintrust-support/${props.name}/sessions-`,
      skipDestroy: true,
      kmsKeyId: props.key.arn,
      retentionInDays: props.logRetentionDays,
    });
    this.logGroupName = records.name;
    new IamRolePolicy(this, 'node_rights', {
      name: 'support-shell',
      role: props.nodeRoleName,
      policy: policyDocument(offerSessions(props, records.arn, props.key.arn)),
    });
    const document = new SsmDocument(this, 'document', {
      // AWS keeps names that begin with `aws` or `amazon` to itself, and the deployment may be called so.
      name: `braintrust-${props.name}-support-shell`,
      documentType: 'Session',
      documentFormat: 'JSON',
      content: sessionDocument(props.name, records.name, props.key.arn),
    });
    this.documentName = document.name;
    this.documentArn = document.arn;
  }
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
function sessionDocument(name: string, records: string, keyArn: string): string {
  return JSON.stringify({
    schemaVersion: '1.0',
    description: `Shell of Braintrust's support on the nodes of ${name}, recorded`,
    sessionType: 'Standard_Stream',
    inputs: {
      s3BucketName: '',
      s3KeyPrefix: '',
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: records,
      cloudWatchEncryptionEnabled: true,
      // As it happens: a session that is cut off is recorded until then.
      cloudWatchStreamingEnabled: true,
      // Minutes. AWS's default for idle ones; and no longer than the role's session.
      idleSessionTimeout: '20',
      maxSessionDuration: '60',
      kmsKeyId: keyArn,
      runAsEnabled: false,
      runAsDefaultUser: '',
    },
  });
}
