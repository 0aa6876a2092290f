/** Terraform's own configuration file: where providers come from. */
import { join, resolve } from 'node:path';
import type { Env } from '../../env.ts';
import type { Host } from '../io/host.ts';
import { mirrorUnusable } from './errors.ts';

export interface CliConfigOptions {
  /** Folder in the layout of `terraform providers mirror`; `--provider-mirror` or `BT_DATAPLANE_PROVIDER_MIRROR`. */
  readonly providerMirror?: string;
  /** Where a generated file may be written. */
  readonly folder: string;
}

/** The value of `TF_CLI_CONFIG_FILE` for the child; undefined leaves terraform to its default. */
export async function cliConfigFile(
  env: Env,
  host: Host,
  options: CliConfigOptions,
): Promise<string | undefined> {
  const mirror = options.providerMirror ?? env.vars.BT_DATAPLANE_PROVIDER_MIRROR;
  if (mirror) return writeMirrorConfig(env, resolve(env.cwd, mirror), options.folder);
  const named = env.vars.TF_CLI_CONFIG_FILE;
  if (!named) return undefined;
  if (await env.fs.stat(resolve(env.cwd, named))) return resolve(env.cwd, named);
  host.notify({
    kind: 'note',
    code: 'cli-config-missing',
    level: 'warning',
    text: `TF_CLI_CONFIG_FILE names ${named}, which does not exist; terraform runs without it, so a provider mirror named there is not used`,
  });
  return undefined;
}

async function writeMirrorConfig(env: Env, mirror: string, folder: string): Promise<string> {
  const providers = await providersIn(env, mirror);
  if (providers.length === 0) throw mirrorUnusable(mirror, 'holds no provider');
  const file = join(folder, 'provider-mirror.tfrc');
  await env.fs.write(file, mirrorConfig(mirror, providers));
  return file;
}

/** Addresses such as `registry.terraform.io/hashicorp/aws`. */
async function providersIn(env: Env, mirror: string): Promise<readonly string[]> {
  if ((await env.fs.stat(mirror))?.kind !== 'directory') throw mirrorUnusable(mirror, 'is not a folder');
  const found: string[] = [];
  for (const host of await folders(env, mirror)) {
    for (const namespace of await folders(env, join(mirror, host))) {
      for (const type of await folders(env, join(mirror, host, namespace))) {
        found.push(`${host}/${namespace}/${type}`);
      }
    }
  }
  return found.sort();
}

async function folders(env: Env, path: string): Promise<readonly string[]> {
  const names = await env.fs.list(path);
  const kinds = await Promise.all(names.map(async (name) => (await env.fs.stat(join(path, name)))?.kind));
  return names.filter((name, index) => kinds[index] === 'directory' && !name.startsWith('.'));
}

/**
 * What the mirror has comes from the mirror alone, everything else from its registry. Pure.
 * https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation
 */
export function mirrorConfig(mirror: string, providers: readonly string[]): string {
  const list = `[${providers.map(quote).join(', ')}]`;
  return [
    'provider_installation {',
    `  filesystem_mirror {\n    path    = ${quote(mirror)}\n    include = ${list}\n  }`,
    `  direct {\n    exclude = ${list}\n  }`,
    '}',
    '',
  ].join('\n');
}

/** An HCL 1 string; the escape of `$` keeps `${` from opening an expression. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('${', '\\u0024{');
}
