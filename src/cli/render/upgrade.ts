/** The way of an upgrade: what is deployed, how late that is, and each apply that leads on. */
import type { UpgradeApplied } from '../../core/actions/upgrade-apply/index.ts';
import type { UpgradeCheck } from '../../core/actions/upgrade-check/index.ts';
import type { UpgradePlan } from '../../core/actions/upgrade-plan/index.ts';
import type { Overdue } from '../../core/upgrade/overdue.ts';
import type { Hop, Refusal, Rollback } from '../../core/upgrade/path.ts';
import type { Paint } from './paint.ts';
import { indented, table, widthOf } from './table.ts';
import { wrapped } from './wrap.ts';

export function upgradeCheckText(result: UpgradeCheck, paint: Paint): string {
  const { name, cloud, region, profile, deployed, latest, target, overdue, configured, hops, refusals } =
    result;
  const head = `${paint.strong(name)}   ${cloud} ${region}   ${profile}`;
  if (deployed === undefined || latest === undefined) return `${head}\n\n  nothing is deployed yet`;
  const rows = [
    ['deployed', paint.strong(deployed.release), lateness(deployed.release === latest, overdue, paint)],
    ['newest', paint.strong(latest), overdue === undefined ? '' : due(overdue, paint)],
    ...(configured === deployed.release
      ? []
      : [['configured', configured, 'what the configuration asks for']]),
  ];
  const parts = [head, indented(table(rows))];
  if (refusals.length > 0) {
    const why =
      deployed.release === target
        ? `${target} is deployed, and cannot stay as it is configured`
        : `No way leads to ${target}`;
    parts.push(`${why}\n${indented(refusals.map(refusalText).join('\n\n'))}`);
  } else if (hops.length > 0) parts.push(wayText(hops, paint));
  else parts.push(indented(`${paint.good('nothing to do')}: ${target} is deployed`));
  return parts.join('\n\n');
}

function lateness(isNewest: boolean, overdue: Overdue | undefined, paint: Paint): string {
  if (overdue === undefined) return paint.warning('in no catalogue of this program');
  const { days, releases } = overdue;
  if (releases === 0) return isNewest ? 'the newest there is' : 'newer than all that may be chosen';
  return paint.faint(
    `${releases} ${releases === 1 ? 'release is' : 'releases are'} newer, the first for ${counted(days, 'day')}`,
  );
}

function due({ policy, dueInDays = 0, releases }: Overdue, paint: Paint): string {
  if (releases === 0) return '';
  if (policy === 'update-overdue') return paint.error(`update overdue for ${counted(-dueInDays, 'day')}`);
  const within = `an update is due within ${counted(dueInDays, 'day')}`;
  return policy === 'current' ? paint.faint(within) : paint.warning(`past the recommended month: ${within}`);
}

export function wayText(hops: readonly Hop[], paint: Paint): string {
  const each = hops.map((hop, index) => hopText(hop, `${index + 1}`, paint));
  return `The way there: ${counted(hops.length, 'apply', 'applies')}\n${indented(each.join('\n'))}`;
}

function hopText(hop: Hop, number: string, paint: Paint): string {
  const facts = [
    ...hop.gates.map(({ id, text }) => ['gate', `${text} (${id})`]),
    ...(hop.snapshot ? [['snapshot', 'of the database, before it']] : []),
    ...hop.sets.map(({ path, value }) => ['sets', `${path}: ${value}`]),
    ...hop.oneWay.map((name) => [paint.warning('one-way'), `--accept-one-way ${name}`]),
    ['way back', `${rollbacks[hop.rollback.kind]}: ${hop.rollback.recipe}`],
    ...hop.notes.map((note) => ['note', note]),
  ];
  return `${number}  ${paint.strong(hop.title)}\n${facts.map(([label = '', text = '']) => factText(label, text)).join('\n')}`;
}

/** Under the title, words beside their label. */
function factText(label: string, text: string): string {
  const indent = 15;
  const lines = text
    .split('\n')
    .map((line) => wrapped(line, indent))
    .join('\n');
  return `   ${label}${lines.slice(3 + widthOf(label))}`;
}

const rollbacks: Readonly<Record<Rollback['kind'], string>> = {
  reversible: 'yes',
  'roll-forward': 'none, only onwards',
  restore: 'only by restoring the database',
};

export function upgradePlanText({ deployed, target, hops, first }: UpgradePlan, paint: Paint): string {
  if (hops.length === 0)
    return `${paint.good('nothing to do')}  release ${deployed.release} is deployed, and the configuration asks for it`;
  const later =
    hops.length > 1
      ? '\n\nThe plan of the first apply is above; the others are planned when their time comes.'
      : '';
  return `release ${deployed.release} → ${target.release}\n\n${wayText(hops, paint)}${first === undefined ? '' : later}`;
}

export function upgradedText(result: UpgradeApplied, paint: Paint): string {
  const { status, name, from, deployed, target, latest, done, left, gate, config } = result;
  const applies = done.map(
    ({ hop, snapshot }) =>
      `${paint.good('done')}  ${hop?.title ?? 'brought in line with the configuration'}${snapshot === undefined ? '' : `   snapshot ${snapshot.id}\n${indented(snapshot.restore)}`}`,
  );
  const head = {
    'up-to-date': `${paint.good('nothing to do')}  ${name} runs release ${deployed.release}${latest === deployed.release ? ', the newest' : `; the newest is ${latest}`}`,
    upgraded: `${paint.good('upgraded')}  ${name}   release ${from.release} → ${deployed.release}`,
    stopped: `${paint.good('one hop done')}  ${name}   release ${deployed.release}, on the way to ${target.release}: ${counted(left.length, 'apply', 'applies')} left`,
    paused: `${paint.warning('paused')}  ${name}   at the gate ${gate?.gate.id}: ${gate?.text}; worth a try at ${gate?.retryAt.toISOString()}`,
  }[status];
  const byHand =
    config === undefined || config.written
      ? []
      : [
          `${paint.warning('!')} ${config.file} still says what was; write into it, or a plain apply would go back:\n${indented(config.diff)}`,
        ];
  return [head, ...(applies.length === 0 ? [] : [indented(applies.join('\n'))]), ...byHand].join('\n\n');
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function refusalText({ rule, message, source, instead }: Refusal): string {
  const rows = [
    ['because', message],
    ['source', source],
    ...(instead === undefined ? [] : [['instead', instead]]),
  ];
  return `${rule}\n${indented(table(rows))}`;
}
