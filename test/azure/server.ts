/**
 * Azure for one subscription, over HTTPS on the loopback interface: signing in, Resource Manager, the hosts of vaults and of
 * Front Door. Hosts that have to be called by their real names are reached through an HTTP proxy that ends here.
 */
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isResource, type Json, type Resource } from '../google/json.ts';
import { selfSigned } from '../helpers/self-signed.ts';
import { Cloud, type ControlPlane } from './cloud.ts';
import { ApiError, Missing } from './errors.ts';
import { loginAnswer, type Principal } from './login.ts';
import { answered, type Request } from './resource-manager.ts';
import type { Answer } from './resource-type.ts';
import { leadsSomewhere } from './types/front-door.ts';
import { vaultAnswer } from './vault.ts';

export interface StoreServer {
  /** Such as `127.0.0.1:41234`: Resource Manager, and where to sign in. */
  readonly host: string;
  /** Such as `http://127.0.0.1:41235`: leads every other host of Azure's here, and no host of anybody else. */
  readonly proxy: string;
  /** PEM file of the server's certificate. */
  readonly authority: string;
  readonly cloud: Cloud;
  /** Requests that the store has no answer to: what is missing in it. Empty when all is well. */
  readonly complaints: readonly string[];
  /** Every request with its status, in order. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

export interface StoreOptions {
  readonly subscription: string;
  readonly principal: Principal;
  readonly controlPlane?: ControlPlane;
  /** Names, besides Azure's own, under which the data plane is reached. */
  readonly domains?: readonly string[];
}

const azureHosts = [
  'management.azure.com',
  'login.microsoftonline.com',
  '*.vault.azure.net',
  '*.z01.azurefd.net',
];

/** Ready when it answers; ports are the kernel's choice. `folder` takes the key of the server. */
export async function serveAzure(folder: string, options: StoreOptions): Promise<StoreServer> {
  const cloud = new Cloud(options.subscription, options.principal, options.controlPlane);
  const hosts = [...azureHosts, ...(options.domains ?? [])];
  const { key, certificate, file } = selfSigned(folder, hosts);
  const complaints: string[] = [];
  const log: string[] = [];
  const server = createServer({ key, cert: certificate }, (request, response) => {
    void answer(cloud, request, complaints, log).then((outcome) => send(response, outcome));
  });
  const proxy = createProxy((_, response) => void response.writeHead(405).end());
  proxy.on('connect', (request, socket) => {
    const name = (request.url ?? '').replace(/:443$/, '');
    if (!hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host))) {
      complaints.push(`CONNECT ${request.url}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.on('error', () => socket.destroy());
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.emit('connection', socket);
  });
  await Promise.all([listening(server), listening(proxy)]);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud.url = `https://${host}`;
  return {
    host,
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    authority: file,
    cloud,
    complaints,
    log,
    stop: async () => {
      // Clients keep connections open; they are closed with the server.
      for (const each of [proxy, server]) each.closeAllConnections();
      await Promise.all([proxy, server].map((each) => new Promise((resolve) => each.close(resolve))));
    },
  };
}

function listening(server: { listen(port: number, host: string, then: () => void): unknown }): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

async function answer(
  cloud: Cloud,
  incoming: IncomingMessage,
  complaints: string[],
  log: string[],
): Promise<Answer> {
  const host = (incoming.headers.host ?? '').replace(/:443$/, '');
  const { pathname, searchParams } = new URL(`https://${host}${(incoming.url ?? '/').replace(/^\/+/, '/')}`);
  const line = `${incoming.method} ${host.startsWith('127.') ? '' : host}${pathname}`;
  try {
    const written = await read(incoming);
    const request = {
      method: incoming.method ?? '',
      path: decodeURIComponent(pathname),
      query: searchParams,
    };
    const outcome = dispatch(cloud, incoming, host, written, { ...request, body: {} });
    log.push(`${outcome.status ?? 200} ${line}`);
    return outcome;
  } catch (error) {
    const failure = error instanceof ApiError ? error : new Missing(`answer: ${String(error)}`);
    log.push(`${failure.status} ${line} ${failure.message}`);
    if (failure instanceof Missing) complaints.push(`${line} ${failure.message}`);
    return { status: failure.status, body: failure.body };
  }
}

function dispatch(
  cloud: Cloud,
  incoming: IncomingMessage,
  host: string,
  written: string,
  request: Request,
): Answer {
  const login = loginAnswer(incoming, written, `https://${host}`, cloud.principal);
  if (login !== undefined) return { body: login as Resource };
  const signedIn = incoming.headers.authorization?.startsWith('Bearer ') === true;
  const whole = { ...request, body: parsed(written) };
  const vault = /^([^.]+)\.vault\.azure\.net$/.exec(host)?.[1];
  if (vault !== undefined) return vaultAnswer(cloud, vault, signedIn, whole);
  if (!host.startsWith('127.0.0.1') && host !== 'management.azure.com')
    return leadsSomewhere(cloud, host) ? { body: 'Hello World!' } : { status: 503 };
  if (!signedIn)
    throw new ApiError(
      401,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
    );
  return answered(cloud, whole);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(written: string): Resource {
  if (written.trim() === '') return {};
  const value = JSON.parse(written) as Json;
  return isResource(value) ? value : {};
}

function send(response: ServerResponse, { status = 200, body, headers }: Answer): void {
  response.writeHead(status, {
    // Without it the provider waits ten seconds before it looks whether something is done.
    'retry-after': '0',
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
