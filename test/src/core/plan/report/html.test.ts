import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { planHtml } from '../../../../../src/core/plan/report/html/html.ts';
import { changeOf, concernOf, everything, reported, stackOf } from '../../../../helpers/reported-plan.ts';

const page = planHtml(everything());

test('its policy allows exactly its own style and script', () => {
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
  const digest = (text: string) => createHash('sha256').update(text).digest('base64');
  expect(page).toContain(`style-src &#39;sha256-${digest(style)}&#39;`);
  expect(page).toContain(`script-src &#39;sha256-${digest(script)}&#39;`);
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).not.toMatch(/ style="| on[a-z]+="/);
});

test('names nothing of the network', () => {
  expect(page.match(/(src|href)="(?!#|data:)[^"]*"/g) ?? []).toEqual([]);
  expect(page).not.toMatch(/@import|url\((?!#)/);
});

test('marks the parts that change', () => {
  expect(page).toMatch(/class="part box k-replace"[^>]*data-part="database"/);
  expect(page).toMatch(/class="part box calm"[^>]*><rect[^>]*\/><text[^>]*>Encryption/);
  expect(page).toMatch(/data-part="brainstore"/);
});

test('shows text of users as text', () => {
  const bad = '"><script>alert(1)</script>\u202e\'&';
  const change = changeOf(bad, bad, 'update', {
    attributes: [{ path: bad, before: bad, after: bad, forces: true }],
  });
  const text = planHtml(
    reported([stackOf(bad, [change])], { concerns: [concernOf({ address: bad, because: bad })] }),
  );
  expect(text.match(/<script>/g)).toHaveLength(1);
  expect(text).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202e&#39;&amp;');
});

test('without changes it says so', () => {
  const calm = planHtml(reported([]));
  expect(calm).toContain('No changes');
  expect(calm).not.toContain('<svg');
});
