/** The plan as a comment of a pull request. The summary and what there is to worry about are never left out, the diff is. */
import { type Concern, type Counts, isPrediction, type StackPlan } from '../../model.ts';
import type { Reported } from '../document.ts';
import { byWeight, kindsShown, kindWords } from '../order.ts';
import { counted, verdictOf } from '../verdict.ts';
import { diffSection } from './diff.ts';
import { code, prose } from './escape.ts';
import { fitted, type Section } from './fit.ts';

/** What a comment of GitHub may have; GitLab and Azure DevOps take more. https://github.com/orgs/community/discussions/27190 */
export const commentLimit = 65_536;

/** Finds the comment of before: hidden, and the same for every plan, or look for drift, of a deployment. */
export function commentMarker(deployment: string, what: 'plan' | 'drift' = 'plan'): string {
  return `<!-- bt-dataplane ${what} ${encodeURIComponent(deployment).replaceAll('--', '-%2D')} -->`;
}

export function planMarkdown(plan: Reported): string {
  const digest = plan.refreshOnly === undefined ? ` · plan digest ${code(plan.effect)}` : '';
  const foot = `<sub>terraform ${prose(plan.terraformVersion)}${digest}</sub>\n`;
  const summary = summaryOf(plan);
  // Half of the room at most: a comment needs its other parts too, and that many are no longer read one by one.
  const worries = concernsText(plan, commentLimit - summary.length - foot.length - 2_000);
  const head = [summary, worries].filter((part) => part !== '').join('\n\n');
  return fitted(
    head,
    [
      ...plan.stacks.filter(isPrediction).map((stack) => predictionSection(stack)),
      stepsSection(plan.stacks),
      partsSection(plan.stacks),
      driftSection(plan.stacks),
      diffSection(plan),
    ],
    foot,
    commentLimit,
  );
}

const signs = { blocked: '🛑', attention: '⚠️', fine: '✅', none: '✅' } as const;

function summaryOf(plan: Reported): string {
  const { name, cloud, region, profile, release, deployedRelease } = plan.subject;
  const verdict = verdictOf(plan);
  const what = plan.refreshOnly === undefined ? 'plan' : 'drift';
  const before =
    deployedRelease === undefined || deployedRelease === release ? '' : `${code(deployedRelease)} → `;
  const warnings = [
    ...plan.endpoints.map((it) => `calls of the provider go to ${code(it.value)} (${code(it.name)})`),
    ...plan.overrides.map((path) => `an override file of yours applies: ${code(path)}`),
  ];
  return [
    `${commentMarker(name, what)}\n## ${signs[verdict.level]} ${what === 'plan' ? 'Plan' : 'Drift'} of ${prose(name)}: ${prose(verdict.detail)}`,
    `**${prose(verdict.text)}**`,
    `${prose(cloud)} ${prose(region)} · ${prose(profile)} · account ${code(plan.identity.account)} · release ${before}${code(release)}`,
    warnings.map((text) => `- ⚠️ ${text}`).join('\n'),
    plan.hasChanges ? countsTable(plan) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function countsTable({ stacks, counts }: Reported): string {
  const kinds = kindsShown(counts);
  const row = (title: string, of: Counts) => [
    title,
    ...kinds.map((kind) => (of[kind] === 0 ? '0' : `**${of[kind]}**`)),
  ];
  return table(
    ['', ...kinds.map((kind) => `to ${kindWords[kind]}`)],
    [
      ...stacks.map((stack) => row(titleOf(stack), stack.counts)),
      ...(stacks.length > 1 ? [row('total', counts)] : []),
    ],
  );
}

const severityWords = { blocking: '🛑 blocking', attention: '⚠️ attention', notice: 'ℹ️ notice' } as const;

function concernsText({ concerns }: Reported, room: number): string {
  if (concerns.length === 0) return '';
  const sorted = byWeight(concerns);
  const title = '### Needs attention';
  const whole = `${title}\n\n${table(['', 'Change', 'Resource', 'Why', 'What happens', 'Consent'], sorted.map(concernRow))}`;
  if (whole.length <= room) return whole;
  const short = sorted.map((it) => `- ${severityOf(it)}: ${it.change} ${code(it.address)}`);
  return fitted(
    title,
    [
      {
        open: '',
        lines: short,
        close: '',
        left: (left) =>
          `**And ${left} more that this comment has no room for, none of them worse: \`bt-dataplane plan\` shows all ${sorted.length}.**`,
      },
    ],
    '',
    room,
  ).trimEnd();
}

function concernRow(it: Concern): readonly string[] {
  const consent =
    it.flag === undefined ? '' : it.allowed ? `given: ${code(it.flag)}` : `**missing:** ${code(it.flag)}`;
  return [
    severityOf(it),
    `${it.change} (${it.kind})`,
    `${code(it.address)}<br>${prose(it.noun)}`,
    prose(it.because),
    prose(it.consequence),
    consent,
  ];
}

function severityOf({ severity, allowed }: Concern): string {
  return severity === 'blocking' && allowed ? '☑️ consented' : severityWords[severity];
}

function predictionSection(stack: Extract<Reported['stacks'][number], { predicted: true }>): Section {
  const releases = 'releases' in stack ? stack.releases : [];
  return listed(`### Foretold: ${prose(stack.stack)}`, [
    `- not known yet: ${stack.waitsFor.map(code).join(', ')}`,
    `- planned for real after stage ${stack.afterStage} is applied; apply goes on by itself only if that plan is this prediction`,
    ...(stack.because === undefined
      ? []
      : [`- terraform cannot plan it before that: ${prose(stack.because)}`]),
    ...releases.map(
      ({ address, chart, version, namespace, objects = {}, note }) =>
        `- ${code(address)}: ${code(`${chart} ${version}`)} in namespace ${code(namespace)}${note === undefined ? `, ${Object.values(objects).reduce((sum, count) => sum + count, 0)} objects` : `; manifests: ${prose(note)}`}`,
    ),
  ]);
}

function stepsSection(stacks: readonly StackPlan[]): Section {
  return listed(
    '### Besides terraform',
    stacks.flatMap(({ stack, steps = [] }) =>
      steps.map(({ text, when }) => `- ${prose(text)} (${when} ${prose(stack)} is applied)`),
    ),
  );
}

function partsSection(stacks: readonly StackPlan[]): Section {
  const rows = stacks.flatMap((stack) =>
    Object.entries(stack.components).flatMap(([part, counts]) => {
      const words = kindsShown(counts)
        .filter((kind) => counts[kind] > 0)
        .map((kind) => `${counts[kind]} to ${kindWords[kind]}`);
      return words.length === 0
        ? []
        : [`- ${stacks.length > 1 ? `${prose(stack.stack)} · ` : ''}**${prose(part)}**: ${words.join(', ')}`];
    }),
  );
  return listed('### Parts of the data plane', rows);
}

function driftSection(stacks: readonly StackPlan[]): Section {
  return listed(
    '### Changed outside of terraform',
    stacks
      .flatMap(({ drift }) => drift)
      .map(({ kind, address, attributes }) =>
        kind === 'destroy'
          ? `- gone: ${code(address)}`
          : `- changed: ${code(address)}${attributes.length === 0 ? '' : ` (${attributes.map(({ path }) => code(path)).join(', ')})`}`,
      ),
  );
}

function listed(title: string, lines: readonly string[]): Section {
  const left = (count: number) => `_and ${counted(count, 'line', 'lines')} more_`;
  return { open: lines.length === 0 ? '' : `${title}\n`, lines, close: '', left };
}

function titleOf(stack: StackPlan): string {
  return `${prose(stack.stack)}${isPrediction(stack) ? ' (foretold)' : ''}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
