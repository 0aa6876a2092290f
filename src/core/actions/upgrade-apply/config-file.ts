/** The configuration file follows an upgrade, so that a plain `apply` afterwards means the same. */

import { fromUnknown } from '../../../errors.ts';
import type { Deployment } from '../../config/deployment.ts';
import { type Edit, editConfig, lineDiff } from '../../config/edit.ts';
import { writeConfig } from '../../config/files.ts';
import { isFrozen } from '../../config/lock-file.ts';
import type { Context } from '../../context.ts';

export interface ConfigChange {
  readonly file: string;
  /** Lines that differ, for a person. */
  readonly diff: string;
  /** False where it may not be written, or cannot: then the diff is to be made by hand. */
  readonly written: boolean;
  /** The file as it was before the upgrade. */
  readonly backup?: string;
}

/**
 * Writes the values of a hop; the first time with a copy of the file beside it, such as `bt-dataplane.yaml.before-2.12.0`.
 * What may not be written is only told. Undefined when the file says so already.
 */
export async function followHop(
  context: Context,
  deployment: Deployment,
  edits: readonly Edit[],
  options: { readonly frozen: boolean; readonly from: string },
): Promise<ConfigChange | undefined> {
  const { env, host } = context;
  const { file } = deployment;
  const before = await env.fs.readText(file);
  const after = editConfig(before, edits);
  if (after === before) return undefined;
  const diff = lineDiff(before, after);
  if (isFrozen(env, options)) return { file, diff, written: false };
  const backup = `${file}.before-${options.from}`;
  try {
    const mode = (await env.fs.stat(file))?.mode ?? 0o644;
    await env.fs.write(backup, before, { mode, exclusive: true }).catch(ignoreExisting);
    await writeConfig(env.fs, file, after);
  } catch (thrown) {
    host.notify({
      kind: 'note',
      code: 'config-not-written',
      level: 'warning',
      text: `${file} could not be written (${fromUnknown(thrown).message}); write into it by hand, or a plain apply would go back:\n${diff}`,
    });
    return { file, diff, written: false };
  }
  host.notify({
    kind: 'note',
    code: 'config-written',
    level: 'info',
    text: `changed ${file}; as it was: ${backup}\n${diff}`,
    data: { file, backup },
  });
  return { file, diff, written: true, backup };
}

/** An upgrade that is gone on with keeps the copy of its beginning. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
