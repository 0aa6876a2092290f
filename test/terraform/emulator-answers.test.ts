/** The emulator does what AWS does when an answer is lost on its way: the SDK asks again. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const body = 'Action=CreateRole&Version=2010-05-08&RoleName=lost&AssumeRolePolicyDocument=%7B%7D';

const headersOf = (call: string) => ({
  authorization:
    'AWS4-HMAC-SHA256 Credential=testing/20260601/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=x',
  'content-type': 'application/x-www-form-urlencoded',
  'amz-sdk-invocation-id': call,
});

describeWithRealParts('an answer that was lost', ['python'], (parts) => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-answers-'));
  let emulator: Emulator;

  const ask = async (call: string) => {
    const answer = await fetch(emulator.url, { method: 'POST', headers: headersOf(call), body });
    return { status: answer.status, text: await answer.text() };
  };

  /** Asks, and breaks the connection when the answer has begun to come. */
  const askAndBreak = async (call: string) => {
    const { hostname, port } = new URL(emulator.url);
    const socket = connect(Number(port), hostname);
    const lines = [
      'POST / HTTP/1.1',
      `host: ${hostname}`,
      ...Object.entries(headersOf(call)).map(([name, value]) => `${name}: ${value}`),
      `content-length: ${body.length}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    await once(socket, 'readable');
    socket.resetAndDestroy();
  };

  beforeAll(async () => {
    emulator = await startEmulator({ ...parts, logFile: join(folder, 'emulator.log') });
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(folder, { recursive: true });
  });

  test('is given to the repeat of the same call, and to no other', async () => {
    await askAndBreak('a');
    // Until it has seen that the connection is broken, the repeat is a call like any other.
    await expect
      .poll(() => ask('a'), { timeout: 10_000 })
      .toMatchObject({ status: 200, text: expect.stringContaining('<RoleName>lost</RoleName>') });
    for (const call of ['a', 'b'])
      expect(await ask(call)).toMatchObject({
        status: 409,
        text: expect.stringContaining('EntityAlreadyExists'),
      });
  });
});
