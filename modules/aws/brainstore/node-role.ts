import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from '../../core/cdktf.ts';
import type { IKey } from '../../core/contracts.ts';
import {
  type ArnScope,
  arnOf,
  assumeNamedRoles,
  decryptSecret,
  listBuckets,
  readObjects,
  readSecrets,
  useKey,
  useObjects,
  writeLogs,
} from '../api/permissions.ts';
import { policyDocument, trustService } from '../naming.ts';
import { proxyUrlParameter } from './proxy-url-parameter.ts';
import type { NodeSettingsProps } from './settings.ts';

export interface NodeRoleProps extends NodeSettingsProps, ArnScope {
  readonly key: IKey;
  readonly logGroupName: string;
}

/** What a node may do: its buckets, its secrets, its logs, nothing of other deployments. */
export class NodeRole extends Construct {
  readonly name: string;
  readonly instanceProfileArn: string;
  /** Address of the policy: nodes start after it. */
  readonly granted: string;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const { objectStore, name } = props;
    const role = new IamRole(this, 'Resource', {
      name: `${name}-brainstore-ec2-role`,
      description: 'Brainstore nodes',
      assumeRolePolicy: trustService('ec2.amazonaws.com'),
    });
    this.name = role.name;
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'rights',
      role: role.name,
      policy: policyDocument([
        listBuckets([objectStore.brainstore, objectStore.responses, objectStore.codeBundles]),
        useObjects([objectStore.brainstore, objectStore.responses]),
        readObjects(objectStore.codeBundles),
        readSecrets([props.database.url, props.functionTools, props.licenseKey]),
        {
          Sid: 'ReadProxyUrl',
          Effect: 'Allow',
          Action: 'ssm:GetParameter',
          Resource: arnOf(props, 'ssm', `parameter${proxyUrlParameter(name)}`),
        },
        useKey(props.key.arn),
        ...(props.licenseKey.versionId === undefined ? [decryptSecret(props, props.licenseKey)] : []),
        writeLogs(props, props.logGroupName),
        {
          Sid: 'WriteMetrics',
          Effect: 'Allow',
          Action: 'cloudwatch:PutMetricData',
          Resource: '*',
          Condition: { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } },
        },
        // The CloudWatch agent learns its scaling group from a tag; EC2 has no resource-level control here.
        { Sid: 'ReadOwnTags', Effect: 'Allow', Action: 'ec2:DescribeTags', Resource: '*' },
        assumeNamedRoles(),
      ]),
    });
    this.granted = policy.fqn;
    this.instanceProfileArn = new IamInstanceProfile(this, 'profile', {
      name: `${name}-brainstore`,
      role: role.name,
    }).arn;
  }
}
