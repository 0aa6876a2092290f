/** Keys that a configuration once had. For one major version more they are read without effect, with a warning. */
import type { Finding } from '../../findings/finding.ts';
import { commandLine } from '../../io/command-line.ts';
import { type Path, parsePath } from '../path.ts';
import { nodeAt } from '../source/source.ts';
import type { SourceNode } from '../source/tree.ts';

export interface RemovedKey {
  readonly path: string;
  /** Version of this program that first ignored it. */
  readonly since: string;
  /** Version of this program from which on it is a mistake like any unknown key. */
  readonly until: string;
  /** The key that says the same today; undefined where nothing does. */
  readonly instead: string | undefined;
}

export const removedKeys: readonly RemovedKey[] = [
  {
    path: 'terraform.awsProvider',
    since: '0.1.0',
    until: '1.0.0',
    instead: 'terraform.providers.aws',
  },
];

/** The tree without them, and a warning for each that was there. */
export function withoutRemovedKeys(
  root: SourceNode,
  table: readonly RemovedKey[] = removedKeys,
): { readonly root: SourceNode; readonly findings: readonly Finding[] } {
  const written = table.flatMap((key) => {
    const node = nodeAt(root, parsePath(key.path));
    return node === undefined ? [] : [{ key, node }];
  });
  return {
    root: written.reduce((tree, { key }) => without(tree, parsePath(key.path)), root),
    findings: written.map(({ key, node }) => removed(key, node)),
  };
}

function without(node: SourceNode, [key, ...rest]: Path): SourceNode {
  const child = key === undefined ? undefined : node.children.get(key);
  if (key === undefined || child === undefined || node.kind !== 'mapping') return node;
  const children = new Map(node.children);
  const data: Record<string, unknown> = Object.assign(Object.create(null), node.data);
  if (rest.length === 0) {
    children.delete(key);
    delete data[key];
  } else {
    const inner = without(child, rest);
    children.set(key, inner);
    data[key] = inner.data;
  }
  return { ...node, children, data };
}

function removed({ path, until, instead }: RemovedKey, node: SourceNode): Finding {
  const because = instead === undefined ? '' : `; ${instead} says it today`;
  return {
    rule: 'config/removed-key',
    severity: 'warning',
    message: `${path} has no effect any more, and from version ${until} on it is a mistake${because}`,
    path,
    place: node.keyPlace,
    found: path,
    fix: {
      text: `write it as it is today: ${commandLine('config migrate', { config: node.keyPlace.file }, '--write')}, or remove the line`,
      ...(instead === undefined ? { set: [{ path, value: undefined }] } : {}),
    },
  };
}
