import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account/index.js';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container/index.js';
import { Construct } from '../core/cdktf.ts';
import { uiOrigins } from '../core/ui-origins.ts';
import type { AzurePlace, IAzureEndpoints, IAzureKey, IAzureVault } from './contracts.ts';
import { azureNames, containerNames } from './naming.ts';
import { PrivateEndpoint } from './private-endpoint.ts';
import type { AzureStorageProps } from './props.ts';
import { storageRanges } from './public-ranges.ts';
import { StorageExpiry } from './storage-expiry.ts';
import { StoredSecret } from './stored-secret.ts';

export interface StorageProps extends AzurePlace, AzureStorageProps {
  readonly vault: IAzureVault;
  /** A change encrypts anew in place. */
  readonly key: IAzureKey;
  readonly endpoints: IAzureEndpoints;
  /** Ranges that may call it, where it is public at all. None: everybody, with a role or a signed URL. */
  readonly authorizedRanges: readonly string[];
}

/**
 * Open to everybody. `Metrics` has no meaning then, but without it the provider reads these rules as none, and plans them
 * again each time; and without rules it leaves an account closed that was closed before.
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/storage/storage_account_helpers_network.go
 */
const openRules = { defaultAction: 'Allow', bypass: ['AzureServices', 'Metrics'] };

/** The storage account with its three containers. */
export class Storage extends Construct {
  /** ARM id. */
  readonly id: string;
  /** Name of the account. */
  readonly name: string;
  /** `BlobEndpoint=…;` without a key; a secret only because the vendor's chart wants one. */
  readonly connectionString: StoredSecret;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    const account = this.makeAccount(props);
    this.id = account.id;
    this.name = account.name;
    for (const name of Object.values(containerNames)) {
      new StorageContainer(this, name.replaceAll('-', '_'), {
        name,
        // By id, so that it is made through the management API: the account's own may be closed to us.
        storageAccountId: account.id,
        containerAccessType: 'private',
        lifecycle: { preventDestroy: true },
      });
    }
    new StorageExpiry(this, 'expiry', { accountId: account.id, days: props.retentionDays });
    new PrivateEndpoint(this, 'endpoint', { ...props, service: 'blob', targetId: account.id });
    this.connectionString = new StoredSecret(this, 'connection_string', {
      vault: props.vault,
      deployment: props.name,
      name: azureNames(props.subscription, props.name).secrets.storageConnectionString,
      value: `BlobEndpoint=${account.primaryBlobEndpoint};`,
      rotation: 1,
    });
  }

  private makeAccount(props: StorageProps): StorageAccount {
    const { key, kind, retentionDays: days } = props;
    const closed = !props.publicNetworkAccess || props.authorizedRanges.length > 0;
    return new StorageAccount(this, 'Resource', {
      name: azureNames(props.subscription, props.name).storageAccount,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      accountKind: kind === 'premium' ? 'BlockBlobStorage' : 'StorageV2',
      accountTier: kind === 'premium' ? 'Premium' : 'Standard',
      accountReplicationType: props.redundancy.toUpperCase(),
      // Entra alone decides who reads and writes; keys would open everything.
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      localUserEnabled: false,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      httpsTrafficOnlyEnabled: true,
      minTlsVersion: 'TLS1_2',
      publicNetworkAccessEnabled: props.publicNetworkAccess,
      networkRules: closed
        ? {
            defaultAction: 'Deny',
            bypass: ['AzureServices'],
            ipRules: [...storageRanges(props.authorizedRanges)],
          }
        : openRules,
      blobProperties: {
        // What is replaced or deleted stays as a version, and a deleted version for as long again.
        versioningEnabled: true,
        deleteRetentionPolicy: { days },
        containerDeleteRetentionPolicy: { days },
        // Browsers fetch and write objects over signed URLs. Where a redirect made a page anonymous, its origin is `null`.
        corsRule: [
          {
            allowedMethods: ['PUT', 'GET', 'HEAD'],
            allowedOrigins: [...new Set([...uiOrigins, ...props.allowedOrigins])],
            allowedHeaders: ['*'],
            exposedHeaders: ['*'],
            maxAgeInSeconds: 3600,
          },
        ],
      },
      identity: { type: 'UserAssigned', identityIds: [key.identityId] },
      customerManagedKey: { keyVaultKeyId: key.versionlessId, userAssignedIdentityId: key.identityId },
      tags: { ...props.tags },
      lifecycle: { preventDestroy: true },
      dependsOn: [key.granted],
    });
  }
}
