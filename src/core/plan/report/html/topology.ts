/** The data plane as a picture; what changes is marked, and a click shows only that. */
import type { ChangeKind, ResourceChange } from '../../model.ts';
import { kindsByWeight } from '../order.ts';
import { type Markup, markup } from './markup.ts';
import { flows, type Part, parts, partsOf } from './parts.ts';

export function topology(changes: readonly ResourceChange[]): Markup {
  const touched = new Map<string, ResourceChange[]>();
  for (const change of changes)
    for (const id of partsOf(change.component)) touched.set(id, [...(touched.get(id) ?? []), change]);
  const drawn = parts.filter(({ id, rare }) => !rare || touched.has(id));
  return markup`<svg viewBox="0 0 960 398" role="group" aria-label="Parts of the data plane; those that change can be chosen">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>
${drawn.filter(isFrame).map((part) => box(part, touched.get(part.id) ?? []))}
${flows.map(([from, to]) => flow(from, to))}
${drawn.filter((part) => !isFrame(part)).map((part) => box(part, touched.get(part.id) ?? []))}
</svg>`;
}

function isFrame({ id }: Part): boolean {
  return id === 'network';
}

function box(part: Part, changes: readonly ResourceChange[]): Markup {
  const [x, y, width, height] = part.place;
  const frame = isFrame(part);
  const worst = kindsByWeight.find((kind) => changes.some((change) => change.kind === kind));
  const kind = frame ? 'frame' : 'box';
  const shape = markup`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${frame ? 16 : 10}"/>`;
  const title = markup`<text x="${x + 16}" y="${y + 26}" class="name">${part.title}</text>`;
  if (worst === undefined) {
    const calm = frame ? undefined : markup`<text x="${x + 16}" y="${y + 46}" class="note">no change</text>`;
    return markup`<g class="part ${kind} calm">${shape}${title}${calm}</g>`;
  }
  const note = noteOf(changes);
  const noteAt = frame ? markup`x="${x + 92}" y="${y + 26}"` : markup`x="${x + 16}" y="${y + 46}"`;
  return markup`<g class="part ${kind} k-${worst}" role="button" tabindex="0" aria-pressed="false" data-part="${part.id}" aria-label="${part.title}: ${note}; show only these"><title>${part.title}: ${note}</title>${shape}${title}<text ${noteAt} class="note">${shortNote(changes, worst)}</text><circle cx="${x + width - 12}" cy="${y + 12}" r="4" class="dot"/></g>`;
}

function noteOf(changes: readonly ResourceChange[]): string {
  return kindsByWeight
    .map((kind) => ({ kind, count: changes.filter((change) => change.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} to ${kind === 'update' ? 'change' : kind}`)
    .join(', ');
}

function shortNote(changes: readonly ResourceChange[], worst: ChangeKind): string {
  const count = changes.filter(({ kind }) => kind === worst).length;
  const rest = changes.length - count;
  const word = worst === 'update' ? 'change' : worst;
  return rest === 0 ? `${count} to ${word}` : `${count} to ${word}, +${rest}`;
}

function flow(from: string, to: string): Markup | undefined {
  const [start, end] = [from, to].map((id) => parts.find((part) => part.id === id));
  if (start === undefined || end === undefined) return undefined;
  const [x, y, width, height] = start.place;
  const [toX, toY, toWidth, toHeight] = end.place;
  const level = y === toY;
  // Past a box in between.
  if (level && toX - x > 2 * width) {
    const [leaves, comes] = [x + width - 40, toX + 40];
    return markup`<path d="M${leaves} ${y} C${leaves + 30} ${y - 30} ${comes - 30} ${y - 30} ${comes} ${y - 2}" class="flow" marker-end="url(#tip)"/>`;
  }
  const [fromX, fromY] = level ? [x + width, y + height / 2] : sideOf(start, end);
  const [endX, endY] = level
    ? [toX - 2, toY + toHeight / 2]
    : [toX + (toX > x ? 30 : toWidth / 2), toY > y ? toY - 2 : toY + toHeight + 2];
  const bend = level
    ? `M${fromX} ${fromY} L${endX} ${endY}`
    : `M${fromX} ${fromY} C${fromX} ${(fromY + endY) / 2} ${endX} ${(fromY + endY) / 2} ${endX} ${endY}`;
  return markup`<path d="${bend}" class="flow" marker-end="url(#tip)"/>`;
}

function sideOf({ place: [x, y, width, height] }: Part, { place: [, toY] }: Part): readonly [number, number] {
  return [x + width - 30, toY > y ? y + height : y];
}
