import { BtError, reasonOf } from '../../../errors.ts';

export function serviceAgentsNotMade(service: string, project: string, cause: unknown): BtError {
  const reason = reasonOf(cause);
  return new BtError({
    kind: 'access',
    code: 'service-agents-not-made',
    message: `Google did not make the service agent of ${service} in ${project}: ${reason}`,
    hint: unreachable(reason)
      ? network
      : `sign in with rights of serviceusage.serviceUsageAdmin (gcloud auth application-default login), or run: gcloud beta services identity create --service=${service} --project=${project}`,
    cause,
  });
}

export function secretUnreadable(secret: string, cause: unknown): BtError {
  const reason = reasonOf(cause);
  return new BtError({
    kind: 'access',
    code: 'secret-unreadable',
    message: `${secret} could not be read: ${reason}`,
    hint: unreachable(reason)
      ? network
      : 'whoever applies needs roles/secretmanager.secretAccessor on the secrets of the data plane; check with: gcloud secrets versions access latest --secret=NAME --out-file=/dev/null',
    cause,
  });
}

/** The rules find it sooner; without its disks there is no pool to make. */
export function nodeTypeUnknown(path: string, name: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'node-type-unknown',
    message: `${path} is ${name}, which has no Local SSD or is not in the catalogue, so Brainstore's cache has no size`,
    hint: 'choose a type with Local SSD, such as c4a-standard-16-lssd',
  });
}

const network =
  'Google does not answer here: check the network and its name server, or set HTTPS_PROXY where one is needed';

/** Node's codes of a host that is not found or does not answer, as the library words them. */
function unreachable(reason: string): boolean {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/.test(reason);
}

export function databaseMissing(): BtError {
  return new BtError({
    kind: 'access',
    code: 'database-missing',
    message: 'the state has no database, so there is none to take a backup of',
    hint: 'see what is deployed: bt-dataplane status',
  });
}

/** `permission` is what the call needs, such as `cloudsql.backupRuns.create`. */
export function backupRefused(permission: string, cause: unknown): BtError {
  const reason = reasonOf(cause);
  return new BtError({
    kind: 'access',
    code: 'backup-refused',
    message: `Google did not answer what needs ${permission}: ${reason}`,
    hint: unreachable(reason)
      ? network
      : `whoever upgrades needs the permission ${permission}, which roles/cloudsql.admin has; check the credentials with: gcloud auth application-default print-access-token`,
    cause,
  });
}

export function backupFailed(name: string, instance: string, reason: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'backup-failed',
    message: `the backup ${name} of ${instance} came to nothing: ${reason}`,
    hint: `look at the operations of the instance, then run this again: gcloud sql operations list --instance=${instance}`,
  });
}

export function backupSlow(name: string, minutes: number, last: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'backup-slow',
    message: `the backup ${name} could not be used after ${minutes} minutes (${last})`,
    hint: 'Google goes on with it by itself: run this again, which waits for the same backup',
  });
}
