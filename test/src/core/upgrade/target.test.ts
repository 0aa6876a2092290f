import { expect, test } from 'vitest';
import { builtInCatalogue } from '../../../../src/core/releases/catalogue.ts';
import type { Deployed } from '../../../../src/core/upgrade/path.ts';
import { targetOf } from '../../../../src/core/upgrade/target.ts';
import { gcpConfig } from '../../../helpers/gcp-config.ts';

const config = gcpConfig('staging', { release: '2.9.0' });
const latestFrom = (release: string) => {
  const deployed: Deployed = { cloud: 'gcp', release, walFooterVersion: 'v3', noPostgres: 'none' };
  return targetOf(builtInCatalogue, config, deployed, 'latest').release;
};

test('the newest is never an older one than what is deployed with a chart of its own', () => {
  expect(latestFrom('2.8.0')).toBe('2.9.0');
  expect(latestFrom('2.9.0')).toBe('2.9.0');
  expect(latestFrom('2.12.0')).toBe('2.12.0');
});

test('of a release that is in no catalogue nothing can be said', () => {
  expect(latestFrom('9.9.9')).toBe('2.9.0');
});
