/** What the real terraform makes of text that a person wrote. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeTemplates } from '../../modules/core/user-text.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';

describeWithRealParts('text of a person', ['terraform'], (parts) => {
  it('comes out of terraform as it went in, as value and as key', () => {
    const texts = fc.sample(
      fc
        .array(
          fc.constantFrom(
            '$',
            '%',
            '{',
            '}',
            '${',
            '$${',
            '%{',
            '%%{',
            '"',
            '\\',
            '\n',
            'a',
            '${1+1}',
            '%{ if true }',
          ),
          { minLength: 1, maxLength: 9 },
        )
        .map((pieces) => pieces.join('')),
      { numRuns: 300, seed: 1 },
    );
    const value = Object.fromEntries(texts.map((text) => [text, text]));
    using folder = terraformFolder(parts, {
      'main.tf.json': JSON.stringify({ output: { all: { value: escapeTemplates(value) } } }),
    });
    folder.terraform('init', '-input=false');
    folder.terraform('apply', '-auto-approve', '-input=false');
    expect(JSON.parse(folder.terraform('output', '-json', 'all'))).toEqual(value);
  });
});
