import { KeyVault as AzurermKeyVault } from '@cdktf/provider-azurerm/lib/key-vault/index.js';
import { Construct, type DataResource } from '../core/cdktf.ts';
import { Settle } from '../core/settle.ts';
import type { AzurePlace, IAzureEndpoints, IAzureVault } from './contracts.ts';
import { Deployers } from './deployers.ts';
import { azureNames } from './naming.ts';
import { PrivateEndpoint } from './private-endpoint.ts';
import { settleSeconds } from './provider.ts';
import { publicRanges } from './public-ranges.ts';

export interface KeyVaultProps extends AzurePlace {
  /** Id of the tenant. A change moves the vault, which then opens to nobody. */
  readonly tenant: string;
  readonly endpoints: IAzureEndpoints;
  /** Ranges that may call it, beside the network. None: everybody, with a role. A change updates in place. */
  readonly authorizedRanges: readonly string[];
  /** Object ids of those who deploy too. */
  readonly deployers: readonly string[];
}

/** Key and secrets of the data plane, and the right of those who deploy to write them. */
export class KeyVault extends Construct implements IAzureVault {
  readonly id: string;
  readonly name: string;
  readonly admitted: DataResource;

  constructor(scope: Construct, id: string, props: KeyVaultProps) {
    super(scope, id);
    const vault = this.makeVault(props);
    this.id = vault.id;
    this.name = vault.name;
    const endpoint = new PrivateEndpoint(this, 'endpoint', {
      ...props,
      service: 'vault',
      targetId: vault.id,
    });
    // Owners of a vault can neither read nor write what is in it.
    // https://learn.microsoft.com/azure/key-vault/general/rbac-guide
    const { grants } = new Deployers(this, 'deployers', {
      scope: vault.id,
      deployers: props.deployers,
      roles: { secrets: 'Key Vault Secrets Officer', keys: 'Key Vault Crypto Officer' },
      firstRoles: { vault: 'Key Vault Administrator' },
    });
    this.admitted = new Settle(this, 'admitted', {
      triggers: [vault.id, ...props.deployers],
      after: [...grants, ...endpoint.ready],
      seconds: settleSeconds,
    }).done;
  }

  private makeVault(props: KeyVaultProps): AzurermKeyVault {
    const closed = props.authorizedRanges.length > 0;
    return new AzurermKeyVault(this, 'Resource', {
      name: azureNames(props.subscription, props.name).keyVault,
      location: props.region,
      resourceGroupName: props.resourceGroup,
      tenantId: props.tenant,
      skuName: 'standard',
      rbacAuthorizationEnabled: true,
      // Without it neither database nor disks take a key of it. It cannot be taken back.
      // https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
      purgeProtectionEnabled: true,
      // The least: as long is the name of a destroyed vault blocked for all but who recovers it.
      softDeleteRetentionDays: 7,
      // Open to those who have a role, unless ranges say from where: whoever deploys first is seldom inside of the network.
      publicNetworkAccessEnabled: true,
      networkAcls: {
        defaultAction: closed ? 'Deny' : 'Allow',
        // Database, disks, cache and storage fetch the key from outside of the network.
        bypass: 'AzureServices',
        ipRules: [...publicRanges(props.authorizedRanges)],
      },
      tags: { ...props.tags },
      lifecycle: { preventDestroy: true },
    });
  }
}
