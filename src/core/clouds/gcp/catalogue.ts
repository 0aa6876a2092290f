/** Google Cloud's machine types, versions and volumes. The tables are parsed on first use, since most commands need few. */
import type { Config } from '../../config/schema.ts';
import type { CacheType, Catalogue } from '../../requirements/catalogue.ts';
import { nodeFromName, nodeSpelling, nodes } from './compute.ts';
import { databaseFromName, databaseSpelling, databases } from './databases.ts';
import { gcpAddressSpace, gcpNetworks } from './networks.ts';
import { cloudSqlVolumes } from './volumes.ts';

export const gcpCatalogue: Catalogue = {
  source: 'Google Cloud documentation and gcloud compute machine-types list, April to September 2026',
  get nodes() {
    return nodes();
  },
  get databases() {
    return databases();
  },
  // Told by its memory, not by a machine type.
  caches: [],
  networks: gcpNetworks,
  addressSpace: gcpAddressSpace,
  stateBackend: 'gcs',
  spellings: {
    nodes: nodeSpelling,
    databases: databaseSpelling,
    caches: { pattern: /./, example: 'M2' },
  },
  nodeFromName,
  databaseFromName,
  cacheOf,
  notOffered: {},
  services: {
    postgres: {
      name: 'Cloud SQL',
      versions: ['9.6', '10', '11', '12', '13', '14', '15', '16', '17', '18'],
      source:
        'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/sql_database_instance',
    },
    redis: {
      name: 'Memorystore',
      versions: ['3.2', '4.0', '5.0', '7.0', '7.2'],
      source: 'https://cloud.google.com/memorystore/docs/redis/supported-versions',
    },
  },
  volumes: cloudSqlVolumes,
};

/** Upper ends of the capacity tiers, GB: https://cloud.google.com/memorystore/docs/redis/pricing */
const tiers = [4, 10, 35, 100] as const;

/** Google publishes no vCPUs for Memorystore for Redis. */
function cacheOf({ redis: { memoryGb = 0 } }: Config): CacheType {
  const tier = 1 + tiers.filter((most) => memoryGb > most).length;
  return {
    name: `Memorystore for Redis with ${memoryGb} GB (tier M${tier})`,
    architecture: undefined,
    vcpus: undefined,
    memoryGib: memoryGb,
    burstable: false,
    unpublished: ['vcpu'],
  };
}
