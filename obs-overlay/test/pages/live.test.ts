// The overlay and the builder on a host: they follow it, keep the last track while it is away, and mend themselves.

import type { NowTrack } from '@tracord/shared/topics.ts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { playing, TRACK } from './fake-host.ts';
import { type Opening, useHostPage } from './host-page.ts';

const OTHER: NowTrack = { artist: 'B', title: 'Paper Lungs', display: { artist: 'Teodor Myrl', title: 'Paper Lungs' } };
const WITH_COVER: NowTrack = { ...TRACK, artwork: { id: 'abc', colors: { main: '#3FD08C', dark: '#0D3B2E' } } };

describe.skipIf(!hasChromium)('pages on a host (needs Chromium)', () => {
  const on = useHostPage();
  const open = (path: string, opening: Opening = {}) =>
    on.open(path, { size: { width: 960, height: 180 }, ...opening });
  const title = (text: string) => on.here(`.card:not(.leaving) .title:has-text("${text}")`);
  const cards = () => on.count('.card');

  it('follows what is on air and clears the page afterwards', async () => {
    await open('/overlays/now-playing');
    on.host.publish('nowPlaying', playing(TRACK));
    await title('Glasshouse Signal');
    await on.state('shown');
    on.host.publish('nowPlaying', playing(OTHER));
    await title('Paper Lungs');
    await on.state('shown');
    expect(await cards()).toBe(1);
    on.host.publish('nowPlaying', { ...playing(OTHER), track: undefined, source: 'none' });
    await on.state('idle');
    expect(await cards()).toBe(0);
  });

  it('shows only the last of several quick changes', async () => {
    await open('/overlays/now-playing');
    for (const name of ['One', 'Two', 'Three', 'Four']) {
      on.host.publish('nowPlaying', playing({ ...OTHER, display: { artist: 'A', title: name } }));
    }
    await title('Four');
    await on.state('shown');
    expect(await cards()).toBe(1);
  });

  it('does not wait for the cover, and takes it when it comes', async () => {
    let send: (image: Buffer) => void = () => undefined;
    on.host.covers.set('abc', new Promise((resolve) => (send = resolve)));
    await open('/overlays/now-playing');
    on.host.publish('nowPlaying', playing(WITH_COVER));
    await title('Glasshouse Signal');
    await on.state('shown');
    expect(await on.page.locator('.cover img').count()).toBe(0);
    send(
      await sharp({ create: { width: 36, height: 36, channels: 3, background: '#0a0' } })
        .png()
        .toBuffer(),
    );
    await on.here('.cover img');
    expect(await on.page.locator('.cover svg').count()).toBe(0);
  });

  it('shows the neutral record where a cover is not there', async () => {
    await open('/overlays/now-playing');
    on.host.publish('nowPlaying', playing(WITH_COVER));
    await on.here('.cover svg');
  });

  it('corrects the same track in place, without a change', async () => {
    await open('/overlays/now-playing?label=1');
    on.host.publish('nowPlaying', playing(TRACK));
    await on.state('shown');
    const card = await on.page.$('.card');
    on.host.publish('nowPlaying', playing({ ...TRACK, label: 'Tin Harbour' }));
    await on.here('.fact:has-text("Tin Harbour")');
    expect(await card?.evaluate((element) => element.isConnected)).toBe(true);
  });

  it('keeps the last track while the host is away and through its start, and mends itself', async () => {
    await open('/overlays/now-playing', { isTimed: true });
    on.host.publish('nowPlaying', playing(TRACK));
    await on.state('shown');
    const seen = await on.page.evaluateHandle(() => {
      const states: string[] = [];
      const html = document.documentElement;
      new MutationObserver(() => states.push(html.dataset.state ?? '')).observe(html, {
        attributeFilter: ['data-state'],
      });
      return states;
    });
    const port = await on.loseHost();
    expect(await cards()).toBe(1);
    // The host that has just started knows of no track; the page must not believe it at once.
    await on.findHost(port);
    await on.pass(5_000);
    expect(await cards()).toBe(1);
    expect(await seen.evaluate((states) => states)).toEqual([]);
    on.host.publish('nowPlaying', playing(TRACK));
    on.host.publish('nowPlaying', playing(OTHER));
    await title('Paper Lungs');
  });

  it('says DEMO as soon as the host says so', async () => {
    await open('/overlays/now-playing');
    on.host.publish('nowPlaying', playing(TRACK));
    await on.state('shown');
    expect(await on.page.locator('.demo').count()).toBe(0);
    on.host.publish('host', { version: '1', demo: true });
    await on.here('.demo');
  });

  it("loads the user's own styles last", async () => {
    on.host.userCss = '.plate .title { color: rgb(1, 2, 3) }';
    await open('/overlays/now-playing');
    on.host.publish('nowPlaying', playing(TRACK));
    await on.state('shown');
    expect(await on.page.locator('.title').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
  });

  it('comes for some seconds with show=change', async () => {
    await open('/overlays/now-playing?show=change&for=3', { isTimed: true });
    on.host.publish('nowPlaying', playing(TRACK));
    await on.state('shown');
    await on.pass(2_000);
    expect(await cards()).toBe(1);
    await on.pass(1_500);
    await on.state('idle');
    expect(await cards()).toBe(0);
    on.host.publish('nowPlaying', playing(OTHER));
    await title('Paper Lungs');
  });

  it('builds an address, copies it and says so', async () => {
    await open('/builder');
    await on.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await on.page.getByText('Strip', { exact: true }).click();
    await on.page.getByText('At a change').click();
    await on.page.getByRole('button', { name: 'Copy address' }).click();
    await on.page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await on.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${on.host.url}/overlays/now-playing?theme=strip&show=change`);
    expect(await on.page.locator('.address .count').textContent()).toBe('1920 × 72');
    const preview = on.page.frameLocator('iframe').locator('.title');
    await preview.waitFor();
    expect(await preview.textContent()).toBe('Glasshouse Signal');
  });

  it.each([
    ['Requests', 'requests?theme=plate', '760 × 404', '.entry .title >> nth=1', 'Nine Tin Moths'],
    ['Request toast', 'request-toast?theme=plate', '960 × 112', '.title', 'Salt Engine'],
    ['Up next', 'up-next?theme=plate', '960 × 112', '.title', 'Low Tide Arithmetic'],
  ])('builds the address of "%s" and shows it', async (overlay, path, size, selector, title) => {
    await open('/builder?show=change');
    await on.page.locator('.overlays').getByText(overlay, { exact: true }).click();
    expect(await on.page.getByLabel('Address of the overlay').inputValue()).toBe(`${on.host.url}/overlays/${path}`);
    expect(await on.page.locator('.address .count').textContent()).toBe(size);
    // The one before may still be there for a moment.
    await on.page.frameLocator('iframe').locator(selector).filter({ hasText: title }).waitFor();
    // What was chosen for another overlay is not lost on the way.
    await on.page.locator('.overlays').getByText('Now playing', { exact: true }).click();
    expect(await on.page.getByLabel('Address of the overlay').inputValue()).toContain('show=change');
  });

  it('can be used with the keyboard alone', async () => {
    await open('/builder');
    const address = on.page.getByLabel('Address of the overlay');
    await on.page.keyboard.press('Tab');
    await on.page.keyboard.press('ArrowDown');
    expect(await address.inputValue()).toContain('/overlays/requests?');
    await on.page.keyboard.press('Tab');
    await on.page.keyboard.press('ArrowDown');
    expect(await address.inputValue()).toContain('theme=strip');
  });

  it('says on the builder what the host says: demo, on air, away', async () => {
    await open('/builder', { isTimed: true });
    on.host.publish('host', { version: '1', demo: true });
    on.host.publish('nowPlaying', playing(TRACK));
    await on.page.getByText('DEMO', { exact: true }).waitFor();
    await on.page.getByText('Mira Oldane – Glasshouse Signal').waitFor();
    // Its preview has fetched all its parts.
    await on.page.frameLocator('iframe').locator('html[data-sample]').waitFor({ state: 'attached' });
    const port = await on.loseHost();
    await on.page.getByText('Host away.').waitFor();
    await on.findHost(port);
    await on.page.getByText('Host away.').waitFor({ state: 'detached' });
  });
});
