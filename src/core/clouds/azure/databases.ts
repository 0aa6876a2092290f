/** Machines of Azure Database for PostgreSQL flexible server. */
import type { DatabaseType, Spelling } from '../../requirements/catalogue.ts';
import { figure, parseRows } from '../figures.ts';
import { once } from '../once.ts';
import { postgresFigures } from './catalogue/postgres.ts';

const all = once((): readonly DatabaseType[] =>
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

/** Whose lists of machines and versions are the ones that count. */
export const provider = "Azure's terraform provider (4.55.0)";

/** Machines that the Azure provider takes; those of Azure that it does not are known by their names alone. */
export const databases = once((): readonly DatabaseType[] => all().filter(({ name }) => isProvided(name)));

/**
 * It has a list of its own, which ends with the fifth generation and leaves out one size of that:
 * https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/internal/services/postgres/validate/flexible_server_sku_name.go
 */
export function isProvided(name: string): boolean {
  return !/_v([6-9]|[1-9][0-9])$|^MO_Standard_E20ads_v5$/.test(name);
}

export function databaseFromName(name: string): DatabaseType | undefined {
  const type = all().find((one) => one.name === name);
  return type && { ...type, unprovided: !isProvided(name) };
}

/** Tier and machine, as the Azure provider spells them. */
export const databaseSpelling: Spelling = {
  pattern: /^(B|GP|MO)_Standard_[A-Z]+[0-9]+[a-z]*(_v[0-9]+)?$/,
  example: 'MO_Standard_E16ds_v5',
  onlyListed: provider,
};
