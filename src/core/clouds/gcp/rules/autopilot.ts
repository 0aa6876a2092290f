/** What is different where Google makes the nodes. */
import type { Breach } from '../../../findings/finding.ts';
import { findType } from '../../../requirements/machines.ts';
import { nodePools } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';
import { gke } from '../gke.ts';

const autopilotFamily: Rule = {
  id: 'cluster/autopilot-family',
  states:
    'With Autopilot all Brainstore pods ask for machines of one series, since the chart has one value for all.',
  check: (subject) => {
    const { config } = subject;
    if (!gke.makesNodes(config)) return [];
    const used = nodePools.filter(({ key }) => config.brainstore[key].count > 0);
    const [first, ...others] = used.map((pool) => ({ pool, type: findType(pool, subject) }));
    const family = gke.family(first?.type?.name ?? '');
    return others.flatMap(({ pool, type }): readonly Breach[] => {
      if (!type || !first?.type || gke.family(type.name) === family) return [];
      return [
        {
          rule: autopilotFamily.id,
          severity: 'error',
          message: `${pool.title}: ${type.name} is of series ${gke.family(type.name)}, ${first.pool.title} are of ${family}, and with Autopilot there is one series for all`,
          path: pool.path,
          required: `a machine of series ${family}`,
          found: type.name,
          nearest: first.type.name,
          fix: { text: `set ${pool.path} to a machine of series ${family}` },
          source: 'https://github.com/braintrustdata/helm',
        },
      ];
    });
  },
};

const autopilotUnused: Rule = {
  id: 'cluster/autopilot-unused',
  states: 'With Autopilot, settings of pools have no effect.',
  check: ({ config }) => {
    if (!gke.makesNodes(config)) return [];
    return nodePools.flatMap(({ key, title }) =>
      (['maxNodes', 'localSsds'] as const)
        .filter((setting) => config.brainstore[key][setting] !== undefined)
        .map((setting) => {
          const path = `brainstore.${key}.${setting}`;
          return {
            rule: autopilotUnused.id,
            severity: 'info',
            message: `${title}: ${setting} has no effect with Autopilot, which makes nodes as pods ask for them`,
            path,
            fix: { text: `remove ${path}`, set: [{ path, value: undefined }] },
            source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/performance-pods',
          } as const;
        }),
    );
  },
};

/** https://github.com/braintrustdata/helm (README of chart 6.11.0, Google Cloud Local SSD) */
const provenSeries = ['c4', 'c4d'];

const autopilotSeries: Rule = {
  id: 'cluster/autopilot-series',
  states: 'With Autopilot, the series of the machines is one that the vendor names.',
  check: ({ config }) => {
    if (!gke.makesNodes(config)) return [];
    return nodePools.flatMap(({ key, title, path }): readonly Breach[] => {
      const { count, instanceType } = config.brainstore[key];
      const series = gke.family(instanceType);
      if (count === 0 || provenSeries.includes(series)) return [];
      return [
        {
          rule: autopilotSeries.id,
          // Google has others with Local SSD as well, so it is no mistake.
          severity: 'info',
          message: `${title}: the vendor names ${provenSeries.join(' and ')} for Autopilot, ${series} is not proven there`,
          path,
          required: provenSeries.join(', '),
          found: series,
          source: 'https://github.com/braintrustdata/helm',
        },
      ];
    });
  },
};

export const autopilotRules: readonly Rule[] = [autopilotFamily, autopilotSeries, autopilotUnused];
