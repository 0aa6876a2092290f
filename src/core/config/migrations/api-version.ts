/** Versions of the file format, `bt-dataplane/v1`, in their order: alphas and betas come before their version. */
import type { Finding } from '../../findings/finding.ts';
import { commandLine } from '../../io/command-line.ts';
import type { SourceNode } from '../source/tree.ts';

/** The format that this program reads. */
export const currentApiVersion = 'bt-dataplane/v1';

/** Negative when `one` is older; undefined when either is no version of the format. */
export function compareApiVersions(one: string, other: string): number | undefined {
  const [left, right] = [partsOf(one), partsOf(other)];
  if (left === undefined || right === undefined) return undefined;
  return left.map((part, index) => part - (right[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

const stages: Readonly<Record<string, number>> = { alpha: 0, beta: 1, '': 2 };

/** As Kubernetes orders versions. https://kubernetes.io/docs/reference/using-api/#api-versioning */
function partsOf(text: string): readonly number[] | undefined {
  const found = /^bt-dataplane\/v(\d{1,6})(?:(alpha|beta)(\d{1,6}))?$/.exec(text);
  if (!found) return undefined;
  const [, major, stage = '', minor = '0'] = found;
  return [Number(major), stages[stage] ?? 2, Number(minor)];
}

/** Says what to do about a file of another version; nothing else of it is judged then. */
export function otherApiVersion(root: SourceNode): Finding | undefined {
  const node = root.children.get('apiVersion');
  if (typeof node?.data !== 'string') return undefined;
  const order = compareApiVersions(node.data, currentApiVersion);
  if (order === undefined || order === 0) return undefined;
  const isNewer = order > 0;
  // The file it stands in, which may be one that the configuration builds on.
  const migrate = commandLine('config migrate', { config: node.place.file });
  return {
    rule: isNewer ? 'config/newer-api-version' : 'config/older-api-version',
    severity: 'error',
    message: isNewer
      ? `the file is of the format ${node.data}, which is newer than this program knows`
      : `the file is of the format ${node.data}, which is older than what this program reads`,
    path: 'apiVersion',
    place: node.place,
    required: currentApiVersion,
    found: node.data,
    fix: {
      text: isNewer
        ? 'update this program to the version that wrote the file'
        : `see what has to change: ${migrate}, and write it: ${migrate} --write`,
    },
  };
}
