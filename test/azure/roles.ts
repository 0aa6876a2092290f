/** Built-in roles, and who has which. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
import { at, type Resource, text } from '../google/json.ts';
import type { Cloud } from './cloud.ts';

/** Those that a data plane grants, by id. */
export const roles: Readonly<Record<string, string>> = {
  'b24988ac-6180-42a0-ab88-20f7382dd24c': 'Contributor',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': 'Reader',
  '4d97b98b-1d4f-4787-a291-c67834d212e7': 'Network Contributor',
  'f1a07417-d97a-45cb-824c-7a7467783830': 'Managed Identity Operator',
  '00482a5a-887f-4fb3-b363-3b7fe8e74483': 'Key Vault Administrator',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': 'Key Vault Secrets Officer',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  '14b46e9e-c2b7-41b4-b07b-48a6ebf60603': 'Key Vault Crypto Officer',
  '12338af0-0e69-4776-bea7-57ae8d297424': 'Key Vault Crypto User',
  'e147488a-f6f5-4113-8e2d-b22465e65bf6': 'Key Vault Crypto Service Encryption User',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  'db58b8e5-c6ad-4a2a-8342-4190687cbf4a': 'Storage Blob Delegator',
  '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8': 'Azure Kubernetes Service Cluster Admin Role',
  '4abbcc35-e782-43d8-92c5-2d3f1bd2253f': 'Azure Kubernetes Service Cluster User Role',
  'b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b': 'Azure Kubernetes Service RBAC Cluster Admin',
  '3498e952-d568-435e-9b2c-8d77e338d7f7': 'Azure Kubernetes Service RBAC Admin',
};

/** Name of the role that a definition's id is for. */
export function roleOf(definition: string): string | undefined {
  return roles[definition.toLowerCase().split('/').at(-1) ?? ''];
}

/** As `roleDefinitions?$filter=roleName eq '…'` lists them. */
export function definitions(scope: string, filter: string): readonly Resource[] {
  const wanted = /roleName eq '([^']+)'/i.exec(filter)?.[1];
  return Object.entries(roles)
    .filter(([, name]) => wanted === undefined || name === wanted)
    .map(([id, roleName]) => ({
      id: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
      name: id,
      type: 'Microsoft.Authorization/roleDefinitions',
      properties: {
        roleName,
        type: 'BuiltInRole',
        description: roleName,
        assignableScopes: ['/'],
        permissions: [],
      },
    }));
}

/** Whether a principal has one of the roles on a scope, or on what holds it. */
export function mayAs(cloud: Cloud, principalId: string, scope: string, wanted: readonly string[]): boolean {
  return cloud.ofType('Microsoft.Authorization/roleAssignments').some((each) => {
    const at_ = text(at(each, 'properties.scope')).toLowerCase();
    const role = roleOf(text(at(each, 'properties.roleDefinitionId'))) ?? '';
    const lower = scope.toLowerCase();
    return (
      at(each, 'properties.principalId') === principalId &&
      wanted.includes(role) &&
      (lower === at_ || lower.startsWith(`${at_}/`))
    );
  });
}
