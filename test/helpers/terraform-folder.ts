/** A folder with terraform files, and the real terraform in it, without our program. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Found } from './real-parts.ts';

export interface TerraformFolder extends Disposable {
  /** Runs terraform and gives its standard output; throws with its standard error. Ends after two minutes. */
  terraform(...args: readonly string[]): string;
}

export function terraformFolder(
  parts: Found<'terraform'>,
  files: Readonly<Record<string, string | Uint8Array>>,
): TerraformFolder {
  const folder = mkdtempSync(join(tmpdir(), 'bt-terraform-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const cli = join(folder, 'cli.tfrc');
  writeFileSync(
    cli,
    parts.providerMirror === undefined
      ? ''
      : `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(parts.providerMirror)}\n  }\n}\n`,
  );
  const { PATH = '', HOME = '' } = process.env;
  return {
    terraform: (...args) =>
      execFileSync(parts.terraform, args, {
        cwd: folder,
        env: { PATH, HOME, TF_CLI_CONFIG_FILE: cli, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
        encoding: 'utf8',
        timeout: 120_000,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
