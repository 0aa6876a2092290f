import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeEnv } from '../../../src/env/node.ts';
import { runCli, runCliIn } from '../../helpers/run-cli.ts';

const folder = new URL('../../fixtures/migrations/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const old = read('v1alpha1.before.yaml');
const fresh = read('v1alpha1.after.yaml');
const file = '/project/bt-dataplane.yaml';
const vars = { BRAINTRUST_LICENSE_KEY: 'lk-0123456789abcdef' };
const given = (text: string) => ({ files: { [file]: text }, vars, cwd: '/project' });

describe('config migrate', () => {
  test('shows what changes, changes nothing, and names the next command', async () => {
    const run = await runCli(['config', 'migrate'], given(old));
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('bt-dataplane/v1alpha1 to bt-dataplane/v1');
    expect(run.stdout).toContain('-   awsProvider: ">= 5.100.0, < 6.0.0"');
    expect(run.stdout).toContain('+     aws: ">= 5.100.0, < 6.0.0"');
    expect(run.stderr).toContain('next: bt-dataplane config migrate --write');
    expect(run.env.text(file)).toBe(old);
  });

  test('with --check ends with 2 as long as something has to change', async () => {
    expect((await runCli(['config', 'migrate', '--check'], given(old))).code).toBe(2);
    expect((await runCli(['config', 'migrate', '--check'], given(fresh))).code).toBe(0);
    expect((await runCli(['config', 'migrate', '--check', '--write'], given(old))).code).toBe(3);
  });

  test('with --write changes the file, and keeps it as it was beside it', async () => {
    const run = await runCli(['config', 'migrate', '--write', '--json'], given(old));
    expect(run.env.text(file)).toBe(fresh);
    expect(run.env.text(`${file}.before-migration`)).toBe(old);
    expect(run.json()).toMatchObject({ ok: true, file, written: true, backup: `${file}.before-migration` });
    const after = await runCli(['validate'], { env: run.env });
    expect([after.code, after.stderr]).toEqual([0, expect.not.stringContaining('error')]);
    // A second time there is nothing to do; a third old file does not lose the first.
    const again = await runCli(['config', 'migrate', '--write'], { env: run.env });
    expect(again.stdout).toContain('is of the present format');
    await run.env.fs.write(file, old.replace('acme', 'other'));
    await runCli(['config', 'migrate', '--write'], { env: run.env });
    expect(run.env.text(`${file}.before-migration`)).toBe(old);
    expect(run.env.text(`${file}.before-migration-2`)).toContain('other');
  });

  test('behind a link it is the file that changes, and the link stays', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'bt-dataplane-migrate-'));
    try {
      writeFileSync(join(cwd, 'shared.yaml'), old);
      symlinkSync('shared.yaml', join(cwd, 'bt-dataplane.yaml'));
      const run = await runCliIn({ ...nodeEnv(), cwd, vars }, ['config', 'migrate', '--write']);
      expect(run.code, run.stderr).toBe(0);
      expect(lstatSync(join(cwd, 'bt-dataplane.yaml')).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(cwd, 'shared.yaml'), 'utf8')).toBe(fresh);
      expect(readFileSync(join(cwd, 'bt-dataplane.yaml.before-migration'), 'utf8')).toBe(old);
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });

  test('a file of a newer format ends with 3 and says to update', async () => {
    for (const argv of [['config', 'migrate'], ['validate'], ['plan']]) {
      const run = await runCli(argv, given(old.replace('v1alpha1', 'v2')));
      expect(run.code).toBe(3);
      expect(run.stdout + run.stderr).toContain('update this program to the version that wrote the file');
    }
  });

  test('an older file ends every other command with 3 and names this one', async () => {
    const run = await runCli(['plan'], given(old));
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining('bt-dataplane config migrate')]);
  });

  test('what no step starts from, and what is no YAML, is refused', async () => {
    const unknown = await runCli(['config', 'migrate'], given(old.replace('v1alpha1', 'v0')));
    expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('does not know')]);
    const broken = await runCli(['config', 'migrate', '--write'], given('a: "1\n'));
    expect([broken.code, broken.stderr]).toEqual([3, expect.stringContaining('config/yaml-syntax')]);
  });

  test('a folder that cannot be written stops it before the file is touched', async () => {
    const run = await runCli(['config', 'migrate', '--write'], { ...given(old), readOnly: ['/project'] });
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining('make the folder writable')]);
    expect(run.env.text(file)).toBe(old);
  });
});

test('config show names the file that a value comes from', async () => {
  const shared = fresh.replace('name: acme\n', '');
  const { stdout } = await runCli(['config', 'show'], {
    files: { '/project/base.yaml': shared, [file]: 'extends: ./base.yaml\nname: acme\n' },
    cwd: '/project',
  });
  expect(stdout).toMatch(/^name +acme +file, line 2$/m);
  expect(stdout).toMatch(/^cloud +aws +base\.yaml, line 3$/m);
});
