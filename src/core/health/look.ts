/** One round of looking: all checks at once, everything asked once, and nothing for longer than its time. */
import type { HttpAnswer } from '../../env.ts';
import type { Cloud, Rollout, RolloutContext } from '../clouds/cloud.ts';
import type { Release } from '../releases/release.ts';
import type { State } from '../terraform/state.ts';
import type { Check, CheckAnswer, CheckId, Look, NoAnswer } from './check.ts';

export interface Round {
  readonly rollout: RolloutContext;
  readonly cloud: Cloud;
  readonly release: Release;
  /** Undefined where no address of the API is known. */
  readonly apiUrl: string | undefined;
  readonly without: readonly CheckId[];
  readonly timeoutMilliseconds: number;
  readonly again: string;
}

export interface SeenAnswer {
  readonly check: Check;
  readonly answer: CheckAnswer;
}

/** A function that starts takes several seconds for its first answer. */
const answerMilliseconds = 10_000;
/** For everything that the cloud is asked. */
const rolloutMilliseconds = 15_000;

export async function lookOnce(checks: readonly Check[], round: Round): Promise<readonly SeenAnswer[]> {
  const look = lookOf(round);
  return Promise.all(checks.map(async (check) => ({ check, answer: await check.look(look) })));
}

export function isFine({ state }: CheckAnswer): boolean {
  return state === 'good' || state === 'unknown';
}

/** Nothing is applied meanwhile, so state and outputs are read once and not at every look. */
export function remembering(context: RolloutContext): RolloutContext {
  const states = new Map<string, Promise<State>>();
  const outputs = new Map<string, Promise<unknown>>();
  return {
    ...context,
    state: (stack) => remembered(states, stack, () => context.state(stack)),
    output: (stack, name) => remembered(outputs, `${stack} ${name}`, () => context.output(stack, name)),
  };
}

function lookOf({ rollout: context, cloud, release, apiUrl }: Round): Look {
  const answers = new Map<string, Promise<HttpAnswer | NoAnswer>>();
  let rollout: Promise<Rollout> | undefined;
  return {
    release,
    get: (path) =>
      apiUrl === undefined
        ? undefined
        : remembered(answers, path, () => answerOf(`${apiUrl}${path}`, context)),
    rollout() {
      rollout ??= rolloutOf(cloud, context);
      return rollout;
    },
  };
}

async function answerOf(url: string, { env, signal }: RolloutContext): Promise<HttpAnswer | NoAnswer> {
  try {
    return await env.http.get(url, { timeoutMilliseconds: answerMilliseconds, signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { status: undefined, reason: reasonOf(error) };
  }
}

async function rolloutOf(cloud: Cloud, context: RolloutContext): Promise<Rollout> {
  const over = AbortSignal.timeout(rolloutMilliseconds);
  try {
    return await cloud.rollout({ ...context, signal: AbortSignal.any([context.signal, over]) });
  } catch (error) {
    if (context.signal.aborted || !over.aborted) throw error;
    return {
      state: 'running',
      text: `the cloud did not answer within ${rolloutMilliseconds / 1000} seconds`,
    };
  }
}

function remembered<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = kept.get(key);
  if (found !== undefined) return found;
  const made = make().catch((error: unknown) => {
    // What failed is asked again.
    kept.delete(key);
    throw error;
  });
  kept.set(key, made);
  return made;
}

/** Node's code says most, such as `ENOTFOUND`; its message what it is about. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
