/** Changes of the data plane that have no way back, wherever a cloud writes them. */
import { moved, set } from './conditions.ts';
import type { OneWayRow } from './resource-class.ts';

const source = 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane';

/** Where the format of the write-ahead log is written. */
export function walFooterAt(path: string): readonly OneWayRow[] {
  const row = { path, accept: 'wal-footer-version', source } as const;
  return [
    {
      ...row,
      when: (before, after) => set(before, after) || moved(before, after),
      consequence:
        'what is written from then on is read only by nodes and releases that know the format: there is no way back to an older one, and every node has to run a release that reads it before',
    },
  ];
}

/** Where the kinds of object are written that Brainstore keeps without PostgreSQL. */
export function noPostgresAt(path: string): readonly OneWayRow[] {
  const row = { path, accept: 'no-postgres', source } as const;
  return [
    {
      ...row,
      when: (before, after) => set(before, after) || moved(before, after),
      consequence:
        'rows of these kinds are no longer written to PostgreSQL: without them there, the former way cannot be gone back to, and what was written meanwhile would be missing',
    },
  ];
}
