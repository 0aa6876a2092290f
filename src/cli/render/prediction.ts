/** What the plan screen says of stacks that cannot be planned yet, and of what is done besides terraform. */
import type { PredictedRelease, Prediction, StackPlan } from '../../core/plan/model.ts';
import type { Paint } from './paint.ts';
import { indented } from './table.ts';
import { wrapped } from './wrap.ts';

export function isPredicted(stack: StackPlan): stack is Prediction {
  return stack.predicted === true;
}

export function predictionText(stack: Prediction, stacks: readonly StackPlan[], paint: Paint): string {
  const { waitsFor, because, afterStage, releases } = stack;
  const stage = stacks[afterStage - 1];
  const after = `stage ${afterStage}${stage === undefined ? '' : ` (${stage.stack})`}`;
  return [
    `Predicted: ${paint.strong(stack.stack)}`,
    `  ${paint.warning('?')} not known yet: ${waitsFor.join(', ')}`,
    ...(because === undefined
      ? []
      : [`  ${paint.warning('?')} terraform cannot plan it before that: ${because}`]),
    wrapped(
      `planned for real after ${after} is applied; apply then goes on by itself only if that plan is this prediction`,
      2,
    ),
    ...releases.map((release) => indented(releaseText(release, paint))),
  ].join('\n');
}

function releaseText({ address, chart, version, namespace, objects, note }: PredictedRelease, paint: Paint) {
  const head = `${address}   ${chart} ${version}   namespace ${namespace}`;
  if (objects === undefined) return `${head}\n  ${paint.faint(`manifests: ${note ?? 'not rendered'}`)}`;
  const counts = Object.entries(objects);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const kinds = counts.map(([kind, count]) => `${count} ${kind}`).join(', ');
  return `${head}\n  ${total} ${total === 1 ? 'object' : 'objects'}: ${kinds}`;
}

/** The empty text when there are none. */
export function stepsText(stacks: readonly StackPlan[], paint: Paint): string {
  const lines = stacks.flatMap(({ stack, steps = [] }) =>
    steps.map(({ text, when }) => `  step: ${text}   ${paint.faint(`${when} ${stack} is applied`)}`),
  );
  return lines.length === 0 ? '' : `Besides terraform\n${lines.join('\n')}`;
}
