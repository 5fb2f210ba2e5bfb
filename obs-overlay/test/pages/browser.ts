// Builds the pages into a folder of their own and opens them in Chromium, for the tests beside this file.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

export async function buildPages(): Promise<{ dist: string; remove: () => Promise<void> }> {
  const dist = await mkdtemp(path.join(tmpdir(), 'tracord-pages-'));
  const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'error', build: { outDir: dist } });
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Without it headless Chromium draws a page of 72 px height once a second only.
      '--disable-frame-rate-limit',
    ],
  });
}

/** Opens an address; an error on the page fails the test that asks for `errors`. */
export async function openPage(browser: Browser, address: string, width: number, height: number) {
  const page = await browser.newPage({ viewport: { width, height } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  return { page, errors };
}

/** Until the overlay stands still with a track on it. */
export async function waitUntilShown(page: Page): Promise<void> {
  await page.waitForSelector('html[data-state=shown]', { state: 'attached' });
  await page.evaluate('document.fonts.ready');
}

export type Pixels = { alphaAt: (x: number, y: number) => number; highestAlpha: number };

/** What OBS would composite: the page with its transparency. */
export async function pixelsOf(page: Page): Promise<Pixels> {
  const { data, info } = await sharp(await page.screenshot({ omitBackground: true }))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let highestAlpha = 0;
  for (let at = 3; at < data.length; at += 4) highestAlpha = Math.max(highestAlpha, data[at] ?? 0);
  return { alphaAt: (x, y) => data[(y * info.width + x) * 4 + 3] ?? -1, highestAlpha };
}
