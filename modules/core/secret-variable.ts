import type { Construct } from './cdktf.ts';
import { NamedVariable } from './named-variable.ts';

/**
 * An input variable for a stored secret: in neither plan nor state. The program reads the secret in the cloud and answers with
 * `TF_VAR_<name>`, at plan and at apply. Empty stands for a secret that is not stored yet.
 *
 * Terraform would read it itself with `ephemeral.google_secret_manager_secret_version`, which the Google provider has from
 * 7.6.0 on, beyond the versions that the bindings fit.
 * https://github.com/hashicorp/terraform-provider-google/blob/main/CHANGELOG.md
 */
export class SecretVariable extends NamedVariable {
  constructor(scope: Construct, id: string, name: string, description: string) {
    super(scope, id, name, description, { ephemeral: true, sensitive: true, nullable: false, default: '' });
  }
}
