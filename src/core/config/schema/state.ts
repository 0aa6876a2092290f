import * as z from 'zod';
import { keyArn } from './formats.ts';

export const state = z
  .discriminatedUnion('backend', [
    z.strictObject({
      backend: z
        .literal('local')
        .meta({ description: 'State in a file beside the rendered stacks.', required: true }),
    }),
    z.strictObject({
      backend: z.literal('s3').meta({ description: 'State in an existing S3 bucket.', required: true }),
      bucket: z.string().min(3).max(63).meta({ description: 'Name of the bucket.', required: true }),
      key: z.string().min(1).optional().meta({
        description:
          'Folder of the state in the bucket; left out, `bt-dataplane/` and the name of the deployment.',
      }),
      region: z
        .string()
        .min(1)
        .optional()
        .meta({ description: 'Region of the bucket; left out, the region of the deployment.' }),
      kmsKeyArn: keyArn
        .optional()
        .meta({ description: 'Key that encrypts the state; left out, the key of the bucket.' }),
    }),
    z.strictObject({
      backend: z
        .literal('gcs')
        .meta({ description: 'State in an existing Cloud Storage bucket.', required: true }),
      bucket: z.string().min(3).max(222).meta({ description: 'Name of the bucket.', required: true }),
      prefix: z.string().min(1).optional().meta({
        description:
          'Folder of the state in the bucket; left out, `bt-dataplane/` and the name of the deployment.',
      }),
    }),
    z.strictObject({
      backend: z
        .literal('azurerm')
        .meta({ description: 'State in an existing container of Azure Blob Storage.', required: true }),
      storageAccount: z
        .string()
        .regex(/^[a-z0-9]{3,24}$/, '3 to 24 lower-case letters and digits')
        .meta({ description: 'Name of the storage account.', required: true }),
      container: z
        .string()
        .max(63)
        .regex(/^[a-z0-9](-?[a-z0-9]){2,}$/, 'lower-case letters, digits and single dashes')
        .meta({ description: 'Name of the container.', required: true }),
      key: z.string().min(1).optional().meta({
        description:
          'Folder of the state in the container; left out, `bt-dataplane/` and the name of the deployment.',
      }),
    }),
  ])
  .meta({
    description:
      'Where terraform keeps its state: `local`, an existing S3 bucket (locked with a lock file in the bucket), or an existing Cloud Storage bucket or container of Azure Blob Storage (which lock by themselves).',
    change: 'moves the state; run `terraform init -migrate-state` in the rendered folder',
  });
