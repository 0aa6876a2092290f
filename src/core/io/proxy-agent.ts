import type { HttpsProxyAgent } from 'https-proxy-agent';
import { proxyFor } from './proxy.ts';

/** What leads a request to `url` through the proxy of the environment; undefined means directly. `signal` ends the connection to it. */
export async function proxyAgentFor(
  url: URL,
  vars: Parameters<typeof proxyFor>[1],
  signal?: AbortSignal,
): Promise<HttpsProxyAgent<string> | undefined> {
  const proxy = proxyFor(url, vars);
  if (proxy === undefined) return undefined;
  // The bundle gives a CommonJS package that is loaded late by `default` alone; Node itself gives it both ways.
  const library = await import('https-proxy-agent');
  const { HttpsProxyAgent: Agent } = 'default' in library ? (library.default as typeof library) : library;
  return new Agent(proxy, signal === undefined ? {} : { signal });
}
