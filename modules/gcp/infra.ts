/** The infrastructure of a data plane on Google Cloud as one stack: what each part gets from the others. */
import { type App, type Construct, TerraformLocal } from '../core/cdktf.ts';
import { DataPlaneStack } from '../core/data-plane-stack.ts';
import { ConstructError } from '../core/errors.ts';
import { tellOutputs } from '../core/outputs.ts';
import { Apis } from './apis.ts';
import { Cache } from './cache.ts';
import { Cluster } from './cluster.ts';
import { Database } from './database.ts';
import { Encryption } from './encryption.ts';
import { Ingress } from './ingress.ts';
import { Network } from './network.ts';
import { Observability } from './observability.ts';
import { PodIdentity } from './pod-identity.ts';
import type { GcpInfraProps } from './props.ts';
import { allLabels, Google } from './provider.ts';
import { Secrets } from './secrets.ts';
import { ServiceAccounts } from './service-accounts.ts';
import { serviceAgents } from './service-agents.ts';
import { Storage } from './storage.ts';

export type { GcpInfraProps } from './props.ts';

export class GcpInfra extends DataPlaneStack {
  constructor(app: App, id: string, props: GcpInfraProps) {
    super(app, id, props);
    new Google(this, 'google', props);
    const { name, project, region } = props;
    const labels = allLabels(props);
    // Locals, because an override file of terraform's replaces a local but cannot reach into a nested block: one file that
    // says `deletion_protection = false` lifts the protection of everything.
    const protection = new TerraformLocal(this, 'deletion_protection', true);
    const forceDestroy = new TerraformLocal(this, 'force_destroy', false).asBoolean;
    const protect = (wanted: boolean) => (wanted ? protection.asBoolean : false);

    const apis = new Apis(this, 'apis', { project, ingress: props.ingress !== undefined });
    const made = <Part extends Construct>(part: Part): Part => {
      apis.comeBefore(part);
      return part;
    };
    const accounts = made(
      new ServiceAccounts(this, 'accounts', { name, project, nodes: props.cluster.existing === undefined }),
    );
    const key = made(
      new Encryption(this, 'encryption', {
        name,
        region,
        agents: serviceAgents(this, 'agents', accounts.api),
        ...(props.existingKey === undefined ? {} : { existingKey: props.existingKey }),
      }),
    );
    const shared = { name, project, region, key };
    const network = made(new Network(this, 'network', { ...shared, ...props.network }));
    const secrets = made(new Secrets(this, 'secrets', { ...shared, ...props.secrets }));
    const database = made(
      new Database(this, 'database', {
        ...shared,
        ...props.database,
        network,
        keepers: { key: props.existingKey ?? '', network: props.network.existing?.network ?? '' },
        deletionProtection: protect(props.database.deletionProtection),
        rotation: props.secrets.databaseRotation,
        labels,
        api: accounts.api,
      }),
    );
    const cache = made(new Cache(this, 'cache', { ...shared, ...props.cache, network }));
    const { api, brainstore } = accounts;
    const storage = made(
      new Storage(this, 'storage', { ...shared, ...props.storage, forceDestroy, api, brainstore }),
    );
    const cluster = this.cluster(props, accounts, (nodeAccount) =>
      made(
        new Cluster(this, 'cluster', {
          ...shared,
          ...props.cluster,
          network,
          nodeAccount,
          deletionProtection: protect(props.cluster.deletionProtection),
          brainstore: props.brainstore,
        }),
      ),
    );
    const { namespace } = props.workload;
    made(new PodIdentity(this, 'pod_identity', { project, namespace, api, brainstore, after: cluster.made }));
    const ingress = props.ingress && made(new Ingress(this, 'ingress', { name, project, ...props.ingress }));
    made(
      new Observability(this, 'observability', {
        name,
        project,
        database: database.instance,
        cache: cache.id,
        cluster: { ...cluster, namespace },
        labels,
        ...props.alerts,
      }),
    );

    tellOutputs(this, {
      release: ['Version of the data plane', props.release],
      cluster_name: ['GKE cluster', cluster.name],
      cluster_location: ['Its region or zone', cluster.location],
      cluster_endpoint: ['Host of its control plane', cluster.endpoint],
      cluster_ca_certificate: [
        'Authority of the control plane, base64; empty where its certificate is one that everybody trusts',
        cluster.caCertificate,
      ],
      brainstore_bucket: ['Bucket of Brainstore', storage.brainstore.name],
      api_bucket: ['Bucket of functions, attachments and large responses', storage.api.name],
      api_service_account: ['Account that the API acts as', api.email],
      brainstore_service_account: ['Account that Brainstore acts as', brainstore.email],
      secret_revision: [
        'Rises with each new value of a secret that pods read',
        `\${${[database.url, cache.url, ...secrets.stored].map(({ revision }) => revision).join(' + ')}}`,
      ],
      database_instance: ['Cloud SQL instance', database.instance],
      database_address: ['Its address in the network', database.host],
      cache_host: ['Address of Redis', cache.host],
      network: ['Network', network.id],
      subnetwork: ['Subnetwork of the nodes', network.subnetworkId],
      kms_key: ['Key of everything at rest', key.id],
      api_address: ['Target of the A record of the API', ingress?.address],
      api_url: ['What the Braintrust UI and SDKs are told', props.ingress && `https://${props.ingress.host}`],
      dns_authorization_record: [
        'Record that proves the host name is yours; the certificate waits for it',
        props.ingress?.dnsZone === undefined ? ingress?.authorizationRecord : undefined,
      ],
    });
  }

  /** The cluster that is brought along, or ours. */
  private cluster(
    { cluster: { existing } }: GcpInfraProps,
    { nodes }: ServiceAccounts,
    make: (nodeAccount: NonNullable<ServiceAccounts['nodes']>) => Cluster,
  ): GivenCluster {
    if (existing !== undefined) return { caCertificate: '', ...existing, made: [] };
    if (nodes === undefined)
      throw new ConstructError(this.node.path, 'has a cluster whose nodes have no account');
    const { clusterName, location, endpoint, caCertificate, resource } = make(nodes);
    return { name: clusterName, location, endpoint, caCertificate, made: [resource] };
  }
}

interface GivenCluster extends Pick<Cluster, 'location' | 'endpoint' | 'caCertificate'> {
  readonly name: string;
  /** What there must be before the project has an identity pool; nothing where the cluster is there already. */
  readonly made: readonly Cluster['resource'][];
}
