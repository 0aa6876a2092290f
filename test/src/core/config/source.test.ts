/** Whatever the bytes, loading explains and never throws. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { resolve } from '../../../../src/core/config/resolve.ts';
import { judgeShape } from '../../../../src/core/config/shape/shape.ts';
import { placeIn, readSource } from '../../../../src/core/config/source/source.ts';
import { largestFile } from '../../../../src/core/config/source/text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const valid = new URL('../../../fixtures/configs/valid/', import.meta.url);
const full = readFileSync(new URL('full.yaml', valid));

function judge(bytes: Uint8Array) {
  const source = readSource('/c.yaml', bytes);
  const shape = source.root ? judgeShape(source.root, source.findings) : undefined;
  return { source, findings: [...source.findings, ...(shape?.findings ?? [])], written: shape?.written };
}

/** A few bytes of a right file replaced, removed, repeated or swapped for what YAML gives a meaning. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(full.length - 1),
      remove: fc.nat(40),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc
          .constantFrom(
            '\n',
            '\t',
            ': ',
            '- ',
            '[',
            ']',
            '{',
            '}',
            '"',
            "'",
            '|',
            '>',
            '&a ',
            '*a',
            '!t ',
            '? ',
            '---\n',
            '...\n',
            '%YAML 1.1\n',
            '#',
            '<<: ',
            '\u0000',
            '\ufeff',
            '\\',
            '0x1',
            '.inf',
            '~',
            '__proto__: ',
            '${',
            '\r',
            '@',
            '`',
          )
          .map(bytesOf),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((edits) =>
    edits.reduce<Uint8Array>(
      (bytes, { at, remove, insert }) =>
        Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
      full,
    ),
  );

describe('any bytes', () => {
  test('of a mutated configuration end in findings with places, or load', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const { findings, written, source } = judge(bytes);
        if (written?.profile)
          expect(resolve(aws, {}, { ...written, profile: written.profile })).toBeDefined();
        else expect(findings.length).toBeGreaterThan(0);
        const lines = source.text.split('\n').length;
        for (const { place } of findings) {
          expect(place?.line).toBeGreaterThanOrEqual(1);
          expect(place?.line).toBeLessThanOrEqual(lines);
          expect(place?.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('at random end in findings', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { findings, written } = judge(bytes);
        expect(findings.length > 0 || written !== undefined).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['brackets', '['.repeat(largestFile)],
    ['closing brackets', '}'.repeat(20_000)],
    ['dashes', '- '.repeat(largestFile / 2)],
    ['mappings in brackets', '{a: '.repeat(60_000)],
    ['question marks', '? '.repeat(largestFile / 2)],
    ['anchors', '&a '.repeat(20_000)],
    ['many keys', Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
  ])('made of %s are refused within seconds', (_name, text) => {
    const started = performance.now();
    expect(judge(bytesOf(text)).findings.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  test('above the size cap are not parsed', () => {
    const [finding] = judge(bytesOf('#'.repeat(largestFile + 1))).findings;
    expect(finding).toMatchObject({ rule: 'config/too-large', required: `at most ${largestFile} bytes` });
  });
});

describe('data', () => {
  test('never touches a prototype', () => {
    const { source } = judge(bytesOf('__proto__: {polluted: true}\ntags: {__proto__: {polluted: true}}\n'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(source.root?.data)).toBeNull();
    expect(source.findings.map(({ rule }) => rule)).toEqual(['config/reserved-key', 'config/reserved-key']);
  });

  test.each(readdirSync(valid))('of %s is the same as the schema reads', (name) => {
    const { findings, written } = judge(readFileSync(new URL(name, valid)));
    expect(findings).toEqual([]);
    expect(written).toBeDefined();
  });

  test('keeps template marks as they were written', () => {
    const { written } = judge(readFileSync(new URL('template-text.yaml', valid)));
    expect(written?.tags).toEqual({
      note: '${file("secret")} and %{ if true }yes%{ endif }',
      '${1 + 1}': '$${kept}',
    });
  });
});

describe('the place of a path', () => {
  const root = readSource(
    '/c.yaml',
    bytesOf('name: acme\npostgres:\n  storage:\n    sizeGb: 20\nwaivers:\n  - rule: x\n'),
  ).root;

  test.each([
    ['name', 1, 7],
    ['postgres.storage.sizeGb', 4, 13],
    ['postgres.storage.iops', 3, 3],
    ['postgres.version', 2, 1],
    ['redis.version', 1, 1],
    ['waivers[0].rule', 6, 11],
    ['waivers[0].until', 6, 5],
    ['', 1, 1],
  ])('%s is line %i, column %i', (path, line, column) => {
    expect(root && placeIn(root, path)).toMatchObject({ file: '/c.yaml', line, column });
  });
});
