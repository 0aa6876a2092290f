import { expect, it } from 'vitest';
import { versionIn } from '../../../../src/core/health/version.ts';

it.each([
  ['{"version":"2.12.0"}', '2.12.0'],
  ['{"version":"v2.12.0","commit":"1.2.3"}', '2.12.0'],
  ['{"commit":"0a1b2c3","version":"2.12.0+0a1b2c3"}', '2.12.0'],
  ['{"version":{"version":"2.12.0"}}', '2.12.0'],
  ['"2.12.0"', '2.12.0'],
  ['2.12.0\n', '2.12.0'],
  ['brainstore v2.12.0 (0a1b2c3 2026-08-21)', '2.12.0'],
  ['{"version":"2.12.0","cut":"of', '2.12.0'],
])('%s names %s', (body, version) => expect(versionIn(body)).toBe(version));

it.each([
  [''],
  ['<html>jquery 3.7.1</html>'],
  ['{"ip":"10.2.3.4"}'],
  ['127.0.0.1'],
  ['1.2'],
  ['{"message":"2.12.0"}'],
  ['["2.12.0"]'],
  ['{"version":null}'],
])('%s names none', (body) => expect(versionIn(body)).toBeUndefined());
