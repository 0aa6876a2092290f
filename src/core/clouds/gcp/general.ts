/** Machine types without local disks. */
import { figure, parseRows } from '../figures.ts';
import type { ServiceType } from '../kubernetes/nodes.ts';
import { once } from '../once.ts';
import { generalFigures } from './catalogue/general.ts';

export const generalTypes = once((): readonly ServiceType[] =>
  parseRows(generalFigures, '-').map(({ name, architecture, words }) => {
    const [vcpus = 0, memoryGib = 0] = words.map(figure);
    return { name, architecture, vcpus, memoryGib };
  }),
);
