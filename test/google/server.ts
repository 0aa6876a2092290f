/** Google's management APIs for one project, over HTTP on the loopback interface. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cloud } from './cloud.ts';
import { ApiError, disabled } from './errors.ts';
import { isResource, type Json, type Resource } from './json.ts';
import { matchPattern, type Service } from './route.ts';
import { services } from './services.ts';

export interface StoreServer {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly cloud: Cloud;
  /** Requests that the store has no answer to: what is missing in it. Empty when all is well. */
  readonly complaints: readonly string[];
  /** Every request with its status, in order. */
  readonly log: readonly string[];
  /** By variable of the provider, where each service is. */
  readonly endpoints: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Ready when it answers; the port is the kernel's choice. */
export async function serveGoogle(
  project: string,
  projectNumber: string,
  controlPlane?: string,
): Promise<StoreServer> {
  const cloud = new Cloud(project, projectNumber, controlPlane);
  const complaints: string[] = [];
  const log: string[] = [];
  const server = createServer((request, response) => {
    void answer(cloud, request, complaints, log).then((outcome) => send(response, outcome));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, cloud, complaints, log, endpoints: endpointsAt(url), stop: () => stopped(server) };
}

function endpointsAt(url: string): Record<string, string> {
  return Object.fromEntries(
    services.flatMap(({ name, base, variable }) =>
      variable === undefined ? [] : [[variable, `${url}/${name}/${base}`]],
    ),
  );
}

interface Outcome {
  readonly status: number;
  readonly body: Json;
}

async function answer(
  cloud: Cloud,
  request: IncomingMessage,
  complaints: string[],
  log: string[],
): Promise<Outcome> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const line = `${request.method} ${url.pathname}${url.search}`;
  try {
    const body = await bodyOf(request);
    const outcome = { status: 200, body: dispatch(cloud, request, url, body) };
    log.push(`200 ${line}`);
    return outcome;
  } catch (error) {
    const failure = error instanceof ApiError ? error : new ApiError(500, String(error));
    log.push(`${failure.status} ${line} ${failure.message}`);
    const missing = failure instanceof Missing || failure.status === 500;
    if (missing || failure.message.startsWith('this store')) complaints.push(`${line} ${failure.message}`);
    return { status: failure.status, body: failure.body };
  }
}

/** No such method or path: Google answers so too, but here it may be the store that lacks it. */
class Missing extends ApiError {
  constructor(line: string) {
    super(404, `no service here has ${line}`);
  }
}

function dispatch(cloud: Cloud, request: IncomingMessage, url: URL, body: Resource): Json {
  const token = request.headers.authorization;
  if (!token?.startsWith('Bearer '))
    throw new ApiError(401, 'Request is missing required authentication credential.');
  const [, name = '', ...rest] = url.pathname.split('/');
  const service = serviceFor(name, rest.join('/'));
  if (service === undefined) throw new Missing(`${request.method} ${url.pathname}`);
  if (!cloud.enabled.has(service.api)) throw disabled(service.api, cloud.projectNumber);
  const path = ownPath(cloud, service, rest.join('/'));
  for (const route of service.routes) {
    const names = route.method === request.method ? matchPattern(route.pattern, path) : undefined;
    if (names !== undefined)
      return route.answer({ cloud, service: service.name, path, names, query: url.searchParams, body });
  }
  throw new Missing(`${request.method} ${url.pathname}`);
}

function serviceFor(name: string, path: string): Service | undefined {
  return services.find((service) => service.name === name && path.startsWith(service.base));
}

/**
 * The path below the service's base, decoded; a project's number and `-` are its id. The provider takes the version off an
 * endpoint before its older clients add it again, but only off one that begins with `https:`, hence a base can come twice.
 * https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/transport/config.go (RemoveBasePathVersion)
 */
function ownPath(cloud: Cloud, service: Service, path: string): string {
  const below = path.slice(service.base.length);
  const again = service.again ?? service.base;
  const once = below.startsWith(again) ? below.slice(again.length) : below;
  return decodeURIComponent(once).replace(
    new RegExp(`^((?:v\\d/)?projects/)(?:${cloud.projectNumber}|-)(?=[/:]|$)`),
    `$1${cloud.project}`,
  );
}

async function bodyOf(request: IncomingMessage): Promise<Resource> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const written = Buffer.concat(chunks).toString('utf8');
  if (written.trim() === '') return {};
  const parsed = JSON.parse(written) as Json;
  return isResource(parsed) ? parsed : {};
}

function send(response: ServerResponse, { status, body }: Outcome): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

/** Clients keep connections open; they are closed with the server. */
async function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
