/** What changes, resource by resource, the worst first, as a block that a forge colours. */
import type { ResourceChange } from '../../model.ts';
import type { Reported } from '../document.ts';
import { changesByWeight } from '../order.ts';
import { counted } from '../verdict.ts';
import { fence, oneLine } from './escape.ts';
import type { Section } from './fit.ts';

/** A line per resource or attribute; in `diff` blocks `!` is a warning, `+` and `-` are green and red. */
export function diffSection({ stacks }: Reported): Section {
  const changes = changesByWeight(stacks.flatMap((stack) => stack.changes));
  const blocks = changes.map((change) => blockOf(change, stacks.length > 1));
  const { open, close } = fence(blocks, 'diff');
  const title = counted(changes.length, 'resource', 'resources');
  return {
    open: `<details><summary>Diff of ${title}</summary>\n\n${open}`,
    lines: blocks,
    close: `${close}\n\n</details>`,
    left: (count) =>
      `_The diff of ${count} of ${title} is left out, since a comment has no room for it: \`bt-dataplane plan --full\` shows it all._`,
  };
}

const signs = {
  create: '+',
  update: '!',
  replace: '-/+',
  destroy: '-',
  import: '+',
  move: '!',
  forget: '-',
} as const;

function blockOf(change: ResourceChange, named: boolean): string {
  const from = change.movedFrom === undefined ? '' : ` from ${change.movedFrom}`;
  const id = change.importedId === undefined ? '' : ` id ${change.importedId}`;
  const stack = named ? ` [${change.stack}]` : '';
  return [
    oneLine(`${signs[change.kind]} ${change.kind} ${change.address}${from}${id}${stack}`),
    ...change.attributes.flatMap(({ path, before, after, forces }) => [
      ...(before === undefined ? [] : [oneLine(`-     ${path}: ${before}`)]),
      ...(after === undefined ? [] : [oneLine(`+     ${path}: ${after}`)]),
      ...(forces ? [oneLine(`!     ${path} forces the replacement`)] : []),
    ]),
  ].join('\n');
}
