import { at, text } from '../../google/json.ts';
import { guid, properties } from '../cloud.ts';
import { usableKey } from '../customer-key.ts';
import { conflict, invalid } from '../errors.ts';
import type { ResourceType } from '../resource-type.ts';

const account = 'Microsoft.Storage/storageAccounts';

/** https://learn.microsoft.com/rest/api/storagerp */
export const storage: readonly ResourceType[] = [
  {
    type: account,
    statuses: { create: 200 },
    defaults: (_, given) => ({
      properties: {
        // Premium accounts have no tiers.
        ...(given.kind === 'BlockBlobStorage' ? {} : { accessTier: 'Hot' }),
        allowSharedKeyAccess: true,
        allowBlobPublicAccess: true,
        defaultToOAuthAuthentication: false,
        allowCrossTenantReplication: true,
        publicNetworkAccess: 'Enabled',
        supportsHttpsTrafficOnly: true,
        minimumTlsVersion: 'TLS1_0',
        isHnsEnabled: false,
        isLocalUserEnabled: true,
        isSftpEnabled: false,
        networkAcls: {
          bypass: 'AzureServices',
          defaultAction: 'Allow',
          ipRules: [],
          virtualNetworkRules: [],
          resourceAccessRules: [],
        },
        encryption: {
          keySource: 'Microsoft.Storage',
          services: {
            blob: { enabled: true, keyType: 'Account' },
            file: { enabled: true, keyType: 'Account' },
          },
        },
      },
    }),
    computed: ({ cloud, place }, resource, old) => ({
      sku: { tier: text(at(resource, 'sku.name')).split('_')[0] ?? '' },
      properties: {
        creationTime: properties(old ?? {}).creationTime ?? cloud.now(),
        primaryLocation: resource.location ?? '',
        statusOfPrimary: 'available',
        primaryEndpoints: endpoints(place.name, text(resource.kind)),
      },
    }),
    check: ({ cloud, id, place }, given, old) => {
      const taken = cloud.ofType(account).some((each) => each.name === place.name && each.id !== id);
      if (taken)
        throw conflict(
          'StorageAccountAlreadyTaken',
          `The storage account named ${place.name} is already taken.`,
        );
      if (!/^[a-z0-9]{3,24}$/.test(place.name))
        throw invalid(`${place.name} is not a valid storage account name.`, 'AccountNameInvalid');
      if (old !== undefined && given.kind !== undefined && old.kind !== given.kind)
        throw invalid('The kind of an account cannot be changed.');
      const encryption = at(given, 'properties.encryption');
      const vault = at(encryption, 'keyvaultproperties');
      if (at(encryption, 'keySource') === 'Microsoft.Keyvault')
        usableKey(
          cloud,
          `${text(at(vault, 'keyvaulturi')).replace(/\/$/, '')}/keys/${text(at(vault, 'keyname'))}`,
          text(at(encryption, 'identity.userAssignedIdentity')),
        );
    },
    shown: ({ cloud, id }) => {
      const connections = cloud.children(id, 'privateEndpointConnections');
      return connections.length === 0 ? {} : { properties: { privateEndpointConnections: [...connections] } };
    },
    actions: {
      listkeys: ({ id }) => ({
        body: {
          keys: ['key1', 'key2'].map((keyName) => ({
            keyName,
            value: Buffer.from(guid(`${id} ${keyName}`)).toString('base64'),
            permissions: 'FULL',
          })),
        },
      }),
    },
  },
  {
    type: `${account}/blobServices`,
    stateless: true,
    implied: ({ place }) => (place.name === 'default' ? {} : undefined),
    defaults: () => ({
      properties: {
        cors: { corsRules: [] },
        deleteRetentionPolicy: { enabled: false, allowPermanentDelete: false },
      },
    }),
  },
  {
    type: `${account}/fileServices`,
    stateless: true,
    implied: () => ({}),
    defaults: () => ({
      properties: { cors: { corsRules: [] }, shareDeleteRetentionPolicy: { enabled: true, days: 7 } },
    }),
  },
  {
    type: `${account}/queueServices`,
    stateless: true,
    implied: () => ({}),
    defaults: () => ({ properties: { cors: { corsRules: [] } } }),
  },
  {
    type: `${account}/blobServices/containers`,
    stateless: true,
    defaults: () => ({
      properties: {
        publicAccess: 'None',
        defaultEncryptionScope: '$account-encryption-key',
        denyEncryptionScopeOverride: false,
        metadata: {},
      },
    }),
    computed: ({ cloud }, _, old) => ({
      properties: {
        leaseState: 'Available',
        leaseStatus: 'Unlocked',
        hasImmutabilityPolicy: false,
        hasLegalHold: false,
        lastModifiedTime: properties(old ?? {}).lastModifiedTime ?? cloud.now(),
      },
    }),
  },
  {
    type: `${account}/managementPolicies`,
    stateless: true,
    statuses: { create: 200 },
    computed: ({ cloud }) => ({ properties: { lastModifiedTime: cloud.now() } }),
    check: ({ place }) => {
      if (place.name !== 'default') throw invalid('The policy must be called default.');
    },
  },
];

function endpoints(name: string, kind: string): Record<string, string> {
  const parts =
    kind === 'BlockBlobStorage' ? ['blob', 'dfs', 'web'] : ['blob', 'dfs', 'file', 'queue', 'table', 'web'];
  return Object.fromEntries(
    parts.map((part) => [part, `https://${name}.${part === 'web' ? 'z13.web' : part}.core.windows.net/`]),
  );
}
