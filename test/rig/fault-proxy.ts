/** Between a client of AWS and the emulator: lets calls through, late, or spoils some of them. */
import { EventEmitter, once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { spoiledAnswer } from './spoiled-answer.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  /** Such as `PutParameter` or `CreateRole`; empty for S3. */
  readonly action: string;
  /** How its service speaks. */
  readonly protocol: 'json' | 'query' | 's3';
}

export type Spoiling =
  /** Answers that the service failed, without asking it. */
  | 'error'
  /** Answers that there were too many calls. */
  | 'throttle'
  /** Carries the call out, and breaks the connection instead of answering. */
  | 'lose-answer'
  /** Keeps it back until there is another fault or none; then it is carried out if the client is still there. */
  | 'hold';

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
  /** How much longer the n-th call that creates something takes, in milliseconds. */
  latency: (creation: number) => number;
  /** Resolves when no call is under way: what a killed client has asked for is done then. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const isCreate = ({ action }: Call) => /^(Put(?!RetentionPolicy)|Create|Attach)[A-Z]/.test(action);

export async function faultProxy(target: string): Promise<FaultProxy> {
  let creations = 0;
  let matched = 0;
  let current: Fault | undefined;
  const change = new EventEmitter().setMaxListeners(0);
  let underWay = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const call = callOf(request, body);
    const spoiling = spoilingOf(call);
    if (isCreate(call)) {
      creations += 1;
      await sleep(proxy.latency(creations));
    }
    if (spoiling === 'error' || spoiling === 'throttle') {
      const { status, headers, text } = spoiledAnswer(call, spoiling);
      response.writeHead(status, headers);
      return void response.end(text);
    }
    if (spoiling === 'hold') {
      await once(change, 'fault');
      if (request.socket.destroyed) return;
    }
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
    underWay += 1;
    answer(request, response)
      .catch(() => response.destroy())
      .finally(() => {
        underWay -= 1;
        if (underWay === 0) change.emit('settled');
      });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    latency: () => 0,
    async settled() {
      if (underWay > 0) await once(change, 'settled');
    },
    get fault() {
      return current;
    },
    set fault(fault) {
      current = fault;
      matched = 0;
      change.emit('fault');
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
  const target = String(headers['x-amz-target'] ?? '');
  if (target !== '') return { method, path: url, action: target.split('.').at(-1) ?? '', protocol: 'json' };
  const asked = /^(?:.*&)?Action=(\w+)/.exec(body.toString('latin1'))?.[1];
  return { method, path: url, action: asked ?? '', protocol: asked === undefined ? 's3' : 'query' };
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
