/**
 * Nothing moves by itself: configurations with the lock files that an earlier version of this program wrote are rendered by
 * today's program, and by one that has a newer release and other defaults. After a change of rendering that is meant, record
 * anew with `vitest --update` and review which addresses differ.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../../../src/core/clouds/cloud.ts';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { freeze } from '../../../../src/core/config/lock-file.ts';
import { freezable } from '../../../../src/core/config/lock-format.ts';
import { fromLeaves, leaves, merge, profileLayers, valueAt } from '../../../../src/core/config/resolve.ts';
import type { CloudId, PartialConfig, Profile } from '../../../../src/core/config/schema.ts';
import { inner, type Leaf } from '../../../../src/core/config/schema-walk.ts';
import { builtInCatalogue } from '../../../../src/core/releases/catalogue.ts';
import { render } from '../../../../src/core/synth/synthesize.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';
import { packageFiles } from '../../../helpers/run-cli.ts';

const folder = new URL('../../../fixtures/frozen/', import.meta.url);
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

type Files = Readonly<Record<string, string>>;
type Clouds = ReadonlyMap<CloudId, Cloud>;

const filesOf = (name: string): Files => ({
  '/project/bt-dataplane.yaml': read(`${name}/bt-dataplane.yaml`),
  '/project/bt-dataplane.lock.yaml': read(`${name}/bt-dataplane.lock.yaml`),
});

async function deploymentOf(files: Files, known: Clouds = clouds) {
  const env = memoryEnv({ files: { ...packageFiles(), ...files }, cwd: '/project' });
  const context = { env, host: recordingHost(), clouds: known };
  const loaded = await loadDeployment(context, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return { context, deployment: loaded.deployment };
}

/** A short digest for each address, so that a failure names what moved. */
async function recordOf(files: Files, known: Clouds = clouds): Promise<Record<string, string>> {
  const { context, deployment } = await deploymentOf(files, known);
  const { stacks } = await render(context, deployment);
  const record: Record<string, string> = {};
  for (const { name, json, assets, inputs, releases } of stacks) {
    const { '//': _, ...tree } = JSON.parse(json) as Record<string, Record<string, unknown>>;
    for (const [kind, block] of Object.entries(tree)) {
      for (const [type, inside] of Object.entries(block)) {
        const many = kind === 'resource' || kind === 'data';
        for (const [id, body] of many ? Object.entries(inside as object) : [['', inside] as const])
          record[[name, kind, type, id].filter(Boolean).join('.')] = digestOf(JSON.stringify(body));
      }
    }
    for (const { path, bytes } of assets) record[`${name}/${path}`] = digestOf(bytes);
    record[`${name}/inputs`] = digestOf(JSON.stringify([inputs, releases]));
  }
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

const text = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

/** Another value of the same kind; it need not be a sensible one, since no lock lets it through. */
function another({ schema }: Leaf, value: unknown): unknown {
  const type = inner(schema);
  if (type instanceof z.ZodEnum) return type.options.find((option) => option !== value) ?? value;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}-newer`;
  return Array.isArray(value) ? [...value, 'newer'] : { newer: true };
}

/** Has other defaults for everything that a lock freezes, and a release that did not exist. */
function newerCloud(cloud: Cloud): Cloud {
  const defaults = (profile: Profile): PartialConfig => {
    const { values } = merge(profileLayers(cloud, profile));
    const changed = leaves
      .filter(({ name, path }) => freezable.has(name) && valueAt(values, path) !== undefined)
      .map((leaf) => [leaf.name, another(leaf, valueAt(values, leaf.path))] as const);
    return { ...values, ...fromLeaves(Object.fromEntries(kept(values, changed))) };
  };
  return { ...cloud, defaults };
}

function kept(values: object, changed: readonly (readonly [string, unknown])[]): [string, unknown][] {
  const all = leaves.flatMap(({ name, path }): [string, unknown][] => {
    const value = valueAt(values, path);
    return value === undefined ? [] : [[name, value]];
  });
  return [...all, ...changed.map(([name, value]): [string, unknown] => [name, value])];
}

const newerClouds: Clouds = new Map([...clouds].map(([id, cloud]) => [id, newerCloud(cloud)]));

/** As `releases update` leaves it beside a configuration. */
const newerRelease = JSON.stringify({
  formatVersion: 1,
  releases: [
    {
      version: '9.9.9',
      date: '2031-01-01',
      functionTag: 'v9.9.9',
      brainstoreTag: 'v9.9.9',
      chart: '99.9.9',
      clouds: ['aws', 'gcp', 'azure'],
      defaults: { walFooterVersion: 'v3', noPostgres: 'all', codeExecution: true, locksBackend: 'redis' },
      source: 'https://example.com/',
    },
  ],
});

describe.each(cases)('%s', (name) => {
  test('is rendered as it was', async () => {
    await expect(text(await recordOf(filesOf(name)))).toMatchFileSnapshot(
      new URL(`${name}/rendered.json`, folder).pathname,
    );
  });

  test('is rendered the same by a program with a newer release and other defaults', async () => {
    const files = filesOf(name);
    const { deployment } = await deploymentOf(files);
    const whole = { ...files, '/project/bt-dataplane.lock.yaml': freeze(deployment) };
    const newer = { ...whole, '/project/bt-dataplane.releases.json': newerRelease };
    const { deployment: seen } = await deploymentOf(newer, newerClouds);
    expect(seen.catalogue.releases.at(-1)?.version).toBe('9.9.9');
    expect(seen.config).toEqual(deployment.config);
    expect(await recordOf(newer, newerClouds)).toEqual(await recordOf(files));
  });
});

test('the newer program would render everything otherwise without the lock', async () => {
  const [aws] = [newerClouds.get('aws')];
  const before = clouds.get('aws')?.defaults('staging');
  expect(aws?.defaults('staging')).not.toEqual(before);
  for (const id of ['aws', 'gcp', 'azure'] as const) {
    const [own, newer] = [clouds, newerClouds].map((known) => {
      const cloud = known.get(id);
      if (!cloud) throw new Error(id);
      return merge(profileLayers(cloud, 'production')).values;
    });
    for (const { name, path } of leaves) {
      if (!freezable.has(name) || valueAt(own, path) === undefined) continue;
      expect(valueAt(newer, path), name).not.toEqual(valueAt(own, path));
    }
  }
});

/** Facts of machines and of releases, too, end up in what is rendered: one that changes is looked at. */
test('figures of machine types and artefacts of releases are what they were', async () => {
  const machines = [...clouds.values()].flatMap(({ id, catalogue }) => [
    ...families(`${id} nodes`, catalogue.nodes),
    ...families(`${id} databases`, catalogue.databases),
  ]);
  const releases = builtInCatalogue.releases.map(
    ({ version, functionTag, brainstoreTag, chart }) =>
      `${version} ${functionTag} ${brainstoreTag} ${chart ?? '-'}`,
  );
  await expect(`${machines.join('\n')}\n`).toMatchFileSnapshot(new URL('machines.txt', folder).pathname);
  await expect(`${releases.join('\n')}\n`).toMatchFileSnapshot(new URL('releases.txt', folder).pathname);
});

/** One line for each family, such as `c8gd` or `n2d-standard`. */
function families(title: string, types: readonly { readonly name: string }[]): readonly string[] {
  const byFamily = new Map<string, object[]>();
  for (const type of types) {
    const { name } = type;
    const family = name.includes('.')
      ? name.replace(/\.[^.]*$/, '')
      : name.replace(/(-|(?<=_[A-Z]{1,4}))\d.*$/, '');
    byFamily.set(family, [...(byFamily.get(family) ?? []), type]);
  }
  return [...byFamily].map(
    ([family, all]) => `${title} ${family}: ${all.length} ${digestOf(JSON.stringify(all))}`,
  );
}
