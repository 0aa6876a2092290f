import { BtError } from '../../errors.ts';
import type { Check, CheckAnswer } from './check.ts';

export interface Failed {
  readonly release: string;
  /** What was seen last, in the order of the checks. */
  readonly answers: readonly { readonly check: Check; readonly answer: CheckAnswer }[];
  /** Given up because waiting would not help. */
  readonly hopeless: boolean;
  readonly seconds: number;
  readonly again: string;
}

export function unhealthy({ release, answers, hopeless, seconds, again }: Failed): BtError {
  const bad = answers.filter(({ answer }) => answer.state === 'waiting' || answer.state === 'broken');
  const named = bad.map(({ check }) => check.id);
  const time = seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
  const [first] = bad;
  return new BtError({
    kind: 'unhealthy',
    code: 'unhealthy',
    message:
      bad.length === 0
        ? `${release} is applied, but its health came and went for ${time}`
        : `${release} is applied, but not healthy ${hopeless ? 'and does not become so by itself' : `after ${time}`}: ${named.join(', ')}`,
    detail: answers
      .map(({ check, answer }) => `${check.id.padEnd(18)} ${answer.state.padEnd(8)} ${answer.text}`)
      .join('\n'),
    hint: `${first === undefined ? '' : `${first.check.advice}; `}nothing is rolled back; when it is mended: ${again}${first === undefined ? '' : `; where a check cannot come right from here: --without-check ${first.check.id}`}`,
  });
}
