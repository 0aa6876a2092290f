import { describe, expect, it } from 'vitest';
import { cliConfigFile, mirrorConfig } from '../../../../src/core/terraform/cli-config.ts';
import { drivingHost, notes } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const provider = '/mirror/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64/terraform-provider-aws';
const other = '/mirror/example.com/acme/thing/1.0.0/linux_amd64/terraform-provider-thing';

describe('a provider mirror', () => {
  const env = memoryEnv({ files: { [provider]: '', [other]: '', '/run/keep': '', '/empty/keep': '' } });

  it('serves what it holds; everything else comes from its registry', async () => {
    const file = await cliConfigFile(env, drivingHost(), { providerMirror: '../mirror', folder: '/run' });
    expect(file).toBe('/run/provider-mirror.tfrc');
    const list = '["example.com/acme/thing", "registry.terraform.io/hashicorp/aws"]';
    expect(env.text('/run/provider-mirror.tfrc')).toBe(
      `provider_installation {\n  filesystem_mirror {\n    path    = "/mirror"\n    include = ${list}\n  }\n  direct {\n    exclude = ${list}\n  }\n}\n`,
    );
  });

  it('may be named by a variable; the flag wins', async () => {
    const named = memoryEnv({
      files: { [provider]: '', '/run/keep': '' },
      vars: { BT_DATAPLANE_PROVIDER_MIRROR: '/mirror' },
    });
    expect(await cliConfigFile(named, drivingHost(), { folder: '/run' })).toBe('/run/provider-mirror.tfrc');
    await expect(
      cliConfigFile(named, drivingHost(), { providerMirror: '/gone', folder: '/run' }),
    ).rejects.toMatchObject({
      code: 'provider-mirror-unusable',
    });
  });

  it.each(['/empty', '/gone'])('at %s stops with the way to make one', async (folder) => {
    await expect(
      cliConfigFile(env, drivingHost(), { providerMirror: folder, folder: '/run' }),
    ).rejects.toMatchObject({
      kind: 'access',
      hint: expect.stringContaining('terraform providers mirror'),
    });
  });

  it('cannot break out of its string', () => {
    const text = mirrorConfig('/a"}\nprovider_installation { dev_overrides {\n${file("x")}', ['x/y/z']);
    expect(text.split('\n').filter((line) => line.startsWith('provider_installation'))).toHaveLength(1);
    expect(text).not.toContain('${');
    expect(text).toContain('\\"}\\n');
  });
});

describe('TF_CLI_CONFIG_FILE', () => {
  it('passes when it exists', async () => {
    const env = memoryEnv({ files: { '/home/.tfrc': '' }, vars: { TF_CLI_CONFIG_FILE: '/home/.tfrc' } });
    expect(await cliConfigFile(env, drivingHost(), { folder: '/run' })).toBe('/home/.tfrc');
  });

  it('that names no file is left out, with a warning', async () => {
    const host = drivingHost();
    const env = memoryEnv({ vars: { TF_CLI_CONFIG_FILE: '/gone/.tfrc' } });
    expect(await cliConfigFile(env, host, { folder: '/run' })).toBeUndefined();
    expect(host.messages).toMatchObject([
      { code: 'cli-config-missing', level: 'warning', text: expect.stringContaining('/gone/.tfrc') },
    ]);
  });

  it('that is not set says nothing', async () => {
    const host = drivingHost();
    expect(await cliConfigFile(memoryEnv(), host, { folder: '/run' })).toBeUndefined();
    expect(notes(host)).toEqual([]);
  });
});
