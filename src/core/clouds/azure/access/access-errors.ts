/** Azure cannot be asked, or says no: kind `access`, with what to do. */
import { BtError, reasonOf } from '../../../../errors.ts';

export function environmentUnknown(name: string, names: readonly string[]): BtError {
  return new BtError({
    kind: 'access',
    code: 'azure-environment-unknown',
    message: `ARM_ENVIRONMENT is ${name}, which is no Azure that is known here`,
    hint: `use ${names.join(', ')}, or name the host of its metadata in ARM_METADATA_HOSTNAME`,
  });
}

export function metadataUnusable(host: string, cause: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'azure-metadata-unusable',
    message: `${host}, which ARM_METADATA_HOSTNAME names, does not say where Azure is: ${firstLineOf(cause)}`,
    hint: hintFor(cause, `look at it: curl 'https://${host}/metadata/endpoints?api-version=2022-09-01'`),
    cause,
  });
}

export function credentialsRefused(principal: string, cause: unknown, hint: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'azure-credentials',
    message: `Azure gave no token to ${principal}: ${firstLineOf(cause)}`,
    hint: hintFor(cause, hint),
    cause,
  });
}

export function credentialsUnusable(message: string, hint: string): BtError {
  return new BtError({ kind: 'access', code: 'azure-credentials', message, hint });
}

export function unanswered(what: string, cause: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'azure-unreachable',
    message: `Azure did not answer ${what}: ${firstLineOf(cause)}`,
    hint: network,
    cause,
  });
}

/** What Azure answered instead of what was asked for. */
export interface Refusal {
  readonly status: number;
  /** Azure's own, such as `AuthorizationFailed`. */
  readonly code: string;
  readonly message: string;
}

/** `what` is such as `POST …/register`. */
export function refused(what: string, { status, code, message }: Refusal): BtError {
  return new BtError({
    kind: 'access',
    code: `azure-${code === '' ? status : kebab(code)}`,
    message: `Azure refused ${what}: ${code || status}: ${message || 'it does not say why'}`,
    hint: hintOf(status, code),
  });
}

export function tookTooLong(what: string, minutes: number): BtError {
  return new BtError({
    kind: 'access',
    code: 'azure-operation-slow',
    message: `${what} was not done after ${minutes} minutes`,
    hint: 'Azure goes on with it by itself; look at the activity log of the subscription',
  });
}

/** A token is for Resource Manager alone; an answer that leads elsewhere is not followed. */
export function ledElsewhere(what: string, host: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'azure-led-elsewhere',
    message: `the answer to ${what} leads to ${host}, which is not Azure's Resource Manager`,
    hint: 'look at ARM_METADATA_HOSTNAME and at the proxy',
  });
}

export function clusterUnanswered(endpoint: string, cause: unknown): BtError {
  return new BtError({
    kind: 'access',
    code: 'cluster-unreachable',
    message: `the cluster's API at ${endpoint} does not answer: ${firstLineOf(cause)}`,
    hint: 'see `cluster.access` and `cluster.authorizedRanges`, or run this from inside the network',
    cause,
  });
}

export function clusterRefused(what: string, status: number, message: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'cluster-refused',
    message: `the cluster refused ${what}: ${message || status}`,
    hint: 'whoever deploys needs the role Azure Kubernetes Service RBAC Cluster Admin; name them in `account.deployers`; a new role takes some minutes',
  });
}

function hintOf(status: number, code: string): string {
  if (code === 'AuthorizationFailed' || status === 403)
    return 'whoever deploys needs Contributor and User Access Administrator on the resource group, and Contributor on the subscription to register resource providers; a new role takes some minutes';
  if (status === 401) return 'sign in again, for instance: az login';
  if (status === 429) return 'Azure counts the requests of a subscription; wait some minutes';
  if (status >= 500) return 'Azure itself has a fault; see https://azure.status.microsoft';
  return 'look at the activity log of the subscription';
}

const network =
  'check the network and its name server; set HTTPS_PROXY where one is needed, and NODE_EXTRA_CA_CERTS where it ends TLS';

function hintFor(cause: unknown, otherwise: string): string {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network_error|SELF_SIGNED_CERT\w*|self.signed certificate|DEPTH_ZERO\w*|UNABLE_TO_\w+)\b/i.test(
    codeAndReason(cause),
  )
    ? network
    : otherwise;
}

function codeAndReason(cause: unknown): string {
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return `${typeof code === 'string' ? code : ''} ${firstLineOf(cause)}`;
}

/** The first line: the rest of what Entra and the tools say are traces and links. */
export function firstLineOf(cause: unknown): string {
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  const [line = ''] = reasonOf(cause)
    .split(/\r?\n/)
    .filter((each) => each.trim() !== '');
  return line || (typeof code === 'string' ? code : 'it does not say why');
}

function kebab(code: string): string {
  return code
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
