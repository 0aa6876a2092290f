/** The machine of the database, and all that its choice entails. */
import type { DatabaseType } from './catalogue.ts';
import type { Machine } from './machines.ts';
import { databaseMeasures } from './measures.ts';

export const database: Machine<DatabaseType> = {
  component: 'postgres',
  title: 'the database',
  path: 'postgres.instanceType',
  name: (config) => config.postgres.instanceType,
  types: (catalogue) => catalogue.databases,
  spelling: (catalogue) => catalogue.spellings.databases,
  fromName: (catalogue, name) => catalogue.databaseFromName?.(name),
  alongside: ({ postgres }, { edition, volumeKinds }) => [
    ...(edition === undefined || edition === postgres.edition
      ? []
      : [{ path: 'postgres.edition', value: edition }]),
    ...(volumeKinds === undefined || volumeKinds.includes(postgres.storage.type)
      ? []
      : [{ path: 'postgres.storage.type', value: volumeKinds[0] }]),
  ],
  measures: databaseMeasures,
};
