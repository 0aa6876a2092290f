/** Fields that only some clouds have: written for another cloud, or not written where they are required. */
import type { Finding } from '../../findings/finding.ts';
import { cloudNames } from '../default-values.ts';
import { parsePath } from '../path.ts';
import { leaves, valueAt } from '../resolve.ts';
import type { CloudId } from '../schema.ts';
import type { Leaf } from '../schema-walk.ts';
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
