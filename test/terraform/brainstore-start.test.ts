/** The start script of a Brainstore node under a real bash and jq, with stand-ins for what only a node has. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeSettings } from '../../modules/aws/brainstore/settings.ts';
import { script } from '../../modules/aws/brainstore/user-data.ts';

const hostile = {
  QUOTES: `a'b"c\`d`,
  SHELL: '$(touch pwned) $HOME; exit 1 & | > < * ? [a-z] ~',
  SPACES: '  leading and trailing \t ',
  EQUALS: '=a=b==',
  COMMENT: '# not a comment',
  UNICODE: 'пароль 密码 🔑',
  BACKSLASHES: '\\n \\\\ \\0 %s %n',
  DELIMITER: 'BRAINSTORE_SETTINGS',
} as const;

const url = 'postgres://postgres:p%40ss@db:5432/postgres?sslmode=require';
const disk = (name: string) => `/dev/${name} Amazon EC2 NVMe Instance Storage`;
const root = '/dev/nvme0n1 Amazon Elastic Block Store';

let folder: string;

const hasTools = spawnSync('jq', ['--version']).status === 0 && spawnSync('bash', ['--version']).status === 0;
if (!hasTools)
  process.stderr.write('\nNOT RUN: tests of the start script, which need bash and jq; next: install them\n');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bt-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasTools)('the start script', () => {
  it('is bash without mistakes of syntax', () => {
    write(settings({}));
    expect(spawnSync('bash', ['-n', join(folder, 'start.sh')], { encoding: 'utf8' }).stderr).toBe('');
  });

  it('writes every value byte for byte, as docker reads environment files, for root alone', () => {
    const { status, stderr } = start({ environment: hostile, secrets: { LICENSE: `k'e"y $x` } });
    expect(stderr).toContain('Brainstore was started');
    expect(status).toBe(0);
    expect(environment()).toEqual({
      ...hostile,
      LICENSE: `k'e"y $x`,
      PROXY_URL: 'https://proxy.example/',
    });
    expect(statSync(join(folder, 'etc/brainstore/environment')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).not.toContain('pwned');
  });

  it('never puts a secret on a command line or into its output', () => {
    const { stdout, stderr } = start({ secrets: { BRAINSTORE_METADATA_URI: url } });
    expect(environment().BRAINSTORE_METADATA_URI).toBe(url);
    expect(`${stdout}${stderr}${calls().join('\n')}`).not.toContain('p%40ss');
  });

  it.each([
    ['a line break', 'one\ntwo', 'the value of BAD has a line break'],
    ['a carriage return', 'one\r', 'the value of BAD has a line break'],
  ])('stops at a value with %s, which an environment file cannot hold', (_case, BAD, message) => {
    const { status, stderr } = start({ secrets: { BAD } });
    expect(status).not.toBe(0);
    expect(stderr).toContain(message);
    expect(calls().filter((call) => call.startsWith('docker'))).toEqual([]);
  });

  it('formats the one disk and mounts it', () => {
    expect(start({}, [root, disk('nvme1n1')]).status).toBe(0);
    expect(calls()).toContain('mkfs.xfs -f -K /dev/nvme1n1');
    expect(calls().filter((call) => call.startsWith('mdadm'))).toEqual([]);
    expect(readFileSync(join(folder, 'etc/fstab'), 'utf8')).toMatch(
      /^UUID=uuid-1 \S+ xfs noatime,nofail 0 2\n$/,
    );
  });

  it('joins several disks', () => {
    expect(start({}, [root, disk('nvme1n1'), disk('nvme2n1')]).status).toBe(0);
    expect(calls()).toContain(
      'mdadm --create /dev/md/brainstore --run --force --level=0 --raid-devices=2 /dev/nvme1n1 /dev/nvme2n1',
    );
    expect(calls()).toContain('mkfs.xfs -f -K /dev/md/brainstore');
  });

  it('stops loudly on a machine without instance store', () => {
    const { status, stderr } = start({}, [root]);
    expect(status).not.toBe(0);
    expect(stderr).toContain('has no instance-store NVMe disk');
    expect(stderr).toContain('brainstore-start: stopped at line');
    expect(calls().filter((call) => call.startsWith('mkfs'))).toEqual([]);
  });

  it('stops when a secret cannot be read', () => {
    const { status } = start({ secrets: { LICENSE: 'x' } }, undefined, { AWS_FAILS: 'yes' });
    expect(status).not.toBe(0);
    expect(calls().filter((call) => call.startsWith('docker'))).toEqual([]);
  });

  it('starts the image with the settings that Brainstore needs', () => {
    start({});
    const run = calls().find((call) => call.startsWith('docker run'));
    for (const flag of ['--init', '--network host', '--restart always', '--ulimit nofile=65535:65535']) {
      expect(run).toContain(flag);
    }
    expect(run).toMatch(/public\.ecr\.aws\/braintrust\/brainstore:v1 web$/);
  });

  it('ships logs before anything can fail', () => {
    start({}, [root]);
    const agent = calls().findIndex((call) => call.includes('amazon-cloudwatch-agent-ctl'));
    expect(agent).toBeGreaterThan(-1);
    expect(
      readFileSync(join(folder, 'opt/aws/amazon-cloudwatch-agent/etc/brainstore.json'), 'utf8'),
    ).toContain('"agent-settings"');
  });
});

interface Values {
  readonly environment?: Readonly<Record<string, string>>;
  /** Environment variable to the text of its secret. */
  readonly secrets?: Readonly<Record<string, string>>;
}

function settings(values: Values): NodeSettings {
  return {
    image: 'public.ecr.aws/braintrust/brainstore:v1',
    region: 'us-east-1',
    environment: values.environment ?? {},
    secrets: Object.fromEntries(
      Object.keys(values.secrets ?? {}).map((name) => [
        name,
        { secretArn: `arn:aws:secretsmanager:${name}` },
      ]),
    ),
    parameters: { PROXY_URL: '/braintrust/demo/ai-proxy-url' },
    agent: { agent: 'agent-settings' },
  };
}

/** The script as terraform would hand it out, its absolute folders moved below ours. */
function write(node: NodeSettings): void {
  const text = script(node)
    .replaceAll('$${', '${')
    .replaceAll('%%{', '%{')
    .replaceAll(/(?<=[\s"=:>])\/(etc|opt|mnt)\//g, `${folder}/$1/`);
  writeFileSync(join(folder, 'start.sh'), text, { mode: 0o755 });
}

function start(
  values: Values,
  disks: readonly string[] = [disk('nvme1n1')],
  more: Record<string, string> = {},
) {
  write(settings(values));
  const bin = join(folder, 'bin');
  const agent = join(folder, 'opt/aws/amazon-cloudwatch-agent');
  for (const path of [
    bin,
    join(agent, 'bin'),
    join(agent, 'etc'),
    join(folder, 'etc/security/limits.d'),
    join(folder, 'secrets'),
  ]) {
    mkdirSync(path, { recursive: true });
  }
  for (const [name, text] of Object.entries(values.secrets ?? {})) {
    writeFileSync(join(folder, 'secrets', name), JSON.stringify({ SecretString: text }));
  }
  writeFileSync(join(folder, 'secrets/parameter'), '{"Parameter":{"Value":"https://proxy.example/"}}');
  writeFileSync(join(folder, 'disks'), `${disks.join('\n')}\n`);
  const record = `echo "\${0##*/} $*" >> ${folder}/calls`;
  const standIns = {
    ...Object.fromEntries(
      ['dnf', 'mdadm', 'mkfs.xfs', 'mount', 'systemctl', 'docker'].map((name) => [name, '']),
    ),
    sleep: '',
    lsblk: `cat ${folder}/disks`,
    blkid: 'echo uuid-1',
    aws: `[ -z "\${AWS_FAILS:-}" ] || exit 254
line="$*"
case "$line" in
  *secretsmanager:*) id="\${line#*secretsmanager:}"; cat "${folder}/secrets/\${id%% *}" ;;
  *) cat ${folder}/secrets/parameter ;;
esac`,
  };
  for (const [name, body] of Object.entries(standIns)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${record}\n${body}\n`, { mode: 0o755 });
  }
  writeFileSync(join(agent, 'bin/amazon-cloudwatch-agent-ctl'), `#!/bin/bash\n${record}\n`, { mode: 0o755 });
  return spawnSync(join(folder, 'start.sh'), [], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
    env: { PATH: `${bin}:${process.env.PATH}`, ...more },
  });
}

function calls(): string[] {
  return readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n');
}

/**
 * An environment file as docker reads it: white space before a line goes, lines that start with # are comments, the rest
 * is taken as it is. https://docs.docker.com/reference/cli/docker/container/run/#env
 */
function environment(): Record<string, string> {
  const text = readFileSync(join(folder, 'etc/brainstore/environment'), 'utf8');
  return Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
