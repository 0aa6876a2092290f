/** Which configurations a fleet is made of. */
import { resolve } from 'node:path';
import type { Env } from '../../env.ts';
import type { Loaded } from '../config/deployment.ts';
import { loadDeployment } from '../config/load.ts';
import type { Context } from '../context.ts';
import { nothingMatches, sameDeployment } from './errors.ts';
import { filesOf, isGlob } from './glob.ts';

export interface FleetConfiguration {
  /** Absolute. */
  readonly config: string;
  /** Undefined when the file cannot be used. */
  readonly name: string | undefined;
  readonly release: string | undefined;
}

/**
 * By path. Files that others build on are no deployments of their own. Throws `no-configurations` when a pattern matches
 * nothing, and `same-deployment` when two files describe one.
 */
export async function fleetOf(
  context: Context,
  patterns: readonly string[],
): Promise<readonly FleetConfiguration[]> {
  const files = await chosen(context.env, patterns);
  const loaded = new Map<string, Loaded | undefined>();
  // What cannot be read is told when its turn comes.
  for (const file of files)
    loaded.set(file, await loadDeployment(context, { config: file }).catch(() => undefined));
  const bases = new Set([...loaded.values()].flatMap((one) => (one ? basesOf(one) : [])));
  const fleet = files
    .filter((file) => loaded.get(file)?.ok || !bases.has(file))
    .map((config) => {
      const one = loaded.get(config);
      const { name, release } = one?.ok ? one.deployment.config : {};
      return { config, name, release };
    });
  refuseSame(fleet);
  return fleet;
}

function basesOf(loaded: Loaded): readonly string[] {
  return loaded.ok ? loaded.deployment.bases : loaded.bases;
}

async function chosen(env: Env, patterns: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    if (!isGlob(pattern)) {
      files.add(resolve(env.cwd, pattern));
      continue;
    }
    const found = (await filesOf(env, pattern)).filter(isConfiguration);
    if (found.length === 0) throw nothingMatches([pattern]);
    for (const file of found) files.add(file);
  }
  return eachOnce(env, [...files].sort());
}

/** A file that is reached under several names is one deployment. Of the names its own is taken, else the first. */
async function eachOnce(env: Env, files: readonly string[]): Promise<readonly string[]> {
  const names = new Map<string, string>();
  for (const file of files) {
    const own = await env.fs.realPath(file).catch(() => file);
    if (!names.has(own) || file === own) names.set(own, file);
  }
  return [...names.values()].sort();
}

/** By name; beside a configuration lie its lock file, its schema and a list of releases. */
function isConfiguration(file: string): boolean {
  return /\.(ya?ml|json)$/.test(file) && !/\.(lock\.yaml|schema\.json|releases\.json)$/.test(file);
}

function refuseSame(fleet: readonly FleetConfiguration[]): void {
  const names = new Set(fleet.flatMap(({ name }) => name ?? []));
  for (const name of names) {
    const same = fleet.filter((one) => one.name === name).map(({ config }) => config);
    if (same.length > 1) throw sameDeployment(name, same);
  }
}
