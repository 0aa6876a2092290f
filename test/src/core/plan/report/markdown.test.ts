import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import {
  commentLimit,
  commentMarker,
  planMarkdown,
} from '../../../../../src/core/plan/report/markdown/markdown.ts';
import {
  changeOf,
  concernOf,
  everything,
  large,
  reported,
  stackOf,
} from '../../../../helpers/reported-plan.ts';

const forge = new MarkdownIt({ html: true, linkify: true });
// GitHub links what has a scheme or begins with `www.`: https://github.github.com/gfm/#autolinks-extension-
forge.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
const cells = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.split(/<t[hd][ >]/).length - 1);

describe('a comment of a pull request', () => {
  const text = planMarkdown(everything());

  test('begins with its marker, which names the deployment', () => {
    expect(text.startsWith(`${commentMarker('acme-prod')}\n## 🛑`)).toBe(true);
    expect(commentMarker('a--><b>')).toBe('<!-- bt-dataplane plan a-%2D%3E%3Cb%3E -->');
  });

  test('says the worst first, with why, what happens and the flag', () => {
    expect(text).toContain('Blocked: 1 concern needs consent');
    const places = ['🛑 blocking', '⚠️ attention', 'ℹ️ notice'].map((word) => text.indexOf(word));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain("--allow-replace 'google_sql_database_instance.database'");
  });

  test('renders as tables, lists and a diff', () => {
    const html = forge.render(text);
    expect(new Set(cells(html))).toEqual(new Set([6]));
    expect(html).toContain('<code class="language-diff">');
    expect(html).toContain('Besides terraform</h3>');
    expect(html).toContain('Foretold: workload</h3>');
  });
});

const hostile =
  'a|b\nc `x` ``` @team #12 <img src=x onerror=alert(1)> **bold** [l](http://e.example) \\| \u202e';

test('text of users neither marks up, breaks a table, nor calls somebody', () => {
  const change = changeOf(`aws_x.y["${hostile}"]`, hostile, 'update', {
    attributes: [{ path: hostile, before: hostile, after: hostile, forces: true }],
  });
  const concerns = [
    concernOf({
      address: change.address,
      because: hostile,
      consequence: hostile,
      noun: hostile,
      flag: hostile,
    }),
  ];
  const html = forge.render(
    planMarkdown(reported([stackOf('infra', [change])], { concerns, blocked: true })),
  );
  expect(html).not.toMatch(/<img|<a /);
  expect(html).not.toContain('<strong>bold');
  // Six columns of concerns, five of counts.
  expect(new Set(cells(html))).toEqual(new Set([6, 5]));
  const outsideCode = html.replace(/<code[^>]*>.*?<\/code>/gs, '');
  expect(outsideCode).not.toMatch(/@\w|#\d/);
});

describe('the limit', () => {
  test.each([
    ['600 resources', large(600)],
    ['600 resources with text of nothing but fences', large(600, '`'.repeat(70))],
    ['600 resources with hostile text', large(600, `${hostile} <script>alert(1)</script> </details>`)],
    ['600 resources with signs outside of the basic plane', large(600, '数据🙂'.repeat(20))],
    ['5000 resources', large(5000)],
  ])('holds for %s: the diff is cut, and how much is said', (_, plan) => {
    const text = planMarkdown({ ...plan, concerns: [concernOf()], blocked: true });
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    expect(text.length).toBeGreaterThan(commentLimit * 0.95);
    expect(text).toMatch(/The diff of \d+ of \d+ resources is left out/);
    expect(text).toContain('every project, experiment and log');
    // No sign is cut in two.
    expect(Buffer.from(text).toString()).toBe(text);
    const html = forge.render(text);
    expect(html).not.toMatch(/<script|<img|<a /);
    expect(html.match(/<details>/g)).toHaveLength(1);
    expect(html.match(/<\/details>/g)).toHaveLength(1);
    // What stands after the block is not swallowed by it.
    expect(html).toContain('<em>The diff of');
  });

  test('keeps all of 150 concerns where the diff goes', () => {
    const concerns = Array.from({ length: 150 }, (_, index) => concernOf({ address: `aws_x.y[${index}]` }));
    const text = planMarkdown({ ...large(600), concerns, blocked: true });
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    for (const { address } of concerns) expect(text).toContain(`\`${address}\``);
  });

  test('holds for 3000 concerns: they get short, and what blocks stays', () => {
    const notices = Array.from({ length: 3000 }, (_, index) =>
      concernOf({ address: `aws_x.y[${index}]`, severity: 'notice', allowed: true }),
    );
    const text = planMarkdown({ ...large(600), concerns: [...notices, concernOf()], blocked: true });
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    expect(text).toContain('- 🛑 blocking: replace `google_sql_database_instance.database`');
    expect(text).toMatch(/And \d+ more .* shows all 3001/);
  });
});
