import { describe, expect, it } from 'vitest';
import { configOf } from '../../../../helpers/judged.ts';

describe('the defaults of a profile', () => {
  it.each(['staging', 'production'] as const)(
    'complete a %s configuration of the required keys alone',
    (profile) => {
      expect(configOf(profile)).toMatchObject({
        profile,
        release: '2.12.0',
        network: { cidr: '10.175.0.0/21' },
      });
    },
  );

  it('combine readers and writers in staging and separate them in production', () => {
    expect(configOf('staging').brainstore).toMatchObject({
      readers: { count: 1 },
      fastReaders: { count: 0 },
      writers: { count: 0 },
    });
    expect(configOf('production').brainstore).toMatchObject({
      readers: { count: 2 },
      fastReaders: { count: 2 },
      writers: { count: 1 },
    });
  });
});
