/** Brings a configuration file to the present format. Contacts nothing; writes only when it is told to. */
import type { FileSystem } from '../../../env.ts';
import { BtError, reasonOf } from '../../../errors.ts';
import { editConfig, lineDiff } from '../../config/edit.ts';
import { findConfig, readConfig, writeConfig } from '../../config/files.ts';
import { currentApiVersion, otherApiVersion } from '../../config/migrations/api-version.ts';
import { migrationOf } from '../../config/migrations/steps.ts';
import { readSource } from '../../config/source/source.ts';
import type { Context } from '../../context.ts';
import { type Finding, hasErrors } from '../../findings/finding.ts';
import { commandLine } from '../../io/command-line.ts';

export interface ConfigMigrateOptions {
  /** A configuration, or a file that configurations build on. */
  readonly config?: string | undefined;
  /** Writes the file, with a copy of it as it was beside it. */
  readonly write?: boolean | undefined;
}

export interface ConfigMigrated {
  /** Absolute. */
  readonly file: string;
  /** One sentence for each thing that changes; empty when the file is of the present format. */
  readonly steps: readonly string[];
  /** Lines that differ, for a person. */
  readonly diff: string;
  readonly written: boolean;
  /** The file as it was, absolute; set when it was written. */
  readonly backup?: string;
}

/** Throws kind `config` when the file is no YAML, or of a format that this program cannot bring here. */
export async function configMigrate(
  { env }: Pick<Context, 'env'>,
  options: ConfigMigrateOptions = {},
): Promise<ConfigMigrated> {
  const file = await findConfig(env, options.config);
  const bytes = await readConfig(env.fs, file);
  const { root, findings } = readSource(file, bytes);
  if (root === undefined || hasErrors(findings)) throw notMigratable(file, findings, options);
  const { edits, steps } = migrationOf(root.data);
  const other = edits.some(({ path }) => path === 'apiVersion') ? undefined : otherApiVersion(root);
  if (other) throw notMigratable(file, [noWay(other)], options);
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const after = editConfig(before, edits);
  const result = { file, steps, diff: lineDiff(before, after), written: false };
  if (!options.write || after === before) return result;
  try {
    const backup = await backUp(env.fs, file, bytes);
    await writeConfig(env.fs, file, after);
    return { ...result, written: true, backup };
  } catch (thrown) {
    throw notWritten(file, thrown);
  }
}

/** A copy that is there already is never replaced. */
async function backUp(fs: FileSystem, file: string, bytes: Uint8Array): Promise<string> {
  const mode = (await fs.stat(file))?.mode ?? 0o644;
  for (let number = 1; ; number += 1) {
    const backup = `${file}.before-migration${number === 1 ? '' : `-${number}`}`;
    if ((await fs.stat(backup)) !== undefined) continue;
    await fs.write(backup, bytes, { mode, exclusive: true });
    return backup;
  }
}

/** An older format that no step starts from never was one. */
function noWay(finding: Finding): Finding {
  if (finding.rule !== 'config/older-api-version') return finding;
  return {
    ...finding,
    message: `the file is of the format ${finding.found}, which this program does not know`,
    fix: { text: `write apiVersion: ${currentApiVersion}` },
  };
}

function notMigratable(
  file: string,
  findings: readonly Finding[],
  { config }: ConfigMigrateOptions,
): BtError {
  return new BtError({
    kind: 'config',
    code: 'config-invalid',
    message: `${file} cannot be migrated`,
    hint: `correct what is listed, then run: ${commandLine('config migrate', { config })}`,
    findings,
  });
}

function notWritten(file: string, cause: unknown): BtError {
  const reason = reasonOf(cause);
  return new BtError({
    kind: 'config',
    code: 'config-unwritable',
    message: `${file}, or the copy beside it, cannot be written: ${reason}`,
    hint: 'make the folder writable, or make the change that is shown without --write by hand',
    cause,
  });
}
