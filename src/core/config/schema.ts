/**
 * The configuration of one deployment, resolved: every value known. It is the only source of types, allowed values,
 * JSON Schema, docs and `init`'s questions. What a person writes is the same shape with most keys left out
 * (`writtenSchema`); profile and cloud fill in the rest (`src/core/clouds/<cloud>/defaults.ts`).
 */
import * as z from 'zod';
import { asWritten } from './field.ts';

export const clouds = ['aws', 'gcp', 'azure'] as const;
export const profiles = ['staging', 'production'] as const;

/** 18, because the longest suffix of a load balancer's name is 13 characters and AWS allows 32 in all. */
const nameLength = 18;

const count = z.int().min(0).max(100);
const origin = z
  .string()
  .regex(
    /^(\*|null|https?:\/\/[A-Za-z0-9.*-]+(:[0-9]{1,5})?)$/,
    'an origin such as https://app.example.com, without a path or a slash at its end',
  )
  .meta({ description: 'An origin: scheme, host and port, no path.' });
const keyArn = z
  .string()
  .regex(
    /^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    'the ARN of a KMS key (not of an alias)',
  );
/** Labels of at most 63 characters: https://www.rfc-editor.org/rfc/rfc1123#section-2.1; the last one is no number. */
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
const versionRange =
  /^ *((=|!=|>=?|<=?|~>) *)?[0-9]+(\.[0-9]+){0,2}(, *((=|!=|>=?|<=?|~>) *)?[0-9]+(\.[0-9]+){0,2})*$/;
const cidr = z
  .string()
  .regex(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/, 'an IPv4 range such as 10.175.0.0/21');

const organization = z
  .strictObject({
    name: z
      .string()
      .max(200)
      .regex(/^\S(.*\S)?$/, 'a name on one line, without spaces around it')
      .meta({
        description:
          'The organization as the Braintrust UI spells it; "*" admits any, then `allowedIds` decides.',
        required: true,
        question: {
          order: 5,
          text: 'Organization name, exactly as in the Braintrust UI',
          flag: 'organization',
        },
      }),
    allowedIds: z
      .array(z.uuid())
      .meta({ description: 'Organization ids that may use this data plane; empty admits by name alone.' }),
  })
  .meta({ description: 'Whose data plane this is.', required: true });

const licenseRotation = z.int().min(1).optional().meta({
  description: 'Raise by one to store a new key; left out, 1.',
  change: 'rolls the Brainstore nodes, new ones first',
});

const licenseKey = z
  .union([
    z.strictObject({
      env: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable')
        .meta({ description: 'Environment variable that holds the key.', required: true }),
      rotation: licenseRotation,
    }),
    z.strictObject({
      file: z.string().min(1).meta({
        description: 'File that holds the key, relative to this file.',
        required: true,
      }),
      rotation: licenseRotation,
    }),
    z.strictObject({
      secretRef: z.string().min(1).meta({
        description: "Existing secret of the cloud that holds the key, by the cloud's own identifier.",
        required: true,
      }),
    }),
  ])
  .meta({
    description:
      'Where the Brainstore licence key is: an environment variable (`env`), a file (`file`) or an existing secret of the cloud (`secretRef`). Never the key itself.',
    required: true,
  });

const state = z
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
  ])
  .meta({
    description:
      'Where terraform keeps its state: `local`, or an existing S3 bucket (locked with a lock file in the bucket).',
    change: 'moves the state; run `terraform init -migrate-state` in the rendered folder',
  });

const network = z
  .strictObject({
    cidr: cidr.meta({
      description:
        'Range of the main network, a /21 or larger; split into one public and three private subnets.',
      change: 'not in place: AWS cannot move what is in it; make a new deployment',
    }),
    availabilityZones: z.array(z.string().min(1)).max(3).meta({
      description: 'The three zones to use; empty takes the first three of the region.',
      change: 'not in place: AWS cannot move what is in the subnets; make a new deployment',
    }),
    quarantine: z
      .strictObject({
        enabled: z.boolean().meta({
          description: 'User-defined functions, in a network of their own, on or off.',
          change: 'adds that network, or removes it once the functions of users in it are deleted',
        }),
        cidr: cidr.meta({
          description: 'Range of the quarantine network.',
          change: 'replaces that network, once the functions of users in it are deleted',
        }),
      })
      .meta({ description: 'The isolated network where user-defined functions run.' }),
    flowLogs: z.boolean().meta({ description: 'Record accepted and rejected traffic of both networks.' }),
  })
  .meta({ description: 'Networks of the data plane.' });

const encryption = z
  .strictObject({
    kmsKeyArn: keyArn.optional().meta({
      description:
        'Your own key for everything at rest, whose policy lets CloudWatch Logs use it; left out, the data plane makes one.',
      change:
        "replaces the database and the cache, leaves existing objects under the old key, and schedules the data plane's own key for deletion",
    }),
  })
  .meta({ description: 'Encryption at rest.' });

const api = z
  .strictObject({
    memoryMb: z.int().min(1024).max(10240).meta({
      description: 'Memory of each API function.',
      unit: 'MB',
      change: 'updates in place',
      source: 'official AWS module v6.6.0: 10240 MB, raised after out-of-memory failures',
    }),
    allowedOrigins: z
      .array(origin)
      .meta({ description: "Origins beyond the Braintrust UI's that may call the API from a browser." }),
    accountLogRole: z.boolean().meta({
      description:
        'Set the role with which API Gateway writes logs. It is one setting per account and region: false in every deployment there but one.',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    }),
    customDomain: z
      .strictObject({
        name: z
          .string()
          .max(253)
          .regex(hostName, 'a host name in lower case, such as api.example.com')
          .meta({ description: 'Host name of the API.', required: true }),
        certificateArn: z
          .string()
          .regex(/^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate\/.+$/, {
            message: 'the ARN of an ACM certificate in us-east-1, the only region CloudFront reads',
          })
          .meta({ description: 'Certificate of that host name, ARN.', required: true }),
      })
      .optional()
      .meta({ description: 'Host name and certificate to serve the API under.' }),
  })
  .meta({ description: 'The API service and its public entry.' });

const postgres = z
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
    storage: z
      .strictObject({
        type: z.enum(['gp3', 'io1', 'io2']).meta({
          description: 'Kind of volume.',
          change: 'converts in place, from the maintenance window on',
        }),
        sizeGb: z.int().min(20).max(65536).meta({
          description: 'Size.',
          unit: 'GB',
          change: 'grows in place in the maintenance window, never shrinks',
        }),
        maxSizeGb: z.int().min(20).max(65536).meta({ description: 'Limit of automatic growth.', unit: 'GB' }),
        iops: z.int().min(1000).max(256000).optional().meta({
          description: 'Provisioned IOPS; gp3 below 400 GB has 3,000, not adjustable.',
          unit: 'IOPS',
        }),
        throughputMbps: z
          .int()
          .min(125)
          .max(4000)
          .optional()
          .meta({ description: 'Provisioned throughput of gp3 from 400 GB.', unit: 'MiB/s' }),
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

const redis = z
  .strictObject({
    version: z
      .string()
      .regex(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/, 'a version in quotes, such as "7.1"')
      .meta({
        description: 'Engine version.',
        change: 'a higher one upgrades in place, brief failover; AWS takes no lower one',
      }),
    instanceType: z
      .string()
      .min(1)
      .meta({ description: 'Node type.', change: 'updates in place, brief failover' }),
    replicas: z
      .int()
      .min(0)
      .max(5)
      .meta({ description: 'Replicas beside the primary; one or more fail over by themselves.' }),
    kmsKeyArn: keyArn.optional().meta({
      description: "The cache's own key; left out, the key of `encryption`.",
      change: 'replaces the cache, which is emptied',
    }),
  })
  .meta({ description: 'The Redis cache.' });

const pool = (what: string) =>
  z
    .strictObject({
      count: count.meta({ description: `Number of ${what}.`, change: 'adds or removes nodes' }),
      instanceType: z
        .string()
        .min(1)
        .meta({
          description: `Machine of the ${what}; needs local NVMe.`,
          change: 'rolls the nodes, new ones first',
        }),
    })
    .meta({ description: `The ${what}.` });

const brainstore = z
  .strictObject({
    readers: pool('reader nodes'),
    fastReaders: pool('fast reader nodes, which serve the queries of the UI'),
    writers: pool('writer nodes; with a count of 0 the readers also write'),
    machineImage: z
      .string()
      .regex(/^ami-[0-9a-f]{8,17}$/, 'an image id such as ami-0123456789abcdef0')
      .optional()
      .meta({
        description:
          'Machine image of the nodes; left out, the newest Amazon Linux 2023 at creation, kept from then on.',
        change: 'rolls the nodes, new ones first',
      }),
    walFooterVersion: z.enum(['none', 'v1', 'v2', 'v3']).meta({
      description: 'Format of the write-ahead log; frozen in the lock file.',
      change: 'only after every node runs the release that reads it',
      source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane',
    }),
    noPostgres: z
      .string()
      .regex(/^(none|all|(include|exclude):.+)$/, '"none", "all", "include:KINDS" or "exclude:KINDS"')
      .meta({
        description: 'Kinds of object that Brainstore keeps without PostgreSQL; frozen in the lock file.',
        change: 'cannot be taken back',
        source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane',
      }),
  })
  .meta({ description: 'Brainstore, the query engine.' });

const storage = z
  .strictObject({
    retentionDays: z.int().min(1).max(365).meta({
      description: 'How long replaced and deleted Brainstore objects can be brought back.',
      unit: 'days',
    }),
    allowedOrigins: z.array(origin).meta({
      description: "Origins beyond the Braintrust UI's that may read and write the buckets from a browser.",
    }),
  })
  .meta({ description: 'The three buckets: Brainstore, code bundles, responses.' });

const telemetryKinds = {
  status: 'Health check information.',
  metrics: 'System and Braintrust metrics, such as indexing lag.',
  usage: 'Aggregate usage for billing.',
  memprof: 'Memory profiles.',
  logs: 'Logs.',
  traces: 'Traces.',
} as const;

const telemetry = z
  .strictObject(
    Object.fromEntries(
      Object.entries(telemetryKinds).map(([kind, description]) => [kind, z.boolean().meta({ description })]),
    ) as Record<keyof typeof telemetryKinds, z.ZodBoolean>,
  )
  .meta({
    description: 'What the data plane sends to the Braintrust control plane.',
    source: 'https://www.braintrust.dev/docs/guides/self-hosting',
  });

const remoteSupport = z
  .strictObject({
    logs: z
      .boolean()
      .meta({ description: "Let Braintrust's support read the logs.", change: 'adds or removes rights' }),
    shell: z.boolean().meta({
      description:
        "Let Braintrust's support open recorded shells on the nodes, with the rights of root there.",
      change: 'adds or removes rights; no node is started anew',
    }),
    externalId: z
      .string()
      .min(2)
      .max(1224)
      .regex(/^[A-Za-z0-9_+=,.@:/-]*$/, 'letters, digits and _ + = , . @ : / -')
      .optional()
      .meta({
        description:
          'External id that support has to name when it takes its role; left out, `bt:` and the name of the deployment.',
        change: 'updates in place',
        source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      }),
  })
  .meta({ description: 'Access for Braintrust staff, off by default.' });

const waiver = z.strictObject({
  rule: z.string().min(1).meta({ description: 'Id of the rule to waive.', required: true }),
  reason: z
    .string()
    .regex(/\S[\s\S]{8,}\S/, 'a reason of ten characters or more')
    .meta({ description: 'Why; shown in every report.', required: true }),
  until: z.iso.date().meta({ description: 'Last day on which it holds, YYYY-MM-DD.', required: true }),
});

const terraform = z
  .strictObject({
    overrides: z.array(z.string().min(1)).meta({
      description: 'Your own terraform override files, relative to this file; laid beside the rendered ones.',
    }),
    providers: z
      .strictObject({
        aws: z.string().regex(versionRange, 'a version range such as ">= 5.100.0, < 7.0.0"').optional().meta({
          description: "Version range of the AWS provider, in terraform's notation.",
          source: 'proven with 5.100.0; types are those of 6.25',
        }),
      })
      .meta({ description: "Version ranges of terraform's providers." }),
  })
  .meta({ description: 'How terraform is run.' });

export const configSchema = z
  .strictObject({
    apiVersion: z
      .literal('bt-dataplane/v1')
      .meta({ description: 'Version of this file format.', required: true }),
    name: z
      .string()
      .max(nameLength)
      .regex(
        /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
        'lower-case letters, digits and dashes, starting with a letter and not ending with a dash',
      )
      .meta({
        description: 'Name of the deployment and prefix of everything in it.',
        change: 'replaces everything',
        required: true,
        question: { order: 1, text: 'Name of the deployment', flag: 'name' },
      }),
    cloud: z.enum(clouds).meta({
      description: 'The cloud to deploy to.',
      required: true,
      question: { order: 2, text: 'Cloud', flag: 'cloud' },
    }),
    region: z
      .string()
      .min(1)
      .meta({
        description: "The cloud's region.",
        change: 'replaces everything',
        required: true,
        question: { order: 3, text: 'Region', flag: 'region' },
      }),
    profile: z.enum(profiles).meta({
      description: 'Size and strictness: `staging` warns where `production` refuses.',
      required: true,
      question: { order: 4, text: 'Profile', flag: 'profile' },
    }),
    account: z
      .strictObject({
        id: z
          .string()
          .regex(/^[0-9]{12}$/, 'twelve digits, in quotes')
          .optional()
          .meta({ description: 'The AWS account; credentials of another one are refused.' }),
      })
      .meta({ description: 'The account to deploy into.' }),
    organization,
    release: z
      .string()
      .regex(/^[0-9]+\.[0-9]+\.[0-9]+$/, 'a data-plane release such as "2.12.0"')
      .meta({
        description: 'Release of the data plane.',
        change: 'upgrades the services and rolls the Brainstore nodes',
      }),
    licenseKey,
    state,
    network,
    encryption,
    api,
    postgres,
    redis,
    brainstore,
    storage,
    telemetry,
    remoteSupport,
    tags: z
      .record(z.string().min(1).max(128), z.string().max(256))
      .meta({ description: 'Tags on every resource that can carry one.', change: 'updates in place' }),
    terraform,
    waivers: z.array(waiver).meta({ description: 'Named errors that are accepted until a date.' }),
  })
  .meta({ description: 'One deployment of the Braintrust data plane.' });

/** A whole configuration. */
export type Config = z.infer<typeof configSchema>;
export type CloudId = Config['cloud'];
export type Profile = Config['profile'];
export type Waiver = Config['waivers'][number];

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/** Some values of a configuration: what a file, a profile or a lock file contributes. */
export type PartialConfig = DeepPartial<Config>;

/** What a person writes: the same keys, all optional but the required ones. */
export const writtenSchema = asWritten(configSchema) as z.ZodType<PartialConfig>;
