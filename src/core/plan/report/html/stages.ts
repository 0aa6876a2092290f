/** What is only foretold, what is done besides terraform, what changed outside of it, and outputs. */
import { isPrediction, type Prediction, type StackPlan } from '../../model.ts';
import type { Reported } from '../document.ts';
import { type Markup, markup } from './markup.ts';

export function predictions({ stacks }: Reported): Markup | undefined {
  const foretold = stacks.filter(isPrediction);
  if (foretold.length === 0) return undefined;
  return section(
    'Foretold',
    markup`<p class="lead">Not planned yet. Each is planned for real when its time comes; apply goes on by itself only if that plan is what is foretold here.</p>${foretold.map((stack) => prediction(stack, stacks))}`,
  );
}

function prediction(
  { stack, waitsFor, afterStage, because, releases }: Prediction,
  stacks: readonly StackPlan[],
) {
  const after = stacks[afterStage - 1]?.stack;
  return markup`<div class="card"><h3>${stack}</h3><dl><dt>Planned after</dt><dd>stage ${afterStage}${after === undefined ? '' : ` (${after})`}</dd><dt>Not known yet</dt><dd>${waitsFor.join(', ')}</dd>${
    because === undefined ? undefined : markup`<dt>Terraform says</dt><dd>${because}</dd>`
  }</dl>${
    releases.length === 0
      ? undefined
      : markup`<div class="scroll"><table><thead><tr><th scope="col">Helm release</th><th scope="col">Chart</th><th scope="col">Namespace</th><th scope="col">Objects</th></tr></thead><tbody>${releases.map(
          ({ address, chart, version, namespace, objects, note }) =>
            markup`<tr><th scope="row"><code>${address}</code></th><td>${chart} ${version}</td><td>${namespace}</td><td>${
              objects === undefined
                ? (note ?? 'not rendered')
                : Object.entries(objects)
                    .map(([kind, count]) => `${count} ${kind}`)
                    .join(', ')
            }</td></tr>`,
        )}</tbody></table></div>`
  }</div>`;
}

export function steps({ stacks }: Reported): Markup | undefined {
  const all = stacks.flatMap(({ stack, steps: own = [] }) => own.map((step) => ({ stack, ...step })));
  if (all.length === 0) return undefined;
  return section(
    'Besides terraform',
    markup`<ul class="plainlist">${all.map(({ stack, text, when }) => markup`<li><span class="tag">${when} ${stack}</span> ${text}</li>`)}</ul>`,
  );
}

export function drift({ stacks }: Reported): Markup | undefined {
  const all = stacks.flatMap((stack) => stack.drift);
  if (all.length === 0) return undefined;
  return section(
    'Changed outside of terraform',
    markup`<ul class="plainlist">${all.map(
      ({ kind, address, attributes }) =>
        markup`<li><span class="tag">${kind === 'destroy' ? 'gone' : 'changed'}</span> <code class="address">${address}</code>${attributes.map(
          ({ path, before, after }) =>
            markup`<br><span class="faint"><code>${path}</code>: ${before ?? '(none)'} → ${after ?? '(none)'}</span>`,
        )}</li>`,
    )}</ul>`,
  );
}

export function outputs({ stacks }: Reported): Markup | undefined {
  const all = stacks.flatMap((stack) => stack.outputs);
  if (all.length === 0) return undefined;
  const words = { create: 'new', update: 'changed', destroy: 'gone' } as const;
  return section(
    'Outputs',
    markup`<ul class="plainlist columns">${all.map(
      ({ name, stack, kind }) =>
        markup`<li><span class="tag">${words[kind]}</span> <code>${name}</code>${stacks.length > 1 ? markup` <span class="faint">${stack}</span>` : undefined}</li>`,
    )}</ul>`,
  );
}

function section(title: string, body: Markup): Markup {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}
