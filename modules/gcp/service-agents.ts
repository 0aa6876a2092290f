import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project/index.js';
import { DataGoogleStorageProjectServiceAccount } from '@cdktf/provider-google/lib/data-google-storage-project-service-account/index.js';
import { type Construct, Fn } from '../core/cdktf.ts';
import type { IGcpServiceAccount } from './contracts.ts';

/** Google's own accounts in the project that read and write what is encrypted with the key. */
export type ServiceAgents = Readonly<Record<Agent, { readonly email: string }>>;

type Agent = 'compute' | 'database' | 'cache' | 'secrets' | 'cluster' | 'storage';

/**
 * Domains of the agents: https://cloud.google.com/iam/docs/service-agents
 *
 * Those of Compute Engine, GKE and Memorystore come with the service. Those of Cloud SQL and Secret Manager come when
 * somebody asks for them (`gcloud beta services identity create`), which no resource of this provider does: whoever applies
 * this stack has to ask before, else the grants are refused with "Service account … does not exist".
 */
const domains = {
  compute: 'compute-system',
  database: 'gcp-sa-cloud-sql',
  cache: 'cloud-redis',
  secrets: 'gcp-sa-secretmanager',
  cluster: 'container-engine-robot',
} as const satisfies Partial<Record<Agent, string>>;

/**
 * The agents of the project that `account` is in. The project's id is taken out of the account's, which is unknown until
 * the account is there: so nothing is looked up in a first plan, which then needs no network.
 */
export function serviceAgents(scope: Construct, id: string, account: IGcpServiceAccount): ServiceAgents {
  const projectId: string = Fn.element(Fn.split('/', account.name), 1);
  const project = new DataGoogleProject(scope, `${id}_project`, { projectId });
  const agent = (domain: string) => ({
    email: `service-${project.number}@${domain}.iam.gserviceaccount.com`,
  });
  return {
    compute: agent(domains.compute),
    database: agent(domains.database),
    cache: agent(domains.cache),
    secrets: agent(domains.secrets),
    cluster: agent(domains.cluster),
    // To look it up makes it: https://cloud.google.com/storage/docs/getting-service-agent
    storage: {
      email: new DataGoogleStorageProjectServiceAccount(scope, `${id}_storage`, { project: projectId })
        .emailAddress,
    },
  };
}
