import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { releasesDocument } from '../../../../../src/core/actions/releases/document.ts';
import { listReleases, showRelease } from '../../../../../src/core/actions/releases/list.ts';
import { updateReleases } from '../../../../../src/core/actions/releases/update.ts';
import { builtInCatalogue, findRelease } from '../../../../../src/core/releases/catalogue.ts';
import { sha256Of } from '../../../../../src/core/releases/file.ts';
import type { HttpAnswer } from '../../../../../src/env.ts';
import { drivingHost } from '../../../../helpers/drive.ts';
import { type MemoryEnvOptions, memoryEnv } from '../../../../helpers/memory-env.ts';

const newer = { ...findRelease('2.9.0'), version: '2.30.0', date: '2026-12-01', chart: '6.40.0' };
const text = `${JSON.stringify({ formatVersion: 1, releases: [newer] }, null, 1)}\n`;
const sha256 = sha256Of(Buffer.from(text));
const written = '/project/bt-dataplane.releases.json';

function world(options: MemoryEnvOptions = {}) {
  const env = memoryEnv({ ...options, files: { '/project/newer.json': text, ...options.files } });
  return { env, context: { env, host: drivingHost(), clouds: new Map() } };
}

describe('releases update', () => {
  it('writes the very bytes of a file beside the configuration, for others to read', async () => {
    const { env, context } = world();
    const result = await updateReleases(context, { source: 'newer.json', sha256: sha256.toUpperCase() });
    expect(result).toEqual({
      file: written,
      sha256,
      newest: '2.30.0',
      releases: builtInCatalogue.releases.length + 1,
      added: ['2.30.0'],
    });
    expect([env.text(written), env.modes.get(written)]).toEqual([text, 0o644]);
    expect(env.asked).toEqual([]);
    expect((await listReleases(context)).releases[0]?.version).toBe('2.30.0');
    expect((await listReleases(context, { cloud: 'gcp' })).sha256).toBe(sha256);
    expect(await showRelease(context, { release: '2.30.0' })).toEqual(newer);
  });

  it('takes it from an address, too', async () => {
    const { env, context } = world({ answer: () => ({ status: 200, body: text }) });
    await updateReleases(context, { source: 'https://example.com/releases.json', sha256 });
    expect([env.asked, env.text(written)]).toEqual([['https://example.com/releases.json'], text]);
  });

  const answering = (answer: HttpAnswer): MemoryEnvOptions => ({ answer: () => answer });
  const wrong = '{"formatVersion":1,"releases":[{}]}';
  test.each<readonly [string, string, MemoryEnvOptions, string]>([
    ['a file that is not there', 'nothing.json', {}, 'catalogue-unreadable'],
    ['a folder', '.', { files: { '/project/x': '' } }, 'catalogue-unreadable'],
    [
      'a file that is too large',
      'large.json',
      { files: { '/project/large.json': ' '.repeat(70_000) } },
      'catalogue-too-large',
    ],
    ['another text', 'other.json', { files: { '/project/other.json': '{}' } }, 'checksum-differs'],
    [
      'an open line',
      'http://example.com/x.json',
      answering({ status: 200, body: text }),
      'catalogue-address',
    ],
    [
      'an address with a password',
      'https://a:b@example.com/x',
      answering({ status: 200, body: text }),
      'catalogue-address',
    ],
    ['another scheme', 'file:///project/newer.json', {}, 'catalogue-address'],
    [
      'an address that sends on',
      'https://example.com/x',
      answering({ status: 302, body: '' }),
      'catalogue-unreadable',
    ],
    ['an address that does not answer', 'https://example.com/x', {}, 'catalogue-unreadable'],
    [
      'an answer that was cut off',
      'https://example.com/x',
      answering({ status: 200, body: 'x'.repeat(65_536) }),
      'catalogue-too-large',
    ],
    ['a folder that cannot be written', 'newer.json', { readOnly: ['/project'] }, 'catalogue-unwritable'],
  ])('stops at %s, and writes nothing', async (_title, source, options, code) => {
    const { env, context } = world(options);
    await expect(updateReleases(context, { source, sha256 })).rejects.toMatchObject({ kind: 'config', code });
    expect(env.text(written)).toBeUndefined();
  });

  it('stops at what is no catalogue although its checksum is right', async () => {
    const { env, context } = world({ files: { '/project/wrong.json': wrong } });
    const asked = { source: 'wrong.json', sha256: sha256Of(Buffer.from(wrong)) };
    await expect(updateReleases(context, asked)).rejects.toMatchObject({ code: 'catalogue-invalid' });
    expect(env.text(written)).toBeUndefined();
  });

  it('does not repeat a password', async () => {
    const asked = updateReleases(world().context, { source: 'https://a:geheim@example.com/x', sha256 });
    await expect(asked).rejects.toThrow(
      expect.not.objectContaining({ message: expect.stringMatching(/geheim/) }),
    );
  });
});

describe('docs/releases.md', () => {
  it('is what the catalogue and the rules say; regenerate it with vitest --update', async () => {
    const file = join(import.meta.dirname, '../../../../../docs/releases.md');
    await expect(releasesDocument(builtInCatalogue)).toMatchFileSnapshot(file);
  });
});

describe('a refreshed catalogue that cannot be used', () => {
  const files = { [written]: 'garbage' };

  it('is never told as the built-in one', async () => {
    const rejected = { code: 'catalogue-invalid', findings: [{ rule: 'release/catalogue' }] };
    await expect(listReleases(world({ files }).context)).rejects.toMatchObject(rejected);
    await expect(showRelease(world({ files }).context, { release: '2.9.0' })).rejects.toMatchObject(rejected);
  });

  it('can be replaced by a good one', async () => {
    const { env, context } = world({ files });
    await updateReleases(context, { source: 'newer.json', sha256 });
    expect(env.text(written)).toBe(text);
  });
});

it('leads to the list from a release that is in no catalogue', async () => {
  const asked = showRelease(world().context, { release: '9.9.9', config: 'of this/file.yaml' });
  await expect(asked).rejects.toMatchObject({
    code: 'release-unknown',
    hint: "see what it has: bt-dataplane releases list --config 'of this/file.yaml'",
  });
});
