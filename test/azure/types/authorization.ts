import { at, text } from '../../google/json.ts';
import { properties } from '../cloud.ts';
import { conflict, invalid } from '../errors.ts';
import type { ResourceType } from '../resource-type.ts';
import { roleOf } from '../roles.ts';

/** https://learn.microsoft.com/rest/api/authorization */
export const authorization: readonly ResourceType[] = [
  {
    type: 'Microsoft.Authorization/roleAssignments',
    extension: true,
    stateless: true,
    computed: ({ cloud, place }, _, old) => ({
      properties: {
        scope: place.parent,
        createdOn: properties(old ?? {}).createdOn ?? cloud.now(),
        createdBy: cloud.principal.objectId,
      },
    }),
    defaults: () => ({ properties: { principalType: 'ServicePrincipal' } }),
    check: ({ cloud, place }, given, old) => {
      const { principalId, roleDefinitionId } = properties(given);
      if (roleOf(text(roleDefinitionId)) === undefined)
        throw invalid(
          `The role definition '${text(roleDefinitionId)}' was not found.`,
          'RoleDefinitionDoesNotExist',
        );
      if (old !== undefined)
        throw conflict(
          'RoleAssignmentUpdateNotPermitted',
          'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
        );
      const same = cloud
        .children(`${place.parent}/providers/Microsoft.Authorization`, 'roleAssignments')
        .some(
          (each) =>
            at(each, 'properties.principalId') === principalId &&
            roleOf(text(at(each, 'properties.roleDefinitionId'))) === roleOf(text(roleDefinitionId)),
        );
      if (same) throw conflict('RoleAssignmentExists', 'The role assignment already exists.');
    },
  },
  {
    type: 'Microsoft.Authorization/roleDefinitions',
    extension: true,
    stateless: true,
    implied: ({ place }) => {
      const name = roleOf(place.name);
      return name === undefined ? undefined : { properties: { roleName: name, type: 'BuiltInRole' } };
    },
  },
  { type: 'Microsoft.Authorization/locks', extension: true, stateless: true },
];
