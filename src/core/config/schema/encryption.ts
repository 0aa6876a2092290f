import * as z from 'zod';
import { only } from '../field.ts';
import { azureId, keyArn, keyName } from './formats.ts';

export const encryption = z
  .strictObject({
    kmsKeyArn: only(
      ['aws'],
      keyArn.optional().meta({
        description:
          'Your own key for everything at rest, whose policy lets CloudWatch Logs use it; left out, the data plane makes one.',
        change:
          "replaces the database and the cache, leaves existing objects under the old key, and schedules the data plane's own key for deletion",
      }),
    ),
    kmsKeyName: only(
      ['gcp'],
      keyName.optional().meta({
        description:
          'Your own key for everything at rest, in the region of the deployment; left out, the data plane makes one.',
        change: 'replaces the database and the cache, and leaves existing objects under the old key',
      }),
    ),
    keyVaultKey: only(
      ['azure'],
      azureId('Microsoft.KeyVault/vaults', 'keys').optional().meta({
        description:
          'Your own RSA key for everything at rest, by its id; its vault is in the same subscription, has purge protection and takes role assignments. Left out, the data plane makes one.',
        change:
          "in place for database, disks and storage; the cache follows in a second apply; the data plane's own key is deleted, which has to be consented to",
      }),
    ),
  })
  .meta({ description: 'Encryption at rest.' });
