/** Keys and secrets. */
import { moved } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, interrupts, quietly } from '../../../plan/classify/rows.ts';
import { secrets } from './rows.ts';

export const keysClasses: ResourceClasses = {
  google_kms_crypto_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included',
    rows: downtime(
      ['rotation_period'],
      'the key gets new versions at other times; what is encrypted stays readable',
      'https://cloud.google.com/kms/docs/key-rotation',
      'notice',
    ),
  },
  google_kms_key_ring: {
    noun: 'ring of the encryption key',
    replaced: quietly(
      'a ring is never deleted at Google; what is in it is made anew, and is told by itself',
      'https://cloud.google.com/kms/docs/resource-hierarchy',
    ),
  },
  google_secret_manager_secret: {
    noun: 'secret',
    loss: 'the value of the secret',
    rows: [
      {
        path: 'replication.0.user_managed.0.replicas.*.customer_managed_encryption.0.kms_key_name',
        when: moved,
        kind: 'access',
        severity: 'notice',
        consequence:
          'new values are encrypted with another key; the former ones keep theirs, which therefore has to stay',
        source: 'https://cloud.google.com/secret-manager/docs/cmek',
      },
    ],
  },
  google_secret_manager_secret_version: {
    noun: 'value of a secret',
    replaced: quietly('the value is written anew; pods take it when they are restarted', secrets),
    destroyed: interrupts('what reads the secret fails', secrets),
  },
};
