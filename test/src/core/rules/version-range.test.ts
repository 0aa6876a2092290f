import { describe, expect, it } from 'vitest';
import { isEmpty, parseVersionRange, versionText } from '../../../../src/core/rules/version-range.ts';
import { findingsOf, gcpFindings, of } from '../../../helpers/judged.ts';

describe('a version range', () => {
  it.each([
    ['>= 6.50.0, < 7.0.0', '6.50.0', '7.0.0'],
    ['> 6.50', '6.50.1', undefined],
    ['<= 3.1', '0.0.0', '3.1.1'],
    ['3.1.1', '3.1.1', '3.1.2'],
    ['= 3', '3.0.0', '3.0.1'],
    ['~> 3.1', '3.1.0', '4.0.0'],
    ['~> 3.1.2', '3.1.2', '3.2.0'],
    ['~> 3', '3.0.0', undefined],
    ['!= 3.1.1', '0.0.0', undefined],
    ['>=6,<6.51 , != 6.50.3', '6.0.0', '6.51.0'],
  ])('%s begins with %s and ends before %s', (text, first, end) => {
    const range = parseVersionRange(text);
    expect(range && versionText(range.first)).toBe(first);
    expect(range && Number.isFinite(range.end) ? versionText(range.end) : undefined).toBe(end);
  });

  it('may be empty, or none at all', () => {
    expect(parseVersionRange('>= 7, < 6')).toSatisfy(isEmpty);
    expect(parseVersionRange('latest')).toBeUndefined();
  });
});

describe('the range of a provider', () => {
  const google = (range: string) =>
    of(gcpFindings('staging', { 'terraform.providers.google': range }), 'terraform/provider-range');

  it.each(['>= 6.50.0, < 7.0.0', '~> 6.50', '= 6.60.1', '>= 5.0', '>= 6.50, < 8'])('%s is fine', (range) => {
    expect(google(range)).toEqual([]);
  });

  it.each([
    ['< 6.50.0', 'error', 'older than 6.50.0, which this program was proven with'],
    ['~> 5.0', 'error', 'older than 6.50.0'],
    ['>= 7, < 6', 'error', 'no version is in this range'],
    [
      '~> 7.0',
      'warning',
      'of 7.0.0 or newer, which this program was not made for; it was proven with 6.50.0',
    ],
  ])('%s is an %s', (range, severity, text) => {
    expect(google(range)).toMatchObject([
      {
        severity,
        path: 'terraform.providers.google',
        message: expect.stringContaining(text),
        found: range,
        nearest: '>= 6.50.0, < 7.0.0',
      },
    ]);
  });

  it('is judged on every cloud', () => {
    const told = findingsOf('staging', { 'terraform.providers.aws': '~> 4.0' });
    expect(of(told, 'terraform/provider-range')).toHaveLength(1);
  });
});
