import { expect, test } from 'vitest';
import { rangePair } from '../../../../../../src/core/clouds/gcp/rules/range-pair.ts';
import type { RuleSubject } from '../../../../../../src/core/rules/rule.ts';

const pair = (podsRange?: string, servicesRange?: string, cluster = {}) =>
  rangePair.check({
    config: { network: { existing: { podsRange, servicesRange } }, cluster },
  } as unknown as RuleSubject);

test.each([
  ['pods', undefined, 'network.existing.podsRange', 'network.existing.servicesRange'],
  [undefined, 'services', 'network.existing.servicesRange', 'network.existing.podsRange'],
])('a range alone, %s and %s, is refused with the one that is missing', (pods, services, path, missing) => {
  const [breach, ...more] = pair(pods, services);
  expect(breach).toMatchObject({ severity: 'error', path, fix: { text: expect.stringContaining(missing) } });
  expect(more).toEqual([]);
});

test.each([
  ['both', 'pods', 'services', {}],
  ['neither', undefined, undefined, {}],
  ['one, of a cluster that has its ranges already', 'pods', undefined, { existing: { name: 'main' } }],
] as const)('%s is no matter', (_, pods, services, cluster) => {
  expect(pair(pods, services, cluster)).toEqual([]);
});
