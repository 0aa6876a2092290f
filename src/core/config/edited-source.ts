/** A configuration file with changes that are not in it yet. What is found in it points at the lines of the file as it is. */
import type { Finding, Place } from '../findings/finding.ts';
import { type DiffLine, diffLines } from './edit/line-diff.ts';
import { type Edit, editConfig } from './edit.ts';
import { readSource, type Source } from './source/source.ts';
import type { SourceNode } from './source/tree.ts';

/** A file that cannot be read is read as it is: its findings say why. Throws `config-not-editable`. */
export function readEdited(file: string, bytes: Uint8Array, edits: readonly Edit[]): Source {
  const source = readSource(file, bytes);
  if (edits.length === 0 || source.root === undefined) return source;
  const text = editConfig(source.text, edits);
  const edited = readSource(file, new TextEncoder().encode(text));
  const placed = placesBefore(source.text, text);
  return {
    ...edited,
    root: edited.root && moved(edited.root, placed),
    findings: edited.findings.map((finding) => movedFinding(finding, placed)),
  };
}

type Placed = (place: Place) => Place;

/** To the line as it stands in the file: of a changed line the one before the change, of a new one the line above it. */
function placesBefore(before: string, after: string): Placed {
  const all = diffLines(before, after);
  const lines = all.flatMap((line, index) => (line.sign === '-' ? [] : [lineBefore(all, line, index)]));
  return (place) => {
    const line = lines[place.line - 1];
    if (line === undefined) return place;
    if (line.same) return { ...place, line: line.number };
    return { file: place.file, line: line.number, column: 1 };
  };
}

function lineBefore(
  all: readonly DiffLine[],
  { sign, before: number }: DiffLine,
  index: number,
): { readonly number: number; readonly same: boolean } {
  if (sign === ' ') return { number, same: true };
  const first = all.slice(0, index).findLastIndex((line) => line.sign !== '+');
  const isChange = all[first]?.sign === '-';
  if (!isChange) return { number: Math.max(1, number), same: false };
  // A run of removed lines, then as many new ones: the first stands for the first.
  const start = all.slice(0, first + 1).findLastIndex((line) => line.sign !== '-') + 1;
  const old = all[Math.min(first, start + (index - first - 1))];
  return { number: old?.before ?? number, same: false };
}

function moved(node: SourceNode, placed: Placed): SourceNode {
  return {
    ...node,
    place: placed(node.place),
    keyPlace: placed(node.keyPlace),
    children: new Map([...node.children].map(([key, child]) => [key, moved(child, placed)])),
  };
}

function movedFinding(finding: Finding, placed: Placed): Finding {
  return finding.place === undefined ? finding : { ...finding, place: placed(finding.place) };
}
