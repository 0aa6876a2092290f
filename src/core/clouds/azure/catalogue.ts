/** Azure's machine types, versions and volumes. The tables are parsed on first use, since most commands need few. */
import type { Catalogue } from '../../requirements/catalogue.ts';
import { cacheSpelling, caches } from './caches.ts';
import { nodeFromName, nodeSpelling, nodes } from './compute.ts';
import { databaseFromName, databaseSpelling, databases, provider } from './databases.ts';
import { azureAddressSpace, azureNetworks } from './networks.ts';
import { flexibleServerVolumes } from './volumes.ts';

export const azureCatalogue: Catalogue = {
  source: 'Azure documentation, July 2024 to August 2026',
  get nodes() {
    return nodes();
  },
  get databases() {
    return databases();
  },
  get caches() {
    return caches();
  },
  networks: azureNetworks,
  addressSpace: azureAddressSpace,
  stateBackend: 'azurerm',
  spellings: { nodes: nodeSpelling, databases: databaseSpelling, caches: cacheSpelling },
  nodeFromName,
  databaseFromName,
  notOffered: {},
  services: {
    postgres: {
      name: 'Azure Database for PostgreSQL',
      versions: ['11', '12', '13', '14', '15', '16', '17', '18'],
      source:
        'https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/postgresql_flexible_server',
      onlyListed: provider,
    },
    redis: {
      name: 'Azure Managed Redis',
      // It has one version at a time.
      versions: ['7.4'],
      source: 'https://learn.microsoft.com/azure/redis/overview',
    },
  },
  volumes: flexibleServerVolumes,
};
