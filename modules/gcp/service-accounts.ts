import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member/index.js';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import type { IGcpServiceAccount } from './contracts.ts';
import { gcpNames } from './naming.ts';

export interface ServiceAccountsProps {
  /** Name of the deployment. A change replaces the accounts. */
  readonly name: string;
  readonly project: string;
  /** Nodes are made here, and need an account of their own. */
  readonly nodes: boolean;
}

/**
 * What Google recommends instead of the Editor that nodes have by default: logs, metrics and nothing else. Images come from
 * a public registry. https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
const nodeRole = 'roles/container.defaultNodeServiceAccount';

/** The accounts that services and nodes run as. None has a key. */
export class ServiceAccounts extends Construct {
  readonly api: IGcpServiceAccount;
  readonly brainstore: IGcpServiceAccount;
  readonly nodes: (IGcpServiceAccount & { readonly ready: readonly ITerraformDependable[] }) | undefined;

  constructor(scope: Construct, id: string, props: ServiceAccountsProps) {
    super(scope, id);
    const names = gcpNames(props.project, props.name);
    this.api = this.make('api', names.apiAccount, 'API', props);
    this.brainstore = this.make('brainstore', names.brainstoreAccount, 'Brainstore', props);
    // URLs to objects are signed by the account itself, over the credentials service; so there is no key that could leak.
    // https://cloud.google.com/storage/docs/access-control/signing-urls-manually
    new ServiceAccountIamMember(this, 'api_signs', {
      serviceAccountId: this.api.name,
      role: 'roles/iam.serviceAccountTokenCreator',
      member: this.api.member,
    });
    this.nodes = props.nodes ? this.makeNodeAccount(names.nodeAccount, props) : undefined;
  }

  private makeNodeAccount(accountId: string, props: ServiceAccountsProps): ServiceAccounts['nodes'] {
    const account = this.make('nodes', accountId, 'nodes', props);
    const role = new ProjectIamMember(this, 'nodes_role', {
      project: props.project,
      role: nodeRole,
      member: account.member,
    });
    return { ...account, ready: [role] };
  }

  private make(id: string, accountId: string, what: string, props: ServiceAccountsProps): IGcpServiceAccount {
    const { email, name, member } = new ServiceAccount(this, id, {
      accountId,
      displayName: `Braintrust data plane ${props.name}, ${what}`,
    });
    return { email, name, member };
  }
}
