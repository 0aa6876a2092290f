/** Schema and reference table are generated; `UPDATE_DOCS=1` writes them anew. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schema } from '../../../../../src/core/actions/schema/index.ts';
import { configReference } from '../../../../../src/core/actions/schema/reference.ts';
import { clouds } from '../../../../../src/core/clouds/registry.ts';
import { leaves } from '../../../../../src/core/config/resolve.ts';

const docs = new URL('../../../../../docs/', import.meta.url);
const generated = {
  'config.schema.json': schema({ clouds }).text,
  'config.md': configReference([...clouds.values()]),
};

test.each(Object.entries(generated))('docs/%s is current', (name, text) => {
  if (process.env.UPDATE_DOCS) {
    mkdirSync(docs, { recursive: true });
    writeFileSync(new URL(name, docs), text);
  }
  expect(readFileSync(new URL(name, docs), 'utf8')).toBe(text);
});

test('the reference names every key', () => {
  for (const { name } of leaves) expect(generated['config.md']).toContain(`\`${name}\``);
});

interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly required?: unknown;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly else?: Node;
  readonly [keyword: string]: unknown;
}

describe('the JSON Schema', () => {
  const root = JSON.parse(generated['config.schema.json']) as Node;

  test('says what it is, and what a file must have', () => {
    expect(root.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(root.if).toEqual({ required: ['extends'] });
    expect(root.else?.required).toEqual([
      'apiVersion',
      'name',
      'cloud',
      'region',
      'profile',
      'organization',
      'licenseKey',
    ]);
  });

  test('describes every property, and admits no other', () => {
    for (const { path, node } of nodesOf(root)) {
      if (node.properties) expect(node.additionalProperties, path).toBe(false);
      if (node.required !== undefined) expect(Array.isArray(node.required), path).toBe(true);
      for (const [key, property] of Object.entries(node.properties ?? {})) {
        expect(property.description, `${path}.${key}`).toMatch(/\S{2,}/);
      }
    }
  });

  test('has no keyword that an editor would not know', () => {
    const known = new Set([
      '$schema',
      'title',
      'description',
      'default',
      'type',
      'properties',
      'required',
      'additionalProperties',
      'propertyNames',
      'items',
      'maxItems',
      'enum',
      'const',
      'pattern',
      'format',
      'minLength',
      'maxLength',
      'minimum',
      'maximum',
      'anyOf',
      'oneOf',
      'if',
      'else',
    ]);
    for (const { path, node } of nodesOf(root)) {
      expect(
        Object.keys(node).filter((keyword) => !known.has(keyword)),
        path,
      ).toEqual([]);
    }
  });

  test('notes units and defaults', () => {
    const size = root.properties?.postgres?.properties?.storage?.properties?.sizeGb;
    expect(size?.description).toMatch(
      /Unit: GB\..*Default: aws staging 100, aws production 1000, gcp staging 100, gcp production 1000, azure staging 128, azure production 8192\./,
    );
    expect(root.properties?.postgres?.properties?.rotation?.default).toBe(1);
  });

  test('has the top-level keys of every right configuration', () => {
    const folder = new URL('../../../../fixtures/configs/valid/', import.meta.url);
    for (const name of readdirSync(folder)) {
      const config = parse(readFileSync(new URL(name, folder), 'utf8'), { logLevel: 'silent' });
      expect(Object.keys(root.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(config)));
    }
  });
});

function* nodesOf(node: Node, path = ''): Generator<{ readonly path: string; readonly node: Node }> {
  yield { path, node };
  for (const [key, child] of Object.entries(node.properties ?? {})) yield* nodesOf(child, `${path}.${key}`);
  if (node.items) yield* nodesOf(node.items, `${path}[]`);
  for (const [index, child] of (node.anyOf ?? node.oneOf ?? []).entries())
    yield* nodesOf(child, `${path}|${index}`);
}
