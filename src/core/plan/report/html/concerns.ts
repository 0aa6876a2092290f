/** What a reviewer has to know, the worst first. */
import type { Concern } from '../../model.ts';
import { byWeight, kindWords } from '../order.ts';
import { type Markup, markup } from './markup.ts';
import { type Anchors, anchorKey } from './resources.ts';

const titles = { blocking: 'Blocking', attention: 'Attention', notice: 'Notice' } as const;
const kinds = {
  upgrade: 'upgrade',
  'data-loss': 'data loss',
  downtime: 'downtime',
  exposure: 'exposure',
  access: 'access',
  'one-way': 'one-way',
  cost: 'cost',
} as const;

export function concernCards(concerns: readonly Concern[], anchors: Anchors): Markup | undefined {
  if (concerns.length === 0) return undefined;
  return markup`<section aria-labelledby="concerns-title"><h2 id="concerns-title">Needs attention <span class="count">${concerns.length}</span></h2><ul class="concerns">${byWeight(concerns).map((concern) => card(concern, anchors))}</ul></section>`;
}

function card(concern: Concern, anchors: Anchors): Markup {
  const { severity, allowed, kind, change, address, stack, noun, because, consequence, flag } = concern;
  const consented = severity === 'blocking' && allowed;
  const anchor = anchors.get(anchorKey({ stack, address }));
  const named = markup`<code class="address">${address}</code>`;
  return markup`<li class="concern s-${consented ? 'notice' : severity}"><p class="tags"><span class="severity">${consented ? 'Consented' : titles[severity]}</span><span class="pill k-${change}">${kindWords[change]}</span><span class="tag">${kinds[kind]}</span><span class="where">${noun} · ${stack}</span></p>
<p class="what">${anchor === undefined ? named : markup`<a href="#${anchor}">${named}</a>`}</p>
<p class="happens">${consequence}</p><p class="because">${because}</p>${
    flag === undefined
      ? undefined
      : markup`<p class="consent">${allowed ? 'Consented with' : 'Consent with'} <code>${flag}</code></p>`
  }</li>`;
}
