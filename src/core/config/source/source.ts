/** Reads a configuration file, or a lock file, as plain data with the place of everything in it. Never throws. */
import type { Document } from 'yaml';
import type { Finding, Place } from '../../findings/finding.ts';
import { type Path, parsePath } from '../path.ts';
import { directive, empty, notAMapping, secondDocument, tooDeep } from './hazards.ts';
import { type Positions, positionsOf } from './positions.ts';
import { deepest, parseSyntax } from './syntax.ts';
import { syntaxFindings } from './syntax-findings.ts';
import { checkText } from './text.ts';
import { type SourceNode, type Tree, treeOf } from './tree.ts';
import { unclosed } from './unclosed.ts';

export interface Source {
  readonly file: string;
  readonly text: string;
  /** The data, when there is a mapping that can be judged further, whatever else was found. */
  readonly root: SourceNode | undefined;
  readonly findings: readonly Finding[];
}

export function readSource(file: string, bytes: Uint8Array): Source {
  const { text, findings, parseable } = checkText(file, bytes);
  if (!parseable) return { file, text, root: undefined, findings };
  const places = positionsOf(file, text);
  const syntax = parseSyntax(text);
  if (syntax.deepAt !== undefined) {
    return {
      file,
      text,
      root: undefined,
      findings: [...findings, tooDeep(places.at(syntax.deepAt), deepest)],
    };
  }
  const [first, second] = syntax.documents;
  const tree = contentsOf(first, text, places);
  return {
    file,
    text,
    root: tree.root,
    findings: [
      ...findings,
      ...syntax.directives.map((offset) => directive(places.at(offset, lineEnd(text, offset)))),
      ...tree.findings,
      ...(second ? [secondDocument(places.at(startOf(second)))] : []),
    ],
  };
}

/** The node at a path, if it is written there. */
export function nodeAt(root: SourceNode, path: Path): SourceNode | undefined {
  return path.reduce<SourceNode | undefined>((node, key) => node?.children.get(key), root);
}

/** The place of the value at a dotted path; of the nearest enclosing key when it is not written. */
export function placeIn(root: SourceNode, dotted: string): Place {
  const path = parsePath(dotted);
  const written = nodeAt(root, path);
  if (written) return written.place;
  for (let length = path.length - 1; length > 0; length--) {
    const enclosing = nodeAt(root, path.slice(0, length));
    if (enclosing) return enclosing.keyPlace;
  }
  return root.keyPlace;
}

function contentsOf(
  document: Document.Parsed | undefined,
  text: string,
  places: Positions,
): Omit<Tree, 'root'> & { readonly root: SourceNode | undefined } {
  const problems = syntaxFindings([...(document?.errors ?? []), ...(document?.warnings ?? [])], places);
  const broken = (document?.errors.length ?? 0) > 0;
  const contents = document?.contents;
  const open = broken && document ? unclosed(document, text, places) : undefined;
  // What the library says after an open quote is about text that was never meant to be inside.
  if (open)
    return { root: undefined, findings: [...problems.filter((problem) => isBefore(problem, open)), open] };
  if (broken || !contents) {
    const found = problems.length > 0 ? problems : [empty(places.at(0))];
    return { root: undefined, findings: found };
  }
  const tree = treeOf(contents, places);
  const findings = [...problems, ...tree.findings];
  if (tree.root.kind === 'mapping') return { root: tree.root, findings };
  if (tree.root.data === null) return { root: undefined, findings: [...findings, empty(places.at(0))] };
  const what = tree.root.kind === 'list' ? 'a list' : 'a single value';
  return { root: undefined, findings: [...findings, notAMapping(tree.root.place, what)] };
}

function isBefore({ place: one }: Finding, { place: other }: Finding): boolean {
  return one !== undefined && other !== undefined && one.line < other.line;
}

function startOf(document: Document.Parsed): number {
  return document.contents?.range[0] ?? document.range[0];
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
