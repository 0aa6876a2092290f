import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from '../../core/cdktf.ts';
import type { IKey } from '../../core/contracts.ts';
import type { ArnScope } from '../api/permissions.ts';
import { partitionOf, policyDocument } from '../naming.ts';
import { RecordedShell } from './recorded-shell.ts';
import { readLogGroups, runShell } from './rights.ts';

export interface RemoteSupportProps extends ArnScope {
  /** Name of the deployment. A change replaces everything here. */
  readonly name: string;
  /** Whether support may read logs; one of `logs` and `shell` is true. */
  readonly logs: boolean;
  /** Whether support may open shells on the nodes. */
  readonly shell: boolean;
  /** What support has to name when it takes the role, 2 to 1224 characters. A change updates in place. */
  readonly externalId: string;
  /** Log groups that may be read; each may end in `*`. */
  readonly logGroups: readonly string[];
  /** Role that the nodes are in. */
  readonly nodeRoleName: string;
  /** Encrypts sessions and their records. */
  readonly key: IKey;
  /** How long records are kept; in days, one of CloudWatch's steps. A change updates in place. */
  readonly logRetentionDays: number;
}

/**
 * The accounts that Braintrust's support works from.
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane (modules/remote-support)
 */
const supportAccounts = ['872608195481', '611723957092'] as const;

/**
 * A role for Braintrust's support. Shells go through Session Manager: no open port, no key pair, no machine of its own.
 * Only rights are added, to roles that exist; no node is started anew.
 */
export class RemoteSupport extends Construct {
  readonly roleArn: string;
  readonly externalId: string;
  /** Where there are shells: the document to start one with, and where it is recorded. */
  readonly shell: RecordedShell | undefined;

  constructor(scope: Construct, id: string, props: RemoteSupportProps) {
    super(scope, id);
    const role = new IamRole(this, 'Resource', {
      name: `${props.name}-braintrust-support`,
      description: `Support of Braintrust, for ${props.name}`,
      assumeRolePolicy: trustSupport(props),
      // An hour, in seconds: whoever stays longer has to ask for the role again, and leaves a trace of it.
      maxSessionDuration: 3600,
    });
    this.roleArn = role.arn;
    this.externalId = props.externalId;
    if (props.logs) {
      new IamRolePolicy(this, 'logs', {
        name: 'logs',
        role: role.name,
        policy: policyDocument(readLogGroups(props, props.logGroups)),
      });
    }
    if (!props.shell) return;
    this.shell = new RecordedShell(this, 'shell', props);
    new IamRolePolicy(this, 'shell_rights', {
      name: 'shell',
      role: role.name,
      policy: policyDocument(
        runShell(props, {
          deployment: props.name,
          documentArn: this.shell.documentArn,
          keyArn: props.key.arn,
        }),
      ),
    });
  }
}

/** The external id keeps others who can make these accounts act, such as another of their customers, out of the role. */
function trustSupport({ region, externalId }: RemoteSupportProps): string {
  return policyDocument([
    {
      Effect: 'Allow',
      Principal: { AWS: supportAccounts.map((account) => `arn:${partitionOf(region)}:iam::${account}:root`) },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ]);
}
