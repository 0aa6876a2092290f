import { text } from '../../google/json.ts';
import { properties } from '../cloud.ts';
import { ApiError, conflict } from '../errors.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults */
export const keyVault: readonly ResourceType[] = [
  {
    type: 'Microsoft.KeyVault/vaults',
    statuses: { create: 200 },
    defaults: () => ({
      properties: {
        accessPolicies: [],
        enabledForDeployment: false,
        enableSoftDelete: true,
        enableRbacAuthorization: false,
        softDeleteRetentionInDays: 90,
        publicNetworkAccess: 'Enabled',
      },
    }),
    hidden: ['properties.createMode'],
    computed: ({ place }) => ({ properties: { vaultUri: `https://${place.name}.vault.azure.net/` } }),
    shown: ({ cloud, id }) => {
      const connections = cloud.children(id, 'privateEndpointConnections');
      return connections.length === 0 ? {} : { properties: { privateEndpointConnections: [...connections] } };
    },
    // https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview: its name is blocked, for all but who recovers it.
    check: ({ cloud, place }, given, old) => {
      const deleted = cloud.deletedVaults.get(place.name.toLowerCase());
      if (old === undefined && deleted !== undefined && properties(given).createMode !== 'recover')
        throw conflict(
          'ConflictError',
          `A vault with the same name already exists in deleted state: ${place.name}`,
        );
      const others = cloud.ofType('Microsoft.KeyVault/vaults').filter((each) => each.name === place.name);
      if (old === undefined && others.length > 0)
        throw conflict('VaultAlreadyExists', `The vault name '${place.name}' is already in use.`);
      if (
        properties(old ?? {}).enablePurgeProtection === true &&
        properties(given).enablePurgeProtection === false
      )
        throw new ApiError(400, 'BadRequest', 'The property "enablePurgeProtection" cannot be set to false.');
    },
    effect: ({ cloud, place }, verb, resource) => {
      const name = place.name.toLowerCase();
      if (verb === 'delete') cloud.deletedVaults.set(name, resource);
      else cloud.deletedVaults.delete(name);
    },
  },
  {
    type: 'Microsoft.KeyVault/locations/deletedVaults',
    stateless: true,
    implied: ({ cloud, place }) => {
      const vault = cloud.deletedVaults.get(place.name.toLowerCase());
      if (vault === undefined) return undefined;
      return {
        properties: {
          vaultId: text(vault.id),
          location: text(vault.location),
          purgeProtectionEnabled: properties(vault).enablePurgeProtection === true,
        },
      };
    },
  },
];
