import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Env } from '../../../env.ts';
import { BtError } from '../../../errors.ts';
import type { Identity } from '../cloud.ts';
import { sdkSettings } from './sdk.ts';

/** Long enough for a slow proxy, short enough that a wrong endpoint does not look like a hang. */
const timeoutMilliseconds = 15_000;

/** Asks STS, by the same credential chain that the provider uses. */
export async function identify(region: string, env: Env): Promise<Identity> {
  const client = new STSClient(await sdkSettings({ variable: 'STS', host: 'sts' }, region, env, 2));
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
