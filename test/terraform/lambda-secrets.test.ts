/** The secrets layer as Lambda runs it: its wrapper under a real bash, with the real SDKs, against a Secrets Manager. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsLayerAsset } from '../../modules/aws/lambda-secrets/layer.ts';
import type { SecretReferences } from '../../modules/aws/lambda-secrets/references.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const hostile = {
  QUOTES: `a'b"c\`d`,
  SHELL: '$(touch pwned) ${HOME} $HOME; exit 1 & | > < * ? [a-z] ~',
  LINES: 'one\ntwo\r\n\nthree\n\n',
  SPACES: '  leading and trailing \t ',
  EMPTY_EQUALS: '=a=b==',
  UNICODE: 'пароль 密码 🔑',
  BACKSLASHES: '\\n \\\\ \\0 %s %n',
  LONG: 'x'.repeat(20_000),
} as const;

describeWithRealParts('the secrets layer', ['python'], ({ python }) => {
  let emulator: Emulator;
  let folder: string;
  let wrapper: string;
  let references: Record<string, { secretArn: string; key?: string }>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bt-layer-'));
    emulator = await startEmulator({ python, logFile: join(folder, 'emulator.log'), minutes: 3 });
    for (const [name, bytes] of Object.entries(unzipSync(secretsLayerAsset().bytes))) {
      const path = join(folder, 'opt', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes, { mode: 0o755 });
    }
    wrapper = join(folder, 'opt/bt-secrets/wrapper');
    // The runtime's own folder of packages.
    mkdirSync(join(folder, 'runtime'));
    symlinkSync(
      new URL('../../node_modules', import.meta.url).pathname,
      join(folder, 'runtime/node_modules'),
    );
    references = await store(hostile);
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function store(values: Readonly<Record<string, string>>): Promise<typeof references> {
    const client = new SecretsManagerClient({
      region: 'us-east-1',
      endpoint: emulator.url,
      credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
    });
    const made: typeof references = {};
    for (const [name, text] of Object.entries(values)) {
      const { ARN } = await client.send(
        new CreateSecretCommand({ Name: `demo/${name}-${process.hrtime.bigint()}`, SecretString: text }),
      );
      made[name] = { secretArn: ARN ?? '' };
    }
    return made;
  }

  function start(command: readonly string[], secrets: SecretReferences | string) {
    return spawnSync('bash', [wrapper, ...command], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        ...emulator.variables,
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        LAMBDA_RUNTIME_DIR: join(folder, 'runtime'),
        KEPT: 'as it was',
        BT_SECRETS: typeof secrets === 'string' ? secrets : JSON.stringify(secrets),
      },
    });
  }

  const runtimes = [
    {
      runtime: 'Node.js',
      command: [process.execPath, '-e', 'process.stdout.write(JSON.stringify(process.env))'],
      read: (stdout: string) => JSON.parse(stdout),
    },
    {
      runtime: 'Python',
      command: [python, '-c', 'import os, json; print(json.dumps(dict(os.environ)))'],
      read: (stdout: string) => JSON.parse(stdout),
    },
  ];

  describe.each(runtimes)('under $runtime', ({ command, read }) => {
    it('gives the runtime every value byte for byte', () => {
      const { status, stdout, stderr } = start(command, references);
      expect(stderr).not.toContain('bt-secrets');
      expect(status).toBe(0);
      expect(read(stdout)).toMatchObject({ ...hostile, KEPT: 'as it was' });
    });

    it('takes one field of a JSON secret', async () => {
      const { JSON_SECRET } = await store({ JSON_SECRET: '{"password":"p\\"w$x","username":"u"}' });
      const { status, stdout } = start(command, {
        PASSWORD: { secretArn: JSON_SECRET?.secretArn ?? '', key: 'password' },
      });
      expect(status).toBe(0);
      expect(read(stdout).PASSWORD).toBe('p"w$x');
    });

    it.each([
      [
        'a secret that does not exist',
        () => ({ PG_URL: { secretArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:none-AbCdEf' } }),
        'ResourceNotFound',
      ],
      [
        'a field of a secret that is not JSON',
        () => ({ PG_URL: { secretArn: references.QUOTES?.secretArn ?? '', key: 'k' } }),
        'is not JSON',
      ],
    ] as const)('does not start with %s, and says why without the value', (_case, secrets, reason) => {
      const { status, stdout, stderr } = start(command, secrets());
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toContain('bt-secrets: cannot set PG_URL');
      expect(stderr).toContain(reason);
      expect(stderr).toContain('the function does not start');
      expect(stderr).not.toContain(hostile.QUOTES);
    });

    it('does not start when the references are not JSON', () => {
      const { status, stderr } = start(command, '{');
      expect(status).toBe(1);
      expect(stderr).toContain('bt-secrets:');
    });
  });

  it('hands the command line on as it is', () => {
    const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    const { stdout } = start([process.execPath, '-e', print, 'a b', '$HOME', '*', ''], references);
    expect(JSON.parse(stdout)).toEqual(['a b', '$HOME', '*', '']);
  });

  it('refuses a runtime that it does not know', () => {
    const { status, stderr } = start(['/bin/echo', 'started'], references);
    expect(status).toBe(1);
    expect(stderr).toContain('cannot read secrets for the runtime /bin/echo');
  });
});
