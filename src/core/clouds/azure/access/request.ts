/** One request of Azure Resource Manager: as whom, how often, and what a refusal means. */
import type { IncomingHttpHeaders } from 'node:http';
import type { StepContext } from '../../cloud.ts';
import { ledElsewhere, refused, unanswered } from './access-errors.ts';
import { type HttpsAnswer, httpsRequest } from './https-request.ts';
import type { SignedIn } from './sign-in.ts';

export type AzureContext = Pick<StepContext, 'config' | 'env' | 'signal'>;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With `api-version`. */
  readonly url: string;
  readonly body?: object;
  /** Lets a 404 through. */
  readonly missing?: true;
}

export interface AnswerOf<T> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Undefined where the answer is empty, or a 404. */
  readonly value: T | undefined;
}

export type Ask = <T>(call: Call) => Promise<AnswerOf<T>>;

export function asking(context: AzureContext, { cloud, token }: SignedIn): Ask {
  return async <T>(call: Call): Promise<AnswerOf<T>> => {
    const what = named(call);
    const { origin, host } = new URL(call.url);
    if (origin !== new URL(cloud.resourceManager).origin) throw ledElsewhere(what, host);
    const { status, headers, body } = await patiently(
      context,
      call,
      await token(`${cloud.audience}/.default`),
    );
    if (status === 404 && call.missing) return { status, headers, value: undefined };
    if (status >= 400) throw refused(what, { status, ...problemIn(body) });
    return { status, headers, value: body.trim() === '' ? undefined : (JSON.parse(body) as T) };
  };
}

/** Such as `POST /subscriptions/…/register`. */
export function named({ method, url }: Call): string {
  return `${method} ${new URL(url).pathname}`;
}

const mostTries = 4;
/** Azure says when to come back; where it does not. */
const pauseMilliseconds = 5_000;

/** What is asked too often, or fails for a moment, is asked again. A POST only when Azure has not begun with it. */
async function patiently({ env, signal }: AzureContext, call: Call, token: string): Promise<HttpsAnswer> {
  const { method, url, body } = call;
  const request = {
    method,
    url,
    signal,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    // A POST without a length is refused by some proxies.
    ...(body === undefined ? (method === 'POST' ? { body: '' } : {}) : { body: JSON.stringify(body) }),
  };
  for (let tried = 1; ; tried++) {
    try {
      const answer = await httpsRequest(env, request);
      const again = answer.status === 429 || (answer.status >= 500 && method !== 'POST');
      if (!again || tried === mostTries) return answer;
      await env.clock.sleep(retryAfter(answer.headers) ?? pauseMilliseconds, signal);
    } catch (error) {
      if (method === 'POST' || tried === mostTries || signal.aborted) throw unanswered(named(call), error);
      await env.clock.sleep(pauseMilliseconds, signal);
    }
  }
}

/** In milliseconds; undefined where it is not said. */
export function retryAfter(headers: IncomingHttpHeaders): number | undefined {
  const seconds = Number.parseInt(headers['retry-after'] ?? '', 10);
  return Number.isNaN(seconds) ? undefined : seconds * 1000;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
}

/** https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md#handling-errors */
export function problemIn(body: string): Problem {
  try {
    const { error, code, message } = JSON.parse(body) as {
      readonly error?: { readonly code?: string; readonly message?: string };
      readonly code?: string;
      readonly message?: string;
    };
    return { code: error?.code ?? code ?? '', message: error?.message ?? message ?? '' };
  } catch {
    return { code: '', message: '' };
  }
}
