/** From the parsed document to plain data with places, and everything in it that YAML allows and a configuration does not. */
import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar } from 'yaml';
import type { Finding, Place } from '../../findings/finding.ts';
import { formatPath, type Path } from '../path.ts';
import {
  alias,
  anchor,
  duplicateKey,
  emptyKey,
  placeholder,
  placeholderText,
  reservedKey,
} from './hazards.ts';
import type { Positions } from './positions.ts';
import { controlCharacter, hiddenCharacterIn } from './text.ts';

export interface SourceNode {
  readonly kind: 'mapping' | 'list' | 'value' | 'alias';
  /** Of the value; of the key when the value is empty. */
  readonly place: Place;
  /** Of the key; for items of a list and the root the same as `place`. */
  readonly keyPlace: Place;
  readonly children: ReadonlyMap<string | number, SourceNode>;
  /** Plain data; objects have no prototype. `undefined` for an alias. */
  readonly data: unknown;
  /** A value as it was typed, when it was typed without quotes. */
  readonly plain: string | undefined;
}

export interface Tree {
  readonly root: SourceNode;
  readonly findings: readonly Finding[];
}

/** Keys that reach an object's prototype in careless code. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export function treeOf(contents: ParsedNode, places: Positions): Tree {
  const findings: Finding[] = [];
  const start = places.at(contents.range[0]);

  function visit(node: ParsedNode | null, path: Path, keyPlace: Place): SourceNode {
    if (node === null) return leaf('value', keyPlace, keyPlace, null, '');
    const [from, to] = node.range;
    const place = to > from ? places.at(from, to) : keyPlace;
    if (isAlias(node)) {
      findings.push(alias(place, formatPath(path), node.source));
      return leaf('alias', place, keyPlace, undefined, undefined);
    }
    if (node.anchor !== undefined) findings.push(anchor(place, formatPath(path), node.anchor));
    if (isMap(node))
      return mapping(node.items as Pair<ParsedNode, ParsedNode | null>[], path, place, keyPlace);
    if (isSeq(node)) return list(node.items as ParsedNode[], path, place, keyPlace);
    return scalar(node, path, place, keyPlace);
  }

  function mapping(
    items: readonly Pair<ParsedNode, ParsedNode | null>[],
    path: Path,
    place: Place,
    keyPlace: Place,
  ): SourceNode {
    const children = new Map<string, SourceNode>();
    const data: Record<string, unknown> = Object.create(null);
    for (const { key: keyNode, value } of items) {
      const key = keyOf(keyNode);
      const here = places.at(keyNode.range[0], keyNode.range[1]);
      const inner = [...path, key];
      const before = children.get(key);
      if (before) findings.push(duplicateKey(here, formatPath(inner), before.keyPlace.line));
      const problem = keyProblem(key, here, formatPath(inner));
      if (problem) findings.push(problem);
      const child = visit(value, inner, here);
      if (before || reserved.has(key)) continue;
      children.set(key, child);
      data[key] = child.data;
    }
    return { kind: 'mapping', place, keyPlace, children, data, plain: undefined };
  }

  function list(items: readonly ParsedNode[], path: Path, place: Place, keyPlace: Place): SourceNode {
    const nodes = items.map((item, index) => {
      const here = places.at(item.range[0], item.range[1]);
      return visit(item, [...path, index], here);
    });
    const data = nodes.map((node) => node.data);
    return { kind: 'list', place, keyPlace, children: new Map(nodes.entries()), data, plain: undefined };
  }

  function scalar(node: Scalar.Parsed, path: Path, place: Place, keyPlace: Place): SourceNode {
    const { value, type } = node;
    if (typeof value === 'string') {
      const invisible = hiddenCharacterIn(value);
      if (invisible) findings.push(controlCharacter(place, formatPath(path), invisible));
      if (value.includes(placeholderText)) findings.push(placeholder(place, formatPath(path)));
    }
    return leaf('value', place, keyPlace, value, type === 'PLAIN' ? (node.source ?? '') : undefined);
  }

  const root = visit(contents, [], start);
  return { root, findings: oneALine(findings) };
}

/** A line with nine aliases is one mistake. */
function oneALine(findings: readonly Finding[]): readonly Finding[] {
  const lines = new Set<string>();
  return findings.filter(({ rule, place }) => {
    const line = `${rule} ${place?.line}`;
    return !lines.has(line) && lines.add(line);
  });
}

function keyProblem(key: string, place: Place, path: string): Finding | undefined {
  if (key === '') return emptyKey(place, path);
  if (reserved.has(key)) return reservedKey(place, path, key);
  const invisible = hiddenCharacterIn(key);
  if (invisible) return controlCharacter(place, path, invisible);
  return key.includes(placeholderText) ? placeholder(place, path) : undefined;
}

function leaf(
  kind: 'value' | 'alias',
  place: Place,
  keyPlace: Place,
  data: unknown,
  plain: string | undefined,
): SourceNode {
  return { kind, place, keyPlace, children: new Map(), data, plain };
}

function keyOf(node: ParsedNode): string {
  return isScalar(node) ? String(node.value ?? '') : '';
}
