/** What a change of each resource type means on Google Cloud. */
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';

export const resourceClasses: ResourceClasses = {
  google_sql_database_instance: {
    noun: 'database',
    loss: 'all experiments, logs and datasets in PostgreSQL, with the backups that Cloud SQL made',
  },
  google_redis_instance: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
  },
  google_storage_bucket: { noun: 'bucket', loss: 'every object in the bucket' },
  google_kms_crypto_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included',
  },
  google_secret_manager_secret: { noun: 'secret', loss: 'the value of the secret' },
  google_container_cluster: {
    noun: 'cluster',
    loss: 'everything that runs in the cluster; the API is down until it is made and installed again',
  },
  google_compute_network: { noun: 'network', loss: 'the network and everything in it' },
};
