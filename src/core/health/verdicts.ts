/** What the words of a status mean. The vendor documents none of them, so only what is plain is taken for bad. */
import { excerpt, fieldsOf } from './answers.ts';
import type { CheckAnswer } from './check.ts';

const badWords = /^(error|unhealthy|down|failed|failing|failure|degraded|unavailable)$/i;
const busyWords = /^(pending|running|in[ _-]?progress|started|migrating|queued|incomplete)$/i;
const doneWords =
  /^(ok|healthy|up|done|complete|completed|success|succeeded|up[ _-]?to[ _-]?date|idle|none)$/i;
const flags = [
  'ok',
  'healthy',
  'ready',
  'success',
  'done',
  'complete',
  'completed',
  'up_to_date',
  'upToDate',
] as const;
const remains = ['pending', 'remaining', 'pending_migrations', 'pendingMigrations'] as const;

/** `good` also where the words are strange: who answers is there. */
export function statusVerdict(body: string): CheckAnswer {
  const verdict = verdictOf(body);
  if (verdict === 'bad' || verdict === 'busy') return { state: 'waiting', text: `says ${excerpt(body)}` };
  return { state: 'good', text: 'answers' };
}

/** `unknown` where the words are strange: a migration under way answers too. */
export function migrationVerdict(body: string): CheckAnswer {
  const verdict = verdictOf(body);
  if (verdict === 'bad' || verdict === 'busy') return { state: 'waiting', text: `says ${excerpt(body)}` };
  if (verdict === 'done') return { state: 'good', text: 'done' };
  return {
    state: 'unknown',
    text: `answers, but whether it is done cannot be told from ${excerpt(body) || 'nothing'}`,
  };
}

function verdictOf(body: string): 'bad' | 'busy' | 'done' | undefined {
  const fields = fieldsOf(body);
  const words = fields === undefined ? [plain(body)] : [fields.status, fields.state].map(plain);
  if (words.some((word) => badWords.test(word))) return 'bad';
  if (fields?.error !== undefined && fields.error !== null && fields.error !== false && fields.error !== '')
    return 'bad';
  if (flags.some((name) => fields?.[name] === false)) return 'bad';
  if (words.some((word) => busyWords.test(word)) || remains.some((name) => isLeft(fields?.[name])))
    return 'busy';
  if (words.some((word) => doneWords.test(word)) || flags.some((name) => fields?.[name] === true))
    return 'done';
  return remains.some((name) => isNothing(fields?.[name])) ? 'done' : undefined;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.trim().replaceAll(/^"|"$/g, '') : '';
}

function isLeft(value: unknown): boolean {
  return (
    value === true || (typeof value === 'number' && value > 0) || (Array.isArray(value) && value.length > 0)
  );
}

function isNothing(value: unknown): boolean {
  return value === false || value === 0 || (Array.isArray(value) && value.length === 0);
}
