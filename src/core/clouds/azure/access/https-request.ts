/** One request of Azure, a cluster or whoever issues tokens, by Node's own client: through the proxy that terraform uses. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Agent } from 'node:https';
import type { Env } from '../../../../env.ts';
import { proxyAgentFor } from '../../../io/proxy-agent.ts';

export interface HttpsRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM of the only authority to trust. Default: - those of Node and of `NODE_EXTRA_CA_CERTS`. */
  readonly authority?: string;
  readonly signal?: AbortSignal;
}

export interface HttpsAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As UTF-8. */
  readonly body: string;
}

/** Long enough for a slow proxy, short enough that a wrong endpoint does not look like a hang. */
const timeoutMilliseconds = 30_000;

/** A list of all nodes of a large cluster has a few. */
const largestBytes = 64 * 1024 * 1024;

/** Rejects with Node's own error when there is no answer (`ENOTFOUND`, `ECONNRESET`, `ETIMEDOUT`, …). */
export async function httpsRequest({ vars }: Env, request: HttpsRequest): Promise<HttpsAnswer> {
  const url = new URL(request.url);
  const deadline = AbortSignal.timeout(timeoutMilliseconds);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  try {
    return await ask(url, request, await proxyAgentFor(url, vars, signal), signal);
  } catch (error) {
    throw deadline.aborted && !request.signal?.aborted ? timedOut(url) : error;
  }
}

async function ask(
  url: URL,
  { method, headers = {}, body, authority }: HttpsRequest,
  agent: Agent | undefined,
  signal: AbortSignal,
): Promise<HttpsAnswer> {
  // Late: most commands ask nothing. Managed identities are served without TLS, by this very machine.
  const { request } = await (url.protocol === 'http:' ? import('node:http') : import('node:https'));
  const options = {
    method,
    signal,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
    ...(agent === undefined ? {} : { agent }),
    ...(authority === undefined ? {} : { ca: authority }),
  };
  return new Promise((resolve, reject) => {
    const asking = request(url, options, (response) => {
      textOf(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        reject,
      );
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    size += chunk.length;
    if (size > largestBytes) throw new Error('the answer is larger than any that is expected');
  }
  return Buffer.concat(kept).toString('utf8');
}

function timedOut(url: URL): NodeJS.ErrnoException {
  const error = new Error(`no answer from ${url.host} within ${timeoutMilliseconds / 1000} seconds`);
  return Object.assign(error, { code: 'ETIMEDOUT' });
}
