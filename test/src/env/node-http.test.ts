import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHttp } from '../../../src/env/node-http.ts';

const servers: Server[] = [];
const soon = { timeoutMilliseconds: 5_000 };

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function serving(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await portOf(createServer(listener))}`;
}

describe('a GET', () => {
  it('gives status and text, whatever the status is', async () => {
    const url = await serving((request, response) => {
      response.statusCode = request.url === '/a' ? 200 : 404;
      response.end(`grüß ${request.url}`);
    });
    expect(await nodeHttp({}).get(`${url}/a`, soon)).toEqual({ status: 200, body: 'grüß /a' });
    expect(await nodeHttp({}).get(`${url}/b`, soon)).toEqual({ status: 404, body: 'grüß /b' });
  });

  it('follows no redirect', async () => {
    const url = await serving((_, response) => response.writeHead(301, { location: '/elsewhere' }).end());
    expect(await nodeHttp({}).get(url, soon)).toMatchObject({ status: 301 });
  });

  it('reads no more than it needs', async () => {
    const url = await serving((_, response) => response.end('x'.repeat(1_000_000)));
    expect((await nodeHttp({}).get(url, soon)).body).toHaveLength(64 * 1024);
  });

  it('ends in time, also when the answer stops in the middle', async () => {
    const url = await serving((_, response) => void response.write('half'));
    await expect(nodeHttp({}).get(url, { timeoutMilliseconds: 200 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringMatching(/no answer from 127\.0\.0\.1:\d+ within 0\.2 seconds/),
    });
  });

  it('can be given up', async () => {
    const url = await serving(() => {});
    const giveUp = new AbortController();
    setTimeout(() => giveUp.abort(), 50);
    await expect(nodeHttp({}).get(url, { ...soon, signal: giveUp.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('says that nobody is there', async () => {
    await expect(nodeHttp({}).get('http://127.0.0.1:1/', soon)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('goes through the proxy', async () => {
    const target = new URL(
      await serving((request, response) => void response.end(`to ${request.headers.host}`)),
    );
    const tunnels: string[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`);
      const onward = connect(Number(target.port), target.hostname, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
    });
    const vars = { HTTP_PROXY: `http://ann:pass@127.0.0.1:${await portOf(proxy)}` };
    expect(await nodeHttp(vars).get('http://vendor.example/key', soon)).toEqual({
      status: 200,
      body: 'to vendor.example',
    });
    expect(tunnels).toEqual([`vendor.example:80 Basic ${Buffer.from('ann:pass').toString('base64')}`]);
  });

  it('hangs up on a proxy that does not answer, so that nothing keeps the program alive', async () => {
    const proxy = createServer();
    const hungUp = new Promise<void>((resolve) => {
      proxy.on('connect', (_, socket) => socket.once('error', resolve).once('end', resolve).resume());
    });
    const vars = { HTTP_PROXY: `http://127.0.0.1:${await portOf(proxy)}` };
    const asking = nodeHttp(vars).get('http://vendor.example/key', { timeoutMilliseconds: 200 });
    await expect(asking).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await hungUp;
  });
});
