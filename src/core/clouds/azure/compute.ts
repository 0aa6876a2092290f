/** Virtual machines, as nodes of Brainstore. */
import type { NodeType, Spelling } from '../../requirements/catalogue.ts';
import { withDisks } from '../../requirements/disks.ts';
import { figure, parseRows, type Row } from '../figures.ts';
import { once } from '../once.ts';
import { computeFigures } from './catalogue/compute.ts';
import { findGeneral, nameParts, sizeName } from './general.ts';

/** 1 GiB is 1.073741824 GB. */
const gbPerGib = 1.073741824;

export const nodes = once((): readonly NodeType[] => parseRows(computeFigures, ' ').map(nodeOf));

function nodeOf(row: Row): NodeType {
  const [memory, disks, read, write] = row.words;
  const type: NodeType = {
    name: sizeName(row),
    architecture: row.architecture,
    vcpus: Number(row.size),
    memoryGib: figure(memory),
    nvmeGb: undefined,
    readIops: undefined,
    writeIops: undefined,
    burstable: false,
    accelerated: false,
    bareMetal: false,
  };
  const [, count, size] = /^([0-9]+)x([0-9]+)$/.exec(disks ?? '') ?? [];
  if (count === undefined) return type;
  const gib = Number(size) / (row.flags.has('decimal') ? gbPerGib : 1);
  return withDisks(type, {
    count: Number(count),
    gib: Number(count) * gib,
    readIops: figure(read),
    writeIops: figure(write),
  });
}

export const nodeSpelling: Spelling = {
  pattern: /^Standard_[A-Z]{1,3}[0-9]+(-[0-9]+)?[a-z]*(_[A-Z][A-Za-z0-9]*)?(_v[0-9]+)?$/,
  example: 'Standard_D32plds_v6',
};

/** All of them have NVMe: https://learn.microsoft.com/azure/virtual-machines/enable-nvme-temp-faqs */
const storageFamily = 'L';
/** From this version on a local disk is NVMe; before, it is on SCSI: same source. */
const nvmeFrom = 6;
/** Families that the rule holds for; others, such as those with accelerators, have NVMe of their own in earlier versions, too. */
const ruledFamilies = ['A', 'B', 'D', 'DC', 'DS', 'E', 'EC', 'F'];

/** What the mere name says about a type that is not listed: whether it can have NVMe, and if not, what it has instead. */
export function nodeFromName(name: string): NodeType | undefined {
  const parts = nameParts(name);
  if (!parts || parts.family === storageFamily || !ruledFamilies.includes(parts.family)) return undefined;
  const { features, version, architecture, vcpus } = parts;
  if (version >= nvmeFrom && features.includes('d')) return undefined;
  return {
    name,
    architecture,
    vcpus,
    memoryGib: findGeneral(name)?.memoryGib,
    nvmeGb: 0,
    ...(hasScsiDisk(name) ? { otherDisk: 'a temporary disk on SCSI, which is too slow' } : {}),
    readIops: undefined,
    writeIops: undefined,
    burstable: parts.family === 'B',
    accelerated: false,
    bareMetal: false,
  };
}

/**
 * Before version 4 every machine has a temporary disk, from then on those with a `d`, and AMD's first ones without:
 * https://learn.microsoft.com/azure/virtual-machines/azure-vms-no-temp-disk and the pages of Dav4 and Eav4.
 */
function hasScsiDisk(name: string): boolean {
  const { family, features = '', version } = nameParts(name) ?? {};
  if (version === undefined || version >= nvmeFrom) return false;
  // B has one in its first version, Bsv2 has none.
  if (family === 'B') return version === 1;
  return version < 4 || features.includes('d') || (version === 4 && features.includes('a'));
}
