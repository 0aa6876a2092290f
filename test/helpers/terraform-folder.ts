/** A folder with terraform files, and the real terraform in it, without our program. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Found } from './real-parts.ts';

export interface TerraformFolder extends Disposable {
  /** Where the files are. */
  readonly path: string;
  /** Writes another file. */
  write(path: string, content: string | Uint8Array): void;
  /** Runs terraform and gives its standard output; throws with its standard error. Ends after `timeout`. */
  terraform(...args: readonly string[]): string;
  /** The same while servers of this process go on answering. */
  terraformBeside(...args: readonly string[]): Promise<string>;
}

export function terraformFolder(
  parts: Found<'terraform'>,
  files: Readonly<Record<string, string | Uint8Array>>,
  variables: Readonly<Record<string, string>> = {},
  /** Milliseconds for one run of terraform. */
  timeout = 120_000,
): TerraformFolder {
  const folder = mkdtempSync(join(tmpdir(), 'bt-terraform-'));
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  const cli = join(folder, 'cli.tfrc');
  writeFileSync(
    cli,
    parts.providerMirror === undefined
      ? ''
      : `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(parts.providerMirror)}\n  }\n}\n`,
  );
  const { PATH = '', HOME = '' } = process.env;
  const options = {
    cwd: folder,
    env: {
      PATH,
      HOME,
      TF_CLI_CONFIG_FILE: cli,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      ...variables,
    },
    encoding: 'utf8',
    timeout,
    maxBuffer: 64 * 1024 * 1024,
  } as const;
  return {
    path: folder,
    write,
    terraform: (...args) =>
      execFileSync(parts.terraform, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }),
    terraformBeside: async (...args) => (await promisify(execFile)(parts.terraform, args, options)).stdout,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
