import { expect, test } from 'vitest';
import { readEdited } from '../../../../src/core/config/edited-source.ts';
import { placeIn } from '../../../../src/core/config/source/source.ts';

const text = `# ours
name: acme
release: 2.1.1 # pinned
postgres:
  version: "17"
tags: { a: b }
`;

function edited(edits: readonly { path: string; value: unknown }[]) {
  const source = readEdited('/c.yaml', new TextEncoder().encode(text), edits);
  if (!source.root) throw new Error('not read');
  return source.root;
}

test('what is edited holds, and points at the line that stands in the file', () => {
  const root = edited([
    { path: 'release', value: '2.12.0' },
    { path: 'postgres.instanceType', value: 'db.r8g.large' },
    { path: 'brainstore.readers.count', value: 3 },
  ]);
  expect(root.data).toMatchObject({ release: '2.12.0', brainstore: { readers: { count: 3 } } });
  expect(placeIn(root, 'release')).toEqual({ file: '/c.yaml', line: 3, column: 1 });
  // New lines are where they would go; what was there stays where it is.
  expect(placeIn(root, 'postgres.instanceType').line).toBe(5);
  expect(placeIn(root, 'brainstore.readers.count').line).toBe(6);
  expect(placeIn(root, 'tags.a')).toEqual({ file: '/c.yaml', line: 6, column: 12, length: 1 });
  expect(placeIn(root, 'name')).toEqual({ file: '/c.yaml', line: 2, column: 7, length: 4 });
});

test('a file that is no YAML keeps its own findings', () => {
  const source = readEdited('/c.yaml', new TextEncoder().encode('a: "1\n'), [
    { path: 'release', value: '2' },
  ]);
  expect(source.root).toBeUndefined();
  expect(source.findings.map(({ rule }) => rule)).toEqual(['config/yaml-syntax']);
});
