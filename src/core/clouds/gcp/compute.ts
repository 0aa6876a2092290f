/** Compute Engine machine types, as nodes of Brainstore. */
import type { Architecture, LocalDisks, NodeType, Spelling } from '../../requirements/catalogue.ts';
import { withDisks } from '../../requirements/disks.ts';
import { figure, parseRows, type Row } from '../figures.ts';
import { once } from '../once.ts';
import { computeFigures } from './catalogue/compute.ts';
import { generalTypes } from './general.ts';

/** IOPS of Titanium SSD by the size of a disk in GiB; all disks together have as many times that. */
const titanium: Readonly<Record<number, readonly [read: number, write: number]>> = {
  375: [150_000, 75_000],
  3000: [750_000, 500_000],
  3500: [650_000, 512_000],
  6000: [750_000, 500_000],
};
/** C4 on bare metal has disks of 3,000 GiB that are as fast as eight of 375 GiB. */
const titaniumC4: readonly [read: number, write: number] = [1_200_000, 600_000];

/** IOPS of other Local SSD by the number of disks, which share what the machine can do. */
const shared: Readonly<Record<number, readonly [read: number, write: number]>> = {
  1: [170_000, 90_000],
  2: [340_000, 180_000],
  3: [510_000, 270_000],
  4: [680_000, 360_000],
  5: [680_000, 360_000],
  6: [680_000, 360_000],
  7: [680_000, 360_000],
  8: [680_000, 360_000],
  16: [1_600_000, 800_000],
  24: [2_400_000, 1_200_000],
  32: [3_200_000, 1_600_000],
};

/** vCPUs from which these series reach the figures above; for fewer Google publishes none. */
const vcpusForIops: Readonly<Record<string, number>> = { n1: 32, n2: 24, n2d: 24, a2: 24 };

export const nodes = once((): readonly NodeType[] => parseRows(computeFigures, '-').map(nodeOf));

function nodeOf(row: Row): NodeType {
  const [vcpus, memoryGib] = row.words.map(figure);
  const choices = row.words.slice(2).map((word) => disksOf(row, vcpus ?? 0, word));
  const [fewest] = choices;
  const type: NodeType = {
    name: row.name,
    architecture: row.architecture,
    vcpus,
    memoryGib,
    nvmeGb: undefined,
    readIops: undefined,
    writeIops: undefined,
    burstable: false,
    accelerated: row.flags.has('accelerated'),
    bareMetal: row.name.endsWith('-metal'),
    ...(choices.length > 1 ? { choices } : {}),
  };
  return fewest ? withDisks(type, fewest) : type;
}

function disksOf({ family, flags }: Row, vcpus: number, word: string): LocalDisks {
  const [, number = '', gib = '375', unknown] = /^([0-9]+)(?:x([0-9]+))?(\?)?$/.exec(word) ?? [];
  const count = Number(number);
  const [read, write] = iopsOf(family, flags, Number(gib), count);
  const published = !unknown && !(flags.has('optional') && vcpus < (vcpusForIops[family] ?? 0));
  return {
    count,
    gib: count * Number(gib),
    readIops: published ? read : undefined,
    writeIops: published ? write : undefined,
  };
}

function iopsOf(family: string, flags: Row['flags'], gib: number, count: number) {
  if (!flags.has('titanium')) return shared[count] ?? [];
  const [read, write] = (family === 'c4' && gib === 3000 ? titaniumC4 : titanium[gib]) ?? [];
  return [read && read * count, write && write * count] as const;
}

/** https://cloud.google.com/compute/docs/machine-resource#machine_type_comparison */
export const nodeSpelling: Spelling = {
  pattern: /^[a-z][0-9]+[a-z]*-(micro|small|medium|([a-z]+-)*[0-9]+[a-z]*(-[a-z0-9]+)*)$/,
  example: 'c4a-standard-16-lssd',
};

/** Series without any Local SSD: https://cloud.google.com/compute/docs/disks/local-ssd#machine_series_support */
const withoutDisks = ['e2', 'f1', 'g1', 'n4', 'n4a', 'n4d', 't2a', 't2d', 'h3', 'm1', 'm2', 'm4', 'x4'];
/** Series of which only the types that end in `lssd` have one: same source. */
const byName = ['c3', 'c3d', 'c4', 'c4a', 'c4d', 'h4d', 'z3', 'z4d'];
const arm = ['c4a', 'n4a', 't2a'];

/** Also of a machine that is not listed. */
export function architectureOf(name: string): Architecture {
  const [series = ''] = name.split('-');
  return arm.includes(series) ? 'arm64' : 'x86_64';
}

/** What the mere name says about a type that is not listed: whether it can have local disks. */
export function nodeFromName(name: string): NodeType | undefined {
  const [series = ''] = name.split('-');
  const none = withoutDisks.includes(series) || (byName.includes(series) && !name.includes('lssd'));
  if (!none) return undefined;
  const listed = generalTypes().find((type) => type.name === name);
  return {
    name,
    architecture: architectureOf(name),
    vcpus: listed?.vcpus,
    memoryGib: listed?.memoryGib,
    nvmeGb: 0,
    readIops: undefined,
    writeIops: undefined,
    burstable: /^(f1|g1)-|^e2-(micro|small|medium)$/.test(name),
    accelerated: false,
    bareMetal: name.endsWith('-metal'),
  };
}

/**
 * Series whose machines start from Hyperdisk alone: https://cloud.google.com/compute/docs/disks/hyperdisks#machine-type-support
 * and the page of each series below https://cloud.google.com/compute/docs/machine-resource.
 */
const hyperdiskOnly = ['a4', 'c4', 'c4a', 'c4d', 'g4', 'h4d', 'm4', 'n4', 'n4a', 'n4d', 'x4', 'z4d'];

/** Kind of disk that a node starts from. */
export function bootDiskOf(name: string): 'hyperdisk-balanced' | 'pd-balanced' {
  const [series = ''] = name.split('-');
  const only = hyperdiskOnly.includes(series) || name.endsWith('-metal') || name.startsWith('a3-ultragpu');
  return only ? 'hyperdisk-balanced' : 'pd-balanced';
}
