/** What a change of each resource type means on AWS. */
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';

export const resourceClasses: ResourceClasses = {
  aws_db_instance: { noun: 'database', loss: 'all experiments, logs and datasets in PostgreSQL' },
  aws_elasticache_replication_group: {
    noun: 'cache',
    loss: 'the content of the cache, with queued scoring and alert state; requests are slow until it is warm',
  },
  aws_s3_bucket: { noun: 'bucket', loss: 'every object in the bucket' },
  aws_kms_key: { noun: 'encryption key', loss: 'everything encrypted with the key, backups included' },
  aws_secretsmanager_secret: { noun: 'secret', loss: 'the value of the secret' },
  aws_vpc: { noun: 'network', loss: 'the network and everything in it' },
};
