import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js';
import type { Construct } from '../../core/cdktf.ts';
import type { PoolSize } from './pools.ts';

/**
 * The newest Amazon Linux 2023 of an architecture, as AWS announces it:
 * https://docs.aws.amazon.com/linux/al2023/ug/ec2.html#launch-via-ssm
 */
export function newestImage(scope: Construct, architecture: PoolSize['architecture']): string {
  return new DataAwsSsmParameter(scope, 'image', {
    name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
  }).insecureValue;
}
