import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { editConfig } from '../../../../src/core/config/edit.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { compareApiVersions, currentApiVersion } from '../../../../src/core/config/migrations/api-version.ts';
import { removedKeys } from '../../../../src/core/config/migrations/removed-keys.ts';
import { migrationOf, migrationSteps } from '../../../../src/core/config/migrations/steps.ts';
import { leaves } from '../../../../src/core/config/resolve.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const folder = new URL('../../../fixtures/migrations/', import.meta.url);
const cases = readdirSync(folder).filter((name) => name.includes('.before.'));
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

const load = (text: string) =>
  loadDeployment(
    { env: memoryEnv({ files: { '/p/bt-dataplane.yaml': text }, cwd: '/p' }), host: recordingHost(), clouds },
    {},
  );

describe('from one format to the next', () => {
  test.each(cases)('%s comes to what stands beside it, and to no more', (name) => {
    const text = read(name);
    const migrated = editConfig(text, migrationOf(parse(text)).edits);
    expect(migrated).toBe(read(name.replace('.before.', '.after.')));
    expect(migrationOf(parse(migrated))).toEqual({ edits: [], steps: [] });
  });

  test('the comment behind a key that moves goes along', () => {
    const text =
      'apiVersion: bt-dataplane/v1alpha1\nterraform:\n  awsProvider: "~> 5.90" # pinned by security\n';
    expect(editConfig(text, migrationOf(parse(text)).edits)).toBe(
      'apiVersion: bt-dataplane/v1\nterraform:\n  providers:\n    aws: ~> 5.90 # pinned by security\n',
    );
  });

  test('steps follow each other up to the present format', () => {
    for (const [index, { from, to }] of migrationSteps.entries()) {
      expect(compareApiVersions(from, to)).toBeLessThan(0);
      expect(to).toBe(migrationSteps[index + 1]?.from ?? currentApiVersion);
      expect(cases.some((name) => parse(read(name)).apiVersion === from)).toBe(true);
    }
  });

  test('a step sees what the one before it left', () => {
    const steps = [
      { from: 'v1', to: 'v2', text: 'a', edits: () => [{ path: 'b', value: 1 }] },
      {
        from: 'v2',
        to: 'v3',
        text: 'b',
        edits: (data: unknown) => [{ path: 'c', value: (data as { b: number }).b + 1 }],
      },
    ];
    expect(migrationOf({ apiVersion: 'v1' }, steps, []).edits.at(-1)).toEqual({ path: 'c', value: 2 });
    expect(migrationOf({ apiVersion: 'v2', b: 5 }, steps, []).edits.at(-1)).toEqual({ path: 'c', value: 6 });
  });

  test('versions of the format are ordered as Kubernetes orders them', () => {
    const ordered = ['v1alpha1', 'v1alpha2', 'v1beta1', 'v1', 'v2alpha1', 'v2', 'v10'];
    for (const [index, one] of ordered.entries()) {
      for (const [other, second] of ordered.entries()) {
        const order = compareApiVersions(`bt-dataplane/${one}`, `bt-dataplane/${second}`) ?? Number.NaN;
        expect(Math.sign(order)).toBe(Math.sign(index - other));
      }
    }
    expect(compareApiVersions('v1', 'bt-dataplane/v1')).toBeUndefined();
  });
});

describe('a file of another format', () => {
  test('that is older names the migration, and nothing else', async () => {
    const { ok, findings } = await load(read('v1alpha1.before.yaml'));
    expect(ok).toBe(false);
    expect(findings.map(({ rule }) => rule)).toEqual(['config/older-api-version']);
    expect(findings[0]?.fix?.text).toContain('bt-dataplane config migrate');
    expect(findings[0]?.place).toMatchObject({ line: 2, column: 13 });
  });

  test('that is newer says to update', async () => {
    const { findings } = await load('apiVersion: bt-dataplane/v2\nunknown: 1\n');
    expect(findings.map(({ rule, fix }) => [rule, fix?.text])).toEqual([
      ['config/newer-api-version', 'update this program to the version that wrote the file'],
    ]);
  });

  test('that is none is told with the rest', async () => {
    const { findings } = await load('apiVersion: v1\n');
    expect(findings.map(({ rule }) => rule)).toContain('config/wrong-value');
  });
});

describe('a key that was removed', () => {
  test('is read without effect, with a warning', async () => {
    const text = read('v1alpha1.before.yaml').replace('v1alpha1', 'v1');
    const loaded = await load(text);
    expect(loaded.findings.map(({ rule, severity, path }) => [rule, severity, path])).toEqual([
      ['config/removed-key', 'warning', 'terraform.awsProvider'],
    ]);
    expect(loaded.findings[0]?.message).toContain('terraform.providers.aws says it today');
    const without = await load(text.replace(/.*awsProvider.*\n/, ''));
    if (!loaded.ok || !without.ok) throw new Error('not loaded');
    expect(loaded.deployment.config).toEqual(without.deployment.config);
  });

  test.each(removedKeys)('$path is none that there is, and what says it today is', ({ path, instead }) => {
    const names = leaves.map(({ name }) => name);
    expect(names).not.toContain(path);
    if (instead !== undefined) expect(names).toContain(instead);
  });
});
