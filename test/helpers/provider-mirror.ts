/**
 * Providers of clouds and clusters, for tests that run them for real. They are parts one may have or not: a suite that
 * needs them is skipped with a loud notice where they are missing, in CI as well.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe } from 'vitest';
import { findDirectory } from './directory-search.ts';
import { type Found, requireRealParts } from './real-parts.ts';
import { cacheDirectory, checkout, configuredMirrors, impliedMirrors } from './real-parts-search.ts';

export interface ProviderMirror<Provider extends string> {
  /** Folder that holds `registry.terraform.io/hashicorp/…`, for `filesystem_mirror`. */
  readonly providerMirror: string;
  /** Newest version there, of each provider that is there for this machine. */
  readonly versions: Readonly<Partial<Record<Provider, string>>>;
}

export interface ProviderParts<Provider extends string> extends Found<'terraform'>, ProviderMirror<Provider> {
  readonly providerMirror: string;
}

export interface MirrorSearch<Provider extends string> {
  /** The provider that makes a mirror the right one. */
  readonly holds: Provider;
  /** All that tests may ask for. */
  readonly wanted: readonly Provider[];
  /** Environment variable that names the mirror. */
  readonly variable: string;
}

/** A suite that needs some of the providers: runs with them, or is skipped loudly. */
export function describeWithProviders<Provider extends string>(
  search: MirrorSearch<Provider>,
  title: string,
  needs: readonly Provider[],
  body: (parts: ProviderParts<Provider>) => void,
): void {
  const mirror = findMirror(search);
  const missing = needs.filter((name) => mirror?.versions[name] === undefined);
  const real = missing.length === 0 ? requireRealParts('terraform') : undefined;
  if (mirror !== undefined && real !== undefined)
    return void describe(title, () => body({ ...real, ...mirror }));
  if (missing.length > 0)
    process.stderr.write(
      `\nNOT RUN: "${title}" needs the terraform providers ${missing.join(', ')} ` +
        `(${mirror === undefined ? `no mirror with hashicorp/${search.holds} was found` : `not in ${mirror.providerMirror}`})\n` +
        `next: fill a mirror with \`terraform providers mirror DIR\`, and name DIR in ${search.variable}\n\n`,
    );
  describe.skip(title, () => body({} as ProviderParts<Provider>));
}

const found = new Map<string, ProviderMirror<string> | undefined>();

/** Searches once per process. */
export function findMirror<Provider extends string>(
  search: MirrorSearch<Provider>,
): ProviderMirror<Provider> | undefined {
  if (!found.has(search.variable)) found.set(search.variable, searched(search));
  return found.get(search.variable) as ProviderMirror<Provider> | undefined;
}

function searched({ holds, wanted, variable }: MirrorSearch<string>): ProviderMirror<string> | undefined {
  const named = process.env[variable];
  const providerMirror = named !== undefined && named !== '' ? named : firstWith(holds);
  if (providerMirror === undefined) return undefined;
  const versions = wanted.flatMap((name) => {
    const version = newestVersion(providerMirror, name);
    return version === undefined ? [] : [[name, version]];
  });
  return { providerMirror, versions: Object.fromEntries(versions) };
}

/** What terraform itself would look through; then folders beside the checkout; then where programs usually are. */
function firstWith(provider: string): string | undefined {
  const holdsProvider = (path: string) => newestVersion(path, provider) !== undefined;
  const accept = (path: string) => holdsProvider(dirname(path));
  const beside = [cacheDirectory, dirname(checkout.replace(/\/$/, ''))];
  const usual = ['/opt', '/usr/local', '/usr/share', '/usr/lib', '/var/lib', '/var/cache', '/srv', homedir()];
  return (
    [...configuredMirrors(), ...impliedMirrors()].find(holdsProvider) ??
    findDirectory('registry.terraform.io', { roots: beside, depth: 3, milliseconds: 2_000, accept }) ??
    findDirectory('registry.terraform.io', { roots: usual, depth: 4, milliseconds: 2_000, accept })
  );
}

/** Both layouts of a mirror: unpacked by version and platform, and packed. A folder without a program does not count. */
function newestVersion(mirror: string, name: string): string | undefined {
  const folder = join(mirror, 'registry.terraform.io', 'hashicorp', name);
  if (!existsSync(folder)) return undefined;
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const unpacked = readdirSync(folder).filter((version) => {
    const place = join(folder, version, platform);
    return existsSync(place) && readdirSync(place).length > 0;
  });
  const packed = readdirSync(folder).flatMap((file) => {
    const version = new RegExp(`^terraform-provider-${name}_(.+)_${platform}\\.zip$`).exec(file)?.[1];
    return version === undefined ? [] : [version];
  });
  return [...unpacked, ...packed].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}
