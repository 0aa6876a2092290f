/**
 * The plan as one file that a reviewer opens: no network, no framework, readable without its script too. The policy allows
 * exactly this style and this script, by their digests, so that nothing that slipped into the text could ever run.
 */
import { sha256 } from '../../../synth/digest.ts';
import { type Counts, isPrediction } from '../../model.ts';
import type { Reported } from '../document.ts';
import { kindsShown, kindWords } from '../order.ts';
import { verdictOf } from '../verdict.ts';
import { concernCards } from './concerns.ts';
import { type Markup, markup, verbatim } from './markup.ts';
import { anchorsOf, resourceList } from './resources.ts';
import { script } from './script.ts';
import { drift, outputs, predictions, steps } from './stages.ts';
import { style } from './style.ts';
import { topology } from './topology.ts';

export function planHtml(plan: Reported): string {
  const changes = plan.stacks.flatMap((stack) => stack.changes);
  const anchors = anchorsOf(changes);
  const { name } = plan.subject;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>${kindOf(plan)} of ${name}: ${verdictOf(plan).detail}</title><link rel="icon" href="data:,">
<style>${verbatim(style)}</style></head>
<body><a class="skip" href="#main">Skip to the plan</a>
${head(plan)}
<main id="main">
${concernCards(plan.concerns, anchors)}
${changes.length === 0 ? undefined : markup`<section aria-labelledby="picture-title"><h2 id="picture-title">Data plane</h2><div class="picture">${topology(changes)}</div></section>`}
${predictions(plan)}
${steps(plan)}
${resourceList(plan, anchors)}
${drift(plan)}
${outputs(plan)}
</main>
${foot(plan)}
<script>${verbatim(script)}</script></body></html>
`.text;
}

const policy = [
  "default-src 'none'",
  `style-src ${digest(style)}`,
  `script-src ${digest(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function digest(text: string): string {
  const [, hex = ''] = /([0-9a-f]{64})$/.exec(sha256(text)) ?? [];
  return `'sha256-${Buffer.from(hex, 'hex').toString('base64')}'`;
}

function head(plan: Reported): Markup {
  const { name, cloud, region, profile, release, deployedRelease } = plan.subject;
  const verdict = verdictOf(plan);
  const moved = deployedRelease !== undefined && deployedRelease !== release;
  return markup`<header><div class="bar"><p class="eyebrow">${kindOf(plan)}</p><button type="button" id="theme" class="plain" aria-label="Switch between light and dark">◐ <span>Theme</span></button></div>
<h1>${name}</h1>
<p class="facts"><span>${cloud} ${region}</span><span>${profile}</span><span>account ${plan.identity.account}</span><span>release ${moved ? markup`${deployedRelease} → ` : undefined}<b>${release}</b></span></p>
<p class="verdict v-${verdict.level}" role="status"><span class="sign" aria-hidden="true">${verdict.level === 'blocked' ? '✕' : verdict.level === 'attention' ? '!' : '✓'}</span><span><b>${verdict.text}</b><br>${verdict.detail}</span></p>
${warnings(plan)}${plan.hasChanges ? numbers(plan) : undefined}</header>`;
}

function warnings({ endpoints, overrides }: Reported): Markup | undefined {
  if (endpoints.length + overrides.length === 0) return undefined;
  return markup`<ul class="warnings">${endpoints.map(({ name, value }) => markup`<li>Calls of the provider go to <code>${value}</code> (<code>${name}</code>)</li>`)}${overrides.map((path) => markup`<li>An override file of yours applies: <code>${path}</code></li>`)}</ul>`;
}

function numbers({ counts, stacks }: Reported): Markup {
  const kinds = kindsShown(counts);
  const tiles = kinds.map(
    (kind) =>
      markup`<li class="tile k-${kind}${counts[kind] === 0 ? ' zero' : ''}"><b>${counts[kind]}</b> to ${kindWords[kind]}</li>`,
  );
  if (stacks.length < 2) return markup`<ul class="tiles">${tiles}</ul>`;
  const line = (title: Markup, of: Counts) =>
    markup`<tr><th scope="row">${title}</th>${kinds.map((kind) => markup`<td class="k-${kind}${of[kind] === 0 ? ' zero' : ''}">${of[kind]}</td>`)}</tr>`;
  return markup`<ul class="tiles">${tiles}</ul><div class="scroll"><table class="counts"><thead><tr><th scope="col">Stack</th>${kinds.map((kind) => markup`<th scope="col">${kindWords[kind]}</th>`)}</tr></thead><tbody>${stacks.map((stack) => line(markup`${stack.stack}${isPrediction(stack) ? markup` <span class="tag">foretold</span>` : undefined}`, stack.counts))}</tbody></table></div>`;
}

function kindOf({ refreshOnly }: Reported): string {
  return refreshOnly === undefined ? 'Plan' : 'Drift';
}

function foot({ effect, terraformVersion, identity, bundle, refreshOnly }: Reported): Markup {
  return markup`<footer><dl>${refreshOnly === undefined ? markup`<dt>Plan digest</dt><dd><code>${effect}</code></dd>` : undefined}${
    bundle === undefined
      ? undefined
      : markup`<dt>Plan bundle</dt><dd><code>${bundle.file}</code> (holds secrets)</dd>`
  }<dt>Planned as</dt><dd>${identity.principal}</dd><dt>terraform</dt><dd>${terraformVersion}</dd></dl><p>Sensitive values are masked. This file loads nothing and sends nothing.</p></footer>`;
}
