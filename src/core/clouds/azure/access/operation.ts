/**
 * What Azure goes on with after it has answered: the answer names where to ask for it.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
import { refused, tookTooLong } from './access-errors.ts';
import {
  type AnswerOf,
  type Ask,
  type AzureContext,
  type Call,
  named,
  type Problem,
  retryAfter,
} from './request.ts';

interface Operation {
  readonly status?: string;
  readonly error?: Partial<Problem>;
}

/** Where Azure does not say when to ask again. */
const pauseMilliseconds = 10_000;
const leastMilliseconds = 1_000;
/** A restart of a database takes minutes, and with a standby twice as many. */
const mostMinutes = 30;

/** Makes the call and waits for what it sets off; throws kind `access` when that fails or does not end. */
export async function settled<T>(
  { env, signal }: AzureContext,
  ask: Ask,
  call: Call,
): Promise<T | undefined> {
  const first = await ask<T>(call);
  const began = env.clock.elapsed();
  let answer: AnswerOf<unknown> = first;
  let { operation, location } = placesIn(answer);
  // An operation is asked by its status; without one, the place where the result will be answers 202 until it is there.
  const pending = () =>
    operation === undefined
      ? location !== undefined && answer.status === 202
      : answer === first || !isOver(answer.value as Operation | undefined, call);
  while (pending()) {
    if (env.clock.elapsed() - began > mostMinutes * 60_000) throw tookTooLong(named(call), mostMinutes);
    await env.clock.sleep(
      Math.max(retryAfter(answer.headers) ?? pauseMilliseconds, leastMilliseconds),
      signal,
    );
    if (signal.aborted) throw signal.reason;
    answer = await ask({ method: 'GET', url: operation ?? location ?? call.url });
    location = placesIn(answer).location ?? location;
    operation = placesIn(answer).operation ?? operation;
  }
  return first.value;
}

function placesIn({ headers }: AnswerOf<unknown>): {
  operation: string | undefined;
  location: string | undefined;
} {
  const { 'azure-asyncoperation': operation, location } = headers;
  return { operation: typeof operation === 'string' ? operation : undefined, location };
}

/** Every other status means that it is at work. */
function isOver(operation: Operation | undefined, call: Call): boolean {
  const status = operation?.status ?? 'Succeeded';
  if (/^(failed|canceled)$/i.test(status)) {
    const { code = status, message = '' } = operation?.error ?? {};
    throw refused(named(call), { status: 200, code, message });
  }
  return /^succeeded$/i.test(status);
}
