/**
 * The providers of the Google Cloud stacks, for tests that run them for real. They are parts one may have or not: a suite
 * that needs them is skipped with a loud notice where they are missing, in CI as well.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe } from 'vitest';
import { findDirectory } from './directory-search.ts';
import { type Found, requireRealParts } from './real-parts.ts';
import { cacheDirectory, checkout, configuredMirrors, impliedMirrors } from './real-parts-search.ts';

export type GoogleProvider = 'google' | 'random' | 'kubernetes' | 'helm';

export interface GoogleMirror {
  /** Folder that holds `registry.terraform.io/hashicorp/google`, for `filesystem_mirror`. */
  readonly providerMirror: string;
  /** Newest version there, of each provider that is there for this machine. */
  readonly versions: Readonly<Partial<Record<GoogleProvider, string>>>;
}

export interface GoogleParts extends Found<'terraform'>, GoogleMirror {
  readonly providerMirror: string;
}

const wanted: readonly GoogleProvider[] = ['google', 'random', 'kubernetes', 'helm'];

/** A suite that needs some of the providers: runs with them, or is skipped loudly. */
export function describeWithGoogleMirror(
  title: string,
  needs: readonly GoogleProvider[],
  body: (parts: GoogleParts) => void,
): void {
  const mirror = findGoogleMirror();
  const missing = needs.filter((name) => mirror?.versions[name] === undefined);
  const real = missing.length === 0 ? requireRealParts('terraform') : undefined;
  if (mirror !== undefined && real !== undefined)
    return void describe(title, () => body({ ...real, ...mirror }));
  if (missing.length > 0)
    process.stderr.write(
      `\nNOT RUN: "${title}" needs the terraform providers ${missing.join(', ')} ` +
        `(${mirror === undefined ? 'no mirror with hashicorp/google was found' : `not in ${mirror.providerMirror}`})\n` +
        'next: fill a mirror with `terraform providers mirror DIR`, and name DIR in BT_DATAPLANE_GOOGLE_MIRROR\n\n',
    );
  describe.skip(title, () => body({} as GoogleParts));
}

let found: { readonly mirror: GoogleMirror | undefined } | undefined;

/** Searches once per process. */
export function findGoogleMirror(): GoogleMirror | undefined {
  found ??= { mirror: search() };
  return found.mirror;
}

function search(): GoogleMirror | undefined {
  const named = process.env.BT_DATAPLANE_GOOGLE_MIRROR;
  const providerMirror = named !== undefined && named !== '' ? named : firstWithGoogle();
  if (providerMirror === undefined) return undefined;
  const versions = wanted.flatMap((name) => {
    const version = newestVersion(providerMirror, name);
    return version === undefined ? [] : [[name, version]];
  });
  return { providerMirror, versions: Object.fromEntries(versions) };
}

/** What terraform itself would look through; then folders beside the checkout; then where programs usually are. */
function firstWithGoogle(): string | undefined {
  const holdsProvider = (path: string) => newestVersion(path, 'google') !== undefined;
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
function newestVersion(mirror: string, name: GoogleProvider): string | undefined {
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
