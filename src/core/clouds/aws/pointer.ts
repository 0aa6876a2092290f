/**
 * One pointer of the vendor's public bucket: the object of a function and a release, whose text is the S3 key of the archive.
 * It is read by plain HTTPS, since the provider's `aws_s3_object` also asks for tags, which the bucket's owner need not
 * grant: https://github.com/hashicorp/terraform-provider-aws/issues/27867
 */
import { packageBucket, pointerKey } from '../../../../modules/aws/functions/vendor-bucket.ts';
import type { Env, HttpAnswer } from '../../../env.ts';
import { isArtefact } from '../../config/pins.ts';
import type { Release } from '../../releases/catalogue.ts';
import { packageMissing, packageUnreachable, pointerBroken } from './errors.ts';

/**
 * As many tries, such pauses and such a limit as the official module v6.6.0 has:
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/tree/v6.6.0/modules/services
 */
const tries = 5;
const firstPause = 500;
const longestPause = 5_000;
const timeoutMilliseconds = 10_000;

export interface Pointer {
  /** Of the package, such as `AIProxy`. */
  readonly name: string;
  readonly region: string;
  readonly release: Release;
}

/** The key; throws kind `access`. `signal` ends waiting for it. */
export async function readPointer(pointer: Pointer, env: Env, signal: AbortSignal): Promise<string> {
  const place = placeOf(pointer, env.vars);
  let pause = firstPause;
  for (let left = tries - 1; ; left -= 1) {
    const reply = await ask(place.url, env, signal);
    if (!isPassing(reply) || left === 0 || signal.aborted) return keyIn(reply, place);
    await env.clock.sleep(pause, signal);
    pause = Math.min(pause * 2, longestPause);
  }
}

interface Place {
  readonly url: string;
  /** The variable that sends the calls elsewhere than to AWS. */
  readonly redirectedBy: string | undefined;
}

/** Where nothing but an address is given, as for an emulator, buckets are folders and not hosts. */
function placeOf({ name, region, release }: Pointer, vars: Env['vars']): Place {
  const bucket = packageBucket(region);
  const key = pointerKey(name, release.functionTag);
  const redirectedBy = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((variable) => vars[variable]);
  if (redirectedBy === undefined)
    return { url: `https://${bucket}.s3.${region}.amazonaws.com/${key}`, redirectedBy };
  return { url: `${vars[redirectedBy]?.replace(/\/+$/, '')}/${bucket}/${key}`, redirectedBy };
}

type Reply = HttpAnswer | { readonly error: unknown };

function ask(url: string, { http }: Env, signal: AbortSignal): Promise<Reply> {
  return http.get(url, { timeoutMilliseconds, signal }).catch((error: unknown) => ({ error }));
}

/** No answer, too busy, or a fault of the other side: the next try may do better. */
function isPassing(reply: Reply): boolean {
  return 'error' in reply || reply.status === 408 || reply.status === 429 || reply.status >= 500;
}

function keyIn(reply: Reply, { url, redirectedBy }: Place): string {
  if ('error' in reply) throw packageUnreachable(url, reasonOf(reply.error), redirectedBy, reply.error);
  const { status, body } = reply;
  if (isPassing(reply)) throw packageUnreachable(url, `the answer was ${status}`, redirectedBy);
  if (status !== 200) throw packageMissing(url, status, redirectedBy);
  const key = body.trim();
  if (!isArtefact(key)) throw pointerBroken(url, key);
  return key;
}

/** Node's error for a host with several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
}
