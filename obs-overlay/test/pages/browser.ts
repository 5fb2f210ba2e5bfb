// Builds the pages into a folder of their own and opens them in Chromium, once for the tests of each file beside this one.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

/** The built pages and a Chromium, there while the tests of the `describe` that calls this run. */
export function useChromium(): { dist: () => string; browser: () => Browser } {
  let dist: string | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    dist = await mkdtemp(path.join(tmpdir(), 'tracord-pages-'));
    const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
    await build({ configFile, logLevel: 'error', build: { outDir: dist } });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    if (dist !== undefined) await rm(dist, { recursive: true, force: true });
  });
  return { dist: () => there(dist), browser: () => there(browser) };
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('it is there while a test runs');
  return thing;
}

function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export type OpenedPage = {
  page: Page;
  /** What went wrong on the page so far. */
  errors: string[];
  /** Motions take a hundredth of their time, or as long as viewers see them. */
  hurry: (isHurried: boolean) => Promise<void>;
};

/** A page that has no address yet; its motions are hurried. */
export async function newPage(browser: Browser, viewport: { width: number; height: number }): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const session = await page.context().newCDPSession(page);
  await session.send('Animation.enable');
  const hurry = async (isHurried: boolean) => {
    await session.send('Animation.setPlaybackRate', { playbackRate: isHurried ? 100 : 1 });
  };
  await hurry(true);
  return { page, errors, hurry };
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
