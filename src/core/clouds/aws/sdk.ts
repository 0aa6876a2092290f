/** What every client of AWS's own SDK gets: the region, few tries, the way through the proxy; and what a refusal means. */
import type { HttpsProxyAgent } from 'https-proxy-agent';
import type { Env } from '../../../env.ts';
import { isBtError } from '../../../errors.ts';
import { proxyAgentFor } from '../../io/proxy-agent.ts';
import { callRefused } from './errors.ts';

export interface SdkSettings {
  readonly region: string;
  /** The first one included. */
  readonly maxAttempts: number;
  readonly requestHandler?: {
    readonly httpAgent: HttpsProxyAgent<string>;
    readonly httpsAgent: HttpsProxyAgent<string>;
  };
}

/** Variable of the service's endpoint without `AWS_ENDPOINT_URL_`, and the service's name in its host. */
export interface SdkService {
  readonly variable: string;
  readonly host: string;
}

/** Endpoints and credentials it finds itself, where the provider does: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export async function sdkSettings(
  { variable, host }: SdkService,
  region: string,
  { vars }: Env,
  maxAttempts = 3,
): Promise<SdkSettings> {
  // The SDK takes no notice of `HTTPS_PROXY`; terraform does, and one setting should do for both.
  const url =
    vars[`AWS_ENDPOINT_URL_${variable}`] ||
    vars.AWS_ENDPOINT_URL ||
    `https://${host}.${region}.amazonaws.com`;
  const agent = URL.canParse(url) ? await proxyAgentFor(new URL(url), vars) : undefined;
  const settings = { region, maxAttempts };
  return agent === undefined
    ? settings
    : { ...settings, requestHandler: { httpAgent: agent, httpsAgent: agent } };
}

/** Long enough for a slow proxy, short enough that a wrong endpoint does not look like a hang. */
const timeoutMilliseconds = 30_000;

/** Ends one call: when the run is stopped, or when it takes too long. */
export function callEnd(signal: AbortSignal): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]) };
}

/** `action` is the permission that the call needs, such as `rds:CreateDBSnapshot`. Throws kind `access`. */
export async function asking<T>(action: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (signal.aborted || isBtError(error)) throw error;
    throw callRefused(action, error);
  }
}
