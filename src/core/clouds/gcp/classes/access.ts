/** Who may do what. */
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { interrupts } from '../../../plan/classify/rows.ts';
import { iam, memberOf } from './rows.ts';

export const accessClasses: ResourceClasses = {
  google_service_account: {
    noun: 'service account',
    replaced: interrupts('what works under the account fails until its rights are given again: minutes', iam),
    destroyed: interrupts('what works under the account fails', iam),
  },
  google_service_account_iam_member: memberOf('the service account'),
  google_kms_crypto_key_iam_member: memberOf('the encryption key'),
  google_project_iam_member: memberOf('the project'),
  google_storage_bucket_iam_member: memberOf('the bucket'),
};
