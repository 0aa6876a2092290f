import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import { apiServiceAccount, brainstoreServiceAccount } from '../kubernetes/values/names.ts';
import type { IGcpServiceAccount } from './contracts.ts';

export interface PodIdentityProps {
  readonly project: string;
  /** Of the Kubernetes service accounts. A change moves the leave to those of the new namespace. */
  readonly namespace: string;
  readonly api: IGcpServiceAccount;
  readonly brainstore: IGcpServiceAccount;
  /** A project has no identity pool before its first cluster. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Lets the pods of each service act as its Google account, without a key.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
 *
 * Member by member: a binding would take from the account whoever was added by hand. The API's pods read Brainstore's bucket
 * as themselves, so they may not act as Brainstore.
 */
export class PodIdentity extends Construct {
  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const accounts = { api: apiServiceAccount, brainstore: brainstoreServiceAccount };
    for (const service of ['api', 'brainstore'] as const) {
      new ServiceAccountIamMember(this, service, {
        serviceAccountId: props[service].name,
        role: 'roles/iam.workloadIdentityUser',
        member: `serviceAccount:${props.project}.svc.id.goog[${props.namespace}/${accounts[service]}]`,
        dependsOn: [...props.after],
      });
    }
  }
}
