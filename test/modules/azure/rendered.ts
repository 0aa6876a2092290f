/** The parts of the infrastructure below the cluster as one stack, as terraform reads it. */
import { Cache } from '../../../modules/azure/cache.ts';
import { Database } from '../../../modules/azure/database.ts';
import { Encryption } from '../../../modules/azure/encryption.ts';
import { KeyVault } from '../../../modules/azure/key-vault.ts';
import { Locks } from '../../../modules/azure/locks.ts';
import { Network } from '../../../modules/azure/network.ts';
import type { AzureInfraProps } from '../../../modules/azure/props.ts';
import { Azure, allTags } from '../../../modules/azure/provider.ts';
import { ResourceGroup } from '../../../modules/azure/resource-group.ts';
import { Secrets } from '../../../modules/azure/secrets.ts';
import { Storage } from '../../../modules/azure/storage.ts';
import type { DataPlaneStack } from '../../../modules/core/data-plane-stack.ts';
import { type Synthesized, synth } from '../../helpers/synth.ts';

export function foundation(props: AzureInfraProps): Synthesized {
  return synth((stack) => build(stack, props));
}

function build(stack: DataPlaneStack, props: AzureInfraProps): void {
  const { name, subscription, tenant, region, authorizedRanges, deployers } = props;
  new Azure(stack, 'azure', props);
  const common = { name, subscription, region, tags: allTags(props) };
  const group = new ResourceGroup(stack, 'resource_group', {
    ...common,
    ...(props.existingResourceGroup === undefined ? {} : { existing: props.existingResourceGroup }),
  });
  const place = { ...common, resourceGroup: group.name };
  const network = new Network(stack, 'network', { ...place, network: props.network });
  const endpoints = { network, zones: props.network.existing?.privateDnsZones ?? {} };
  const vault = new KeyVault(stack, 'key_vault', {
    ...place,
    tenant,
    endpoints,
    authorizedRanges,
    deployers,
  });
  const key = new Encryption(stack, 'encryption', {
    ...place,
    vault,
    ...(props.existingKey === undefined ? {} : { existingKey: props.existingKey }),
  });
  new Secrets(stack, 'secrets', { ...place, ...props.secrets, vault });
  const shared = { ...place, vault, key, endpoints };
  const rotation = props.secrets.databaseRotation;
  const database = new Database(stack, 'database', { ...shared, ...props.database, rotation });
  const cache = new Cache(stack, 'cache', { ...shared, ...props.cache });
  const storage = new Storage(stack, 'storage', { ...shared, ...props.storage, authorizedRanges });
  new Locks(stack, 'locks', {
    guarded: { database: database.id, storage: storage.id, key_vault: vault.id },
    parts: [vault, key, database, cache, storage],
    liftedOn: deployers,
  });
}
