/** How the Azure, Helm and Kubernetes providers fail, and what Azure keeps. Texts are those of azurerm 4.55 and of the APIs. */
import type { Explanation } from '../../terraform/explain.ts';
import { clusterFailures } from '../kubernetes/failures.ts';

export const failures: readonly Explanation[] = [
  {
    code: 'azure-credentials-missing',
    kind: 'access',
    pattern:
      /please run 'az login'|could not configure AzureCli Authorizer|unable to build authorizer for Resource Manager API|no Authorizer could be configured/i,
    hint: 'sign in with: az login; in a pipeline set ARM_CLIENT_ID with ARM_USE_OIDC, or with ARM_CLIENT_SECRET',
  },
  {
    code: 'azure-credentials-invalid',
    kind: 'access',
    pattern:
      /AADSTS[0-9]+|ExpiredAuthenticationToken|InvalidAuthenticationToken|clientCredentialsToken: received HTTP status 40[01]/,
    hint: (text) => {
      const code = /AADSTS[0-9]+/.exec(text)?.[0];
      const more =
        code === undefined
          ? ''
          : `; what ${code} means: https://login.microsoftonline.com/error?code=${code.slice(6)}`;
      return `Entra does not take the credentials; sign in again with: az login${more}`;
    },
  },
  {
    code: 'azure-environment-unknown',
    kind: 'access',
    pattern: /no environment was found with the name/i,
    hint: 'correct ARM_ENVIRONMENT (public, usgovernment or china), or name the host of its metadata in ARM_METADATA_HOSTNAME',
  },
  {
    code: 'azure-managed-identity-missing',
    kind: 'access',
    pattern: /ManagedIdentityAuthorizer: failed to request token/,
    hint: 'give this machine a managed identity, or name the one to use in ARM_CLIENT_ID; elsewhere unset ARM_USE_MSI',
  },
  {
    code: 'kubelogin-missing',
    kind: 'access',
    pattern: /executable kubelogin not found|exec: "?kubelogin"?: executable file not found/i,
    hint: 'install the program that signs in to the cluster: az aks install-cli, or https://azure.github.io/kubelogin/install.html',
  },
  {
    code: 'azure-provider-unregistered',
    kind: 'access',
    pattern: /MissingSubscriptionRegistration|NoRegisteredProviderFound/,
    hint: (text) => {
      const named = /namespace '([A-Za-z.]+)'/.exec(text)?.[1] ?? 'NAMESPACE';
      return `register it, then run this again: az provider register --wait --namespace ${named}`;
    },
  },
  {
    code: 'azure-role-assignment-refused',
    kind: 'access',
    pattern: /Microsoft\.Authorization\/(roleAssignments|locks)\/write/,
    hint: 'whoever deploys gives roles to identities and sets locks: they need Owner on the resource group, or Contributor with User Access Administrator',
  },
  {
    code: 'azure-vault-refused',
    kind: 'access',
    pattern:
      /ForbiddenByRbac|ForbiddenByFirewall|Caller is not authorized to perform action on resource[\s\S]*vaults/,
    hint: (text) =>
      text.includes('ForbiddenByFirewall')
        ? 'the key vault takes no calls from here: add your range to `cluster.authorizedRanges`, or run this from inside the network'
        : 'whoever deployed first may write to the key vault, and whom `account.deployers` names: have one of them add your object id (az ad signed-in-user show --query id) and apply. Just added, wait some minutes',
  },
  {
    code: 'azure-authorization-failed',
    kind: 'access',
    pattern: /AuthorizationFailed|does not have authorization to perform action/,
    hint: (text) => {
      const action = /perform action '([A-Za-z./]+)'/.exec(text)?.[1];
      return action === undefined
        ? 'give the deploying account the right that Azure names'
        : `give the deploying account a role with ${action} over the scope that Azure names`;
    },
  },
  {
    code: 'azure-quota',
    kind: 'access',
    pattern: /QuotaExceeded|exceeding approved .* quota|ErrCode_InsufficientVCPUQuota/i,
    hint: 'raise the quota of vCPUs for the family and the region that Azure names, in the portal under Quotas; Brainstore needs its machines twice while a release is rolled out',
  },
  {
    code: 'azure-size-not-here',
    kind: 'terraform',
    pattern:
      /SkuNotAvailable|AllocationFailed|ZonalAllocationFailed|OverconstrainedAllocationRequest|is not (allowed|available|supported) in (your subscription|location|region)/i,
    hint: 'Azure has no such machine here at the moment: name other zones in `cluster.zones`, another `instanceType` or region; what is offered: az vm list-skus --location REGION --resource-type virtualMachines --all --output table',
  },
  {
    code: 'azure-locked',
    kind: 'terraform',
    pattern: /ScopeLocked|because following scope\(s\) are locked/,
    hint: "a lock guards it; destroy removes our own locks first, another one (az lock list) is somebody else's decision",
  },
  {
    code: 'azure-encryption-identity-late',
    kind: 'terraform',
    pattern:
      /KeyVaultAccessForbidden|AzureKeyVaultKeyNotAccessible|does not have (the )?(required )?permissions? .*(wrapKey|unwrapKey)/i,
    hint: 'the right to use the key has not reached everywhere yet; wait some minutes, then run this again',
  },
  ...clusterFailures,
  {
    code: 'already-exists',
    kind: 'terraform',
    pattern:
      /already exists - to be managed via Terraform this resource needs to be imported|StorageAccountAlreadyTaken|VaultAlreadyExists|RoleAssignmentExists|cannot re-use a name that is still in use/,
    hint: 'something of this name exists that the state does not know. Of another deployment: take another `name`. Of this one, whose state was lost or whose run was killed: restore the state, or in the rendered folder terraform import what the errors name',
  },
  {
    code: 'state-container-missing',
    kind: 'access',
    pattern:
      /ContainerNotFound|The specified container does not exist|Failed to get existing workspaces: .*(404|no such host)/i,
    hint: 'make the storage account and the container of `state` first, or correct their names; bt-dataplane does not make them',
  },
  {
    code: 'state-container-refused',
    kind: 'access',
    pattern: /AuthorizationPermissionMismatch/,
    hint: 'whoever deploys needs the role Storage Blob Data Contributor on the container of `state`',
  },
];

/**
 * https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview,
 * https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-restore-deleted-server
 */
export const leftovers: readonly string[] = [
  'the key vault with its keys and secrets can be recovered for seven days, and cannot be purged before; a deployment of the same name recovers it',
  'backups of the deleted database server can be restored for five days',
];
