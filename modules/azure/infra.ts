/** The infrastructure of a data plane on Azure as one stack: what each part gets from the others. */
import type { App } from '../core/cdktf.ts';
import { DataPlaneStack } from '../core/data-plane-stack.ts';
import { tellOutputs } from '../core/outputs.ts';
import { Cache } from './cache.ts';
import { Cluster } from './cluster.ts';
import type { AzurePlace, IAzureCluster, IAzureKey, IAzureNetwork } from './contracts.ts';
import { Database } from './database.ts';
import { Encryption } from './encryption.ts';
import { KeyVault } from './key-vault.ts';
import { Locks } from './locks.ts';
import { Logs } from './logs.ts';
import { Network } from './network.ts';
import { Observability } from './observability.ts';
import { PodIdentity } from './pod-identity.ts';
import type { AzureInfraProps } from './props.ts';
import { Azure, allTags } from './provider.ts';
import { ResourceGroup } from './resource-group.ts';
import { Secrets } from './secrets.ts';
import { Storage } from './storage.ts';
import { revisionOf } from './stored-secret.ts';

export type { AzureInfraProps } from './props.ts';

export class AzureInfra extends DataPlaneStack {
  constructor(app: App, id: string, props: AzureInfraProps) {
    super(app, id, props);
    new Azure(this, 'azure', props);
    const { name, subscription, tenant, region, authorizedRanges, deployers } = props;
    const shared = { name, subscription, region, tags: allTags(props) };
    const group = new ResourceGroup(this, 'resource_group', {
      ...shared,
      ...(props.existingResourceGroup === undefined ? {} : { existing: props.existingResourceGroup }),
    });
    const place: AzurePlace = { ...shared, resourceGroup: group.name };
    const network = new Network(this, 'network', { ...place, network: props.network });
    const endpoints = { network, zones: props.network.existing?.privateDnsZones ?? {} };
    const vault = new KeyVault(this, 'key_vault', {
      ...place,
      tenant,
      endpoints,
      authorizedRanges,
      deployers,
    });
    const key = new Encryption(this, 'encryption', {
      ...place,
      vault,
      ...(props.existingKey === undefined ? {} : { existingKey: props.existingKey }),
    });
    const secrets = new Secrets(this, 'secrets', { ...props.secrets, name, subscription, vault });
    const encrypted = { ...place, vault, key, endpoints };
    const database = new Database(this, 'database', {
      ...encrypted,
      ...props.database,
      rotation: props.secrets.databaseRotation,
    });
    const cache = new Cache(this, 'cache', { ...encrypted, ...props.cache });
    const storage = new Storage(this, 'storage', { ...encrypted, ...props.storage, authorizedRanges });
    const logs = new Logs(this, 'logs', place);
    const cluster = this.cluster(props, { place, network, key, workspaceId: logs.workspaceId });
    const podSecrets = {
      function_secret_key: secrets.functionSecretKey,
      license_key: secrets.licenseKey,
      database_url: database.connectionString,
      cache_url: cache.connectionString,
      storage: storage.connectionString,
    };
    const pods = new PodIdentity(this, 'pod_identity', {
      ...place,
      namespace: props.workload.namespace,
      issuer: cluster.oidcIssuer,
      secrets: podSecrets,
      storageId: storage.id,
    });
    const observability = new Observability(this, 'observability', {
      ...place,
      workspaceId: logs.workspaceId,
      vault: vault.id,
      database: database.id,
      cache: cache.id,
      storage: storage.id,
      ...(cluster instanceof Cluster ? { cluster: cluster.id } : {}),
      actionGroups: props.alerts.actionGroups,
    });
    new Locks(this, 'locks', {
      guarded: {
        key_vault: vault.id,
        storage: storage.id,
        ...(props.database.deletionProtection ? { database: database.id } : {}),
      },
      parts: [vault, key, secrets, database, cache, storage, pods, observability],
      liftedOn: deployers,
    });

    tellOutputs(this, {
      release: ['Version of the data plane', props.release],
      resource_group: ['Resource group', group.name],
      cluster_name: ['AKS cluster', cluster.name],
      cluster_endpoint: ['Host of its API', cluster.endpoint],
      cluster_ca_certificate: ['Authority of its API, base64', cluster.caCertificate],
      node_resource_group: ['Resource group of its nodes and load balancers', cluster.nodeResourceGroup],
      storage_account: ['Storage account', storage.name],
      key_vault: ['Key vault', vault.name],
      workload_identity_client_id: ['Client id of the identity that pods act as', pods.clientId],
      secret_revision: [
        'Another text with each new value of a secret',
        revisionOf(Object.values(podSecrets)),
      ],
      database_server: ['Database server', database.server],
      database_host: ['Its host', database.host],
      cache_host: ['Host of the cache', cache.host],
      virtual_network: ['Virtual network', network.id],
      kms_key: ['Key that encrypts everything', key.versionlessId],
      egress_address: ['Address that the data plane calls out from', network.egressAddress],
    });
  }

  private cluster(
    props: AzureInfraProps,
    given: { place: AzurePlace; network: IAzureNetwork; key: IAzureKey; workspaceId: string },
  ): IAzureCluster {
    const { existing, ...wanted } = props.cluster;
    if (existing !== undefined) return existing;
    const { podsCidr, servicesCidr } = props.network;
    const { tenant, authorizedRanges, deployers, brainstore } = props;
    return new Cluster(this, 'cluster', {
      ...given,
      ...given.place,
      ...wanted,
      tenant,
      podsCidr,
      servicesCidr,
      authorizedRanges,
      deployers,
      brainstore,
      ownGroup: props.existingResourceGroup === undefined,
    });
  }
}
