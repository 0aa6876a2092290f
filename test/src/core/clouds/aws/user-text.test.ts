/** Text of a person stays text: whatever it is, terraform reads it back as it was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsConfig } from '../../../../helpers/aws-config.ts';
import { renderedAws } from '../../../../helpers/aws-stack.ts';
import { look, texts } from '../../../../helpers/synth.ts';

/** What the letters of terraform's templates and of JSON can be put together to. */
const hostile = fc
  .array(
    fc.constantFrom(
      '$',
      '%',
      '{',
      '}',
      '$${',
      '${',
      '%{',
      '%%{',
      '"',
      '\\',
      '\n',
      'a',
      '${file("/etc/passwd")}',
      '%{ if true }',
      'é',
      '`',
      "'",
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** Plain ASCII letters mark what came from the user in the rendered file. */
const marked = hostile.map((text) => `user${text}resu`);

/** What terraform makes of a text without interpolations: https://developer.hashicorp.com/terraform/language/expressions/strings */
const evaluated = (text: string) => text.replaceAll('$${', () => '${').replaceAll('%%{', () => '%{');

describe('text of a person', () => {
  it('is never evaluated, and arrives unchanged: tags, organization, origins', async () => {
    await fc.assert(
      fc.asyncProperty(marked, marked, marked, marked, async (key, tag, organization, origin) => {
        const config = awsConfig('staging');
        const stack = look(
          await renderedAws({
            ...config,
            tags: { [key]: tag },
            organization: { ...config.organization, name: organization },
            storage: { ...config.storage, allowedOrigins: [origin] },
            api: { ...config.api, allowedOrigins: [origin] },
          }),
        );
        const { aws } = stack.tree.provider as {
          aws: [{ default_tags: [{ tags: Record<string, string> }] }];
        };
        const tags = Object.entries(aws[0].default_tags[0].tags).map(([k, v]) => [
          evaluated(k),
          evaluated(v),
        ]);
        expect(tags).toContainEqual([key, tag]);
        const cors = stack.resource('aws_s3_bucket_cors_configuration.storage_responses_cors').cors_rule as [
          { allowed_origins: string[] },
        ];
        expect(cors[0].allowed_origins.map(evaluated)).toContain(origin);
        // Wherever else it went: nothing live between the marks.
        for (const text of texts(stack.tree)) {
          for (const [part] of text.matchAll(/user[\s\S]*?resu/g)) {
            expect(part.replaceAll('$${', '…').replaceAll('%%{', '…')).not.toMatch(/[$%]\{/);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is the only text: every live expression of the rendered file refers to something in it', async () => {
    const { tree, addresses } = look(await renderedAws(awsConfig('production')));
    for (const text of texts(tree)) {
      for (const [, inside = ''] of text.matchAll(/(?<!\$)\$\{([^}]*)/g)) {
        const refers =
          addresses.some((address) => inside.includes(address)) ||
          /\b(data|ephemeral|local|path|self|var)\./.test(inside);
        expect(refers, text).toBe(true);
      }
    }
  });
});
