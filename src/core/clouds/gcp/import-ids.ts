/**
 * Import ids of Google Cloud where they are not the id of the resource:
 * https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs
 */
import type { ImportRules } from '../../terraform/import-ids.ts';
import { workloadImportIds } from '../kubernetes/import-ids.ts';

export const importIds: ImportRules = {
  ...workloadImportIds,
  google_container_node_pool: { id: '{project}/{location}/{cluster}/{name}' },
  google_kms_crypto_key_iam_member: { id: '{crypto_key_id} {role} {member}' },
  google_project_iam_member: { id: '{project} {role} {member}' },
  google_service_account_iam_member: { id: '{service_account_id} {role} {member}' },
  google_service_networking_connection: { id: '{network}:{service}' },
  google_sql_user: { id: '{project}/{instance}/{name}' },
  google_storage_bucket: { named: '{name}' },
  google_storage_bucket_iam_member: { id: '{bucket} {role} {member}' },
};
