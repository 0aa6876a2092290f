import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { cacheDirectory } from '../helpers/real-parts-search.ts';
import { say } from './say.ts';

/** The oldest line that the program works with. */
const version = '1.11.4';
const releases = `https://releases.hashicorp.com/terraform/${version}`;

/** Downloads terraform, compares it with its published SHA-256 and unpacks it; the path of the executable. */
export async function fetchTerraform(): Promise<string> {
  const archive = `terraform_${version}_${platform()}.zip`;
  say(`no terraform was found: downloading ${releases}/${archive}`);
  const published = await download(`terraform_${version}_SHA256SUMS`, 60_000);
  const zip = await download(archive, 300_000);
  const expected = checksumOf(archive, new TextDecoder().decode(published));
  const actual = createHash('sha256').update(zip).digest('hex');
  if (actual !== expected) throw new Error(`${archive} has the SHA-256 ${actual}, published is ${expected}`);
  const binary = unzipSync(zip, { filter: (file) => file.name === 'terraform' }).terraform;
  if (binary === undefined) throw new Error(`there is no terraform in ${archive}`);
  const folder = join(cacheDirectory, 'terraform');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'terraform');
  writeFileSync(file, binary, { mode: 0o755 });
  return file;
}

function platform(): string {
  const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  if (architecture === undefined || !['linux', 'darwin'].includes(process.platform))
    throw new Error(`no download is known for ${process.platform} ${process.arch}`);
  return `${process.platform}_${architecture}`;
}

async function download(name: string, milliseconds: number): Promise<Uint8Array> {
  const response = await fetch(`${releases}/${name}`, { signal: AbortSignal.timeout(milliseconds) });
  if (!response.ok) throw new Error(`${releases}/${name} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function checksumOf(archive: string, sums: string): string {
  const line = sums.split('\n').find((each) => each.trim().endsWith(` ${archive}`));
  if (line === undefined) throw new Error(`${archive} is not among the published checksums`);
  return line.trim().split(/\s+/)[0] ?? '';
}
