/** Who may import whom, and who may touch the outside world. */
import { describe, expect, test } from 'vitest';
import { codeOf, filesBelow, importsOf, type SourceFile } from './source-files.ts';

const source = [...filesBelow('src'), ...filesBelow('modules')];

/** Imports of the files below `from` that are not allowed, as text. */
function breaches(from: (path: string) => boolean, allowed: (target: string, typeOnly: boolean) => boolean) {
  const files = source.filter(({ path }) => from(path));
  expect(files.length).toBeGreaterThan(0);
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ target, typeOnly }) => !allowed(target, typeOnly))
      .map(({ target }) => `${file.path} → ${target}`),
  );
}

const below = (folder: string) => (path: string) => path.startsWith(`${folder}/`);

describe('imports', () => {
  test('the constructs know resources and props only', () => {
    // fflate packs bytes in memory.
    const ours = /^(modules\/|@cdktf\/provider-|cdktf$|cdktf\/|constructs$|node:crypto$|fflate$)/;
    expect(breaches(below('modules'), (target) => ours.test(target))).toEqual([]);
  });

  test('modules/core knows no cloud', () => {
    const cloud = /^(modules\/(?!core\/)|@cdktf\/)/;
    expect(breaches(below('modules/core'), (target) => !cloud.test(target))).toEqual([]);
  });

  test('the core knows neither the command line nor the real side effects', () => {
    const outside = /^src\/(cli|env|main\.ts)(\/|$)/;
    expect(breaches(below('src/core'), (target) => !outside.test(target))).toEqual([]);
  });

  test('only the registry knows a cloud by name', () => {
    const elsewhere = (path: string) =>
      below('src')(path) && !/^src\/core\/clouds\/([a-z]+\/|registry\.ts)/.test(path);
    const named = /^(src\/core\/clouds\/[a-z]+\/|modules\/(?!core\/)|@aws-sdk\/|@cdktf\/)/;
    expect(breaches(elsewhere, (target) => !named.test(target))).toEqual([]);
  });

  test('rendering is pure: of the core it takes types, and of the packages nothing', () => {
    const fine = (target: string, typeOnly: boolean) =>
      target.startsWith('src/cli/render/') ||
      (typeOnly && target.startsWith('src/')) ||
      target === 'src/errors.ts';
    expect(breaches(below('src/cli/render'), fine)).toEqual([]);
  });

  test('go round in no circle, types included', () => {
    const edges = source.flatMap((file) => importsOf(file).map(({ target }) => [file.path, target] as const));
    // An import is in no circle when its end imports nothing, or nothing imports its start; taken away again and again.
    let circles = edges;
    for (let before = -1; before !== circles.length; ) {
      before = circles.length;
      const starts = new Set(circles.map(([start]) => start));
      const ends = new Set(circles.map(([, end]) => end));
      circles = circles.filter(([start, end]) => starts.has(end) && ends.has(start));
    }
    expect(circles.map(([start, end]) => `${start} → ${end}`)).toEqual([]);
  });

  test('nothing imports the entry', () => {
    expect(
      breaches(
        () => true,
        (target) => target !== 'src/main.ts',
      ),
    ).toEqual([]);
  });
});

test('starting up loads nothing heavy', () => {
  const files = new Map(source.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const walk = (file: SourceFile) => {
    for (const { target, typeOnly, late } of importsOf(file)) {
      if (typeOnly || late || reached.has(target)) continue;
      reached.add(target);
      const next = files.get(target);
      if (next) walk(next);
    }
  };
  const entry = files.get('src/main.ts');
  if (entry === undefined) throw new Error('src/main.ts is gone');
  walk(entry);
  const heavy =
    /^(src\/core\/(actions|clouds|synth|terraform|plan)\/|modules\/|@|ora$|execa$|yaml$|cdktf|constructs$)/;
  expect([...reached].filter((target) => heavy.test(target))).toEqual([]);
  expect(reached.has('commander')).toBe(true);
  // `{ z }` is an object that brings zod's forty languages along: half a megabyte in each start.
  const whole = source.filter(({ text }) => /import (type )?\{[^}]*\bz\b[^}]*\} from 'zod'/.test(text));
  expect(whole.map(({ path }) => path)).toEqual([]);
});

describe('the outside world is touched in main.ts and src/env only', () => {
  // Text of a program that runs elsewhere, in a cloud function.
  const shipped = 'modules/aws/lambda-secrets/node-loader.ts';
  const inside = source.filter(
    ({ path }) => path !== 'src/main.ts' && path !== shipped && !path.startsWith('src/env/'),
  );

  test.each([
    ['the process', /\bprocess\.(?!env\b)[a-z]|\bprocess\.env\b|from 'node:process'/],
    ['the console', /\bconsole\.[a-z]/],
    ['files', /'node:(fs|fs\/promises|child_process|os)'|'execa'/],
    ['the clock', /\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(|\bsetInterval\(|\bperformance\./],
    ['chance', /Math\.random\(|\brandom(Bytes|UUID|Int)\(/],
  ])('%s', (_, pattern) => {
    expect(inside.filter((file) => pattern.test(codeOf(file))).map(({ path }) => path)).toEqual([]);
  });
});

test('no file is longer than 300 lines, tables of data apart', () => {
  const tables = /\/(catalogue|tables|schema)(\/|\.ts$)/;
  const long = source.filter(({ path, text }) => !tables.test(path) && text.split('\n').length > 301);
  expect(long.map(({ path }) => path)).toEqual([]);
});
