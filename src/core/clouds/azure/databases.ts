/** Machines of Azure Database for PostgreSQL flexible server. */
import type { DatabaseType, Spelling } from '../../requirements/catalogue.ts';
import { figure, parseRows } from '../figures.ts';
import { once } from '../once.ts';
import { postgresFigures } from './catalogue/postgres.ts';

export const databases = once((): readonly DatabaseType[] =>
  parseRows(postgresFigures, ' ').map(({ family, size, architecture, words, flags }) => {
    const [memoryGib, sustainedIops] = words.map(figure);
    return {
      name: family.replace('#', size),
      architecture,
      vcpus: Number(size),
      memoryGib,
      sustainedIops,
      burstable: flags.has('burstable'),
    };
  }),
);

/** Tier and machine, as the Azure provider spells them. */
export const databaseSpelling: Spelling = {
  pattern: /^(B|GP|MO)_Standard_[A-Z]+[0-9]+[a-z]*(_v[0-9]+)?$/,
  example: 'MO_Standard_E8ds_v6',
};
