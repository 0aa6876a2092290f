import { expect, test } from 'vitest';
import { findingsOf, of } from '../../../helpers/judged.ts';

test.each([
  ['1.1.32', 'all', 'v3', ['all'], ['v3']],
  ['1.1.32', 'include:logs', 'v2', ['include:logs'], ['v2']],
  ['1.1.32', 'none', 'v1', [], []],
  ['1.1.32', 'none', 'none', [], []],
  ['2.0.0', 'all', 'v3', [], []],
])(
  'release %s with noPostgres %s and format %s',
  (release, noPostgres, walFooterVersion, objects, formats) => {
    const findings = findingsOf('staging', {
      release,
      'brainstore.noPostgres': noPostgres,
      'brainstore.walFooterVersion': walFooterVersion,
    });

    expect(of(findings, 'release/no-postgres').map(({ found }) => found)).toEqual(objects);
    expect(of(findings, 'release/wal-footer').map(({ found }) => found)).toEqual(formats);
  },
);
