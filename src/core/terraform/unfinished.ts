/** What an apply that did not end in order leaves: resources that are in no state, half-made ones, a lock. Pure. */
import type { Journal } from './journal.ts';
import type { State } from './state.ts';
import { parseLine } from './ui-stream.ts';

export interface Made {
  readonly address: string;
  /** As the provider calls it; undefined where the stream does not tell. */
  readonly id: string | undefined;
}

export interface Unfinished {
  readonly journal: Journal;
  /** Made, and in no state. */
  readonly lost: readonly Made[];
  /** Made in place of what the state still has. */
  readonly superseded: readonly (Made & { readonly old: string })[];
  /** Creation begun, end unknown: broken off, or failed without an answer. */
  readonly halfMade: readonly string[];
  /** Creation refused because there is one of that name: after a lost answer it is the one that was just made. */
  readonly refused: readonly string[];
  /** The lock that this apply took, as far as that is certain. */
  readonly lockId: string | undefined;
}

/** The texts of AWS, Google and Azure for a name that is taken. */
const taken =
  /already ?exists|already ?owned|AlreadyExists|ResourceExists|EntityAlreadyExists|is already (in use|taken)|Duplicate|(Error|status code:?) 409/i;

/**
 * Failures that do not tell whether the call was carried out: a stop cancels calls whose answer is on its way, networks lose
 * answers, and a provider that crashes takes with it what it knew.
 */
const unanswered =
  /context (canceled|deadline exceeded)|request canceled|StatusCode: 0\b|connection reset|unexpected EOF|: EOF|i\/o timeout|broken pipe|Plugin did not respond|Request cancelled/;

export function judgeJournal(journal: Journal, state: State): Unfinished {
  const { created, begun, failed, refused, unclear } = toldBy(journal);
  const stored = new Map(state.resources.map(({ address, attributes }) => [address, attributes.id]));
  const missing = [...created].filter(([address]) => !stored.has(address));
  const other = [...created].flatMap(([address, id]) => {
    const old = stored.get(address);
    return typeof old === 'string' && id !== undefined && old !== id ? [{ address, id, old }] : [];
  });
  return {
    journal,
    lost: missing.map(([address, id]) => ({ address, id })),
    superseded: other,
    halfMade: [...begun, ...[...failed].filter((address) => unclear.has(address))].filter(
      (address) => !stored.has(address),
    ),
    refused: [...refused].filter((address) => !stored.has(address) && !created.has(address)),
    lockId: hasBegun(journal) ? journal.lockId : undefined,
  };
}

/** What the stream says of creations, and of the failures that were told. */
function toldBy({ lines }: Journal) {
  const created = new Map<string, string | undefined>();
  const sets = {
    begun: new Set<string>(),
    failed: new Set<string>(),
    refused: new Set<string>(),
    unclear: new Set<string>(),
  };
  for (const event of lines.map(parseLine)) {
    if (event.type === 'diagnostic') {
      const { summary, detail = '', address } = event.diagnostic;
      const text = `${summary}\n${detail}`;
      if (address === undefined) continue;
      if (taken.test(text)) sets.refused.add(address);
      else if (unanswered.test(text)) sets.unclear.add(address);
    }
    if (!('action' in event) || event.action !== 'create') continue;
    const { address } = event;
    if (event.type === 'started') sets.begun.add(address);
    else sets.begun.delete(address);
    if (event.type === 'failed') sets.failed.add(address);
    if (event.type === 'completed') created.set(address, event.id);
  }
  return { created, ...sets };
}

/** Whether something of the deployment is in no state. */
export function isUnaccounted({ lost, superseded, halfMade }: Unfinished): boolean {
  return lost.length + superseded.length + halfMade.length > 0;
}

/** Terraform changes nothing before it has the lock, so from its first event on the lock was its own. */
export function hasBegun({ lines }: Pick<Journal, 'lines'>): boolean {
  return lines.some((line) => line.includes('"type":"apply_start"'));
}
