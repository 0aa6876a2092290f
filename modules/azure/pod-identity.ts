import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { Construct, type TerraformResource } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';
import { azureNames, podServiceAccounts } from './naming.ts';
import type { StoredSecret } from './stored-secret.ts';

export interface PodIdentityProps extends AzurePlace {
  /** Namespace of the service accounts. A change replaces the credentials. */
  readonly namespace: string;
  /** URL of the cluster's OIDC issuer. A change replaces the credentials. */
  readonly issuer: string;
  /** Secrets that the pods read, by short literal ids. */
  readonly secrets: Readonly<Record<string, StoredSecret>>;
  /** ARM id of the storage account. */
  readonly storageId: string;
}

/** Of tokens that are exchanged for Entra's. https://learn.microsoft.com/azure/aks/workload-identity-overview */
const audience = 'api://AzureADTokenExchange';

/**
 * What the pods of API and Brainstore act as: one identity, because the driver of the key vault signs in with one for both.
 * Apart from the cluster, so that it is there for one that is brought along.
 */
export class PodIdentity extends Construct {
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const identity = new UserAssignedIdentity(this, 'Resource', {
      name: azureNames(props.subscription, props.name).identities.pods,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      tags: { ...props.tags },
    });
    this.clientId = identity.clientId;
    this.federate(props, identity);
    const grant = (key: string, scopeId: string, roleDefinitionName: string) =>
      new RoleAssignment(this, key, {
        scope: scopeId,
        roleDefinitionName,
        principalId: identity.principalId,
        principalType: 'ServicePrincipal',
        skipServicePrincipalAadCheck: true,
      });
    // Each secret by itself: neither the rest of the vault, nor the bare password of the database.
    for (const [key, secret] of Object.entries(props.secrets)) {
      grant(`reads_${key}`, secret.id, 'Key Vault Secrets User');
    }
    grant('objects', props.storageId, 'Storage Blob Data Contributor');
  }

  /** One after the other: an identity takes no two at a time. https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
  private federate(
    { resourceGroup, namespace, issuer }: PodIdentityProps,
    identity: UserAssignedIdentity,
  ): void {
    let before: TerraformResource = identity;
    for (const [key, account] of Object.entries(podServiceAccounts)) {
      before = new FederatedIdentityCredential(this, `federated_${key}`, {
        name: key,
        resourceGroupName: resourceGroup,
        parentId: identity.id,
        audience: [audience],
        issuer,
        subject: `system:serviceaccount:${namespace}:${account}`,
        dependsOn: [before],
      });
    }
  }
}
