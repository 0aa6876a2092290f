/** How Brainstore stores what it is given: a release reads only the formats that it knows, and one choice cannot be taken back. */
import type { Rule } from './rule.ts';

/** https://github.com/braintrustdata/helm and https://github.com/braintrustdata/terraform-aws-braintrust-data-plane: both came with 2.0. */
const source = 'https://github.com/braintrustdata/helm';
const since = 2;

const noPostgres: Rule = {
  id: 'release/no-postgres',
  states: 'Objects are kept without PostgreSQL only by a release that can: 2.0.0 or newer.',
  check: ({ config }) => {
    const { noPostgres: written } = config.brainstore;
    if (written === 'none' || isNewEnough(config.release)) return [];
    const path = 'brainstore.noPostgres';
    return [
      {
        rule: noPostgres.id,
        severity: 'error',
        message: `release ${config.release} cannot keep objects without PostgreSQL, which began with 2.0.0 and cannot be taken back`,
        path,
        required: '"none", or release 2.0.0 or newer',
        found: written,
        nearest: 'none',
        fix: { text: `set ${path}: none`, set: [{ path, value: 'none' }] },
        source,
      },
    ];
  },
};

const walFooter: Rule = {
  id: 'release/wal-footer',
  states: 'The format of the write-ahead log is one that the release reads: none or v1 before 2.0.0.',
  check: ({ config }) => {
    const { walFooterVersion: written } = config.brainstore;
    if (written === 'none' || written === 'v1' || isNewEnough(config.release)) return [];
    const path = 'brainstore.walFooterVersion';
    return [
      {
        rule: walFooter.id,
        severity: 'error',
        message: `release ${config.release} does not read a write-ahead log of format ${written}, which began with 2.0.0`,
        path,
        required: 'none or v1, or release 2.0.0 or newer',
        found: written,
        nearest: 'v1',
        fix: { text: `set ${path}: v1`, set: [{ path, value: 'v1' }] },
        source,
      },
    ];
  },
};

function isNewEnough(release: string): boolean {
  return Number.parseInt(release, 10) >= since;
}

export const storageFormatRules: readonly Rule[] = [noPostgres, walFooter];
