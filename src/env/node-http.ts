import { get as getOverHttp } from 'node:http';
import { type Agent, get as getOverHttps } from 'node:https';
import { proxyAgentFor } from '../core/io/proxy-agent.ts';
import type { Http, HttpAnswer } from '../env.ts';

const largestBody = 64 * 1024;

/**
 * Node's own client and not `fetch`: before Node 24 `fetch` takes no proxy, and the undici that would teach it is twenty
 * times as large as the agent used here. Certificates of a private authority: `NODE_EXTRA_CA_CERTS`, which Node reads itself.
 */
export function nodeHttp(vars: Readonly<Record<string, string | undefined>>): Http {
  return {
    async get(address, { timeoutMilliseconds, signal }) {
      const url = new URL(address);
      const deadline = AbortSignal.timeout(timeoutMilliseconds);
      const end = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
      try {
        // Also for the connection to the proxy: one that never answers would keep the program alive after the request has ended.
        return await ask(url, await proxyAgentFor(url, vars, end), end);
      } catch (error) {
        throw deadline.aborted ? timedOut(url, timeoutMilliseconds) : error;
      }
    },
  };
}

function ask(url: URL, agent: Agent | undefined, signal: AbortSignal): Promise<HttpAnswer> {
  const get = url.protocol === 'http:' ? getOverHttp : getOverHttps;
  return new Promise((resolve, reject) => {
    get(url, agent === undefined ? { signal } : { signal, agent }, (response) => {
      textOf(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    }).on('error', reject);
  });
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    size += chunk.length;
    if (size > largestBody) break;
  }
  return Buffer.concat(kept).subarray(0, largestBody).toString('utf8');
}

function timedOut(url: URL, milliseconds: number): NodeJS.ErrnoException {
  const error = new Error(`no answer from ${url.host} within ${milliseconds / 1000} seconds`);
  return Object.assign(error, { code: 'ETIMEDOUT' });
}
