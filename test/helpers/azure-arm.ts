/** Azure Resource Manager as one test wants it: signing in works, and every other answer is the test's. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, vi } from 'vitest';
import type { StepContext } from '../../src/core/clouds/cloud.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { loginAnswer } from '../azure/login.ts';
import { deployer, signIn, subscription } from './azure-token.ts';
import { type MemoryEnvOptions, memoryEnv } from './memory-env.ts';
import { selfSigned } from './self-signed.ts';

export interface ArmRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Such as `https://127.0.0.1:40123`. */
  readonly url: string;
}

export interface ArmAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Arm extends AsyncDisposable {
  readonly host: string;
  /** PEM file of the server's certificate. */
  readonly authority: string;
  /** `METHOD path` of everything but signing in, in order. */
  readonly asked: readonly string[];
  /** Bodies of requests for a token, in order. */
  readonly logins: readonly URLSearchParams[];
  /** The provider's variables for this server. */
  readonly vars: Readonly<Record<string, string>>;
}

/** Node reads the authorities to trust when it starts, which is before a test has made one. */
export function trustTheTests(): void {
  beforeAll(() => void vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0'));
  afterAll(() => void vi.unstubAllEnvs());
}

export async function azureArm(
  folder: string,
  answer: (request: ArmRequest) => ArmAnswer | undefined = () => undefined,
): Promise<Arm> {
  const { key, certificate, file } = selfSigned(folder);
  const asked: string[] = [];
  const logins: URLSearchParams[] = [];
  const server = createServer({ key, cert: certificate }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const send = ({ status = 200, body, headers = {} }: ArmAnswer) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    const login = loginAnswer(request, text, url, deployer);
    if (login !== undefined) {
      if (request.method === 'POST') logins.push(new URLSearchParams(text));
      return send({ body: login });
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const { method = '', headers } = request;
    asked.push(`${method} ${pathname}`);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const known = answer({ method, path: pathname, query: searchParams, body, headers, url });
    send(known ?? { status: 404, body: { error: { code: 'ResourceNotFound', message: 'Not there.' } } });
  });
  const host = `127.0.0.1:${await listening(server)}`;
  const url = `https://${host}`;
  return {
    host,
    authority: file,
    asked,
    logins,
    vars: signIn(host),
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
}

export const azureConfig = {
  name: 'acme',
  region: 'eastus2',
  account: { subscription, tenant: deployer.tenant },
  cluster: {},
  workload: { enabled: true, namespace: 'braintrust' },
  api: { frontDoor: { enabled: true } },
  brainstore: { readers: { count: 2 }, fastReaders: { count: 0 }, writers: { count: 1 } },
} as unknown as Config;

export interface StepFacts {
  readonly vars?: Readonly<Record<string, string>>;
  /** Types of what is in the state of the step's stack. */
  readonly types?: readonly string[];
  readonly changing?: readonly string[];
  /** By `stack.name`. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly config?: Config;
  readonly env?: MemoryEnvOptions;
}

export function stepContext(facts: StepFacts = {}): StepContext {
  const { types = [], changing = [], outputs = {}, config = azureConfig } = facts;
  return {
    config,
    env: memoryEnv({ ...facts.env, vars: { ...facts.vars, ...facts.env?.vars } }),
    state: {
      serial: 1,
      terraformVersion: '1.11.0',
      resources: types.map((type) => ({ address: `${type}.x`, type, tainted: false, attributes: {} })),
    },
    changing,
    signal: new AbortController().signal,
    output: async (stack, name) => outputs[`${stack}.${name}`],
  };
}
