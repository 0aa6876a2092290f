/** The report in a real browser, from a file, as a reviewer opens it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
import { expect, test } from 'vitest';
import { planHtml } from '../../src/core/plan/report/html/html.ts';
import { everything } from '../helpers/reported-plan.ts';

// With one process for all, the first page that closes ends the browser; and its own security has to be on.
// A machine without a graphics card may lack what its software renderer needs; a report has nothing to render with it.
chromium.setGraphicsMode = false;
const args = chromium.args.filter((arg) => !/^--(single-process|no-zygote|disable-web-security)$/.test(arg));

test('opens without an error or a request, filters by keyboard, and is whole in both themes', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'bt-report-')), 'plan.html');
  writeFileSync(file, planHtml(everything()));
  const url = pathToFileURL(file).href;
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args,
  });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme });
      const heard: string[] = [];
      page.on('console', (message) => heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(String(error)));
      page.on('request', (request) => heard.push(request.url()));
      await page.goto(url);
      const shown = page.locator('.row:not([hidden])');
      await page.keyboard.press('/');
      await page.keyboard.type('redis');
      expect(await shown.count()).toBe(1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await shown.first().getAttribute('open')).toBe('');
      await page.keyboard.press('Escape');
      expect(await shown.count()).toBe(10);
      await page.locator('[data-part=database]').press('Enter');
      expect(await shown.count()).toBe(1);
      expect((await page.screenshot({ fullPage: true })).length).toBeGreaterThan(50_000);
      expect(heard.filter((text) => text !== url && text !== 'data:,')).toEqual([]);
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
