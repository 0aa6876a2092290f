import * as z from 'zod';
import { only } from '../field.ts';

export const postgres = z
  .strictObject({
    version: z
      .string()
      // Until 9.6 a major version had two numbers: https://www.postgresql.org/support/versioning/
      .regex(/^([0-9](\.[0-9]{1,2}){0,2}|[0-9]{2}(\.[0-9]{1,2})?)$/, 'a version in quotes, such as "17"')
      .meta({
        description: 'Major version, or major and minor.',
        change: 'upgrades in place in the maintenance window, with downtime',
      }),
    instanceType: z.string().min(1).meta({
      description: 'Machine of the database.',
      change: 'restarts the database in the maintenance window',
    }),
    edition: only(
      ['gcp'],
      z.enum(['enterprise', 'enterprise-plus']).meta({
        description: 'Edition of Cloud SQL, which decides the machines on offer.',
        change: 'restarts the database',
        source: 'https://cloud.google.com/sql/docs/postgres/editions-intro',
      }),
    ),
    storage: z
      .strictObject({
        type: only(
          ['aws', 'gcp'],
          z.enum(['gp3', 'io1', 'io2', 'pd-ssd', 'hyperdisk-balanced']).meta({
            description:
              'Kind of volume: gp3, io1 and io2 are of AWS, pd-ssd and hyperdisk-balanced of Google Cloud.',
            change:
              'on AWS converts in place, from the maintenance window on; on Google Cloud replaces the database',
            values: { aws: ['gp3', 'io1', 'io2'], gcp: ['pd-ssd', 'hyperdisk-balanced'] },
          }),
        ),
        tier: only(
          ['azure'],
          z
            .enum(['P4', 'P6', 'P10', 'P15', 'P20', 'P30', 'P40', 'P50', 'P60', 'P70', 'P80'])
            .optional()
            .meta({
              description: 'Performance tier of the volume; left out, the one that belongs to its size.',
              change: 'in place; once in twelve hours',
              source: 'https://learn.microsoft.com/azure/postgresql/compute-storage/concepts-storage',
            }),
        ),
        sizeGb: z.int().min(20).max(65536).meta({
          description: 'Size.',
          unit: 'GB',
          change:
            'grows in place, never shrinks; on AWS in the maintenance window; on Google Cloud it is the first size alone, from which the volume grows by itself; on Azure one of its sizes, in GiB',
        }),
        maxSizeGb: only(
          ['aws', 'gcp'],
          z.int().min(20).max(65536).meta({ description: 'Limit of automatic growth.', unit: 'GB' }),
        ),
        iops: only(
          ['aws'],
          z.int().min(1000).max(256000).optional().meta({
            description: 'Provisioned IOPS; gp3 below 400 GB has 3,000, not adjustable.',
            unit: 'IOPS',
          }),
        ),
        throughputMbps: only(
          ['aws'],
          z
            .int()
            .min(125)
            .max(4000)
            .optional()
            .meta({ description: 'Provisioned throughput of gp3 from 400 GB.', unit: 'MiB/s' }),
        ),
      })
      .meta({ description: 'The volume of the database.' }),
    multiAz: z.boolean().meta({
      description: 'A standby in another zone.',
      change: 'in place in the maintenance window; doubles the cost',
    }),
    backupRetentionDays: z
      .int()
      .min(1)
      .max(35)
      .meta({ description: 'How long backups are kept.', unit: 'days' }),
    deletionProtection: z.boolean().meta({ description: 'Refuse deletion at the provider.' }),
    rotation: z.int().min(1).meta({
      description: 'Raise by one to give the database a new password.',
      change:
        'updates the functions and rolls the Brainstore nodes; until then they cannot open new connections',
    }),
  })
  .meta({ description: 'The PostgreSQL database.' });
