/** The text of a lock file, and what it means. One frozen value a line, sorted, so that a change is a one-line diff. */
import { stringify } from 'yaml';
import * as z from 'zod';
import type { Finding } from '../findings/finding.ts';
import { metaOf } from './field.ts';
import {
  inLockFile,
  lockKeyUnknown,
  lockPinInvalid,
  lockValueInvalid,
  lockVersionUnknown,
} from './lock-findings.ts';
import { formatPath } from './path.ts';
import { inOrder, isArtefact, type Pins, pinsSchema } from './pins.ts';
import { leaves } from './resolve.ts';
import { type CloudId, clouds, type Profile, profiles } from './schema.ts';
import { inner, type Leaf } from './schema-walk.ts';
import { nodeAt, readSource } from './source/source.ts';
import type { SourceNode } from './source/tree.ts';

export const lockVersion = 1;

export interface Lock {
  /** The deployment that the values were frozen for. */
  readonly name: string;
  readonly cloud: CloudId;
  readonly profile: Profile;
  /** Effective values by dotted path, such as `postgres.version`. Leaves only. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly pins?: Pins | undefined;
}

export interface LockRead {
  readonly lock: Lock | undefined;
  readonly root: SourceNode | undefined;
  readonly findings: readonly Finding[];
}

const header = `# Values that bt-dataplane filled in for this deployment, frozen so that a newer bt-dataplane does not change them.
# Commit this file. A value in the configuration wins over one here; to take up a newer default, remove its line.
# \`pins\` belong to one release in one region; for another the next plan or apply looks them up anew.
`;

const headSchema = z.strictObject({
  lockVersion: z.literal(lockVersion),
  name: z.string(),
  cloud: z.enum(clouds),
  profile: z.enum(profiles),
  values: z.record(z.string(), z.unknown()),
  pins: pinsSchema.optional(),
});

export function formatLock(lock: Lock): string {
  const names = Object.keys(lock.values).sort();
  const values = Object.fromEntries(names.map((name) => [name, lock.values[name]]));
  const { name, cloud, profile } = lock;
  const pins = lock.pins && { pins: inOrder(lock.pins) };
  const body = stringify({ lockVersion, name, cloud, profile, values, ...pins }, { lineWidth: 0 });
  return `${header}${body}`;
}

/** `lock` is undefined when anything is wrong with the file. */
export function parseLock(file: string, bytes: Uint8Array): LockRead {
  const { root, findings: read } = readSource(file, bytes);
  const findings = read.map(inLockFile);
  if (!root) return { lock: undefined, root, findings };
  const head = headSchema.safeParse(root.data);
  if (!head.success) {
    const wrong = [...new Set(head.error.issues.flatMap(keysOf))].map((key) => wrongHead(root, key));
    return { lock: undefined, root, findings: [...findings, ...wrong] };
  }
  const { lockVersion: _version, ...lock } = head.data;
  const wrong = Object.keys(lock.values).flatMap((name) => wrongValue(root, name, lock.cloud));
  const all = [...findings, ...wrong, ...wrongPins(root, lock.pins)];
  return { lock: all.length === 0 ? lock : undefined, root, findings: all };
}

/** The keys at the top of the file that an issue is about. */
function keysOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys;
  return [String(issue.path[0] ?? 'lockVersion')];
}

function wrongHead(root: SourceNode, key: string): Finding {
  const node = nodeAt(root, [key]);
  return node && !Object.hasOwn(headSchema.shape, key)
    ? lockKeyUnknown(node, formatPath([key]), key)
    : lockVersionUnknown(root, key, lockVersion);
}

/** Lists that a person fills, or nobody: no release has a choice of its own for them. */
const personal: ReadonlySet<string> = new Set([
  'account.deployers',
  'extends',
  'organization.allowedIds',
  'terraform.overrides',
  'waivers',
]);

/** Names that may be frozen: what a person has to write is not, and neither are tags and lists of a person. */
export const freezable: ReadonlySet<string> = new Set(leaves.filter(isFreezable).map((leaf) => leaf.name));

function wrongValue(root: SourceNode, name: string, cloud: CloudId): readonly Finding[] {
  const node = nodeAt(root, ['values', name]);
  const leaf = leaves.find((candidate) => candidate.name === name);
  if (!node) return [];
  const foreign = leaf?.clouds !== undefined && !leaf.clouds.includes(cloud);
  if (!leaf || foreign || !freezable.has(name))
    return [lockKeyUnknown(node, formatPath(['values', name]), name)];
  return leaf.schema.safeParse(node.data).success
    ? []
    : [lockValueInvalid(node, formatPath(['values', name]), leaf.schema)];
}

/** They become part of terraform files, and a person may have edited them. */
function wrongPins(root: SourceNode, pins: Pins | undefined): readonly Finding[] {
  return Object.entries(pins?.artefacts ?? {}).flatMap(([name, artefact]) => {
    const path = ['pins', 'artefacts', name];
    const node = nodeAt(root, path);
    return node && !isArtefact(artefact) ? [lockPinInvalid(node, formatPath(path))] : [];
  });
}

function isFreezable({ name, schema }: Leaf): boolean {
  return !metaOf(schema)?.required && !personal.has(name) && !(inner(schema) instanceof z.ZodRecord);
}
