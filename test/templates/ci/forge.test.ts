/** What `forge.mjs` does by itself, without a forge. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const script = new URL('../../../templates/ci/forge.mjs', import.meta.url).pathname;
const check = {
  upgrade: { hops: [{ sets: [{ path: 'release', value: '2.12.0' }], oneWay: [], snapshot: false }] },
};

function next(configuration: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-forge-'));
  try {
    const [config, file] = [join(folder, 'bt-dataplane.yaml'), join(folder, 'check.json')];
    writeFileSync(config, configuration);
    writeFileSync(file, JSON.stringify(check));
    const env = { PATH: process.env.PATH, BT_DATAPLANE_CONFIG: config };
    const { status, stderr } = spawnSync(process.execPath, [script, 'next', file], { env, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return readFileSync(config, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([
  ['in its place', 'name: a\nrelease: 2.1.1 # why\n', 'name: a\nrelease: "2.12.0" # why\n'],
  ['below the profile', 'name: a\nprofile: staging\n', 'name: a\nprofile: staging\nrelease: "2.12.0"\n'],
  [
    'below the name, where a base has the profile',
    '# ours\nextends: ../base.yaml\nname: a # this one\nregion: us-east-1\n',
    '# ours\nextends: ../base.yaml\nname: a # this one\nrelease: "2.12.0"\nregion: us-east-1\n',
  ],
  [
    'in JSON',
    '{\n  "name": "a",\n  "release": "2.1.1"\n}\n',
    '{\n  "name": "a",\n  "release": "2.12.0"\n}\n',
  ],
])('the next release is written %s', (_, before, after) => {
  expect(next(before)).toBe(after);
});
