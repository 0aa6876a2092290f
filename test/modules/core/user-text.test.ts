import { describe, expect, it } from 'vitest';
import { escapeTemplate, escapeTemplates } from '../../../modules/core/user-text.ts';

// What terraform makes of these is in test/terraform/user-text.test.ts.
describe('text of a person', () => {
  it.each([
    ['plain', 'plain'],
    ['${file("x")}', '$${file("x")}'],
    ['%{ if true }', '%%{ if true }'],
    ['$ 100 % {}', '$ 100 % {}'],
    ['$${x}', '$$${x}'],
  ])('%s is written as %s', (text, written) => {
    expect(escapeTemplate(text)).toBe(written);
  });

  it('is found in every depth, and in keys', () => {
    expect(escapeTemplates({ '${k}': [{ a: '${v}' }, 1, null, true] })).toEqual({
      '$${k}': [{ a: '$${v}' }, 1, null, true],
    });
  });
});
