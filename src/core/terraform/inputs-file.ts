/**
 * The values of a stack's input variables, as a file that terraform reads by itself: in the working copy, and in the
 * rendered folder, so that plain terraform works there. https://developer.hashicorp.com/terraform/language/values/variables
 */
import { join } from 'node:path';
import type { Env } from '../../env.ts';
import { inputsFileName, type Workspace } from './workspace.ts';

/** Returns false when the rendered folder is not writable, which is no failure. */
export async function writeInputs(
  env: Env,
  { folder, stack }: Pick<Workspace, 'folder' | 'stack'>,
  values: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify(sorted, null, 2)}\n`;
  await env.fs.write(join(folder, inputsFileName), text);
  const kept = join(stack.folder, inputsFileName);
  try {
    if ((await env.fs.readText(kept).catch(() => undefined)) !== text) await env.fs.write(kept, text);
    return true;
  } catch {
    return false;
  }
}
