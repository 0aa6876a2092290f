/** Who may do what. */
import { changed } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { gives, interrupts, quietly } from '../../../plan/classify/rows.ts';
import { policies, policyRows } from './rows.ts';

export const accessClasses: ResourceClasses = {
  aws_iam_role: {
    noun: 'role',
    replaced: interrupts(
      'what works under the role fails until it has the new one: seconds to minutes',
      policies,
    ),
    destroyed: interrupts('what works under the role fails', policies),
    rows: [
      ...policyRows('assume_role_policy'),
      {
        path: 'permissions_boundary',
        when: (before, after) => Boolean(before) && changed(before, after),
        kind: 'access',
        severity: 'attention',
        consequence: 'what the role may do at most is another',
        source: policies,
      },
    ],
  },
  aws_iam_role_policy: {
    noun: 'rights of a role',
    made: gives('the role gets rights', policies),
    destroyed: quietly('the role loses rights', policies),
    rows: policyRows('policy'),
  },
  aws_iam_role_policy_attachment: {
    noun: 'rights of a role',
    made: gives('the role gets the rights of a policy', policies),
    replaced: gives('the role gets the rights of another policy', policies),
    destroyed: quietly('the role loses rights', policies),
  },
  aws_iam_instance_profile: {
    noun: 'role of nodes',
    replaced: interrupts('nodes have no rights until they are replaced', policies),
  },
  aws_kms_grant: {
    noun: 'right to use the encryption key',
    made: gives(
      'one more principal may use the key',
      'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    ),
    destroyed: interrupts(
      'nodes that start from then on cannot open their disks',
      'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    ),
  },
};
