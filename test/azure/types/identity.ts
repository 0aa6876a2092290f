import { guid } from '../cloud.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/managedidentity */
export const identity: readonly ResourceType[] = [
  {
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    stateless: true,
    computed: ({ cloud, id }) => ({
      properties: {
        tenantId: cloud.principal.tenant,
        principalId: guid(`${id} principal`),
        clientId: guid(`${id} client`),
      },
    }),
  },
  { type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials', stateless: true },
];
