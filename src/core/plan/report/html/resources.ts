/** Every resource that changes, as a list that can be filtered, each with its attributes before and after. */
import type { AttributeChange, ResourceChange } from '../../model.ts';
import type { Reported } from '../document.ts';
import { changesByWeight, kindsByWeight, kindWords } from '../order.ts';
import { type Markup, markup } from './markup.ts';
import { partsOf } from './parts.ts';

/** Ids of the rows by stack and address, so that a concern can lead to its resource. */
export type Anchors = ReadonlyMap<string, string>;

export function anchorsOf(changes: readonly ResourceChange[]): Anchors {
  return new Map(changes.map((change, index) => [anchorKey(change), `r${index + 1}`]));
}

export function anchorKey({ stack, address }: Pick<ResourceChange, 'stack' | 'address'>): string {
  return `${stack} ${address}`;
}

export function resourceList({ stacks }: Reported, anchors: Anchors): Markup | undefined {
  const changes = changesByWeight(stacks.flatMap((stack) => stack.changes));
  if (changes.length === 0) return undefined;
  const predicted = new Set(stacks.filter((stack) => stack.predicted).map(({ stack }) => stack));
  const components = [...new Set(changes.map(({ component }) => component))].sort();
  const kinds = kindsByWeight.filter((kind) => changes.some((change) => change.kind === kind));
  return markup`<section aria-labelledby="resources-title" id="resources"><h2 id="resources-title">Resources</h2>
<div class="filter" role="search">
<label class="find"><span class="sr">Filter resources by text</span><input id="filter" type="search" placeholder="Filter by address, type or attribute" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-controls="list"><kbd aria-hidden="true">/</kbd></label>
<div class="chips" role="group" aria-label="Kinds of change">${kinds.map((kind) => chip('kind', kind, kindWords[kind], changes.filter((change) => change.kind === kind).length))}</div>
<div class="chips" role="group" aria-label="Parts">${components.map((component) => chip('component', component, component, changes.filter((change) => change.component === component).length))}</div>
<p class="status"><span id="shown" role="status">${changes.length} of ${changes.length} resources</span> <button type="button" id="clear" class="plain" hidden>Clear filter <kbd>Esc</kbd></button> <button type="button" id="all" class="plain" aria-pressed="false">Expand all</button></p>
</div>
<div id="list">${changes.map((change) => row(change, { id: anchors.get(anchorKey(change)) ?? '', named: stacks.length > 1, predicted: predicted.has(change.stack) }))}</div>
<p id="nothing" class="empty" hidden>Nothing matches this filter.</p>
<p class="keys">Keys: <kbd>/</kbd> filter, <kbd>↓</kbd> <kbd>↑</kbd> go through the list, <kbd>Enter</kbd> open, <kbd>Esc</kbd> clear</p></section>`;
}

function chip(group: string, value: string, title: string, count: number): Markup {
  const tint = group === 'kind' ? ` k-${value}` : '';
  return markup`<button type="button" class="chip${tint}" data-group="${group}" data-value="${value}" aria-pressed="false">${title} <b>${count}</b></button>`;
}

interface Row {
  readonly id: string;
  readonly named: boolean;
  readonly predicted: boolean;
}

function row(change: ResourceChange, { id, named, predicted }: Row): Markup {
  const { kind, address, component, stack, attributes, unknown } = change;
  const searched = [
    address,
    component,
    stack,
    kindWords[kind],
    ...attributes.map(({ path }) => path),
    ...unknown,
  ].join(' ');
  return markup`<details class="row k-${kind}" id="${id}" data-kind="${kind}" data-component="${component}" data-parts="${partsOf(component).join(' ')}" data-text="${searched.toLowerCase()}">
<summary><span class="pill k-${kind}">${kindWords[kind]}</span><code class="address">${address}</code><span class="where">${named ? markup`${stack} · ` : undefined}${component}${predicted ? markup` · foretold` : undefined}</span></summary>
<div class="inside">${facts(change)}${attributeTable(attributes)}${unknown.length === 0 ? undefined : markup`<p class="later"><b>Known after apply:</b> ${unknown.map((path, index) => markup`${index === 0 ? '' : ', '}<code>${path}</code>`)}</p>`}</div></details>`;
}

function facts({ movedFrom, importedId, reason, forcedBy, attributes, unknown }: ResourceChange): Markup {
  const told = [
    movedFrom === undefined ? undefined : markup`<p>Moved from <code>${movedFrom}</code></p>`,
    importedId === undefined ? undefined : markup`<p>Takes over <code>${importedId}</code></p>`,
    reason === undefined ? undefined : markup`<p>Terraform's reason: ${reason.replaceAll('_', ' ')}</p>`,
    attributes.length === 0 && unknown.length === 0 && forcedBy.length === 0
      ? markup`<p class="faint">No attribute of it is compared.</p>`
      : undefined,
  ];
  return markup`${told}`;
}

function attributeTable(attributes: readonly AttributeChange[]): Markup | undefined {
  if (attributes.length === 0) return undefined;
  return markup`<div class="scroll"><table><thead><tr><th scope="col">Attribute</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${attributes.map(
    ({ path, before, after, forces }) =>
      markup`<tr><th scope="row"><code>${path}</code>${forces ? markup` <span class="forces">forces replacement</span>` : undefined}</th><td class="before">${valueText(before)}</td><td class="after">${valueText(after)}</td></tr>`,
  )}</tbody></table></div>`;
}

function valueText(value: string | undefined): Markup {
  if (value === undefined) return markup`<span class="faint">(none)</span>`;
  if (value === '(sensitive)' || value === '(known after apply)')
    return markup`<span class="masked">${value}</span>`;
  return markup`<code>${value}</code>`;
}
