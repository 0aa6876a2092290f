import type { Config } from '../../config/schema.ts';
import type { Rule } from '../../rules/rule.ts';
import type { NodeType } from '../catalogue.ts';
import { nodesFor, withCount } from '../disks.ts';
import { findType, fixOf, type Machine, machineRules, typeFix } from '../machines.ts';
import { breachSeverity } from '../measure.ts';
import { nodeMeasures } from '../measures.ts';
import { nearestPassing, passesAll } from '../nearest.ts';
import { least, type Requirement, requirements } from '../tables.ts';

const { brainstore } = requirements;

export type Pool = 'readers' | 'fastReaders' | 'writers';

/** The roles of Brainstore, each with machines of its own. */
export const pools: readonly {
  readonly key: Pool;
  readonly component: string;
  readonly title: string;
  readonly count?: Requirement;
}[] = [
  { key: 'readers', component: 'brainstore-readers', title: 'the readers', count: brainstore.readers },
  { key: 'fastReaders', component: 'brainstore-fast-readers', title: 'the fast readers' },
  { key: 'writers', component: 'brainstore-writers', title: 'the writers', count: brainstore.writers },
];

export interface NodePool extends Machine<NodeType> {
  readonly key: Pool;
}

export const nodePools: readonly NodePool[] = pools.map(({ key, component, title, count }) => ({
  key,
  component,
  title,
  path: `brainstore.${key}.instanceType`,
  // A pool that is empty but must not be is judged as well, so that one round of corrections is enough.
  name: ({ brainstore: settings, profile }: Config) =>
    settings[key].count > 0 || (count && least(count, profile)) ? settings[key].instanceType : undefined,
  types: nodesFor,
  spelling: (catalogue) => catalogue.spellings.nodes,
  fromName: (catalogue, name) => catalogue.nodeFromName(name),
  configured: ({ brainstore: settings }: Config, type: NodeType) => {
    const { localSsds } = settings[key];
    return (localSsds === undefined ? undefined : withCount(type, localSsds)) ?? type;
  },
  alongside: ({ brainstore: settings, profile }: Config, type: NodeType) => {
    const { localSsds } = settings[key];
    const chosen = localSsds === undefined ? type : withCount(type, localSsds);
    if (chosen && (localSsds === undefined || passesAll(chosen, nodeMeasures, profile))) return [];
    return [{ path: `brainstore.${key}.localSsds`, value: undefined }];
  },
  measures: nodeMeasures,
}));

/** A recommendation: it warns, and leaves other findings about the type to suggest one of the same architecture. */
function armRule(machine: Machine<NodeType>): Rule {
  const rule: Rule = {
    id: `requirements/${machine.component}-architecture`,
    states: `The machine of ${machine.title} is an ARM machine, as recommended for production.`,
    check: (subject) => {
      const { config, cloud } = subject;
      const type = findType(machine, subject);
      if (config.profile !== 'production' || !type || type.architecture === 'arm64') return [];
      const nodes = nodesFor(cloud.catalogue, config.profile);
      const nearest = nearestPassing(nodes, machine.measures, config.profile, 'arm64');
      const otherwisePasses = passesAll(type, machine.measures, config.profile);
      return [
        {
          rule: rule.id,
          severity: 'warning',
          message: `${machine.title}: ${type.name} is an x86 machine, for production ARM is recommended`,
          path: machine.path,
          required: 'arm64 (recommended)',
          found: type.architecture,
          ...(nearest && {
            nearest: nearest.name,
            fix: otherwisePasses
              ? typeFix(machine, subject, nearest)
              : { text: `consider ${nearest.name}, an ARM machine that meets every requirement` },
          }),
          source: brainstore.architecture.source,
        },
      ];
    },
  };
  return rule;
}

function countRule(key: Pool, component: string, title: string, requirement: Requirement): Rule {
  const path = `brainstore.${key}.count`;
  const rule: Rule = {
    id: `requirements/${component}-count`,
    states: `There are enough of ${title}.`,
    waivable: true,
    check: ({ config }) => {
      const needed = least(requirement, config.profile) ?? 0;
      const { count } = config.brainstore[key];
      if (count >= needed) return [];
      const combined =
        key === 'writers' ? ': with none the readers also write, which is for staging only' : '';
      return [
        {
          rule: rule.id,
          // None at all is no matter of size: nothing would answer.
          severity: count === 0 ? 'error' : breachSeverity(config.profile),
          message: `${title}: ${count} configured, ${config.profile} needs at least ${needed}${combined}`,
          path,
          required: `at least ${needed}`,
          found: String(count),
          nearest: String(needed),
          fix: fixOf([{ path, value: needed }, ...roomFor(needed, key, config)]),
          source: requirement.source,
        },
      ];
    },
  };
  return rule;
}

/** A limit of the pool that more machines would reach. */
function roomFor(count: number, key: Pool, { brainstore: settings }: Config) {
  const { maxNodes } = settings[key];
  const needed = nodesNeeded(count);
  return maxNodes === undefined || maxNodes >= needed
    ? []
    : [{ path: `brainstore.${key}.maxNodes`, value: needed }];
}

/**
 * A new release starts all new pods before it stops the old ones, and each pod has a node of its own: `maxSurge: 100%` since
 * chart 3.0.6, https://github.com/braintrustdata/helm.
 */
export function nodesNeeded(pods: number): number {
  return 2 * pods;
}

export const brainstoreRules: readonly Rule[] = [
  ...nodePools.flatMap((machine) => [...machineRules(machine), armRule(machine)]),
  ...pools.flatMap(({ key, component, title, count }) =>
    count ? [countRule(key, component, title, count)] : [],
  ),
];
