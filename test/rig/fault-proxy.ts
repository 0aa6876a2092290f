/** Between a client of AWS and the emulator: lets calls through, late, or spoils some of them. */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Call {
  readonly method: string;
  readonly path: string;
  /** Such as `PutParameter` or `CreateRole`; empty for S3. */
  readonly action: string;
}

export type Spoiling =
  /** Answers that the service failed, without asking it. */
  | 'error'
  /** Answers that there were too many calls. */
  | 'throttle'
  /** Carries the call out, and breaks the connection instead of answering. */
  | 'lose-answer';

export interface Fault {
  readonly matches: (call: Call) => boolean;
  readonly spoiling: Spoiling;
  /** Lets this many matching calls through first; default none. */
  readonly after?: number;
  /** Spoils this many; default all that follow. */
  readonly times?: number;
}

export interface FaultProxy {
  readonly url: string;
  /** May be changed at any time. */
  fault: Fault | undefined;
  /** How long each call that creates something takes longer, in milliseconds. */
  latency: number;
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

export const isCreate = ({ action }: Call) => /^(Put(?!RetentionPolicy)|Create|Attach)[A-Z]/.test(action);

export async function faultProxy(target: string): Promise<FaultProxy> {
  const calls: Call[] = [];
  let matched = 0;
  let current: Fault | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const call = callOf(request, body);
    calls.push(call);
    const spoiling = spoilingOf(call);
    if (proxy.latency > 0 && isCreate(call)) await sleep(proxy.latency);
    if (spoiling === 'error') return void fail(response, call, 500, 'InternalFailure');
    if (spoiling === 'throttle') return void fail(response, call, 400, 'ThrottlingException');
    const got = await forward(target, request, body);
    if (spoiling === 'lose-answer') return void response.destroy();
    response.writeHead(got.status, got.headers);
    response.end(got.body);
  };
  const spoilingOf = (call: Call): Spoiling | undefined => {
    if (current === undefined || !current.matches(call)) return undefined;
    matched += 1;
    const { after = 0, times = Number.POSITIVE_INFINITY } = current;
    return matched > after && matched <= after + times ? current.spoiling : undefined;
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    latency: 0,
    calls,
    get fault() {
      return current;
    },
    set fault(fault) {
      current = fault;
      matched = 0;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function callOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Call {
  const target =
    String(headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  const action = target || (/^(?:.*&)?Action=(\w+)/.exec(body.toString('latin1'))?.[1] ?? '');
  return { method, path: url, action };
}

/** JSON services and the query services each have errors of their own shape. */
function fail(response: ServerResponse, { action, path }: Call, status: number, code: string): void {
  const isS3 = action === '' && path !== '/';
  response.writeHead(status, {
    'content-type': isS3 ? 'application/xml' : 'application/x-amz-json-1.1',
    'x-amzn-errortype': code,
  });
  response.end(
    isS3
      ? `<?xml version="1.0"?><Error><Code>InternalError</Code><Message>spoiled</Message></Error>`
      : JSON.stringify({ __type: code, message: 'spoiled' }),
  );
}

interface Got {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function forward(target: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Got> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(target);
    const request = httpRequest({ hostname, port, method, path: url, headers, agent: false }, (answer) => {
      bodyOf(answer).then((bytes) => {
        const { 'transfer-encoding': _, ...kept } = answer.headers;
        resolve({ status: answer.statusCode ?? 502, headers: kept, body: bytes });
      }, reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}
