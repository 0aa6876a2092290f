import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { diffLines as diffLinesOf } from '../../../../src/core/config/edit/line-diff.ts';
import { withValue } from '../../../../src/core/config/edit/plain.ts';
import { editConfig, lineDiff } from '../../../../src/core/config/edit.ts';
import { formatPath, type Path } from '../../../../src/core/config/path.ts';

const config = `# Ours.
apiVersion: bt-dataplane/v1
name: 'acme' # short

release: "2.1.1"   # pinned
postgres:
  # sized by hand
  instanceType: db.r8g.large # see the wiki
  storage:
    sizeGb: 100

licenseKey: { env: KEY } # from the pipeline
storage:
  allowedOrigins:
    - https://one.example # first
    - https://two.example
# the end
`;

describe('changing a text', () => {
  test('keeps comments, blank lines and quotes', () => {
    const edited = editConfig(config, [
      { path: 'release', value: '2.12.0' },
      { path: 'name', value: 'other' },
      { path: 'postgres.instanceType', value: 'db.r8g.xlarge' },
    ]);
    expect(edited).toBe(
      config
        .replace('"2.1.1"', '"2.12.0"')
        .replace("'acme'", "'other'")
        .replace('db.r8g.large', 'db.r8g.xlarge'),
    );
  });

  test.each([
    ['a: 1 # why\nb: {}\n', 'b: { c: 1 } # why\n'],
    ['a: 1 # why\nb:\n  d: 2\n', 'b:\n  d: 2\n  c: 1 # why\n'],
    ['a: 1 # why\r\nb: # other\r\n  d: 2\r\n', 'b: # other\r\n  d: 2\r\n  c: 1 # why\r\n'],
    ['a: 1\nb: {} # own\n', 'b: { c: 1 } # own\n'],
    ['a: 1 # why\nb: {} # own\n', 'b: { c: 1 } # own\n'],
    ['{"a": 1, "b": {}}', '{"b": {"c": 1}}'],
  ])('takes the comment behind a key along to its new place: %j', (before, after) => {
    const edits = [
      { path: 'b.c', value: 1, from: 'a' },
      { path: 'a', value: undefined },
    ];
    expect(editConfig(before, edits)).toBe(after);
  });

  test('says so where the lines are written in a way that it cannot change', () => {
    const edit = () => editConfig('a:\n  ? b\n  : 1\n', [{ path: 'a.c.d', value: 1 }]);
    expect(edit).toThrow('the lines around it are written in a way that cannot be changed safely');
  });

  test('adds a key behind its siblings, and the mappings that it needs', () => {
    expect(
      editConfig(config, [
        { path: 'postgres.version', value: '17' },
        { path: 'brainstore.readers.count', value: 3 },
      ]),
    ).toBe(
      config
        .replace('    sizeGb: 100\n', '    sizeGb: 100\n  version: "17"\n')
        .replace(
          '    - https://two.example\n',
          '    - https://two.example\nbrainstore:\n  readers:\n    count: 3\n',
        ),
    );
  });

  test('adds to what stands between braces, and removes from it', () => {
    const added = editConfig(config, [{ path: 'licenseKey.hint', value: 'a, b' }]);
    expect(added).toContain('licenseKey: { env: KEY, hint: "a, b" } # from the pipeline');
    expect(editConfig(added, [{ path: 'licenseKey.hint', value: undefined }])).toBe(config);
  });

  test('changes a list item by item', () => {
    const edited = editConfig(config, [
      {
        path: 'storage.allowedOrigins',
        value: ['https://one.example', 'https://2.example', 'https://3.example'],
      },
    ]);
    expect(edited).toBe(
      config.replace('    - https://two.example\n', '    - https://2.example\n    - https://3.example\n'),
    );
  });

  test('removes a key with its lines, and leaves an empty mapping where it was the last', () => {
    expect(editConfig(config, [{ path: 'postgres.instanceType', value: undefined }])).toBe(
      config.replace('  instanceType: db.r8g.large # see the wiki\n', ''),
    );
    expect(editConfig(config, [{ path: 'postgres.storage.sizeGb', value: undefined }])).toBe(
      config.replace('  storage:\n    sizeGb: 100\n', '  storage: {}\n'),
    );
  });

  test('replaces a block by a value, and a value by a mapping', () => {
    expect(parse(editConfig(config, [{ path: 'postgres', value: 'none' }]))).toMatchObject({
      postgres: 'none',
    });
    expect(editConfig(config, [{ path: 'name', value: { a: 1, b: ['x'] } }])).toContain(
      'name: { a: 1, b: [ x ] } # short',
    );
  });

  test('is the same text where nothing changes', () => {
    expect(editConfig(config, [{ path: 'release', value: '2.1.1' }])).toBe(config);
    expect(editConfig(config, [{ path: 'redis.version', value: undefined }])).toBe(config);
  });

  test('keeps line ends, a byte order mark and a last line without end', () => {
    const windows = `\ufeff${config.trimEnd().replaceAll('\n', '\r\n')}`;
    const edited = editConfig(windows, [
      { path: 'postgres.version', value: '17' },
      { path: 'tags.owner', value: 'ops' },
    ]);
    expect(edited.startsWith('\ufeff# Ours.\r\n')).toBe(true);
    expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(edited.endsWith('# the end')).toBe(true);
    expect(editConfig('a: 1', [{ path: 'b', value: 2 }])).toBe('a: 1\nb: 2');
    expect(editConfig('a: 1\r\nb:\r\n  c: 2', [{ path: 'b.d', value: 3 }])).toBe(
      'a: 1\r\nb:\r\n  c: 2\r\n  d: 3',
    );
  });

  test('keeps JSON what it is', () => {
    const json = `${JSON.stringify({ name: 'acme', postgres: { version: '17' }, tags: {} }, null, 2)}\n`;
    const edited = editConfig(json, [
      { path: 'postgres.instanceType', value: 'db.r8g.large' },
      { path: 'tags.owner', value: 'a\nb' },
      { path: 'brainstore.readers', value: { count: 3 } },
    ]);
    expect(JSON.parse(edited)).toEqual({
      name: 'acme',
      postgres: { version: '17', instanceType: 'db.r8g.large' },
      tags: { owner: 'a\nb' },
      brainstore: { readers: { count: 3 } },
    });
    expect(edited.split('\n').slice(0, 6)).toEqual([
      '{',
      '  "name": "acme",',
      '  "postgres": {',
      '    "version": "17",',
      '    "instanceType": "db.r8g.large"',
      '  },',
    ]);
  });

  test('writes into what is empty', () => {
    expect(editConfig('', [{ path: 'a.b', value: 1 }])).toBe('a:\n  b: 1\n');
    expect(editConfig('# only this\n', [{ path: 'a', value: 1 }])).toBe('# only this\na: 1\n');
    expect(editConfig('a: # later\n', [{ path: 'a.b', value: 1 }])).toBe('a: { b: 1 } # later\n');
  });

  test('cannot be talked into more than a value', () => {
    for (const value of [
      'x\nname: evil',
      'x # y',
      '{ a: 1 }',
      '*a',
      '&a b',
      '!!int 3',
      '- a',
      'true',
      '17',
      '\u2028',
      '"',
    ]) {
      for (const path of ['release', 'postgres.fresh', 'licenseKey.env', 'storage.allowedOrigins[0]']) {
        const edited = editConfig(config, [{ path, value }]);
        expect(parse(edited)).toEqual(withValue(parse(config), pathOf(path), value));
        expect(edited.split('\n').length - config.split('\n').length).toBeLessThanOrEqual(1);
      }
    }
  });

  test.each([
    ['a: &x 1\nb: *x\n', 'a', 'anchor &x'],
    ['a: &x { c: 1 }\nb: *x\n', 'b.c', 'alias *x'],
    ['a: &x { c: 1 }\nb: *x\n', 'a.c', 'anchor &x'],
    ['a: 1\n---\nb: 1\n', 'a', 'more than one document'],
    ['a: "1\n', 'a', 'not YAML'],
    ['a: 1\na: 2\n', 'a', 'twice'],
    ['a: 1\n', 'a.b', 'not a mapping'],
    ['a: [1]\n', 'a[3]', 'only 1 items'],
    ['a: 1\n', '__proto__.x', 'not a key'],
    ['- a\n', 'a', 'not a mapping'],
  ])('refuses what would change more: %j at %s', (text, path, reason) => {
    expect(() => editConfig(text, [{ path, value: 3 }])).toThrow(reason);
  });

  test('leaves anchors elsewhere alone', () => {
    expect(editConfig('a: &x 1\nb: *x\nc: 1\n', [{ path: 'c', value: 2 }])).toBe('a: &x 1\nb: *x\nc: 2\n');
  });
});

describe('any text, any change', () => {
  test('reads as the data with that value, and no other line moves', () => {
    const cases = fc
      .record({ data: mappings(3), style: styles, seed: fc.array(fc.nat(), { minLength: 60 }) })
      .chain(({ data, style, seed }) =>
        fc.record({
          text: fc.constant(written(data, style, seed)),
          data: fc.constant(data),
          path: pathsIn(data),
          value: fc.oneof(scalars, fc.constant(undefined), mappings(1), fc.array(scalars, { maxLength: 3 })),
        }),
      );
    fc.assert(
      fc.property(cases, ({ text, data, path, value }) => {
        expect(parse(text)).toEqual(data);
        const edited = editConfig(text, [{ path: formatPath(path), value }]);
        expect(parse(edited)).toEqual(withValue(data, path, value));
        const touched = lineDiff(text, edited)
          .split('\n')
          .filter((line) => /^-/.test(line));
        const atPath = [...path].reduce<unknown>((inside, key) => (inside as never)?.[key], data);
        expect(touched.length).toBeLessThanOrEqual(linesFor(atPath));
        if (text.includes('\r\n')) expect(edited).not.toMatch(/[^\r]\n/);
      }),
      { numRuns: 300 },
    );
  });
});

type Style = { flowFrom: number; json: boolean; windows: boolean; mark: boolean; open: boolean };
const styles: fc.Arbitrary<Style> = fc.record({
  flowFrom: fc.integer({ min: 1, max: 4 }),
  json: fc.boolean(),
  windows: fc.boolean(),
  mark: fc.boolean(),
  open: fc.boolean(),
});
const keys = fc.constantFrom('a', 'b', 'c', 'key two', '17', 'true', 'x:y', '#z');
const scalars = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom(
    'plain',
    '2.1.1',
    'no',
    '~',
    '1e3',
    'a, b',
    'two\nlines',
    '- dash',
    ' lead',
    'x: y',
    "it's",
    '"',
  ),
  fc.integer(),
  fc.boolean(),
);

function mappings(depth: number): fc.Arbitrary<Record<string, unknown>> {
  const inner: fc.Arbitrary<unknown> =
    depth === 0
      ? scalars
      : fc.oneof(
          { weight: 3, arbitrary: scalars },
          { weight: 2, arbitrary: fc.constant(null).chain(() => mappings(depth - 1)) },
          { weight: 1, arbitrary: fc.array(scalars, { maxLength: 3 }) },
          {
            weight: 1,
            arbitrary: fc.array(
              fc.constant(null).chain(() => mappings(depth - 1)),
              { maxLength: 2 },
            ),
          },
        );
  return fc.dictionary(keys, inner, { maxKeys: 4, noNullPrototype: true });
}

/** A path that is there, or one key below or beside one. */
function pathsIn(data: unknown): fc.Arbitrary<Path> {
  const all: Path[] = [];
  const walk = (value: unknown, path: Path) => {
    if (path.length > 0) all.push(path);
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, [...path, index]);
      });
      all.push([...path, value.length]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
      all.push([...path, 'fresh'], [...path, 'fresh', 'deep er']);
    }
  };
  walk(data, []);
  return fc.constantFrom(...all.filter((path) => path.length > 0));
}

/** A person's text: comments, blank lines, quotes of three kinds, lists at two indentations, braces. */
function written(data: unknown, style: Style, seed: readonly number[]): string {
  let turn = 0;
  const chance = (of: number) => ((seed[turn++ % seed.length] ?? 0) + turn * 7) % of === 0;
  const scalar = (value: unknown) => {
    if (typeof value === 'string' && /^[a-z][a-z0-9.]*[0-9.][a-z0-9.]*$/.test(value) && chance(2))
      return value;
    if (typeof value === 'string' && /^[ -~]*$/.test(value) && chance(2))
      return `'${value.replaceAll("'", "''")}'`;
    return JSON.stringify(value);
  };
  const flow = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return scalar(value);
    const body = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${flow(item)}`);
    return body.length === 0 ? '{}' : `{ ${body.join(', ')}${chance(5) ? ',' : ''} }`;
  };
  const isEmpty = (value: unknown) =>
    typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  const tail = () => (chance(3) ? '  # why' : '');
  const block = (value: object, indent: string, depth: number): string[] =>
    Object.entries(value).flatMap(([key, item]) => {
      const head = Array.isArray(value) ? `${indent}-` : `${indent}${JSON.stringify(key)}:`;
      const extra = chance(4) ? ['', `${indent}# about it`] : [];
      if (isEmpty(item) || depth >= style.flowFrom || Array.isArray(value))
        return [...extra, `${head} ${flow(item)}${tail()}`];
      const deeper = Array.isArray(item) && chance(2) ? indent : `${indent}  `;
      return [...extra, `${head}${tail()}`, ...block(item, deeper, depth + 1)];
    });
  const lines = style.json
    ? JSON.stringify(data, null, 2).split('\n')
    : isEmpty(data)
      ? ['{}']
      : block(data as object, '', 1);
  const end = style.windows ? '\r\n' : '\n';
  return `${style.mark ? '\ufeff' : ''}${lines.join(end)}${style.open ? '' : end}`;
}

/** Lines that a value may take up in such a text, its comments and the comma of its neighbour among them. */
function linesFor(value: unknown): number {
  return 2 + (JSON.stringify(value, null, 1) ?? '').split('\n').length * 3;
}

function pathOf(text: string): Path {
  return text
    .split(/\.|\[|\]/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

describe('showing what changed', () => {
  test('names the line and shows what is around', () => {
    const edited = editConfig(config, [{ path: 'release', value: '2.12.0' }]);
    expect(lineDiff(config, edited)).toBe(
      [
        '@@ line 3 @@',
        "  name: 'acme' # short",
        '',
        '- release: "2.1.1"   # pinned',
        '+ release: "2.12.0"   # pinned',
        '  postgres:',
        '    # sized by hand',
      ].join('\n'),
    );
  });

  test('is empty where nothing changed, and undoes itself for any two texts', () => {
    expect(lineDiff(config, config)).toBe('');
    const texts = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const all = diffLinesOf(one, other);
        const lines = (text: string) => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
        const side = (signs: string) =>
          all.filter(({ sign }) => signs.includes(sign)).map(({ text }) => text);
        expect(side(' -')).toEqual(one === '' ? [] : lines(one));
        expect(side(' +')).toEqual(other === '' ? [] : lines(other));
      }),
    );
  });
});
