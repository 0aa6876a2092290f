import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { Env } from '../../../env.ts';
import { BtError } from '../../../errors.ts';
import { proxyAgentFor } from '../../io/proxy-agent.ts';
import type { Identity } from '../cloud.ts';

/** Long enough for a slow proxy, short enough that a wrong endpoint does not look like a hang. */
const timeoutMilliseconds = 15_000;

/** Asks STS, by the same credential chain that the provider uses. */
export async function identify(region: string, env: Env): Promise<Identity> {
  const client = new STSClient({ region, maxAttempts: 2, ...(await throughProxy(region, env)) });
  try {
    const answer = await client.send(new GetCallerIdentityCommand({}), {
      abortSignal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return { account: answer.Account ?? '', principal: answer.Arn ?? '' };
  } catch (error) {
    throw noCredentials(error, env);
  } finally {
    client.destroy();
  }
}

/** The SDK takes no notice of `HTTPS_PROXY`; terraform does, and one setting should do for both. */
async function throughProxy(region: string, { vars }: Env): Promise<STSClientConfig> {
  const url = vars.AWS_ENDPOINT_URL_STS || vars.AWS_ENDPOINT_URL || `https://sts.${region}.amazonaws.com`;
  const agent = URL.canParse(url) ? await proxyAgentFor(new URL(url), vars) : undefined;
  if (agent === undefined) return {};
  return { requestHandler: { httpAgent: agent, httpsAgent: agent } };
}

function noCredentials(cause: unknown, env: Env): BtError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const profile = env.vars.AWS_PROFILE;
  return new BtError({
    kind: 'access',
    code: 'aws-credentials',
    message: `AWS did not say whose credentials these are (${reason})`,
    hint: profile
      ? `sign in again, for instance: aws sso login --profile ${profile}`
      : 'set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and check with: aws sts get-caller-identity',
    cause,
  });
}
