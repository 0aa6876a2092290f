/** Renders constructs and looks at what terraform would read. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../modules/core/cdktf.ts';
import { DataPlaneStack } from '../../modules/core/data-plane-stack.ts';
import { type RenderedStack, renderStack } from '../../modules/core/render.ts';

export type Block = Readonly<Record<string, unknown>>;

export interface Synthesized extends RenderedStack {
  readonly tree: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Arguments of a managed resource by address; throws when it is not there. */
  resource(address: string): Block;
  /** The same, undefined when it is not there. */
  find(address: string): Block | undefined;
}

/** A stack of the test's own with some constructs in it. */
export function synth(build: (stack: DataPlaneStack) => void): Synthesized {
  return look(
    render((app) => {
      const stack = new DataPlaneStack(app, 'test', {
        backend: { type: 'local', path: 'terraform.tfstate' },
        terraformVersion: '>= 1.11.0',
      });
      build(stack);
      return stack;
    }),
  );
}

export function render(build: (app: App) => DataPlaneStack): RenderedStack {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-synth-'));
  try {
    return renderStack(scratch, build);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

export function look(rendered: RenderedStack): Synthesized {
  const tree = JSON.parse(rendered.json);
  const find = (address: string): Block | undefined => {
    const [type = '', name = ''] = address.split('.');
    return tree.resource?.[type]?.[name];
  };
  return {
    ...rendered,
    tree,
    find,
    resource(address) {
      const found = find(address);
      if (!found) throw new Error(`no ${address}; there are:\n${rendered.addresses.join('\n')}`);
      return found;
    },
  };
}

/** Every string below a value, keys included. */
export function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (!Array.isArray(value)) yield key;
      yield* texts(item);
    }
  }
}
