/** What a change of each resource type means on Azure. */
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';

export const resourceClasses: ResourceClasses = {
  azurerm_postgresql_flexible_server: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL; Azure keeps the backups of a deleted server for five days',
  },
  azurerm_postgresql_flexible_server_database: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL',
  },
  azurerm_managed_redis: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
  },
  azurerm_storage_account: { noun: 'storage account', loss: 'every object in every container of it' },
  azurerm_storage_container: { noun: 'container', loss: 'every object in the container' },
  azurerm_key_vault: { noun: 'key vault', loss: 'all keys and secrets in it, until it is recovered' },
  azurerm_key_vault_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included, until it is recovered',
  },
  azurerm_key_vault_secret: { noun: 'secret', loss: 'the value of the secret' },
  azurerm_kubernetes_cluster: {
    noun: 'cluster',
    loss: 'everything that runs in the cluster; the API is down until it is made and installed again',
  },
  azurerm_virtual_network: { noun: 'network', loss: 'the network and everything in it' },
  azurerm_resource_group: { noun: 'resource group', loss: 'everything in the resource group' },
};
