import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requirementsDocument } from '../../../../../src/core/actions/requirements/document.ts';
import { requirements } from '../../../../../src/core/actions/requirements/index.ts';
import { clouds } from '../../../../../src/core/clouds/registry.ts';
import type { Context } from '../../../../../src/core/context.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';
import { recordingHost } from '../../../../helpers/recording-host.ts';

const context: Context = {
  env: memoryEnv(),
  host: recordingHost(),
  clouds,
};

describe('requirements', () => {
  it('lists every component with both profiles', () => {
    const result = requirements(context);
    expect(result.cloud).toBe('aws');
    expect(result.components.map(({ component }) => component)).toEqual([
      'api',
      'postgres',
      'redis',
      'brainstore',
    ]);
    const brainstore = result.components.find(({ component }) => component === 'brainstore');
    expect(brainstore?.rows).toContainEqual(
      expect.objectContaining({ title: 'Write IOPS', production: 150_000, applies: true }),
    );
  });

  it('names the smallest machines that pass, as findings do', () => {
    const [brainstore] = requirements(context, { component: 'brainstore' }).components;
    const smallest = brainstore?.machines.map(({ profile, architecture, nearest }) => [
      profile,
      architecture,
      nearest[0],
    ]);
    expect(smallest).toEqual([
      ['staging', 'arm64', 'c6gd.xlarge'],
      ['staging', 'x86_64', 'c5ad.xlarge'],
      ['production', 'arm64', 'im4gn.4xlarge'],
      ['production', 'x86_64', 'i3.4xlarge'],
    ]);
  });

  it('tells that the API is not judged on AWS', () => {
    const [api] = requirements(context, { cloud: 'aws', component: 'api' }).components;
    expect(api?.rows.map((row) => row.applies)).toEqual([false, false, false, false]);
    expect(api?.machines).toEqual([]);
  });

  it('shows the rules of the component alone', () => {
    const ids = requirements(context, { component: 'redis' }).rules.map((rule) => rule.id);
    expect(ids).toContain('requirements/redis-burstable');
    expect(ids).toContain('redis/version-offered');
    expect(ids.filter((id) => !id.includes('redis'))).toEqual([]);
  });

  it.each([
    [{ cloud: 'nimbus' }, 'cloud-unknown'],
    [{ component: 'mysql' }, 'component-unknown'],
  ])('refuses %j', (options, code) => {
    expect(() => requirements(context, options)).toThrow(expect.objectContaining({ kind: 'usage', code }));
  });
});

describe('docs/requirements.md', () => {
  it('is what the tables and rules say; regenerate it with vitest --update', async () => {
    const all = [...clouds.keys()].map((cloud) => requirements(context, { cloud }));
    const file = join(import.meta.dirname, '../../../../../docs/requirements.md');
    await expect(requirementsDocument(all)).toMatchFileSnapshot(file);
  });
});
