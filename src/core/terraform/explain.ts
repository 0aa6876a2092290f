/** What we can add to terraform's own words. Their text always comes first and whole; a row here adds what to do. */
import type { ErrorKind } from '../../errors.ts';
import type { Diagnostic } from './diagnostics.ts';

export interface Explanation {
  readonly code: string;
  readonly kind: ErrorKind;
  /** Matched against summary and detail of one diagnostic, or against the plain text of standard error. */
  readonly pattern: RegExp;
  readonly hint: string | ((text: string) => string);
  /** Replaces the sentence "terraform … failed: <summary>". */
  readonly message?: (text: string) => string;
}

export interface Explained {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly hint: string;
  readonly message: string | undefined;
}

/** The first row that fits any of the texts; rows of the cloud are tried before ours. */
export function explain(texts: readonly string[], rows: readonly Explanation[] = []): Explained | undefined {
  for (const row of [...rows, ...known]) {
    const text = texts.find((candidate) => row.pattern.test(candidate));
    if (text === undefined) continue;
    const hint = typeof row.hint === 'string' ? row.hint : row.hint(text);
    return { code: row.code, kind: row.kind, hint, message: row.message?.(text) };
  }
  return undefined;
}

export function textOf(diagnostic: Diagnostic): string {
  return `${diagnostic.summary}\n${diagnostic.detail ?? ''}`;
}

/** Who holds a state lock, read from terraform's message. */
export interface LockHolder {
  readonly id: string;
  readonly who: string;
  readonly operation: string;
  readonly created: string;
}

export function lockHolder(text: string): LockHolder | undefined {
  const field = (name: string) => new RegExp(`^\\s*${name}:\\s*(.+?)\\s*$`, 'm').exec(text)?.[1] ?? 'unknown';
  const id = field('ID');
  if (id === 'unknown') return undefined;
  return { id, who: field('Who'), operation: field('Operation'), created: field('Created') };
}

/** Texts of terraform 1.11; its source is the reference: https://github.com/hashicorp/terraform/tree/v1.11/internal */
const known: readonly Explanation[] = [
  {
    code: 'state-locked',
    kind: 'locked',
    pattern: /Error acquiring the state lock[\s\S]*Lock Info:[\s\S]*ID:/,
    message: (text) => {
      const holder = lockHolder(text);
      return `the state is locked by ${holder?.who} since ${holder?.created} (${holder?.operation}, lock id ${holder?.id})`;
    },
    hint: (text) =>
      `wait for that run to end; if it is gone for good: bt-dataplane state unlock ${lockHolder(text)?.id}`,
  },
  // The holder let go between the refusal and the question who it is.
  {
    code: 'state-locked-a-moment-ago',
    kind: 'locked',
    pattern:
      /Error acquiring the state lock[\s\S]*(PreconditionFailed|ConditionalCheckFailed|conditionNotMet)/,
    message: () => 'another run held the state lock, and has let go of it since',
    hint: 'run the command again',
  },
  {
    code: 'provider-checksum',
    kind: 'access',
    pattern: /doesn't match any of the checksums|checksums previously recorded in the dependency lock file/,
    hint: 'the provider is not the file that .terraform.lock.hcl in the rendered folder was made with. Where the lock file comes from another kind of machine, add this one there with terraform providers lock; otherwise find out who changed the provider before you remove the lock file',
  },
  {
    code: 'provider-version-locked',
    kind: 'access',
    pattern: /the previously-selected version \S+ is no longer available/,
    hint: '.terraform.lock.hcl in the rendered folder selects a provider version that is not offered: put that version into the mirror, or remove its block from the lock file to have one selected anew',
  },
  // The state may be kept in another cloud than the deployment.
  {
    code: 'state-credentials-missing',
    kind: 'access',
    pattern: /No valid credential sources found/,
    hint: 'the state is kept in S3, so credentials of AWS are needed as well: set AWS_PROFILE, or sign in with: aws sso login',
  },
  {
    code: 'provider-version-not-offered',
    kind: 'access',
    pattern: /no available releases match the given constraints/,
    hint: 'where providers come from offers no version of that range: correct `terraform.providers` in the configuration, or put such a version into the mirror',
  },
  // A shared plugin cache is written anew by whoever has no lock file yet:
  // https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
  {
    code: 'provider-set-up-elsewhere',
    kind: 'terraform',
    pattern:
      /fork\/exec \.terraform\/providers\/\S+ no such file or directory|could not read[\s│]+package directory:[\s│]+open[\s│]+\.terraform\/providers\/|failed to create directory \S+ mkdir \S+ file exists/,
    hint: 'another run on this machine was setting the same provider up at that moment: run the command again; where several run at once, leave TF_PLUGIN_CACHE_DIR unset',
  },
  {
    code: 'provider-not-found',
    kind: 'access',
    pattern:
      /Failed to query available provider packages|Failed to install provider|Could not retrieve the list of available versions|could not connect to registry/,
    hint: 'without access to the registry, name a folder made by `terraform providers mirror` with --provider-mirror DIR',
  },
  {
    code: 'lock-file-unreadable',
    kind: 'access',
    pattern: /failed to read dependency lock file/,
    message: () => '.terraform.lock.hcl in the rendered folder cannot be read',
    hint: 'restore it from version control, or remove it to have provider versions selected anew',
  },
  {
    code: 'init-outdated',
    kind: 'terraform',
    pattern:
      /Inconsistent dependency lock file|Required plugins are not installed|Backend initialization required/,
    hint: 'run the command again: the working copy is set up anew',
  },
  {
    code: 'terraform-version-unfit',
    kind: 'access',
    pattern: /Unsupported Terraform Core version|state snapshot was created by Terraform v/,
    hint: 'use the terraform version that last wrote the state, or a later one; name it with --terraform PATH',
  },
  {
    code: 'license-key-missing',
    kind: 'access',
    pattern: /variable "license_key" (is not set|was set during the plan phase)/,
    hint: 'set the variable that `licenseKey` in the configuration names',
  },
  {
    code: 'plan-stale',
    kind: 'stale',
    pattern:
      /Saved plan is stale|Saved plan does not match the given state|saved plan file can no longer be applied/,
    message: () => 'the state has moved since the plan was made, so nothing was done',
    hint: 'run the command again to review a fresh plan',
  },
  {
    code: 'plan-missing',
    kind: 'stale',
    pattern: /Failed to load "[^"]*" as a plan file/,
    message: () => 'the plan that was reviewed can no longer be read, so nothing was done',
    hint: 'run the command again to review a fresh plan',
  },
  {
    code: 'state-unreadable',
    kind: 'terraform',
    pattern: /Unsupported state file format/,
    message: () => 'the stored state is damaged and cannot be read',
    hint: 'restore it before anything else: from the file that ends in .backup beside a local state, or from an earlier version of the object in a bucket',
  },
  {
    code: 'prevent-destroy',
    kind: 'refused',
    pattern: /Instance cannot be destroyed|lifecycle\.prevent_destroy set/,
    hint: 'the resource is protected by an override file of yours; take prevent_destroy out of it first',
  },
  {
    code: 'state-not-saved',
    kind: 'terraform',
    pattern: /Failed to (save|persist) state|errored\.tfstate/,
    hint: 'terraform could not store the state; repair the backend, then in the rendered folder: terraform state push errored.tfstate',
  },
  {
    code: 'host-unreachable',
    kind: 'access',
    pattern: /dial tcp: lookup \S+.*: (no such host|server misbehaving|i\/o timeout)/,
    hint: (text) =>
      `${/lookup ([^\s:]+)/.exec(text)?.[1]} cannot be found from here: check the network and its name server, or set HTTPS_PROXY where one is needed`,
  },
];
