/** A real browser for tests of reports: a part one may have or not, since its package is large and for Linux alone. */
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { describe } from 'vitest';

/** A suite that needs the browser: runs with it, or is skipped loudly, or fails in CI. */
export async function describeWithBrowser(
  title: string,
  body: (open: () => Promise<Browser>) => void,
): Promise<void> {
  const found = await findBrowser();
  if (typeof found !== 'string') return void describe(title, () => body(found.open));
  const notice = `"${title}" needs the headless browser of @sparticuz/chromium (${found}); next: npm ci, on Linux`;
  if (process.env.CI === 'true')
    throw new Error(`the browser is missing, and CI=true allows no skip\n${notice}`);
  process.stderr.write(`\nNOT RUN: ${notice}\n\n`);
  describe.skip(title, () => body(() => Promise.reject(new Error(notice))));
}

/** Or why there is none. One that is there and does not start is a failure of the test. */
async function findBrowser(): Promise<{ readonly open: () => Promise<Browser> } | string> {
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const { chromium: driver } = await import('playwright-core');
    // A machine without a graphics card may lack what its software renderer needs; a report has nothing to render with it.
    chromium.setGraphicsMode = false;
    const executablePath = await chromium.executablePath();
    if (!existsSync(executablePath)) return `${executablePath} is not there`;
    // With one process for all, the first page that closes ends the browser; and its own security has to be on.
    const args = chromium.args.filter(
      (arg) => !/^--(single-process|no-zygote|disable-web-security)$/.test(arg),
    );
    return { open: () => driver.launch({ executablePath, args }) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
