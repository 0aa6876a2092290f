/**
 * The vendor's functions. Figures: official AWS module v6.6.0, `modules/services`
 * (https://github.com/braintrustdata/terraform-aws-braintrust-data-plane).
 */

export interface FunctionSpec {
  /** Name of the package in the vendor's bucket, and last part of the function's name. */
  readonly package: string;
  readonly description: string;
  readonly runtime: 'nodejs22.x' | 'python3.13';
  readonly architecture: 'arm64' | 'x86_64';
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Size of /tmp; Lambda's default is 512. */
  readonly temporaryMb: number;
  /** Whether the vendor's DuckDB layer is added. */
  readonly duckdb: boolean;
}

const node = {
  runtime: 'nodejs22.x',
  architecture: 'arm64',
  handler: 'index.handler',
  temporaryMb: 512,
  duckdb: false,
} as const;

export const functionCatalogue = {
  handler: {
    ...node,
    package: 'APIHandler',
    description: 'API of the data plane',
    memoryMb: 10240,
    timeoutSeconds: 600,
    temporaryMb: 4096,
    duckdb: true,
  },
  proxy: {
    ...node,
    package: 'AIProxy',
    description: 'Streams answers of models and of user-defined functions',
    // Raised after out-of-memory failures, upstream #99.
    memoryMb: 10240,
    timeoutSeconds: 900,
    temporaryMb: 1024,
    duckdb: true,
  },
  migration: {
    ...node,
    package: 'MigrateDatabaseFunction',
    description: 'Brings the database to the schema of the release',
    runtime: 'python3.13',
    architecture: 'x86_64',
    handler: 'lambda_function.lambda_handler',
    memoryMb: 1024,
    timeoutSeconds: 900,
  },
  quarantine_warmup: {
    ...node,
    package: 'QuarantineWarmupFunction',
    description: 'Makes the functions that user code runs in ahead of their first use',
    // Raised after out-of-memory failures, upstream #178.
    memoryMb: 2048,
    timeoutSeconds: 900,
    temporaryMb: 4096,
    duckdb: true,
  },
  catchup_etl: {
    ...node,
    package: 'CatchupETL',
    description: 'Moves what is not yet in Brainstore',
    memoryMb: 1024,
    timeoutSeconds: 900,
  },
  billing_cron: {
    ...node,
    package: 'BillingCron',
    description: 'Reports aggregate usage',
    handler: 'lambda.handler',
    memoryMb: 1024,
    timeoutSeconds: 300,
  },
  automation_cron: {
    ...node,
    package: 'AutomationCron',
    description: 'Runs webhooks, exports and automations',
    // Upstream #117.
    memoryMb: 2048,
    timeoutSeconds: 300,
    temporaryMb: 4096,
    duckdb: true,
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionId = keyof typeof functionCatalogue;
