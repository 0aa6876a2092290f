/** The report in a real browser, from a file, as a reviewer opens it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planHtml } from '../../src/core/plan/report/html/html.ts';
import { describeWithBrowser } from '../helpers/browser.ts';
import { contrastsOf } from '../helpers/contrast.ts';
import { everything } from '../helpers/reported-plan.ts';

const themes = ['light', 'dark'] as const;

/** For text of any size. https://www.w3.org/TR/WCAG22/#contrast-minimum */
const enough = 4.5;

await describeWithBrowser('the report of a plan', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-report-'));
  const file = join(folder, 'plan.html');
  const url = pathToFileURL(file).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, planHtml(everything()));
    browser = await open();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function opened(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    await page.goto(url);
    return page;
  }

  test.each(themes)(
    'opens without an error or a request, and filters by keyboard, %s',
    async (colorScheme) => {
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
    },
  );

  describe('can be read', () => {
    test.each(themes)('by contrast, with everything open, %s', async (colorScheme) => {
      const page = await opened({ colorScheme });
      await page.locator('#all').click();
      // Each chip looks another way once it is chosen.
      for (const pressed of [false, true]) {
        if (pressed) for (const chip of await page.locator('.chip').all()) await chip.click();
        const contrasts = await contrastsOf(page);
        expect(contrasts.length).toBeGreaterThan(100);
        expect(contrasts.filter(({ ratio }) => ratio < enough)).toEqual([]);
      }
      await page.close();
    });

    test('and would not pass with paler text', async () => {
      const page = await opened();
      await page.evaluate(
        "for (const it of document.querySelectorAll('.because')) it.style.color = '#8a8f9a'",
      );
      const [least] = await contrastsOf(page);
      expect(least?.ratio).toBeLessThan(enough);
      expect(least?.text).toMatch(/^p\.because/);
      await page.close();
    });
  });

  describe('printed', () => {
    /** The report shows this many resources, each with what is inside. */
    const all = 10;
    const visible = (page: Page, selector: string) =>
      page.locator(selector).evaluateAll((found) => found.filter((it) => it.checkVisibility()).length);

    test.each([true, false])(
      'is whole on white paper, whatever was filtered; with script: %s',
      async (javaScriptEnabled) => {
        // Dark by the button, or by the wish of the machine.
        const colorScheme = javaScriptEnabled ? 'light' : 'dark';
        const page = await opened({ colorScheme, javaScriptEnabled });
        if (javaScriptEnabled) {
          await page.locator('#theme').click();
          await page.keyboard.press('/');
          await page.keyboard.type('redis');
        }
        await page.emulateMedia({ media: 'print', colorScheme });
        expect(await page.pdf()).toHaveProperty('length', expect.any(Number));
        expect(await visible(page, '.row')).toBe(all);
        expect(
          await page
            .locator('.inside')
            .evaluateAll((found) => found.filter((it) => it.getBoundingClientRect().height > 0).length),
        ).toBe(all);
        expect(await visible(page, '.filter, .keys, #theme')).toBe(0);
        const contrasts = await contrastsOf(page);
        expect(contrasts.filter(({ ratio }) => ratio < enough)).toEqual([]);
        expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
          'rgb(255, 255, 255)',
        );
        await page.close();
      },
    );

    test('is as it was on the screen afterwards', async () => {
      const page = await opened();
      await page.locator('summary').first().click();
      await page.pdf();
      await page.emulateMedia({ media: 'screen' });
      expect(await page.locator('.row[open]').count()).toBe(1);
      await page.close();
    });
  });
});
