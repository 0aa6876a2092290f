/** Import ids of what runs in a cluster: https://registry.terraform.io/providers/hashicorp/helm/3.1.1/docs/resources/release#import */
import type { ImportRules } from '../../terraform/import-ids.ts';

export const workloadImportIds: ImportRules = {
  helm_release: { id: '{namespace}/{name}', named: '{namespace}/{name}' },
  kubernetes_namespace_v1: {},
  kubernetes_secret_v1: {},
  // Without a cloud behind them: what is lost is made anew, but what was named after them would be replaced.
  random_id: {},
  random_password: { never: 'a password is imported by its value; a new one is made by the next apply' },
  terraform_data: {},
};
