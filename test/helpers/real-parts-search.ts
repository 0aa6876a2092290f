import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findDirectory } from './directory-search.ts';

export interface RealParts {
  /** Path of the executable. */
  readonly terraform: string | undefined;
  /** Folder that holds `registry.terraform.io/hashicorp/aws`, for `filesystem_mirror`. */
  readonly providerMirror: string | undefined;
  /** Python interpreter in which `moto.server` can be imported. */
  readonly python: string | undefined;
}

export type PartName = keyof RealParts;

/** The emulator's version that the shim is written for. */
export const motoVersion = '5.2.1';

/** The checkout; its `.cache/` holds what was fetched. */
export const checkout = new URL('../..', import.meta.url).pathname;
export const cacheDirectory = join(checkout, '.cache');

export const nextSteps: Readonly<Record<PartName, string>> = {
  terraform: 'install terraform 1.11 or newer, or name it in BT_DATAPLANE_TERRAFORM',
  providerMirror:
    'fill a mirror with `terraform providers mirror DIR`, and name DIR in BT_DATAPLANE_PROVIDER_MIRROR',
  python: `python3 -m venv .cache/python && .cache/python/bin/pip install 'moto[server]==${motoVersion}'`,
};

let found: RealParts | undefined;

/** Searches once per process; takes well under a second, and two at the most where home folders are huge. */
export function findRealParts(): RealParts {
  found ??= { terraform: findTerraform(), providerMirror: findProviderMirror(), python: findPython() };
  return found;
}

/** Forgets what was found, after something was fetched. */
export function searchAgain(): RealParts {
  found = undefined;
  return findRealParts();
}

function findTerraform(): string | undefined {
  const named = process.env.BT_DATAPLANE_TERRAFORM;
  if (named !== undefined && named !== '') return named;
  return onPath('terraform') ?? ifExecutable(join(cacheDirectory, 'terraform', 'terraform'));
}

function findProviderMirror(): string | undefined {
  const named = process.env.BT_DATAPLANE_PROVIDER_MIRROR;
  if (named !== undefined && named !== '') return named;
  const holdsProvider = (path: string) => existsSync(join(path, 'registry.terraform.io', 'hashicorp', 'aws'));
  return (
    [...configuredMirrors(), ...impliedMirrors()].find(holdsProvider) ??
    findDirectory('registry.terraform.io', {
      roots: ['/opt', '/usr/local', '/usr/share', '/usr/lib', '/var/lib', '/var/cache', '/srv', homedir()],
      depth: 4,
      milliseconds: 2_000,
      accept: (path) => holdsProvider(dirname(path)),
    })
  );
}

/** Mirrors that the user's own terraform configuration names. */
export function configuredMirrors(): readonly string[] {
  const file = process.env.TF_CLI_CONFIG_FILE ?? join(homedir(), '.terraformrc');
  if (!existsSync(file)) return [];
  return [...readFileSync(file, 'utf8').matchAll(/^\s*path\s*=\s*"([^"]+)"/gm)].map(([, path]) => path ?? '');
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
export function impliedMirrors(): readonly string[] {
  const dataHome = process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  const dataDirs = (process.env.XDG_DATA_DIRS ?? '/usr/local/share:/usr/share').split(':');
  return [
    join(homedir(), '.terraform.d', 'plugins'),
    ...[dataHome, ...dataDirs].map((path) => join(path, 'terraform', 'plugins')),
    process.env.TF_PLUGIN_CACHE_DIR ?? join(homedir(), '.terraform.d', 'plugin-cache'),
  ];
}

/** Asks each candidate for its real path: what is on `PATH` may be a wrapper script of pyenv or of a package manager. */
function findPython(): string | undefined {
  const server = onPath('moto_server');
  const candidates = [
    join(cacheDirectory, 'python', 'bin', 'python'),
    server === undefined ? undefined : interpreterOf(server),
    'python3',
    'python',
  ];
  const question = 'import sys, flask, flask_cors, moto.server; print(sys.executable)';
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const { status, stdout } = spawnSync(candidate, ['-c', question], { encoding: 'utf8', timeout: 20_000 });
    if (status === 0) return stdout.trim();
  }
  return undefined;
}

/** The interpreter that a console script of pip names in its first line; nothing when it is a shell script. */
function interpreterOf(script: string): string | undefined {
  const interpreter = /^#!\s*(\S+)/.exec(readFileSync(script, 'utf8'))?.[1];
  return interpreter !== undefined && /python[0-9.]*$/.test(interpreter) ? interpreter : undefined;
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => ifExecutable(path) !== undefined);
}

function ifExecutable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}
