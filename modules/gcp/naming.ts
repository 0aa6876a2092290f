import { createHash } from 'node:crypto';

/** Everything that another stack, or a person, finds by name. */
export interface GcpNames {
  /** Bucket names are one namespace for the whole world, so these carry six digits of project and name. */
  readonly brainstoreBucket: string;
  readonly apiBucket: string;
  /** Ids of service accounts, the part of the e-mail before the `@`; 6 to 30 characters. */
  readonly apiAccount: string;
  readonly brainstoreAccount: string;
  readonly nodeAccount: string;
  /** E-mails of the accounts that the services take. */
  readonly apiAccountEmail: string;
  readonly brainstoreAccountEmail: string;
  readonly cluster: string;
  readonly secrets: GcpSecretNames;
  /** Static address of the API, and of the certificate map on its load balancer. */
  readonly apiAddress: string;
  readonly certificateMap: string;
}

/** Ids in Secret Manager. */
export interface GcpSecretNames {
  readonly postgresPassword: string;
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly functionSecretKey: string;
  readonly licenseKey: string;
}

/**
 * Names that follow from project and name of the deployment alone, so that the workload can be rendered before anything
 * exists. `name` has at most 18 characters: `<name>-brainstore` is the id of a service account, which takes 30.
 */
export function gcpNames(project: string, name: string): GcpNames {
  const suffix = createHash('sha256').update(`${project}/${name}`).digest('hex').slice(0, 6);
  const email = (account: string) => `${account}@${accountDomain(project)}`;
  return {
    brainstoreBucket: `${name}-brainstore-${suffix}`,
    apiBucket: `${name}-api-${suffix}`,
    apiAccount: `${name}-bt-api`,
    brainstoreAccount: `${name}-brainstore`,
    nodeAccount: `${name}-bt-nodes`,
    apiAccountEmail: email(`${name}-bt-api`),
    brainstoreAccountEmail: email(`${name}-brainstore`),
    cluster: `${name}-gke`,
    secrets: {
      postgresPassword: `${name}-postgres-password`,
      postgresUrl: `${name}-postgres-url`,
      redisUrl: `${name}-redis-url`,
      functionSecretKey: `${name}-function-secret-key`,
      licenseKey: `${name}-license-key`,
    },
    apiAddress: `${name}-api`,
    certificateMap: `${name}-api`,
  };
}

/**
 * A project of an organization's own domain is `example.com:project`, and its accounts end in
 * `project.example.com.iam.gserviceaccount.com`. https://cloud.google.com/iam/docs/service-account-overview
 */
function accountDomain(project: string): string {
  const [domain, id] = project.split(':');
  return `${id === undefined ? project : `${id}.${domain}`}.iam.gserviceaccount.com`;
}
