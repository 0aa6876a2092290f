/** The same facts as a page of Markdown: `docs/requirements.md`. */
import { grouped } from '../../requirements/format.ts';
import type {
  ComponentRequirements,
  PassingMachines,
  RequirementRow,
  RequirementsResult,
  RuleSummary,
} from './index.ts';

const titles = {
  api: 'API service',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  brainstore: 'Brainstore',
} as const;

export function requirementsDocument(result: RequirementsResult): string {
  return [
    '# Requirements',
    '',
    '<!-- Generated from the tables and rules of this program; a test compares them. -->',
    '',
    'Minimums that `bt-dataplane validate` holds a configuration against. In `production` a breach is an error, which can be',
    'waived by the name of its rule until a date; in `staging` it is a warning, except for versions and missing local disks.',
    'A figure that nobody publishes is a warning, never a pass.',
    '',
    `Machines: ${result.catalogue}. The smallest machine of the same architecture that meets every minimum is what a finding suggests.`,
    ...result.components.flatMap((component) => componentSection(component, result.title)),
    '',
    '## Rules',
    '',
    ...table(['Rule', 'States', 'Waivable'], result.rules.map(ruleRow)),
    '',
  ].join('\n');
}

function componentSection(
  { component, rows, machines }: ComponentRequirements,
  cloud: string,
): readonly string[] {
  const applicable = rows.some((row) => row.applies);
  return [
    '',
    `## ${titles[component]}`,
    '',
    ...(applicable ? [] : [`Not judged on ${cloud}, which runs it without machines to size.`, '']),
    ...table(['Requirement', 'Staging', 'Production', 'Source'], rows.map(requirementRow)),
    ...(machines.length === 0
      ? []
      : ['', ...table(['Profile', 'Architecture', 'Smallest that pass', 'Of'], machines.map(machineRow))]),
  ];
}

function requirementRow(row: RequirementRow): readonly string[] {
  const cell = (value: number | string | undefined) => {
    if (typeof value !== 'number') return value ?? '';
    return [grouped(value), row.unit].filter(Boolean).join(' ');
  };
  const [, link = '', place = ''] = /^(\S+) \((.*)\)$/.exec(row.source) ?? [];
  return [row.title, cell(row.staging), cell(row.production), `[${place}](${link})`];
}

function machineRow({ profile, architecture, nearest, total }: PassingMachines): readonly string[] {
  return [profile, architecture, nearest.map((name) => `\`${name}\``).join(', '), String(total)];
}

function ruleRow({ id, states, waivable }: RuleSummary): readonly string[] {
  return [`\`${id}\``, states, waivable ? 'yes' : ''];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}
