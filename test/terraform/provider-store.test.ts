/** The real terraform sets up working copies that share provider packages. A package is never started by `init`, so a small one will do. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { offerPackages, sharePackages } from '../../src/core/terraform/provider-store.ts';
import { nodeEnv } from '../../src/env/node.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const run = promisify(execFile);
const env = nodeEnv();
const address = join('registry.terraform.io', 'acme', 'tiny');

let folder: string;
let store: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-store-'));
  store = join(folder, 'store');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describeWithRealParts('the store of provider packages', ['terraform'], ({ terraform }) => {
  let platform: string;
  beforeEach(async () => {
    const version = await run(terraform, ['version', '-json']);
    platform = (JSON.parse(version.stdout) as { platform: string }).platform;
    await offer({ 'terraform-provider-tiny_v1.0.0': strToU8('one') });
  });

  /** Puts an archive into a mirror, as `terraform providers mirror` does. */
  async function offer(files: Record<string, Uint8Array>) {
    await mkdir(join(folder, 'mirror', address), { recursive: true });
    const archive = `terraform-provider-tiny_1.0.0_${platform}.zip`;
    await writeFile(join(folder, 'mirror', address, archive), zipSync(files));
    const source = `filesystem_mirror { path = "${join(folder, 'mirror')}" }`;
    await writeFile(join(folder, 'cli.tfrc'), `provider_installation { ${source} }\n`);
  }

  async function workingCopy(name: string): Promise<string> {
    const copy = join(folder, name);
    await mkdir(copy);
    const required = { tiny: { source: 'acme/tiny', version: '1.0.0' } };
    await writeFile(
      join(copy, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: required } }),
    );
    return copy;
  }

  async function setUp(copy: string): Promise<string> {
    const cache = await offerPackages(env, store, copy);
    const { stdout } = await run(terraform, ['init', '-input=false', '-no-color'], {
      cwd: copy,
      env: { TF_CLI_CONFIG_FILE: join(folder, 'cli.tfrc'), TF_PLUGIN_CACHE_DIR: cache },
    });
    await sharePackages(env, store, copy);
    return stdout;
  }

  /** Where the package that a working copy runs from is in truth. */
  const packageOf = (copy: string) =>
    realpath(join(copy, '.terraform', 'providers', address, '1.0.0', platform));

  it('holds what a working copy had to unpack, once', async () => {
    const [first, second] = [await workingCopy('first'), await workingCopy('second')];
    await setUp(first);
    const kept = await packageOf(first);
    expect(kept.startsWith(store)).toBe(true);
    const before = await stat(join(kept, 'terraform-provider-tiny_v1.0.0'));

    await setUp(second);
    expect(await packageOf(second), 'terraform unpacked it again, and that copy is gone').toBe(kept);
    const after = await stat(join(kept, 'terraform-provider-tiny_v1.0.0'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('serves whoever has the lock file, who then downloads nothing', async () => {
    const [first, second] = [await workingCopy('first'), await workingCopy('second')];
    await setUp(first);
    await writeFile(join(second, '.terraform.lock.hcl'), await readFile(join(first, '.terraform.lock.hcl')));
    await offer({ 'terraform-provider-tiny_v1.0.0': strToU8('would not match the lock file') });
    expect(await setUp(second)).toContain('from the shared cache directory');
    expect(await packageOf(second)).toBe(await packageOf(first));
  });

  it('tells two packages of one version apart, and leaves the one alone that others run from', async () => {
    const [first, second] = [await workingCopy('first'), await workingCopy('second')];
    await setUp(first);
    await offer({ 'terraform-provider-tiny_v1.0.0': strToU8('two') });
    await setUp(second);
    const text = async (copy: string) =>
      readFile(join(await packageOf(copy), 'terraform-provider-tiny_v1.0.0'), 'utf8');
    expect([await text(first), await text(second)]).toEqual(['one', 'two']);
  });

  it('is never without a package while many set themselves up at once', async () => {
    const copies = await Promise.all(Array.from({ length: 6 }, (_, index) => workingCopy(`copy-${index}`)));
    await setUp(await workingCopy('first'));
    const program = join(await packageOf(join(folder, 'first')), 'terraform-provider-tiny_v1.0.0');
    let missed = 0;
    const look = setInterval(() => {
      if (!existsSync(program)) missed += 1;
    }, 1);
    await Promise.all(copies.map(setUp));
    clearInterval(look);
    expect(missed).toBe(0);
    expect(new Set(await Promise.all(copies.map(packageOf)))).toEqual(
      new Set([await packageOf(join(folder, 'first'))]),
    );
  });

  it('is done without where it cannot be written', async () => {
    const copy = await workingCopy('first');
    await writeFile(store, 'a file where the folder should be');
    await setUp(copy);
    expect(await readdir(await packageOf(copy))).toEqual(['terraform-provider-tiny_v1.0.0']);
  });
});
