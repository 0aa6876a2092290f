/** A server on the loopback interface that remembers what it was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** `METHOD path authorization`, in order. */
  readonly asked: readonly string[];
}

export interface LocalAnswer {
  readonly status: number;
  readonly body: unknown;
}

export async function localServer(
  answer: (path: string, method: string) => LocalAnswer,
): Promise<LocalServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    asked.push(`${method} ${url} ${request.headers.authorization ?? 'without credentials'}`);
    const { status, body } = answer(url, method);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
