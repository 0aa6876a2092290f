/** The shapes of a deployment on AWS that differ in which resources there are. */
import type { Config } from '../../src/core/config/schema.ts';
import { awsConfig } from './aws-config.ts';

export const awsShapes: Readonly<Record<string, Config>> = {
  staging: awsConfig('staging'),
  production: awsConfig('production'),
  'staging, without quarantine, with key and licence of its own': awsConfig('staging', {
    account: { id: '123456789012' },
    network: { quarantine: { enabled: false } },
    encryption: { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/own' },
    licenseKey: { secretRef: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:brainstore' },
  }),
  'staging, with access for support': awsConfig('staging', { remoteSupport: { logs: true, shell: true } }),
};
