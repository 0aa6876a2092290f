import { BtError } from '../../errors.ts';
import type { Journal } from './journal.ts';
import type { Unfinished } from './unfinished.ts';

export function stillRunning({ begin, child }: Journal, attach: string): BtError {
  return new BtError({
    kind: 'locked',
    code: 'apply-running',
    message: `${begin.label} of this deployment has been running on this machine since ${begin.started} (process ${child?.pid}); nothing was done`,
    hint: `follow it to its end: ${attach}`,
  });
}

export function resourcesUnrecorded(unfinished: readonly Unfinished[], recover: string): BtError {
  const lost = unfinished.flatMap((one) => [...one.lost, ...one.superseded]);
  const half = unfinished.flatMap(({ halfMade }) => halfMade);
  const [first] = unfinished;
  return new BtError({
    kind: 'refused',
    code: 'resources-unrecorded',
    message: `${first?.journal.begin.label} of ${first?.journal.begin.started} was broken off: ${lost.length} ${lost.length === 1 ? 'resource' : 'resources'} that it made ${lost.length === 1 ? 'is' : 'are'} in no state${half.length === 0 ? '' : `, and ${half.length} may exist half-made`}; a plan without them would make them a second time`,
    hint: `take them over first: ${recover}`,
    detail: [
      ...lost.map(({ address, id }) => `made: ${address}${id === undefined ? '' : ` (${id})`}`),
      ...half.map((address) => `begun: ${address}`),
    ].join('\n'),
  });
}
