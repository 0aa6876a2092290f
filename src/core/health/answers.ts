/** What an answer of the API means. */
import type { HttpAnswer } from '../../env.ts';
import type { CheckAnswer, NoAnswer } from './check.ts';

export type Answered = HttpAnswer | NoAnswer;

export const noAddress: CheckAnswer = {
  state: 'unknown',
  text: 'the API has no address that is known here; name the one by which this machine reaches it: --api-url URL',
};

export const tellsNoStrangers: CheckAnswer = {
  state: 'unknown',
  text: 'answers, but tells strangers nothing',
};

/**
 * What API Gateway says by itself when it does not get through to the API:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-responses.html
 */
const gatewayMessages: readonly unknown[] = ['Forbidden', 'Missing Authentication Token', 'Unauthorized'];

/**
 * The API itself says that it does not know who asks, in JSON: `/ping` does so to everybody without a key.
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/pull/150
 */
export function isRefusal(answer: Answered): boolean {
  if (answer.status !== 401 && answer.status !== 403) return false;
  const fields = fieldsOf(answer.body);
  if (fields === undefined) return false;
  return Object.keys(fields).join() !== 'message' || !gatewayMessages.includes(fields.message);
}

export function isGood(answer: Answered): boolean {
  return answer.status !== undefined && answer.status >= 200 && answer.status < 300;
}

/** An answer that is none that one waits for. */
export function notYet(path: string, answer: Answered): CheckAnswer {
  return { state: 'waiting', text: `${path}: ${described(answer)}` };
}

export function described(answer: Answered): string {
  if (answer.status === undefined) return answer.reason;
  if (answer.status >= 300 && answer.status < 400) return `${answer.status}, which leads somewhere else`;
  const begin = excerpt(answer.body);
  return begin === '' ? `${answer.status}` : `${answer.status} ${begin}`;
}

/** Enough to see who speaks, on one line. */
export function excerpt(body: string): string {
  const line = body.trim().replaceAll(/\s+/g, ' ');
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

/** Of a JSON object; undefined where it is none. */
export function fieldsOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
