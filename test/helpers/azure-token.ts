/**
 * Signing in to Azure without an account: what the provider reads before it plans anything, and nothing else. A first plan
 * asks for no more, and `asked` proves it.
 */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { loginAnswer, type Principal } from '../azure/login.ts';
import { selfSigned } from './self-signed.ts';

export interface AzureLogin extends AsyncDisposable {
  /** What the provider needs to sign in here, and to trust this server. */
  readonly env: Readonly<Record<string, string>>;
  /** `METHOD path` of what was asked besides: empty after a first plan. */
  readonly asked: readonly string[];
}

export const deployer: Principal = {
  tenant: '11111111-1111-4111-8111-111111111111',
  objectId: '22222222-2222-4222-8222-222222222222',
  clientId: '33333333-3333-4333-8333-333333333333',
};

export const subscription = '44444444-4444-4444-8444-444444444444';

/**
 * `folder` takes the key of the server. It answers from this process, so terraform has to run beside it
 * (`terraformBeside`), not in its place.
 */
export async function azureLogin(folder: string): Promise<AzureLogin> {
  const { key, certificate, file } = selfSigned(folder);
  const asked: string[] = [];
  const server = createServer({ key, cert: certificate }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer =
      loginAnswer(request, Buffer.concat(chunks).toString('utf8'), url, deployer) ?? providersOf(request.url);
    if (answer === undefined) asked.push(`${request.method} ${request.url}`);
    // 403 and not 404: a provider takes the latter for a resource that is gone, and retries the 500s for minutes.
    response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(answer ?? { error: { code: 'AuthorizationFailed', message: 'No account.' } }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `https://${host}`;
  return {
    env: { ...signIn(host), SSL_CERT_FILE: file },
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The provider lists a subscription's resource providers whenever it starts, even when it is to register none of them. */
function providersOf(path = '/'): object | undefined {
  return /^\/+subscriptions\/[^/]+\/providers\?/.test(path) ? { value: [] } : undefined;
}

/** The provider's variables for the principal of the tests, at a host that has Azure's metadata. */
export function signIn(host: string): Readonly<Record<string, string>> {
  return {
    ARM_METADATA_HOSTNAME: host,
    ARM_ENVIRONMENT: 'public',
    ARM_SUBSCRIPTION_ID: subscription,
    ARM_TENANT_ID: deployer.tenant,
    ARM_CLIENT_ID: deployer.clientId,
    ARM_CLIENT_SECRET: 'not-a-real-secret',
  };
}
