import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import type { Construct } from '../../core/cdktf.ts';
import type { IKey } from '../../core/contracts.ts';
import { newestImage } from './machine-image.ts';
import type { PoolSize } from './pools.ts';

export interface NodeTemplateProps {
  /** Prefix of the template's name. */
  readonly name: string;
  readonly pool: PoolSize;
  /** Default: - the newest Amazon Linux 2023 when the template is made, kept from then on. */
  readonly machineImage: string | undefined;
  readonly userData: string;
  readonly instanceProfileArn: string;
  readonly securityGroupId: string;
  readonly key: IKey;
  /** Tags of machines, volumes and network cards. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * How a node is made. The id names the architecture: the image is kept when it is not configured, and an image of the other
 * architecture would not start.
 */
export function nodeTemplate(scope: Construct, props: NodeTemplateProps): LaunchTemplate {
  return new LaunchTemplate(scope, props.pool.architecture, {
    namePrefix: `${props.name}-`,
    imageId: props.machineImage ?? newestImage(scope, props.pool.architecture),
    instanceType: props.pool.instanceType,
    userData: props.userData,
    updateDefaultVersion: true,
    iamInstanceProfile: { arn: props.instanceProfileArn },
    monitoring: { enabled: true },
    // One hop, so that no bridged container gets the node's rights: Brainstore's shares the host's network.
    // No tags there: with them EC2 starts no machine that has a tag with a space in its name.
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
    networkInterfaces: [
      {
        associatePublicIpAddress: 'false',
        deleteOnTermination: 'true',
        securityGroups: [props.securityGroupId],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: {
          volumeType: 'gp3',
          // Image layers and logs; the cache has the local disks. Upstream's figure.
          volumeSize: 200,
          encrypted: 'true',
          kmsKeyId: props.key.arn,
          deleteOnTermination: 'true',
        },
      },
    ],
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: { ...props.tags },
    })),
    lifecycle: {
      createBeforeDestroy: true,
      ...(props.machineImage === undefined ? { ignoreChanges: ['image_id'] } : {}),
    },
  });
}
