// One page with made-up data for all tests of a file: each opens an address in it and asks for samples and sizes.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { OverlayName } from '#view/params.ts';
import { type PageServer, servePages } from '../../../scripts/overlay-server.ts';
import { newPage, type OpenedPage, useChromium } from './browser.ts';

export type Size = { width: number; height: number };

/** Opens an overlay with these options; the answer is the page, standing still with its sample. */
type Open = (overlay: OverlayName, query: string, size: Size, pace?: { inRealTime: boolean }) => Promise<Page>;

export function useSamplePage(): Open {
  const { dist, browser } = useChromium();
  let pages: PageServer;
  let opened: OpenedPage;
  beforeAll(async () => {
    pages = await servePages({ dist: dist() });
    opened = await newPage(browser(), { width: 960, height: 180 });
  });
  afterAll(() => pages?.close());
  return async (overlay, query, size, { inRealTime } = { inRealTime: false }) => {
    const { page, errors, hurry } = opened;
    await hurry(!inRealTime);
    await page.setViewportSize(size);
    await page.goto(`${pages.url}/overlays/${overlay}?${query}`);
    await page.waitForSelector('html[data-sample][data-state=shown]', { state: 'attached' });
    await page.evaluate('document.fonts.ready');
    expect(errors).toEqual([]);
    return page;
  };
}

/** Until the sample stands still on the page. */
export async function showSample(page: Page, sample: string, state = 'shown'): Promise<void> {
  await page.evaluate((name) => window.postMessage({ sample: name }, '*'), sample);
  await page.waitForSelector(`html[data-sample="${sample}"][data-state=${state}]`, { state: 'attached' });
}

/** Until the frame fills a source of this size. */
export async function resize(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => {
    const frame = document.querySelector('.frame')?.getBoundingClientRect();
    return frame && Math.abs(frame.width - width) < 1 && Math.abs(frame.height - height) < 1;
  }, size);
}
