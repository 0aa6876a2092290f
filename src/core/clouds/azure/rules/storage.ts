/** What a storage account accepts. */
import { uiOrigins } from '../../../../../modules/core/ui-origins.ts';
import type { Rule } from '../../../rules/rule.ts';

/** https://learn.microsoft.com/rest/api/storageservices/cross-origin-resource-sharing--cors--support-for-the-azure-storage-services */
const mostOrigins = 64;

export const storageOrigins: Rule = {
  id: 'storage/origins-many',
  states: `A storage account answers browsers of at most ${mostOrigins} origins, those of the Braintrust UI among them.`,
  check: ({ config: { storage } }) => {
    const limit = mostOrigins - uiOrigins.length;
    const count = new Set([...uiOrigins, ...storage.allowedOrigins]).size - uiOrigins.length;
    if (count <= limit) return [];
    return [
      {
        rule: storageOrigins.id,
        severity: 'error',
        message: `${count} origins are listed; a storage account takes ${mostOrigins}, of which ${uiOrigins.length} are the Braintrust UI's`,
        path: 'storage.allowedOrigins',
        required: `at most ${limit}`,
        found: String(count),
        fix: {
          text: `remove ${count - limit} of them, or put those of one domain together, such as https://*.example.com`,
        },
        source:
          'https://learn.microsoft.com/rest/api/storageservices/cross-origin-resource-sharing--cors--support-for-the-azure-storage-services',
      },
    ];
  },
};
