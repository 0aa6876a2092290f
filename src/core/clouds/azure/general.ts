/** Virtual machines without local NVMe, and what the names of all say. */
import type { Architecture } from '../../requirements/catalogue.ts';
import { figure, parseRows, type Row } from '../figures.ts';
import type { ServiceType } from '../kubernetes/nodes.ts';
import { once } from '../once.ts';
import { generalFigures } from './catalogue/general.ts';

interface GeneralType extends ServiceType {
  /** Sold on, but nothing to suggest: before version 5, or with CPU that runs on credits. */
  readonly aside: boolean;
}

const allTypes = once((): readonly GeneralType[] =>
  parseRows(generalFigures, ' ').map((row) => {
    const [memoryGib = 0] = row.words.map(figure);
    const aside = row.flags.has('previous') || row.flags.has('burstable');
    return { name: sizeName(row), architecture: row.architecture, vcpus: Number(row.size), memoryGib, aside };
  }),
);

/** Those that can be suggested. */
export const generalTypes = once(() => allTypes().filter(({ aside }) => !aside));

/** Any that is listed. */
export function findGeneral(name: string): ServiceType | undefined {
  return allTypes().find((type) => type.name === name);
}

/** `Standard_D16ds_v6` from series `D#ds_v6` and size 16. */
export function sizeName({ family, size }: Row): string {
  return `Standard_${family.replace('#', size)}`;
}

/** What a name is made of: https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions */
export interface NameParts {
  /** Such as `D`, `DC` or `L`. */
  readonly family: string;
  readonly vcpus: number;
  /** Letters after the number, such as `plds`. */
  readonly features: string;
  /** Without one in the name, 1. */
  readonly version: number;
  readonly architecture: Architecture;
}

export function nameParts(name: string): NameParts | undefined {
  const [, family, number, fewer, features = '', version = '1'] =
    /^Standard_([A-Z]+)([0-9]+)(?:-([0-9]+))?([a-z]*)(?:_v([0-9]+))?$/.exec(name) ?? [];
  if (family === undefined) return undefined;
  return {
    family,
    vcpus: Number(fewer ?? number),
    features,
    version: Number(version),
    architecture: features.includes('p') ? 'arm64' : 'x86_64',
  };
}

/** Series of a machine, such as `Dplds_v6`. */
export function seriesOf(name: string): string {
  return name.replace(/^Standard_/, '').replace(/[0-9]+(-[0-9]+)?/, '');
}
