import { BtError } from '../../../errors.ts';

/** The rules find it sooner; without the size of its disks there is no size for Brainstore's cache. */
export function nodeTypeUnknown(path: string, name: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'node-type-unknown',
    message: `${path} is ${name}, which has no local NVMe disks or is not in the catalogue, so Brainstore's cache has no size`,
    hint: 'choose a type with local NVMe disks, such as c8gd.8xlarge',
  });
}

export function packageMissing(url: string, status: number, redirectedBy: string | undefined): BtError {
  return new BtError({
    kind: 'access',
    code: 'release-not-published',
    message: `the vendor's bucket answered ${status} for ${url}: the function packages of this release are not there, or may not be read`,
    hint: `check \`release\` and \`region\` in the configuration${redirectedBy === undefined ? '' : `, and whether ${redirectedBy} is meant to send the calls elsewhere`}`,
  });
}

export function packageUnreachable(
  url: string,
  reason: string,
  redirectedBy: string | undefined,
  cause?: unknown,
): BtError {
  return new BtError({
    kind: 'access',
    code: 'release-unreachable',
    message: `which function packages belong to this release could not be looked up at ${url}: ${reason}`,
    hint: `try again where this address can be reached${redirectedBy === undefined ? ' (a proxy: HTTPS_PROXY; its certificate: NODE_EXTRA_CA_CERTS)' : `, or correct ${redirectedBy}`}; once bt-dataplane plan has pinned them in the lock file, nothing is looked up`,
    cause,
  });
}

export function pointerBroken(url: string, text: string): BtError {
  const begin = JSON.stringify(text.slice(0, 60));
  return new BtError({
    kind: 'access',
    code: 'release-pointer-invalid',
    message: `${url} should say where a function package is, but ${text === '' ? 'is empty' : `it says ${begin}`}`,
    hint: 'look at that address from this machine: a proxy or a sign-in page may have answered instead of the vendor',
  });
}

/** `action` is the permission that the call needs, such as `rds:CreateDBSnapshot`. */
export function callRefused(action: string, cause: unknown): BtError {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: String(cause) };
  const denied = /AccessDenied|UnauthorizedOperation|not authorized/i.test(`${name} ${message}`);
  const [, named = action] = /not authorized to perform: ([\w:*-]+)/.exec(message) ?? [];
  return new BtError({
    kind: 'access',
    code: denied ? 'aws-permission-missing' : 'aws-call-failed',
    message: `AWS did not answer ${action} (${[name, message].filter((part) => part !== '').join(': ')})`,
    hint: denied
      ? `give the deploying role the permission ${named}`
      : 'check the credentials with: aws sts get-caller-identity; and the way to AWS: HTTPS_PROXY, NODE_EXTRA_CA_CERTS',
    cause,
  });
}

export function databaseMissing(): BtError {
  return new BtError({
    kind: 'access',
    code: 'database-missing',
    message: 'the state has no database, so there is none to take a snapshot of',
    hint: 'see what is deployed: bt-dataplane status',
  });
}

export function snapshotOfAnother(snapshot: string, database: string, other: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'snapshot-name-taken',
    message: `there is a snapshot ${snapshot}, but it is of ${other} and not of ${database}`,
    hint: `when nobody needs it: aws rds delete-db-snapshot --db-snapshot-identifier ${snapshot}`,
  });
}

export function snapshotUnusable(snapshot: string, status: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'snapshot-unusable',
    message: `RDS calls the snapshot ${snapshot} ${status}, so nothing can be restored from it`,
    hint: `look at the events of the database, delete it, and run this again: aws rds delete-db-snapshot --db-snapshot-identifier ${snapshot}`,
  });
}

export function snapshotSlow(snapshot: string, minutes: number, last: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'snapshot-slow',
    message: `the snapshot ${snapshot} could not be used after ${minutes} minutes (${last})`,
    hint: 'AWS goes on with it by itself: run this again, which waits for the same snapshot',
  });
}
