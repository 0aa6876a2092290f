/** What goes, before the question and afterwards. What is lost comes first. */
import type { DestroyResult, DestroyReview } from '../../core/actions/destroy/index.ts';
import type { Paint } from './paint.ts';
import { headLines } from './plan.ts';
import { indented, table } from './table.ts';

export function destroyReviewText(review: DestroyReview, paint: Paint): string {
  const { losses, lift, destruction } = review;
  const lost = losses.map(({ address, noun, loss }) => [
    `${paint.error('!')} ${paint.error(noun)}`,
    paint.strong(address),
    loss,
  ]);
  const lifted = lift.flatMap((stack) => stack.changes.map(({ address }) => `~ ${address}`));
  const several = destruction.length > 1;
  const gone = destruction.flatMap((stack) => [
    ...(several ? [[paint.strong(stack.stack), paint.error(String(stack.counts.destroy))]] : []),
    ...Object.entries(stack.components)
      .filter(([, counts]) => counts.destroy > 0)
      .map(([name, counts]) => [several ? `  ${name}` : name, paint.error(String(counts.destroy))]),
  ]);
  const total = destruction.reduce((sum, stack) => sum + stack.counts.destroy, 0);
  return [
    headLines({ ...review, overrides: [] }, paint),
    ...(lost.length === 0 ? [] : [`Lost for good\n${indented(table(lost))}`]),
    ...(lifted.length === 0 ? [] : [`First its protection is taken away\n${indented(lifted.join('\n'))}`]),
    `Then destroyed${several ? ', in this order' : ''}\n${indented(table([...gone, [paint.strong('total'), String(total)]], ['left', 'right']))}`,
  ].join('\n\n');
}

export function destroyedText({ status, review, destroyed, leftovers }: DestroyResult, paint: Paint): string {
  if (status === 'empty') return 'nothing to destroy: nothing is deployed';
  const head = `${paint.good('destroyed')}  ${review?.subject.name ?? ''}   ${destroyed} resources`;
  if (leftovers.length === 0) return head;
  return `${head}\n\nThe cloud keeps for a while:\n${leftovers.map((sentence) => `  ${sentence}`).join('\n')}`;
}
