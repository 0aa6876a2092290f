/** Who may do what. */
import { becomes, changed, leaves } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { gives, interrupts, quietly } from '../../../plan/classify/rows.ts';
import { aks, identities, locks, loses, loss, rbac } from './rows.ts';

export const accessClasses: ResourceClasses = {
  azurerm_role_assignment: {
    noun: 'right',
    made: gives('one more principal gets a role', rbac),
    replaced: gives('another principal, or one with another role, gets rights', rbac),
    destroyed: quietly('what worked with the role is refused', rbac),
    rows: [
      {
        path: 'role_definition_name',
        when: becomes('Owner', 'Contributor', 'User Access Administrator'),
        kind: 'access',
        severity: 'attention',
        consequence: 'the role is one over everything in its scope',
        source: rbac,
      },
    ],
  },
  azurerm_user_assigned_identity: {
    noun: 'identity',
    replaced: interrupts(
      'what works under the identity fails until its rights are given again: minutes',
      identities,
    ),
    destroyed: interrupts('what works under the identity fails', identities),
  },
  azurerm_federated_identity_credential: {
    noun: 'trust in pods',
    made: gives('more pods may work under the identity', `${aks}/workload-identity-overview`),
    replaced: gives('other pods may work under the identity', `${aks}/workload-identity-overview`),
    destroyed: interrupts('pods no longer sign in', `${aks}/workload-identity-overview`),
    rows: [
      {
        path: 'subject',
        when: changed,
        kind: 'access',
        severity: 'attention',
        consequence: 'other pods may work under the identity',
        source: `${aks}/workload-identity-overview`,
      },
    ],
  },
  azurerm_management_lock: {
    noun: 'lock against deletion',
    replaced: loss('for a moment nothing keeps it from being deleted'),
    destroyed: loss('nothing but our own guard keeps from deletion what it locked'),
    rows: [loses('lock_level', leaves('CanNotDelete'), 'another kind of lock', locks)],
  },
};
