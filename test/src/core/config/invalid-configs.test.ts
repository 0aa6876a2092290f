/**
 * Every broken configuration in `test/fixtures/configs/invalid` has its expected findings beside it.
 * After a change that is meant, write them anew with `UPDATE_FIXTURES=1` and review the difference.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import type { Loaded } from '../../../../src/core/config/deployment.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import type { Finding } from '../../../../src/core/findings/finding.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

const folder = new URL('../../../fixtures/configs/', import.meta.url);
const invalid = readdirSync(new URL('invalid/', folder)).filter((name) => name.endsWith('.yaml'));
const valid = readdirSync(new URL('valid/', folder));
const canary = 'bst-0123456789abcdef-canary';

describe('a broken configuration', () => {
  test.each(invalid)('%s is explained with places and fixes', async (name) => {
    const loaded = await load(new URL(`invalid/${name}`, folder), name);
    const expectedFile = new URL(`invalid/${name.replace('.yaml', '.findings.json')}`, folder);
    const seen = loaded.findings.map(summary);
    if (process.env.UPDATE_FIXTURES) writeFileSync(expectedFile, format(seen));

    expect(loaded.ok).toBe(false);
    expect(seen).toEqual(JSON.parse(readFileSync(expectedFile, 'utf8')));
    expect(JSON.stringify(loaded)).not.toContain(canary);
    for (const finding of loaded.findings) {
      expect(finding.fix?.text, finding.rule).toMatch(/\S/);
      expect(finding.place, finding.rule).toBeDefined();
    }
  });
});

describe('a configuration that is right', () => {
  test.each(valid)('%s loads', async (name) => {
    const loaded = await load(new URL(`valid/${name}`, folder), name);

    expect(loaded.findings).toEqual([]);
    expect(loaded.ok).toBe(true);
  });
});

function load(url: URL, name: string): Promise<Loaded> {
  const env = memoryEnv({ files: { [`/project/${name}`]: readFileSync(url) }, cwd: '/project' });
  return loadDeployment({ env, host: recordingHost(), clouds }, { config: name });
}

function summary({ rule, severity, path, place, message, required, found, nearest, fix }: Finding) {
  const { line, column } = place ?? {};
  const facts = { rule, severity, line, column, path, message, required, found, nearest, fix };
  return JSON.parse(JSON.stringify(facts));
}

function format(findings: readonly object[]): string {
  return `[\n${findings.map((finding) => `  ${JSON.stringify(finding)}`).join(',\n')}\n]\n`;
}
