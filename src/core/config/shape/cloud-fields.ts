/** Fields and values that only some clouds have: written for another cloud, or not written where they are required. */
import * as z from 'zod';
import type { Finding } from '../../findings/finding.ts';
import { cloudNames } from '../default-values.ts';
import { parsePath } from '../path.ts';
import { leaves, valueAt } from '../resolve.ts';
import type { CloudId } from '../schema.ts';
import { inner, type Leaf } from '../schema-walk.ts';
import { nodeAt, placeIn } from '../source/source.ts';
import type { SourceNode } from '../source/tree.ts';
import { missing } from './findings.ts';

export interface Written {
  readonly root: SourceNode;
  readonly cloud: { readonly id: CloudId; readonly title: string };
}

/** Once for each key, however many there are below it. */
export function cloudFieldFindings(written: Written): readonly Finding[] {
  const { root, cloud } = written;
  const foreign = leaves.filter(({ clouds }) => clouds !== undefined && !clouds.includes(cloud.id));
  const keys = new Map<string, Leaf>();
  for (const leaf of foreign) {
    if (valueAt(root.data, leaf.path) === undefined) continue;
    keys.set(outermostOf(leaf, foreign), leaf);
  }
  return [
    ...[...keys].map(([path, leaf]) => foreignField(written, path, leaf.clouds ?? [])),
    ...leaves.filter((leaf) => !foreign.includes(leaf)).flatMap((leaf) => foreignValue(written, leaf)),
    ...leaves.filter((leaf) => isMissing(leaf, written)).map((leaf) => missing(root, leaf.path, leaf.schema)),
  ];
}

/** The shortest part of the path below which everything belongs to other clouds. */
function outermostOf({ path }: Leaf, foreign: readonly Leaf[]): string {
  for (let length = 1; length < path.length; length++) {
    const start = path.slice(0, length).join('.');
    const below = leaves.filter(({ name }) => name.startsWith(`${start}.`));
    if (below.every((leaf) => foreign.includes(leaf))) return start;
  }
  return path.join('.');
}

function isMissing(leaf: Leaf, { root, cloud }: Written): boolean {
  if (!leaf.meta?.required || !leaf.clouds?.includes(cloud.id)) return false;
  if (leaf.onlyWithin !== undefined && valueAt(root.data, parsePath(leaf.onlyWithin)) === undefined)
    return false;
  return valueAt(root.data, leaf.path) === undefined;
}

function foreignField({ root, cloud }: Written, path: string, clouds: readonly string[]): Finding {
  return {
    rule: 'config/other-cloud',
    severity: 'error',
    message: `${path} belongs to ${cloudNames(clouds)}; a deployment on ${cloud.title} has no such key`,
    path,
    place: nodeAt(root, parsePath(path))?.keyPlace ?? placeIn(root, path),
    found: path,
    fix: { text: 'remove the key', set: [{ path, value: undefined }] },
  };
}

/** A value that the schema has for other clouds alone; what no cloud has is told by its shape. */
function foreignValue({ root, cloud }: Written, { path, name, schema, meta }: Leaf): readonly Finding[] {
  const own = meta?.values?.[cloud.id];
  const found = valueAt(root.data, path);
  if (own === undefined || typeof found !== 'string' || own.includes(found)) return [];
  const type = inner(schema);
  if (!(type instanceof z.ZodEnum) || !type.options.includes(found)) return [];
  return [
    {
      rule: 'config/other-cloud',
      severity: 'error',
      message: `${name}: ${found} is not there on ${cloud.title}`,
      path: name,
      place: placeIn(root, name),
      required: own.join(', '),
      found,
      fix: {
        text: `use ${own.join(' or ')}, or remove the line`,
        set: [{ path: name, value: undefined }],
      },
    },
  ];
}
