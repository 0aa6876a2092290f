/** A configuration together with the files that it builds on, as one tree in which every value knows its file. */
import { dirname, resolve } from 'node:path';
import type { FileSystem } from '../../../env.ts';
import { isBtError } from '../../../errors.ts';
import type { Finding, Place } from '../../findings/finding.ts';
import { readIfThere } from '../files.ts';
import { deepestBase, extendsField } from '../schema/extends.ts';
import { wrongType } from '../shape/wrong-type.ts';
import { readSource, type Source } from '../source/source.ts';
import type { SourceNode } from '../source/tree.ts';
import { baseCycle, baseName, baseNotFound, baseTooDeep, baseUnreadable, inBase } from './findings.ts';
import { merged } from './merge.ts';

export interface WithBases {
  /** Undefined when the file, or one that it builds on, cannot be used. */
  readonly root: SourceNode | undefined;
  readonly findings: readonly Finding[];
  /** The files that it builds on, absolute, the weakest first. */
  readonly bases: readonly string[];
}

/** Nothing is read where the file builds on none. Its own findings are not repeated. */
export async function withBases(fs: FileSystem, { file, root }: Source): Promise<WithBases> {
  if (root === undefined || !root.children.has('extends')) return { root, findings: [], bases: [] };
  const findings: Finding[] = [];
  const bases: string[] = [];
  const known = new Map<string, Promise<SourceNode | undefined>>();

  async function below(node: SourceNode, chain: readonly string[]): Promise<SourceNode | undefined> {
    let base: SourceNode | undefined;
    const written = node.children.get('extends');
    if (written && !isNamingFiles(written)) findings.push(wrongType(written, ['extends'], extendsField));
    for (const [path, at] of pathsOf(node)) {
      const target = resolve(dirname(chain.at(-1) ?? file), path);
      const problem = problemOf(at.place, target, chain);
      if (problem) findings.push(problem);
      const found = problem ? undefined : await readBase(target, at, chain);
      base = base && found ? merged(base, found) : (found ?? base);
    }
    return base;
  }

  function readBase(target: string, at: SourceNode, chain: readonly string[]) {
    const reading = known.get(target) ?? readNew(target, at, chain);
    known.set(target, reading);
    return reading;
  }

  async function readNew(target: string, at: SourceNode, chain: readonly string[]) {
    const bytes = await readIfThere(fs, target).catch((thrown: unknown) => {
      if (!isBtError(thrown)) throw thrown;
      findings.push(baseUnreadable(at.place, thrown.message));
      return null;
    });
    if (bytes === undefined) findings.push(baseNotFound(at.place, target));
    if (!bytes) return undefined;
    const source = readSource(target, bytes);
    findings.push(...source.findings.map(inBase));
    const { root: node } = source;
    if (node === undefined) {
      bases.push(target);
      return undefined;
    }
    const name = node.children.get('name');
    if (name) findings.push(baseName(name.keyPlace));
    const base = await below(node, [...chain, target]);
    bases.push(target);
    return base === undefined ? node : merged(base, node);
  }

  const base = await below(root, [file]);
  const hasAll = findings.every(({ severity }) => severity !== 'error');
  const whole = base === undefined ? root : merged(base, root);
  return { root: hasAll ? whole : undefined, findings, bases };
}

function problemOf(place: Place, target: string, chain: readonly string[]): Finding | undefined {
  if (chain.includes(target)) return baseCycle(place, [...chain.slice(chain.indexOf(target)), target]);
  return chain.length > deepestBase ? baseTooDeep(place, deepestBase) : undefined;
}

/** With the node that names each. */
function pathsOf(node: SourceNode): readonly (readonly [string, SourceNode])[] {
  const written = node.children.get('extends');
  if (written === undefined || !isNamingFiles(written)) return [];
  const nodes = written.kind === 'list' ? [...written.children.values()] : [written];
  return nodes.map((each) => [String(each.data), each] as const);
}

function isNamingFiles({ data }: SourceNode): boolean {
  return data !== undefined && extendsField.safeParse(data).success;
}
