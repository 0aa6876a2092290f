import { BtError } from '../../../errors.ts';

export function serviceAgentsNotMade(service: string, project: string, cause: unknown): BtError {
  const reason = cause instanceof Error ? cause.message : String(cause);
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
  const reason = cause instanceof Error ? cause.message : String(cause);
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
