import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Emulator } from './emulator.ts';

/** Names of what is in a cloud, by kind: `{ database: ['acme-postgres'] }`. Kinds without any are left out. */
export type CloudListing = Readonly<Record<string, readonly string[]>>;

const script = new URL('../emulator/list_cloud.py', import.meta.url).pathname;

/** Asks the emulator through the public API of every service that a data plane uses. */
export async function listCloud(emulator: Emulator, python: string, region: string): Promise<CloudListing> {
  const { stdout } = await promisify(execFile)(python, ['-B', script, emulator.url, region], {
    timeout: 120_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout) as CloudListing;
}

/** What is there now and was not there before: `{}` means that nothing is left over. */
export function leftOver(before: CloudListing, now: CloudListing): CloudListing {
  const rest = Object.entries(now).map(
    ([kind, names]) => [kind, names.filter((name) => !before[kind]?.includes(name))] as const,
  );
  return Object.fromEntries(rest.filter(([, names]) => names.length > 0));
}
