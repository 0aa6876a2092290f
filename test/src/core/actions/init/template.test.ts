import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fillTemplate, yamlFlow, yamlText } from '../../../../../src/core/actions/init/template.ts';

describe('a template and its values must match', () => {
  test('names are replaced wherever they stand', () => {
    expect(fillTemplate('%a%-%b%-%a%, 50% of it', { a: '1', b: '2' })).toBe('1-2-1, 50% of it');
  });

  test('a value that looks like a name is not replaced again', () => {
    expect(fillTemplate('%a% %b%', { a: '%b%', b: '$& x' })).toBe('%b% $& x');
  });

  test.each([
    ['an unknown name', '%a% %oops%', { a: '1' }, /unknown: oops/],
    ['an unused value', '%a%', { a: '1', b: '2' }, /unused: b/],
    ['a name that every object has', '%toString%', {}, /unknown: toString/],
  ])('%s is a defect', (_, template, values, message) => {
    expect(() => fillTemplate(template, values)).toThrow(message);
  });
});

describe('YAML reads back the very text', () => {
  test.each([
    'acme',
    'yes',
    'NULL',
    '1.10',
    '',
    '- a',
    'a: b',
    '#x',
    '"',
    '\\',
    "it's",
    '{}',
    '*x',
    '\u2028',
    'a\nb',
  ])('%j', (text) => {
    expect(parse(`key: ${yamlText(text)}\n`)).toEqual({ key: text });
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parse(`key: ${yamlText(text)}\n`)).toEqual({ key: text });
        expect(parse(`key: ${yamlFlow({ file: text })}\n`)).toEqual({ key: { file: text } });
      }),
    );
  });
});
