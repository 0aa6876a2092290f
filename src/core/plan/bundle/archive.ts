/**
 * The bundle as a file: a zip archive whose members are stored as they are, so that one content has one sequence of bytes.
 * What is read is packed again and compared: a byte that the archive's reader would pass over counts too.
 */
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { sha256 } from '../../synth/digest.ts';
import { bundleDamaged, bundleOfFormat, bundleUnknown } from './errors.ts';
import { type BundleManifest, bundleFormat, bundleManifest } from './manifest.ts';

export interface Bundle {
  readonly manifest: BundleManifest;
  /** Plan files by stack; they hold secrets. */
  readonly plans: ReadonlyMap<string, Uint8Array>;
  /** Over the manifest, which holds the digests of the plan files. */
  readonly digest: string;
}

const manifestName = 'manifest.json';
const digestName = 'digest.txt';

export function planMember(stack: string): string {
  return `plans/${stack}.tfplan`;
}

export function packBundle(
  manifest: BundleManifest,
  plans: ReadonlyMap<string, Uint8Array>,
): { readonly bytes: Uint8Array; readonly digest: string } {
  const text = encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const digest = `sha256:${sha256(text)}`;
  return { bytes: pack(text, plans, digest), digest };
}

/** Throws kind `stale` for everything that is not byte for byte what was written. `file` is for the message. */
export function unpackBundle(bytes: Uint8Array, file: string): Bundle {
  const members = unzip(bytes, file);
  const text = members[manifestName];
  if (text === undefined) {
    const isPlan = 'tfplan' in members;
    throw bundleUnknown(file, isPlan ? 'it is a plan file of terraform itself' : 'it has no manifest');
  }
  const raw = parse(text, file);
  const { formatVersion, tool } = raw as { formatVersion?: unknown; tool?: unknown };
  if (formatVersion !== bundleFormat) throw bundleOfFormat(file, String(formatVersion), String(tool));
  const digest = `sha256:${sha256(text)}`;
  if (decode(members[digestName]) !== `${digest}\n`)
    throw bundleDamaged(file, 'its manifest is not the one that was written');
  const parsed = bundleManifest.safeParse(raw);
  if (!parsed.success) throw bundleDamaged(file, 'its manifest is not complete');
  const plans = new Map<string, Uint8Array>();
  for (const { name, plan } of parsed.data.stacks) {
    if (plan === null) continue;
    const bytesOf = members[plan.member];
    if (bytesOf === undefined || bytesOf.length !== plan.bytes || sha256(bytesOf) !== plan.sha256)
      throw bundleDamaged(file, `the plan of ${name} is not the one that was written`);
    plans.set(name, bytesOf);
  }
  if (Buffer.compare(pack(text, plans, digest), bytes) !== 0)
    throw bundleDamaged(file, 'its bytes are not those that were written');
  return { manifest: parsed.data, plans, digest };
}

function pack(manifest: Uint8Array, plans: ReadonlyMap<string, Uint8Array>, digest: string): Uint8Array {
  const members: Zippable = { [manifestName]: manifest };
  for (const [stack, bytes] of plans) members[planMember(stack)] = bytes;
  members[digestName] = encode(`${digest}\n`);
  // The format keeps local time, hence a local date: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.6
  return zipSync(members, { level: 0, os: 3, attrs: (0o100600 << 16) >>> 0, mtime: new Date(1980, 0, 1) });
}

function unzip(bytes: Uint8Array, file: string): Readonly<Record<string, Uint8Array>> {
  if (bytes.length === 0) throw bundleUnknown(file, 'it is empty');
  try {
    // Ours are stored, never compressed; a plan of terraform is looked into for its name alone.
    const members = unzipSync(bytes, { filter: ({ compression }) => compression === 0 });
    if (members[manifestName] !== undefined) return members;
    return unzipSync(bytes, { filter: ({ name, originalSize }) => name === 'tfplan' && originalSize < 1e9 });
  } catch {
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    throw isZip ? bundleDamaged(file, 'it cannot be unpacked') : bundleUnknown(file, 'it is no archive');
  }
}

function parse(text: Uint8Array, file: string): object {
  try {
    const raw: unknown = JSON.parse(decode(text));
    if (typeof raw === 'object' && raw !== null) return raw;
  } catch {
    // Said below.
  }
  throw bundleDamaged(file, 'its manifest cannot be read');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}
