import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../../../src/core/config/nearest.ts';

describe('the nearest known word', () => {
  test.each([
    ['sizeGB', ['sizeGb', 'maxSizeGb'], 'sizeGb'],
    ['instance_type', ['instanceType', 'count'], 'instanceType'],
    ['licenceKey', ['licenseKey', 'name'], 'licenseKey'],
    ['raeders', ['readers', 'writers'], 'readers'],
    ['prod', ['staging', 'production'], 'production'],
    ['C8GD.8XLARGE', ['c6gd.8xlarge', 'c8gd.8xlarge'], 'c8gd.8xlarge'],
    ['shape', ['name', 'state', 'storage'], undefined],
    ['', ['name'], undefined],
  ])('of %s among %j is %s', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
});

test.each([
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['ab', 'ba', 1],
  ['kitten', 'sitting', 3],
])('from %s to %s it takes %i edits', (from, to, expected) => {
  expect(editDistance(from, to)).toBe(expected);
});
