/**
 * How far behind a release is. The vendor releases about weekly, asks to update monthly and demands it once a quarter; there is
 * no release with longer support. https://www.braintrust.dev/docs/admin/self-hosting (Upgrades)
 */
import type { CloudId } from '../config/schema.ts';
import { isSelectable } from '../releases/catalogue.ts';
import type { ReleaseCatalogue } from '../releases/release.ts';

export const monthlyDays = 31;
export const quarterlyDays = 92;

export interface Overdue {
  /** Days since the first newer release that could have been chosen came out; 0 when there is none. */
  readonly days: number;
  /** Newer releases that can be chosen. */
  readonly releases: number;
  /** `current`, past the recommended month, or past the quarter after which the vendor may refuse to help. */
  readonly policy: 'current' | 'update-recommended' | 'update-overdue';
  /** Days that are left of the quarter; negative once it is over; undefined when there is nothing newer. */
  readonly dueInDays?: number;
}

/** Undefined where the release is in no catalogue: nothing can be said of it then. */
export function overdue(
  { releases }: ReleaseCatalogue,
  { cloud, release }: { readonly cloud: CloudId; readonly release: string },
  now: Date,
): Overdue | undefined {
  const own = releases.findIndex(({ version }) => version === release);
  if (own === -1) return undefined;
  const newer = releases.slice(own + 1).filter((each) => isSelectable(each, cloud));
  const [first] = newer;
  if (first === undefined) return { days: 0, releases: 0, policy: 'current' };
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(first.date)) / 86_400_000));
  const policy =
    days > quarterlyDays ? 'update-overdue' : days > monthlyDays ? 'update-recommended' : 'current';
  return { days, releases: newer.length, policy, dueInDays: quarterlyDays - days };
}
