import { KeyVaultSecret } from '@cdktf/provider-azurerm/lib/key-vault-secret/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import { EphemeralResource } from '../core/ephemeral.ts';
import type { IAzureVault } from './contracts.ts';
import { deploymentTag } from './provider.ts';

export interface StoredSecretProps {
  /** Name in the vault. A change replaces the secret. */
  readonly name: string;
  readonly vault: IAzureVault;
  /** Name of the deployment. */
  readonly deployment: string;
  /** Expression for the value, write-only: `${…}` over ephemeral blocks. */
  readonly value: string;
  /** Raise it to write a new value, from 1; or an expression in `${}`, any change of which writes one. */
  readonly rotation: number | string;
  /** Refuse to destroy it: data is unreadable without it. Default: false. */
  readonly irreplaceable?: boolean;
  /** What must be there before. Default: - the vault alone. */
  readonly after?: readonly ITerraformDependable[];
}

/** A secret whose value is written and never read back into plan or state. */
export class StoredSecret extends Construct {
  /** ARM id without version, the scope of roles. */
  readonly id: string;
  private readonly vault: IAzureVault;
  private readonly secret: KeyVaultSecret;

  constructor(scope: Construct, id: string, props: StoredSecretProps) {
    super(scope, id);
    this.vault = props.vault;
    this.secret = new KeyVaultSecret(this, 'Resource', {
      name: props.name,
      keyVaultId: props.vault.id,
      contentType: 'text/plain',
      valueWo: props.value,
      // Ours alone: a secret takes fifteen, everything else fifty.
      // https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates
      tags: { [deploymentTag]: props.deployment },
      ...(props.irreplaceable ? { lifecycle: { preventDestroy: true } } : {}),
      dependsOn: [props.vault.admitted, ...(props.after ?? [])],
    });
    // The bindings take nothing but a number here.
    this.secret.addOverride('value_wo_version', props.rotation);
    this.id = this.secret.resourceVersionlessId;
  }

  /**
   * Number of the stored value, another one for each that is written: an expression without `${}`. Not the version that the
   * vault gives it, which the provider learns only in the run after.
   */
  get version(): string {
    return `${addressOf(this.secret)}.value_wo_version`;
  }

  /**
   * What is stored, for write-only arguments: an expression without `${}`. The vault answers with the same text in every run,
   * so what broke off between storing a value and setting it is put right by the next run.
   */
  read(id: string): string {
    const stored = new EphemeralResource(this, id, {
      type: 'azurerm_key_vault_secret',
      arguments: {
        // Not the name as it is written: this one is known only after the secret is stored, and nothing is asked for before.
        name: `\${basename(${addressOf(this.secret)}.resource_versionless_id)}`,
        key_vault_id: this.vault.id,
      },
    });
    return stored.expression('value');
  }
}

/** One short text for the present values of all these: it changes with any of them. An expression in `${}`. */
export function revisionOf(secrets: readonly StoredSecret[]): string {
  return `\${substr(sha256(join(",", [${secrets.map(({ version }) => version).join(', ')}])), 0, 12)}`;
}
