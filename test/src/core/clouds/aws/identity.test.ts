import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify } from '../../../../../src/core/clouds/aws/identity.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const answer = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/ada</Arn><UserId>U</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ENDPOINT_URL', 'AWS_EC2_METADATA_DISABLED'];

describe('identify', () => {
  const before = new Map(names.map((name) => [name, process.env[name]]));
  const servers: Server[] = [];

  async function serve(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const sts = (status: number, body: string) =>
    serve(
      createServer((_request, response) =>
        response.writeHead(status, { 'content-type': 'text/xml' }).end(body),
      ),
    );

  /** The SDK reads the environment itself. */
  function variables(endpoint: string): Record<string, string> {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: endpoint,
    });
    return { AWS_ENDPOINT_URL: endpoint };
  }

  beforeEach(() => servers.splice(0));
  afterEach(async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('tells account and principal', async () => {
    const vars = variables(`http://127.0.0.1:${await sts(200, answer)}`);
    expect(await identify('us-east-1', memoryEnv({ vars }))).toEqual({
      account: '123456789012',
      principal: 'arn:aws:iam::123456789012:user/ada',
    });
  });

  it('asks through the proxy that terraform would use', async () => {
    const target = await sts(200, answer);
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const onward = connect(target, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      onward.pipe(socket).pipe(onward);
    });
    const vars = {
      ...variables('http://sts.behind-the-proxy.test'),
      HTTP_PROXY: `http://127.0.0.1:${await serve(proxy)}`,
    };

    expect((await identify('us-east-1', memoryEnv({ vars }))).account).toBe('123456789012');
    expect(asked).toEqual(['sts.behind-the-proxy.test:80']);
  });

  it('says how to sign in when AWS refuses the credentials', async () => {
    const refusal =
      '<ErrorResponse><Error><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>';
    const vars = { ...variables(`http://127.0.0.1:${await sts(403, refusal)}`), AWS_PROFILE: 'prod' };
    await expect(identify('us-east-1', memoryEnv({ vars }))).rejects.toMatchObject({
      kind: 'access',
      code: 'aws-credentials',
      message: expect.stringContaining('ExpiredToken'),
      hint: expect.stringContaining('aws sso login --profile prod'),
    });
  });
});
