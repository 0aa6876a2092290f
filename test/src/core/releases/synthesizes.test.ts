/** What may be chosen can be made: each release is rendered on each of its clouds, and what it pins is what is rendered. */
import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import type { CloudId, Config } from '../../../../src/core/config/schema.ts';
import { hasErrors } from '../../../../src/core/findings/finding.ts';
import { builtInCatalogue, selectable } from '../../../../src/core/releases/catalogue.ts';
import type { Release } from '../../../../src/core/releases/release.ts';
import { majorOf } from '../../../../src/core/releases/version-order.ts';
import { deploymentWith, findingsOf } from '../../../helpers/judged.ts';
import { renderedBy } from '../../../helpers/planned-stack.ts';

const pairs = (Object.keys({ aws: 0, gcp: 0, azure: 0 }) as CloudId[]).flatMap((cloud) =>
  selectable(builtInCatalogue, cloud).map((release) => [cloud, release] as const),
);

function changesFor({ version }: Release) {
  const formats =
    majorOf(version) < 2
      ? { 'brainstore.walFooterVersion': 'v1', 'brainstore.noPostgres': 'none' }
      : { 'brainstore.walFooterVersion': 'v3', 'brainstore.noPostgres': 'all' };
  return { release: version, ...formats };
}

describe.each(pairs)('%s, release $version', (id, release) => {
  test('breaks no rule, and pins what belongs to it', async () => {
    const changes = changesFor(release);
    expect(hasErrors(findingsOf('staging', changes, '2026-06-01', id))).toBe(false);
    const { config } = deploymentWith('staging', changes, id);
    const cloud = clouds.get(id);
    if (cloud === undefined) throw new Error(`no cloud ${id}`);
    const stacks = await renderedBy(cloud, config as Config);
    const text = stacks.map(({ json }) => json).join('\n');
    for (const pinned of [release.brainstoreTag, config.workload ? release.chart : release.functionTag])
      expect(text).toContain(pinned);
    const outputs = stacks.map(({ json }) => JSON.parse(json).output ?? {});
    const told = outputs.find(({ wal_footer_version: footer }) => footer !== undefined);
    expect(told).toMatchObject({
      release: { value: release.version },
      wal_footer_version: { value: config.brainstore.walFooterVersion },
      no_postgres: { value: config.brainstore.noPostgres },
    });
  }, 60_000);
});
