import { at, text } from '../../google/json.ts';
import { properties } from '../cloud.ts';
import { usableKey } from '../customer-key.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/compute/disk-encryption-sets */
export const compute: readonly ResourceType[] = [
  {
    type: 'Microsoft.Compute/diskEncryptionSets',
    statuses: { create: 202, delete: 202 },
    defaults: () => ({ properties: { rotationToLatestKeyVersionEnabled: false } }),
    // With rotation it follows the newest version, whichever version was given.
    computed: ({ cloud }, resource) => {
      const url = text(at(resource, 'properties.activeKey.keyUrl'));
      const [user] = Object.keys((at(resource, 'identity.userAssignedIdentities') ?? {}) as object);
      if (user === undefined) return {};
      const current = usableKey(cloud, url, user);
      const { rotationToLatestKeyVersionEnabled: follows } = properties(resource);
      return { properties: { activeKey: { keyUrl: follows === true ? current : url } } };
    },
  },
];
