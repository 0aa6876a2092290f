/** A text with its syntax tree: where a path stands in it. */
import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, visit } from 'yaml';
import type { Path } from '../path.ts';
import { parseSyntax } from '../source/syntax.ts';
import { notEditable } from './errors.ts';

export interface Editable {
  readonly text: string;
  readonly newline: string;
  readonly contents: ParsedNode | null;
  readonly data: unknown;
  /** The whole file is JSON. */
  readonly json: boolean;
}

/** A key with its value in a mapping, or an item of a list. */
export interface Entry {
  readonly start: number;
  /** End of the value, or of the colon where there is none. */
  readonly end: number;
  /** Where a value goes when there is none. */
  readonly valueAt: number;
  readonly value: ParsedNode | null;
}

export interface Collection {
  readonly path: Path;
  readonly flow: boolean;
  /** Offsets of the whole, brackets of a flow collection among them. */
  readonly start: number;
  readonly end: number;
  readonly isList: boolean;
  readonly entries: readonly Entry[];
}

export interface Found {
  readonly kind: 'found';
  readonly path: Path;
  readonly data: unknown;
  readonly collection: Collection;
  readonly index: number;
  readonly entry: Entry;
  /** The entry that the collection is the value of; undefined at the top. */
  readonly around: Found | undefined;
}

export interface Missing {
  readonly kind: 'missing';
  readonly path: Path;
  /** The innermost collection that is there; undefined when the file is empty. */
  readonly collection: Collection | undefined;
  /** The keys that are to be made in it. */
  readonly rest: Path;
  /** The entry, without a value or with an empty collection, that the keys go into. */
  readonly around: Found | undefined;
}

export type Place = Found | Missing;

const reserved: ReadonlySet<string | number> = new Set(['__proto__', 'constructor', 'prototype']);

export function readEditable(text: string, path: Path): Editable {
  if (path.length === 0 || path.some((key) => reserved.has(key))) {
    throw notEditable(path, 'it is not a key of a configuration');
  }
  const syntax = parseSyntax(text);
  if (syntax.deepAt !== undefined) throw notEditable(path, 'the file is nested too deep');
  const [document, second] = syntax.documents;
  if (second !== undefined) throw notEditable(path, 'the file holds more than one document');
  if (document === undefined || document.errors.length > 0) {
    throw notEditable(path, 'the file is not YAML; see bt-dataplane validate');
  }
  const contents = document.contents as ParsedNode | null;
  return {
    text,
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    contents:
      isScalar(contents) && contents.value === null && contents.range[0] === contents.range[1]
        ? null
        : contents,
    data: dataOf(document, path),
    json: isMap(contents) && contents.flow === true && isJson(text),
  };
}

function dataOf(document: Document.Parsed, path: Path): unknown {
  let duplicate: string | undefined;
  visit(document, {
    Map(_key, { items }) {
      const names = items.map(({ key }) => String(isScalar(key) ? key.value : key));
      duplicate ??= names.find((name, index) => names.indexOf(name) !== index);
    },
  });
  if (duplicate !== undefined) throw notEditable(path, `the key ${duplicate} is written twice`);
  try {
    return document.toJS();
  } catch {
    throw notEditable(path, 'the file holds an alias that cannot be resolved');
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Throws `config-not-editable` where the path goes through an anchor, an alias or a value that holds no keys. */
export function entryAt({ contents, data }: Editable, path: Path): Place {
  let node = contents;
  let around: Found | undefined;
  let inside = data;
  for (const [depth, key] of path.entries()) {
    refuseShared(node, path);
    if (isEmptyValue(node))
      return { kind: 'missing', path, collection: undefined, rest: path.slice(depth), around };
    const collection = collectionOf(node, path.slice(0, depth));
    if (collection === undefined || collection.isList !== (typeof key === 'number')) {
      throw notEditable(
        path,
        `${depth === 0 ? 'the file' : `what holds it`} is not a ${typeof key === 'number' ? 'list' : 'mapping'}`,
      );
    }
    const index = indexOf(node, key);
    const entry = collection.entries[index];
    if (entry === undefined) {
      if (typeof key === 'number' && key !== collection.entries.length) {
        throw notEditable(path, `the list has only ${collection.entries.length} items`);
      }
      return { kind: 'missing', path, collection, rest: path.slice(depth), around };
    }
    inside = (inside as Record<string | number, unknown>)[key];
    around = {
      kind: 'found',
      path: path.slice(0, depth + 1),
      data: inside,
      collection,
      index,
      entry,
      around,
    };
    node = entry.value;
  }
  if (around === undefined) throw notEditable(path, 'it is not a key of a configuration');
  refuseSharedInside(node, path);
  return around;
}

function isEmptyValue(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.value === null && !node.source);
}

function indexOf(node: ParsedNode | null, key: string | number): number {
  if (typeof key === 'number') return key;
  if (!isMap(node)) return -1;
  return node.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

function collectionOf(node: ParsedNode | null, path: Path): Collection | undefined {
  if (!isMap(node) && !isSeq(node)) return undefined;
  const [start, end] = node.range;
  const facts = { path, start, end, flow: node.flow === true, isList: isSeq(node) };
  if (isMap(node)) {
    return { ...facts, entries: (node.items as Pair<ParsedNode, ParsedNode | null>[]).map(entryOfPair) };
  }
  return {
    ...facts,
    entries: (node.items as ParsedNode[]).map((item) => {
      const [from, to] = item.range;
      return { start: from, end: to, valueAt: from, value: item };
    }),
  };
}

function entryOfPair({ key, value, srcToken }: Pair<ParsedNode, ParsedNode | null>): Entry {
  const tokens = srcToken?.sep ?? [];
  const colon = tokens.find(({ type }) => type === 'map-value-ind');
  const valueAt = colon === undefined ? key.range[1] : colon.offset + colon.source.length;
  const isThere = !isEmptyValue(value) && value !== null;
  return {
    start: key.range[0],
    end: isThere ? value.range[1] : valueAt,
    valueAt,
    value: isThere ? value : null,
  };
}

function refuseShared(node: ParsedNode | null, path: Path): void {
  if (isAlias(node)) throw notEditable(path, `it stands behind the alias *${node.source}`);
  if (node?.anchor !== undefined)
    throw notEditable(path, `it stands below the anchor &${node.anchor}, which others may use`);
}

function refuseSharedInside(node: ParsedNode | null, path: Path): void {
  if (node === null) return;
  visit(node, {
    Node(_key, inner) {
      refuseShared(inner as ParsedNode, path);
    },
  });
}
