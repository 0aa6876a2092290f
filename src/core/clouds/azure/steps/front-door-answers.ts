/**
 * A new Front Door is known to all its places after half an hour or more, and answers 404 or 503 until then.
 * https://learn.microsoft.com/azure/frontdoor/front-door-faq (how long it takes)
 */
import type { StageStep, StepContext } from '../../cloud.ts';
import { firstLineOf } from '../access/access-errors.ts';
import { ingressStack } from '../ingress-props.ts';
import { noAnswer } from './errors.ts';
import { waitUntil } from './waiting.ts';

const patience = { everySeconds: 15, minutes: 45 } as const;
const timeoutMilliseconds = 20_000;

export const frontDoorAnswers: StageStep = {
  id: 'front-door-answers',
  stack: ingressStack,
  when: 'after',
  text: 'waits until the API answers through Front Door, up to 45 minutes',
  async isDone(context) {
    if (context.state.resources.length === 0 || context.changing.length > 0) return false;
    const url = await urlOf(context);
    return url !== undefined && isGood(await answerOf(context, url));
  },
  run: waitForAnswer,
};

async function waitForAnswer(context: StepContext, progress: (text: string) => void): Promise<void> {
  const url = await urlOf(context);
  if (url === undefined) throw noAnswer('the host of Front Door', 'the stack does not tell it', 0);
  let last = '';
  const answered = await waitUntil(context, patience, async () => {
    last = await answerOf(context, url);
    if (!isGood(last)) progress(`${url} (${last})`);
    return isGood(last);
  });
  if (!answered) throw noAnswer(url, last, patience.minutes);
}

/** Front Door's own host: a domain of one's own may wait for a person who makes its records. */
async function urlOf({ output }: StepContext): Promise<string | undefined> {
  const host = await output(ingressStack, 'front_door_host');
  return typeof host === 'string' ? `https://${host}/` : undefined;
}

/** The status, or why there is none. */
async function answerOf({ env, signal }: StepContext, url: string): Promise<string> {
  try {
    return `${(await env.http.get(url, { timeoutMilliseconds, signal })).status}`;
  } catch (error) {
    return firstLineOf(error);
  }
}

function isGood(answer: string): boolean {
  return /^2\d\d$/.test(answer);
}
