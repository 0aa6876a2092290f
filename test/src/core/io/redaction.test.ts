import { describe, expect, test } from 'vitest';
import { redact } from '../../../../src/core/io/redaction.ts';

const secret = 's3cr&t "quoted" value';

describe('a secret is hidden', () => {
  test.each([
    ['as it is', `key is ${secret}.`],
    ['inside JSON', JSON.stringify({ key: secret })],
    ['inside HTML', '<code>s3cr&amp;t &quot;quoted&quot; value</code>'],
    ['inside a URL', `https://example.com/?key=${encodeURIComponent(secret)}`],
    ['with a line end from its file', redact(`x ${secret}`, [`${secret}\n`])],
  ])('%s', (_, text) => {
    const hidden = redact(text, [secret]);
    expect(hidden).toContain('[hidden]');
    expect(hidden).not.toMatch(/s3cr/);
  });

  test('line by line when it has several', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----';
    expect(redact('  MIIEvQIBADANBg', [key])).toBe('  [hidden]');
  });

  test('whole, when a shorter secret is part of it', () => {
    expect(redact('password-and-more', ['password', 'password-and-more'])).toBe('[hidden]');
  });
});

test('a value too short to be a secret does not garble the text', () => {
  expect(redact('a test of testing', ['test', '', ' '])).toBe('a test of testing');
});
