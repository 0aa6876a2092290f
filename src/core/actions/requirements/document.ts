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

/** One page for all clouds; the requirements are the same on each, but for rows that say otherwise. */
export function requirementsDocument(results: readonly RequirementsResult[]): string {
  const [first] = results;
  return [
    '# Requirements',
    '',
    '<!-- Generated from the tables and rules of this program; a test compares them. -->',
    '',
    'Minimums that `bt-dataplane validate` holds a configuration against. In `production` a breach is an error, which can be',
    'waived by the name of its rule until a date; in `staging` it is a warning, except for versions and missing local disks.',
    'A figure that nobody publishes is a warning, never a pass.',
    '',
    'The smallest machine of the same architecture that meets every minimum is what a finding suggests. Machines:',
    '',
    ...results.map(({ title, catalogue }) => `- ${title}: ${catalogue}.`),
    ...(first?.components ?? []).flatMap((_, index) => componentSection(results, index)),
    '',
    '## Rules',
    '',
    'On every cloud:',
    '',
    ...ruleTable(sharedRules(results)),
    ...results.flatMap((result) => [
      '',
      `On ${result.title} also:`,
      '',
      ...ruleTable(result.rules.filter(({ id }) => !sharedRules(results).some((rule) => rule.id === id))),
    ]),
    '',
  ].join('\n');
}

function sharedRules(results: readonly RequirementsResult[]): readonly RuleSummary[] {
  return (results[0]?.rules ?? []).filter((rule) =>
    results.every(({ rules }) => rules.some(({ id, states }) => id === rule.id && states === rule.states)),
  );
}

function ruleTable(rules: readonly RuleSummary[]): readonly string[] {
  return table(['Rule', 'States', 'Waivable'], rules.map(ruleRow));
}

function componentSection(results: readonly RequirementsResult[], index: number): readonly string[] {
  const each = results.flatMap(({ title, components }) => {
    const found = components[index];
    return found ? [{ title, ...found }] : [];
  });
  const [first] = each;
  if (!first) return [];
  const idle = each.filter(({ rows }) => !rows.some((row) => row.applies));
  return [
    '',
    `## ${titles[first.component]}`,
    '',
    ...idle.flatMap(({ title }) => [`Not judged on ${title}, which runs it without machines to size.`, '']),
    ...table(['Requirement', 'Staging', 'Production', 'Source'], first.rows.map(requirementRow)),
    ...each.flatMap((component) => machinesSection(component)),
  ];
}

function machinesSection({
  title,
  machines,
}: ComponentRequirements & { readonly title: string }): readonly string[] {
  if (machines.length === 0) return [];
  return ['', ...table([`${title}`, 'Architecture', 'Smallest that pass', 'Of'], machines.map(machineRow))];
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
