/** Values that stand in a list twice: most likely another one was meant. */
import type { Config } from '../config/schema.ts';
import { fixOf } from '../requirements/machines.ts';
import type { Rule } from './rule.ts';

/** Lists that are sets. Those of zones and address ranges have rules of their own. */
const lists: Readonly<Record<string, (config: Config) => readonly string[] | undefined>> = {
  'account.deployers': (config) => config.account.deployers,
  'cluster.administrators': (config) => config.cluster?.administrators,
  'organization.allowedIds': (config) => config.organization.allowedIds,
  'api.allowedOrigins': (config) => config.api.allowedOrigins,
  'storage.allowedOrigins': (config) => config.storage.allowedOrigins,
  'alerts.notificationChannels': (config) => config.alerts?.notificationChannels,
  'alerts.actionGroups': (config) => config.alerts?.actionGroups,
};

export const duplicates: Rule = {
  id: 'config/duplicate',
  states: 'Nothing stands in a list twice.',
  check: ({ config }) =>
    Object.entries(lists).flatMap(([path, listOf]) => {
      const list = listOf(config) ?? [];
      const unique = [...new Set(list)];
      const twice = list.find((value, index) => list.indexOf(value) !== index);
      if (twice === undefined) return [];
      return [
        {
          rule: duplicates.id,
          severity: 'warning',
          message: `${path} names ${twice} twice; was another one meant`,
          path,
          found: twice,
          fix: { ...fixOf([{ path, value: unique }]), text: 'remove what stands there twice' },
        },
      ];
    }),
};
