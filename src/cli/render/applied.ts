import type { ApplyResult } from '../../core/actions/apply/index.ts';
import { outputsText } from './outputs.ts';
import type { Paint } from './paint.ts';
import { indented } from './table.ts';

export function appliedText({ status, plan, done, steps, outputs }: ApplyResult, paint: Paint): string {
  const { name, release } = plan.subject;
  if (status === 'nothing-to-do')
    return `${paint.good('nothing to do')}  ${name} is what the configuration says`;
  const count = done.length + steps.length;
  const head = `${paint.good('applied')}  ${name}   release ${release}   ${count} ${count === 1 ? 'step' : 'steps'}`;
  const shown = outputsText(outputs, paint);
  return shown === '' ? head : `${head}\n\n${indented(shown)}`;
}
