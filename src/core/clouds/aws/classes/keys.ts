/** Keys and secrets. */
import { switchedOff } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, quietly } from '../../../plan/classify/rows.ts';
import { policyRows } from './rows.ts';

export const keysClasses: ResourceClasses = {
  aws_kms_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included',
    rows: [
      ...policyRows('policy'),
      {
        path: 'is_enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence:
          'nothing that is encrypted can be read: the data plane is down until it is enabled again',
        source: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
      },
    ],
  },
  aws_secretsmanager_secret: {
    noun: 'secret',
    loss: 'the value of the secret',
    rows: policyRows('policy'),
  },
  aws_secretsmanager_secret_version: {
    noun: 'value of a secret',
    replaced: quietly('services take the new value when they start next', 'modules/aws/stored-secret.ts'),
    rows: downtime(
      ['secret_string_wo_version'],
      'the value is written anew: what reads it takes it when it starts next',
      'modules/aws/stored-secret.ts',
      'notice',
    ),
  },
};
