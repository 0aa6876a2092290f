import { describe, expect, it } from 'vitest';
import { checkTerraform, findTerraform, judgeVersion } from '../../../../src/core/terraform/binary.ts';
import { drivingHost } from '../../../helpers/drive.ts';
import { type MemoryEnv, memoryEnv } from '../../../helpers/memory-env.ts';

async function withBinaries(
  paths: readonly string[],
  vars: Readonly<Record<string, string>>,
): Promise<MemoryEnv> {
  const env = memoryEnv({ vars, files: Object.fromEntries(paths.map((path) => [path, 'binary'])) });
  for (const path of paths)
    await env.fs.write(path, 'binary', { mode: path.includes('plain') ? 0o644 : 0o755 });
  return env;
}

describe('which terraform', () => {
  it.each([
    ['the first on the PATH', undefined, { PATH: '/none:/b:/a' }, '/b/terraform'],
    ['not a file that cannot be run', undefined, { PATH: '/plain:/a' }, '/a/terraform'],
    [
      'the one of the variable',
      undefined,
      { PATH: '/a', BT_DATAPLANE_TERRAFORM: '/b/terraform' },
      '/b/terraform',
    ],
    [
      'the one of the flag, from the working folder',
      'tf',
      { PATH: '/a', BT_DATAPLANE_TERRAFORM: '/b/terraform' },
      '/project/tf',
    ],
  ])('%s', async (_, named, vars, expected) => {
    const env = await withBinaries(['/a/terraform', '/b/terraform', '/plain/terraform', '/project/tf'], vars);
    expect(await findTerraform(env, named)).toBe(expected);
  });

  it('says that there is none, with the way to get one', async () => {
    await expect(findTerraform(await withBinaries([], { PATH: '/a' }))).rejects.toMatchObject({
      kind: 'access',
      code: 'terraform-not-found',
      hint: expect.stringContaining('--terraform'),
    });
  });

  it('does not fall back to the PATH when the named one is unfit', async () => {
    const env = await withBinaries(['/a/terraform', '/plain/terraform'], { PATH: '/a' });
    for (const named of ['/gone', '/plain/terraform'])
      await expect(findTerraform(env, named)).rejects.toMatchObject({
        message: expect.stringContaining(named),
      });
  });
});

it.each([
  ['0.15.5', 'too-old'],
  ['1.10.9', 'too-old'],
  ['1.11.0', 'fits'],
  ['1.11.0-rc1', 'fits'],
  ['1.13.5', 'fits'],
  ['2.0.0', 'too-new'],
  ['nonsense', 'too-old'],
])('version %s is %s', (version, verdict) => expect(judgeVersion(version)).toBe(verdict));

describe('its version', () => {
  const check = (answer: string, exitCode = 0) => {
    const env = memoryEnv({
      files: { '/run/keep': '' },
      run: async (spec, memory) => {
        await memory.fs.append(spec.stdout, answer);
        return { exitCode, signal: undefined };
      },
    });
    const surroundings = { env, host: drivingHost(), file: '/tf', vars: {}, cwd: '/run', runFolder: '/run' };
    return checkTerraform(surroundings);
  };

  it('is read from its JSON', async () => {
    expect(await check('{"terraform_version":"1.11.4"}')).toEqual({ file: '/tf', version: '1.11.4' });
  });

  it.each([
    ['{"terraform_version":"1.10.0"}', 0, 'terraform-too-old'],
    ['{"terraform_version":"2.1.0"}', 0, 'terraform-too-new'],
    ['Terraform v1.11.4', 0, 'terraform-unusable'],
    ['{"version":"1"}', 0, 'terraform-unusable'],
    ['{"terraform_version":"1.11.4"}', 1, 'terraform-unusable'],
  ])('stops on %s with exit code %i', async (answer, exitCode, code) => {
    await expect(check(answer, exitCode)).rejects.toMatchObject({ kind: 'access', code });
  });
});
