import { BtError } from '../../../errors.ts';
import type { StateResource } from '../../terraform/state.ts';

export function dataKept(
  held: readonly { readonly resource: StateResource; readonly noun: string; readonly loss: string }[],
  command: string,
): BtError {
  const lines = held.map(
    ({ resource, noun, loss }) => `${noun}  ${resource.address}\n  what is lost: ${loss}`,
  );
  return new BtError({
    kind: 'refused',
    code: 'data-kept',
    message: `this deployment holds data (${[...new Set(held.map(({ noun }) => noun))].join(', ')}), and data is kept unless its deletion is asked for; nothing was changed`,
    detail: lines.join('\n'),
    hint: `to delete everything, data included: ${command}`,
  });
}

export function inputsGone(
  { name, folder }: { readonly name: string; readonly folder: string },
  resources: number,
  missing: readonly string[],
): BtError {
  return new BtError({
    kind: 'access',
    code: 'inputs-gone',
    message: `${name} still has ${resources} ${resources === 1 ? 'resource' : 'resources'} in its state, but ${missing.join(' and ')}, by which they are reached, ${missing.length === 1 ? 'is' : 'are'} not there any more; nothing was changed`,
    hint: `where they may still exist, bring that back first: bt-dataplane apply; where they went together with what they ran on, have terraform forget them: cd '${folder}' && terraform init && terraform state rm $(terraform state list); then destroy again`,
  });
}

export function liftCostsData(losses: readonly string[]): BtError {
  return new BtError({
    kind: 'refused',
    code: 'lift-destroys',
    message:
      'taking the protection away would by itself replace or destroy resources, because the configuration and what is deployed differ; nothing was changed',
    detail: losses.join('\n'),
    hint: 'bring the configuration in line first: bt-dataplane plan',
  });
}

export function planMoved(unseen: readonly string[], command: string): BtError {
  return new BtError({
    kind: 'stale',
    code: 'destroy-plan-moved',
    message:
      'after the protection was taken away, the plan does more than was reviewed; nothing was destroyed',
    detail: unseen.join('\n'),
    hint: `review it again: ${command}; to put the protection back instead: bt-dataplane apply`,
  });
}
