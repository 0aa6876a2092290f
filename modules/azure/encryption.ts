import { DiskEncryptionSet } from '@cdktf/provider-azurerm/lib/disk-encryption-set/index.js';
import { KeyVaultKey } from '@cdktf/provider-azurerm/lib/key-vault-key/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { Construct, type DataResource } from '../core/cdktf.ts';
import { ConstructError } from '../core/errors.ts';
import { Settle } from '../core/settle.ts';
import type { AzurePlace, IAzureKey, IAzureVault } from './contracts.ts';
import { azureNames } from './naming.ts';
import { settleSeconds } from './provider.ts';

export interface EncryptionProps extends AzurePlace {
  readonly vault: IAzureVault;
  /** `/subscriptions/…/vaults/V/keys/K`. Default: - a key of the data plane. A change replaces database and cluster. */
  readonly existingKey?: string;
}

/** Days after which a new version takes over. Old ones stay for what they encrypted. */
const rotation = 'P90D';

/** One key for everything at rest, and one identity of database, cache, storage and disks that may use it. */
export class Encryption extends Construct implements IAzureKey {
  readonly versionlessId: string;
  readonly currentId: string;
  readonly identityId: string;
  readonly diskEncryptionSetId: string;
  readonly granted: DataResource;

  constructor(scope: Construct, id: string, props: EncryptionProps) {
    super(scope, id);
    const key = props.existingKey === undefined ? this.makeKey(props) : brought(props.existingKey);
    this.versionlessId = key.versionlessId;
    const { region, resourceGroup, tags } = props;
    const common = { location: region, resourceGroupName: resourceGroup, tags: { ...tags } };
    const identity = new UserAssignedIdentity(this, 'identity', {
      ...common,
      name: azureNames(props.subscription, props.name).identities.encryption,
    });
    this.identityId = identity.id;
    const grant = new RoleAssignment(this, 'grant', {
      // The key and nothing else in the vault.
      scope: key.armId,
      roleDefinitionName: 'Key Vault Crypto Service Encryption User',
      principalId: identity.principalId,
      principalType: 'ServicePrincipal',
      // A new identity takes its time to be known everywhere in Entra.
      skipServicePrincipalAadCheck: true,
    });
    this.granted = new Settle(this, 'granted', {
      triggers: [key.armId, identity.principalId],
      after: [grant],
      seconds: settleSeconds,
    }).done;
    const disks = new DiskEncryptionSet(this, 'disks', {
      ...common,
      name: `${props.name}-disks`,
      keyVaultKeyId: key.versionlessId,
      autoKeyRotationEnabled: true,
      encryptionType: 'EncryptionAtRestWithCustomerKey',
      identity: { type: 'UserAssigned', identityIds: [identity.id] },
      dependsOn: [this.granted],
    });
    this.diskEncryptionSetId = disks.id;
    // Azure answers which version the disks use, also of a key that is not ours, and so no key has to be looked up.
    this.currentId = disks.keyVaultKeyUrl;
  }

  private makeKey(props: EncryptionProps): KeyIds {
    const key = new KeyVaultKey(this, 'Resource', {
      name: `${props.name}-data-plane`,
      keyVaultId: props.vault.id,
      keyType: 'RSA',
      // The database takes RSA keys of 2048, 3072 and 4096 bits.
      // https://learn.microsoft.com/azure/postgresql/security/security-data-encryption
      keySize: 4096,
      keyOpts: ['wrapKey', 'unwrapKey'],
      // No end of validity: what is at rest must open for as long as it is there.
      rotationPolicy: { automatic: { timeAfterCreation: rotation } },
      tags: { ...props.tags },
      lifecycle: { preventDestroy: true },
      dependsOn: [props.vault.admitted],
    });
    return { versionlessId: key.versionlessId, armId: key.resourceVersionlessId };
  }
}

interface KeyIds {
  readonly versionlessId: string;
  readonly armId: string;
}

function brought(armId: string): KeyIds {
  const [, vault, key] = /\/vaults\/([^/]+)\/keys\/([^/]+)$/.exec(armId) ?? [];
  if (vault === undefined || key === undefined) throw new ConstructError(armId, 'is not the id of a key');
  return { versionlessId: `https://${vault}.vault.azure.net/keys/${key}`, armId };
}
