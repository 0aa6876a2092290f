/** What was found after a broken-off apply, before the question and afterwards. */
import type { RecoverResult, RecoverReview } from '../../core/actions/recover/index.ts';
import type { Paint } from './paint.ts';
import { indented, table } from './table.ts';

export function recoverReviewText({ subject, identity, stacks }: RecoverReview, paint: Paint): string {
  const head = `${paint.strong(subject.name)}   ${subject.cloud} ${identity.account}   ${subject.region}`;
  return [head, ...stacks.flatMap((stack) => stackTexts(stack, paint))].join('\n\n');
}

const gapText =
  'May exist as well: the journal has a gap, in which these may have been begun, and only the cloud knows their ids. Look there for what carries the tags of this deployment and is in no state; delete it, or terraform import it';

function stackTexts(
  { stack, broken, imports, doubts, unseen, plan }: RecoverReview['stacks'][number],
  paint: Paint,
) {
  const since = broken.map(({ label, started }) => `${label}, begun ${started}`).join('; ');
  const rows = imports.map(({ address, id, evidence }) => [
    `+ ${address}`,
    id,
    evidence === 'made' ? '' : paint.faint('found by its name, and carries our tags'),
  ]);
  const besides = (plan?.changes ?? []).filter(({ kind }) => kind !== 'import');
  const doubted = doubts.map(
    ({ address, why, look }) => `${paint.warning('!')} ${paint.strong(address)}  ${why}\n    ${look}`,
  );
  return [
    `${paint.strong(stack)}   broken off: ${since}`,
    ...(rows.length === 0 ? [] : [`Made, and in no state: to be taken over\n${indented(table(rows))}`]),
    ...(besides.length === 0
      ? []
      : [
          `Changed on the way\n${indented(besides.map(({ kind, address }) => `~ ${kind} ${address}`).join('\n'))}`,
        ]),
    ...(doubted.length === 0 ? [] : [`May exist, and is not taken over\n${indented(doubted.join('\n'))}`]),
    ...(unseen.length === 0 ? [] : [`${gapText}\n${indented(unseen.join('\n'))}`]),
  ];
}

export function recoveredText({ status, review, imported }: RecoverResult, paint: Paint): string {
  if (status === 'nothing-to-do') return 'nothing to recover: every apply of this machine is accounted for';
  return `${paint.good('recovered')}  ${review?.subject.name ?? ''}   ${imported} ${imported === 1 ? 'resource' : 'resources'} brought into the state`;
}
