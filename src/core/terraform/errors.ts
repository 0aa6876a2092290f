import type { InterruptName } from '../../env.ts';
import { BtError, type ErrorKind, reasonOf } from '../../errors.ts';

export function terraformNotFound(named: string | undefined, cause?: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'terraform-not-found',
    message:
      named === undefined
        ? 'terraform is not on the PATH'
        : `${named}, which --terraform or BT_DATAPLANE_TERRAFORM names, is not an executable file`,
    hint: 'install terraform 1.11 or later (https://developer.hashicorp.com/terraform/install), or name it with --terraform PATH',
    cause,
  });
}

export function terraformUnusable(file: string, reason: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'terraform-unusable',
    message: `${file} did not answer \`version -json\` as terraform does: ${reason}`,
    hint: `run it by hand: ${file} version`,
  });
}

export function terraformWrongVersion(file: string, version: string, tooOld: boolean): BtError {
  return new BtError({
    kind: 'access',
    code: tooOld ? 'terraform-too-old' : 'terraform-too-new',
    message: tooOld
      ? `${file} is terraform ${version}; write-only arguments, which keep secrets out of the state, need 1.11`
      : `${file} is terraform ${version}; versions from 2.0 are not known to this program`,
    hint: 'install a version from 1.11 to below 2.0, or name one with --terraform PATH',
  });
}

export function mirrorUnusable(folder: string, problem: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'provider-mirror-unusable',
    message: `the provider mirror ${folder} ${problem}`,
    hint: 'make one with: terraform providers mirror DIR; name the folder that holds registry.terraform.io',
  });
}

export function licenseMissing(source: string, cause?: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'license-key-missing',
    message: `the Brainstore licence key is not there: ${source}`,
    hint: 'the key is on the data plane page of the Braintrust settings; `licenseKey` in the configuration says where it is read from',
    cause,
  });
}

export function stateFolderUnusable(folder: string, cause: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'state-dir-unusable',
    message: `cannot write to ${folder}, where run records and terraform's working copies are kept: ${reasonOf(cause)}`,
    hint: 'name a writable folder with BT_DATAPLANE_STATE_DIR',
    cause,
  });
}

export interface FailureFacts {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Terraform's own words. */
  readonly detail: string;
}

export function terraformFailed(facts: FailureFacts): BtError {
  return new BtError(facts);
}

export function terraformUnreadable(what: string, problem: string): BtError {
  return new BtError({
    kind: 'terraform',
    code: 'terraform-unreadable',
    message: `terraform's ${what} cannot be read: ${problem}`,
    hint: 'see that the disk of the state directory is not full, and check the version with: terraform version',
  });
}

/** How to store a state that terraform could not store. */
export function pushCommand(file: string, renderedFolder: string): string {
  return `cd '${renderedFolder}' && terraform init && terraform state push '${file}'`;
}

/** `damaged` is a stored local state that has to go first. */
export function stateNotStored(file: string, renderedFolder: string, damaged?: string): BtError {
  const clear = damaged === undefined ? '' : `mv '${damaged}' '${damaged}.damaged' && `;
  return new BtError({
    kind: 'refused',
    code: 'state-not-stored',
    message: `an earlier run could not store its state, which is in ${file}; without it everything that run made would be made a second time`,
    hint: `store it first: ${clear}${pushCommand(file, renderedFolder)}; if it is of no use any more, move that file away`,
  });
}

export function interrupted(name: InterruptName, message: string, hint: string, detail?: string): BtError {
  return new BtError({
    kind: 'interrupted',
    code: 'interrupted',
    message,
    hint,
    signal: name,
    ...(detail === undefined ? {} : { detail }),
  });
}
