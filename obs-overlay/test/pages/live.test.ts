// The overlay and the builder on a host: they follow it, keep the last track while it is away, and mend themselves.

import type { NowTrack } from '@tracord/shared/topics.ts';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPages, hasChromium, launchChromium, openPage } from './browser.ts';
import { FakeHost, playing, TRACK } from './fake-host.ts';

const OTHER: NowTrack = { artist: 'B', title: 'Paper Lungs', display: { artist: 'Teodor Myrl', title: 'Paper Lungs' } };
const WITH_COVER: NowTrack = { ...TRACK, artwork: { id: 'abc', colors: { main: '#3FD08C', dark: '#0D3B2E' } } };

describe.skipIf(!hasChromium)('pages on a host (needs Chromium)', () => {
  let browser: Browser;
  let built: Awaited<ReturnType<typeof buildPages>>;
  let host: FakeHost;
  let page: Page;

  beforeAll(async () => {
    built = await buildPages();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await built?.remove();
  });
  beforeEach(async () => {
    host = new FakeHost(built.dist);
    await host.start();
  });
  afterEach(async () => {
    await page.close();
    await host.stop();
  });

  async function open(path: string): Promise<void> {
    ({ page } = await openPage(browser, host.url + path, 960, 180));
    await page.waitForFunction(() => performance.getEntriesByType('resource').length > 0);
  }
  const title = (text: string) =>
    page.waitForSelector(`.card:not(.leaving) .title:has-text("${text}")`, { state: 'attached' });
  const state = (name: string) => page.waitForSelector(`html[data-state=${name}]`, { state: 'attached' });
  const cards = () => page.locator('.card').count();

  it('follows what is on air and clears the page afterwards', async () => {
    await open('/overlays/now-playing');
    host.publish('nowPlaying', playing(TRACK));
    await title('Glasshouse Signal');
    await state('shown');
    host.publish('nowPlaying', playing(OTHER));
    await title('Paper Lungs');
    await state('shown');
    expect(await cards()).toBe(1);
    host.publish('nowPlaying', { ...playing(OTHER), track: undefined, source: 'none' });
    await state('idle');
    expect(await cards()).toBe(0);
  });

  it('shows only the last of several quick changes', async () => {
    await open('/overlays/now-playing');
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      host.publish('nowPlaying', playing({ ...OTHER, display: { artist: 'A', title: name } }));
    }
    await title('Four');
    await state('shown');
    expect(await cards()).toBe(1);
  });

  it('does not wait for the cover, and takes it when it comes', async () => {
    let send: (image: Buffer) => void = () => undefined;
    host.covers.set('abc', new Promise((resolve) => (send = resolve)));
    await open('/overlays/now-playing');
    host.publish('nowPlaying', playing(WITH_COVER));
    await title('Glasshouse Signal');
    await state('shown');
    expect(await page.locator('.cover img').count()).toBe(0);
    send(
      await sharp({ create: { width: 36, height: 36, channels: 3, background: '#0a0' } })
        .png()
        .toBuffer(),
    );
    await page.waitForSelector('.cover img', { state: 'attached' });
    expect(await page.locator('.cover svg').count()).toBe(0);
  });

  it('shows the neutral record where a cover is not there', async () => {
    await open('/overlays/now-playing');
    host.publish('nowPlaying', playing(WITH_COVER));
    await page.waitForSelector('.cover svg', { state: 'attached' });
  });

  it('corrects the same track in place, without a change', async () => {
    await open('/overlays/now-playing?label=1');
    host.publish('nowPlaying', playing(TRACK));
    await state('shown');
    const card = await page.$('.card');
    host.publish('nowPlaying', playing({ ...TRACK, label: 'Tin Harbour' }));
    await page.waitForSelector('.fact:has-text("Tin Harbour")', { state: 'attached' });
    expect(await card?.evaluate((element) => element.isConnected)).toBe(true);
  });

  it('keeps the last track while the host is away and through its start, and mends itself', async () => {
    await open('/overlays/now-playing');
    host.publish('nowPlaying', playing(TRACK));
    await state('shown');
    const seen = await page.evaluateHandle(() => {
      const states: string[] = [];
      const html = document.documentElement;
      new MutationObserver(() => states.push(html.dataset.state ?? '')).observe(html, {
        attributeFilter: ['data-state'],
      });
      return states;
    });
    const port = await host.stop();
    await page.waitForTimeout(800);
    expect(await cards()).toBe(1);
    await host.start(port);
    // The host that has just started knows of no track; the page must not believe it at once.
    await page.waitForFunction(() => performance.now() > 0);
    await page.waitForTimeout(3_000);
    expect(await cards()).toBe(1);
    expect(await seen.evaluate((states) => states)).toEqual([]);
    host.publish('nowPlaying', playing(TRACK));
    host.publish('nowPlaying', playing(OTHER));
    await title('Paper Lungs');
  });

  it('says DEMO as soon as the host says so', async () => {
    await open('/overlays/now-playing');
    host.publish('nowPlaying', playing(TRACK));
    await state('shown');
    expect(await page.locator('.demo').count()).toBe(0);
    host.publish('host', { version: '1', demo: true });
    await page.waitForSelector('.demo', { state: 'attached' });
  });

  it("loads the user's own styles last", async () => {
    host.userCss = '.plate .title { color: rgb(1, 2, 3) }';
    await open('/overlays/now-playing');
    host.publish('nowPlaying', playing(TRACK));
    await state('shown');
    expect(await page.locator('.title').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
  });

  it('comes for some seconds with show=change', async () => {
    await open('/overlays/now-playing?show=change&for=3');
    host.publish('nowPlaying', playing(TRACK));
    await state('shown');
    await state('idle');
    expect(await cards()).toBe(0);
    host.publish('nowPlaying', playing(OTHER));
    await title('Paper Lungs');
  });

  it('builds an address, copies it and says so', async () => {
    await open('/builder');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByText('Strip', { exact: true }).click();
    await page.getByText('At a change').click();
    await page.getByRole('button', { name: 'Copy address' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${host.url}/overlays/now-playing?theme=strip&show=change`);
    expect(await page.locator('.address .count').textContent()).toBe('1920 × 72');
    const preview = page.frameLocator('iframe').locator('.title');
    await preview.waitFor();
    expect(await preview.textContent()).toBe('Glasshouse Signal');
  });

  it.each([
    ['Requests', 'requests?theme=plate', '760 × 404', '.entry .title >> nth=1', 'Nine Tin Moths'],
    ['Request toast', 'request-toast?theme=plate', '960 × 112', '.title', 'Salt Engine'],
    ['Up next', 'up-next?theme=plate', '960 × 112', '.title', 'Low Tide Arithmetic'],
  ])('builds the address of "%s" and shows it', async (overlay, path, size, selector, title) => {
    await open('/builder?show=change');
    await page.locator('.overlays').getByText(overlay, { exact: true }).click();
    expect(await page.getByLabel('Address of the overlay').inputValue()).toBe(`${host.url}/overlays/${path}`);
    expect(await page.locator('.address .count').textContent()).toBe(size);
    const preview = page.frameLocator('iframe').locator(selector);
    await preview.waitFor();
    expect(await preview.textContent()).toBe(title);
    // What was chosen for another overlay is not lost on the way.
    await page.locator('.overlays').getByText('Now playing', { exact: true }).click();
    expect(await page.getByLabel('Address of the overlay').inputValue()).toContain('show=change');
  });

  it('can be used with the keyboard alone', async () => {
    await open('/builder');
    const address = page.getByLabel('Address of the overlay');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await address.inputValue()).toContain('/overlays/requests?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await address.inputValue()).toContain('theme=strip');
  });

  it('says on the builder what the host says: demo, on air, away', async () => {
    await open('/builder');
    host.publish('host', { version: '1', demo: true });
    host.publish('nowPlaying', playing(TRACK));
    await page.getByText('DEMO', { exact: true }).waitFor();
    await page.getByText('Mira Oldane – Glasshouse Signal').waitFor();
    const port = await host.stop();
    await page.getByText('Host away.').waitFor();
    await host.start(port);
    await page.getByText('Host away.').waitFor({ state: 'detached' });
  });
});
