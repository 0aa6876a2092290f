/** The hardware requirements of the API: its pods are judged on what they ask for. */
import type { Breach } from '../../../findings/finding.ts';
import { grouped } from '../../../requirements/format.ts';
import { breachSeverity } from '../../../requirements/measure.ts';
import { least, type Requirement, requirements } from '../../../requirements/tables.ts';
import type { Rule } from '../../../rules/rule.ts';
import { apiFix } from '../api-fix.ts';
import type { KubernetesFacts } from '../nodes.ts';

const { api } = requirements;

const rows: readonly {
  readonly what: string;
  readonly key: 'replicas' | 'cpu' | 'memoryGib';
  readonly states: string;
  readonly unit: string;
  readonly requirement: Requirement;
}[] = [
  {
    what: 'vcpu',
    key: 'cpu',
    states: 'A pod of the API has enough vCPUs.',
    unit: 'vCPUs',
    requirement: api.vcpus,
  },
  {
    what: 'memory',
    key: 'memoryGib',
    states: 'A pod of the API has enough memory.',
    unit: 'GiB of memory',
    requirement: api.memory,
  },
  {
    what: 'count',
    key: 'replicas',
    states: 'There are enough pods of the API.',
    unit: 'pods',
    requirement: api.count,
  },
];

export function apiRules(facts: KubernetesFacts): readonly Rule[] {
  return [...rows.map((row) => minimumRule(facts, row)), nodeMemory];
}

function minimumRule(
  facts: KubernetesFacts,
  { what, key, states, unit, requirement }: (typeof rows)[number],
): Rule {
  const rule: Rule = {
    id: `requirements/api-${what}`,
    states,
    waivable: true,
    check: (subject): readonly Breach[] => {
      const { profile, api: settings } = subject.config;
      const value = settings[key];
      const needed = least(requirement, profile) ?? 0;
      if (value === undefined || value >= needed) return [];
      return [
        {
          rule: rule.id,
          // None at all is no matter of size: nothing would answer.
          severity: value === 0 ? 'error' : breachSeverity(profile),
          message: `the API: ${amount(value, unit)}${key === 'replicas' ? '' : ' for a pod'}, ${profile} needs at least ${grouped(needed)}`,
          path: `api.${key}`,
          required: `at least ${amount(needed, unit)}`,
          found: amount(value, unit),
          nearest: String(needed),
          fix: apiFix(facts, subject),
          source: requirement.source,
        },
      ];
    },
  };
  return rule;
}

function amount(value: number, unit: string): string {
  return `${grouped(value)} ${value === 1 && /^(vCPUs|pods)$/.test(unit) ? unit.slice(0, -1) : unit}`;
}

/** The documents say 80 to 90. */
const range = { least: 80, most: 90 } as const;

const nodeMemory: Rule = {
  id: 'requirements/api-node-memory',
  states: `The process of the API fills ${range.least} to ${range.most} % of its pod's memory.`,
  waivable: true,
  check: ({ config }) => {
    const path = 'api.nodeMemoryPercent';
    const { nodeMemoryPercent: percent } = config.api;
    if (percent === undefined || (percent >= range.least && percent <= range.most)) return [];
    const nearest = Math.min(Math.max(percent, range.least), range.most);
    const why =
      percent > range.most
        ? 'its pod would be killed for want of memory'
        : 'the rest of the memory is never used';
    return [
      {
        rule: nodeMemory.id,
        severity: breachSeverity(config.profile),
        message: `the API: NODE_MEMORY_PERCENT is ${percent}, so ${why}`,
        path,
        required: `${range.least} to ${range.most}`,
        found: String(percent),
        nearest: String(nearest),
        fix: { text: `set ${path}: ${nearest}`, set: [{ path, value: nearest }] },
        source: api.nodeMemory.source,
      },
    ];
  },
};
