// The overlays of requests on a host: rows that come and go, toasts that are said once, and who asked for what plays.

import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { PublicTopics } from '@tracord/shared/topics.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { THEME_NAMES } from '#view/params.ts';
import { nameless, queue, request } from '../requests-for-test.ts';
import { buildPages, hasChromium, launchChromium } from './browser.ts';
import { FakeHost, playing, TRACK } from './fake-host.ts';

const MARKUP = '<img src=x onerror="document.title=1"><b>x</b>&amp;';

describe.skipIf(!hasChromium)('the overlays of requests on a host (needs Chromium)', () => {
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
  beforeEach(() => {
    host = new FakeHost(built.dist);
  });
  afterEach(async () => {
    await page.close();
    await host.stop();
  });

  /** `topics` are what the host says at once, and the page has heard it. With `isTimed` its clock can be put on by `pass`. */
  async function open(path: string, topics: Partial<PublicTopics> = {}, isTimed = false): Promise<void> {
    await host.start(0, topics);
    page = await browser.newPage({ viewport: { width: 960, height: 404 } });
    if (isTimed) await page.clock.install();
    const audience = host.nextAudience();
    await page.goto(host.url + path);
    await audience;
  }
  const pass = (ms: number) => page.clock.fastForward(ms);
  const say = (requests: PublicRequests) => host.publish('requests', requests);
  const here = (selector: string) => page.waitForSelector(selector, { state: 'attached' });
  const gone = (selector: string) => page.waitForSelector(selector, { state: 'detached' });
  const state = (name: string) => here(`html[data-state=${name}]`);
  const texts = (selector: string) => page.locator(selector).allTextContents();
  const rows = () =>
    page.locator('.entry:not(.going)').evaluateAll((entries) =>
      entries
        .map((entry) => ({
          top: entry.getBoundingClientRect().top,
          text: [...entry.children].map((child) => child.textContent).join(' | '),
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );

  describe('requests', () => {
    const path = '/overlays/requests?theme=plate';

    it('shows how to ask, at most five rows, and who asked', async () => {
      const more: Parameters<typeof queue>[0] = ['c', 'd', 'e', 'f', 'g'];
      const requests = queue([['a', { name: 'oskar', others: 8 }], 'b', ...more]);
      await open(path, { requests: { ...requests, byId: { ...requests.byId, b: nameless('b') } } });
      await state('shown');
      expect(await texts('.hint')).toEqual(['ask with /request']);
      expect(await rows()).toEqual([
        '1 | Title a | oskar+8',
        '2 | Title b',
        '3 | Title c | viewer_c',
        '4 | Title d | viewer_d',
        '5 | Title e | viewer_e',
      ]);
    });

    it('is a head alone while nothing is taken, and says why it is closed', async () => {
      await open(path, { requests: queue([]) });
      await state('shown');
      expect(await rows()).toEqual([]);
      const height = await page.locator('.card').evaluate((card) => card.getBoundingClientRect().height);
      expect(height).toBe(84);
      say(queue([], { open: false, hint: 'closed, back next set' }));
      await here('.hint:has-text("closed, back next set")');
    });

    it('is not there while the host says nothing of requests', async () => {
      await open(path);
      await page.waitForTimeout(200);
      expect(await page.locator('.card').count()).toBe(0);
    });

    it('closes up when a row leaves, by transform, opacity and clip-path alone, then rests', async () => {
      await open(path, { requests: queue(['a', 'b', 'c', 'd', 'e', 'f']) });
      await state('shown');
      const kept = await page.$('[data-request=c]');
      say(queue(['a', 'c', 'd', 'e', 'f']));
      await state('changing');
      const moving = await page.evaluate(() => {
        const animations = document.getAnimations();
        const left = document.querySelector('.going');
        return {
          properties: [
            ...new Set(
              animations.flatMap((animation) =>
                animation.effect instanceof KeyframeEffect
                  ? animation.effect.getKeyframes().flatMap((frame) => Object.keys(frame))
                  : [],
              ),
            ),
          ].filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name)),
          longest: Math.max(...animations.map((one) => Number(one.effect?.getComputedTiming().endTime))),
          leaving: left?.textContent,
        };
      });
      expect(moving.properties.sort()).toEqual(['opacity', 'transform']);
      expect(moving.longest).toBe(300);
      // Without the name: it may be why the row leaves.
      expect(moving.leaving).toBe('2Title b');
      await state('shown');
      expect(await rows()).toEqual(['a', 'c', 'd', 'e', 'f'].map((id, at) => `${at + 1} | Title ${id} | viewer_${id}`));
      expect(await page.locator('.going').count()).toBe(0);
      expect(await kept?.evaluate((row) => row.isConnected)).toBe(true);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    });

    it('grows and shrinks with its rows, the new one last', async () => {
      await open(path, { requests: queue(['a']) });
      await state('shown');
      const height = () => page.locator('.card').evaluate((card) => card.getBoundingClientRect().height);
      say(queue(['a', 'b']));
      await here('[data-request=b]');
      await state('shown');
      expect(await rows()).toEqual(['1 | Title a | viewer_a', '2 | Title b | viewer_b']);
      expect(await height()).toBe(72 + 2 * 64 + 12);
      say(queue(['b']));
      await gone('[data-request=a]');
      await state('shown');
      expect(await height()).toBe(72 + 64 + 12);
    });

    it('shows the last of many quick changes', async () => {
      await open(path, { requests: queue([]) });
      for (let count = 1; count <= 6; count++) say(queue([...'abcdef'].slice(0, count)));
      say(queue(['f', 'a']));
      await page.waitForFunction(() => document.querySelectorAll('.entry').length === 2);
      await state('shown');
      expect(await rows()).toEqual(['1 | Title f | viewer_f', '2 | Title a | viewer_a']);
    });

    it('takes a name away at once, without a motion', async () => {
      await open(path, { requests: queue(['a', 'b']) });
      await state('shown');
      const states = await page.evaluateHandle(() => {
        const seen: string[] = [];
        const html = document.documentElement;
        new MutationObserver(() => seen.push(html.dataset.state ?? '')).observe(html, {
          attributeFilter: ['data-state'],
        });
        return seen;
      });
      say({ ...queue(['a', 'b']), byId: { a: nameless('a'), b: request('b') } });
      await page.waitForFunction(() => !document.body.textContent?.includes('viewer_a'));
      expect(await states.evaluate((seen) => seen)).toEqual([]);
    });

    it('keeps the last list while the host is away', async () => {
      await open(path, { requests: queue(['a', 'b']) });
      await state('shown');
      const port = await host.stop();
      await page.waitForTimeout(800);
      expect(await rows()).toHaveLength(2);
      const back = host.nextAudience();
      await host.start(port);
      await back;
      // A host that has just started has not read its requests yet.
      await page.waitForTimeout(200);
      expect(await rows()).toHaveLength(2);
      say(queue(['b', 'c']));
      await here('[data-request=c]');
      await state('shown');
      expect(await rows()).toEqual(['1 | Title b | viewer_b', '2 | Title c | viewer_c']);
    });

    it('takes nothing of a title, a name or a hint for markup', async () => {
      const requests = queue([['a', { title: MARKUP, name: MARKUP, artist: MARKUP }]], { hint: MARKUP });
      await open(path, { requests });
      await state('shown');
      expect(await texts('.hint')).toEqual([MARKUP]);
      expect(await texts('.entry .title')).toEqual([MARKUP]);
      expect(await page.locator('.card img, .card b:not(.bar)').count()).toBe(0);
      expect(await page.title()).toBe('Requests');
    });
  });

  describe('request-toast', () => {
    const path = '/overlays/request-toast?theme=label';
    const toast = async () => (await texts('.card:not(.leaving) .text')).join();

    it('says a request once, for six seconds, and nothing of those that were there', async () => {
      await open(path, { requests: queue(['a']) }, true);
      say(queue(['a', ['b', { title: 'Salt Engine (Northbound Mix)', name: 'mauve_fox' }]]));
      await here('.title:has-text("Salt Engine")');
      expect(await toast()).toBe('mauve_foxasked forSalt Engine');
      await pass(5_900);
      expect(await page.locator('.card:not(.leaving)').count()).toBe(1);
      await pass(500);
      await state('idle');
      say(queue(['b']));
      await pass(5_000);
      expect(await page.locator('.card').count()).toBe(0);
    });

    it('counts more into one block and never stacks', async () => {
      await open(path, { requests: queue([]) });
      say(queue(['a']));
      await here('.title:has-text("Title a")');
      expect(await page.locator('.more').count()).toBe(0);
      say(queue(['a', 'b']));
      say(queue(['a', 'b', 'c', 'd']));
      await here('.more:has-text("+3")');
      expect(await page.locator('.card').count()).toBe(1);
      expect(await toast()).toContain('Title a');
    });

    it('says "asked for" where names are off, and drops a name that is taken away', async () => {
      await open(path, { requests: queue([]) });
      say(queue(['a']));
      await here('.who:has-text("viewer_a")');
      say({ ...queue(['a']), byId: { a: nameless('a') } });
      await gone('.who');
      expect(await toast()).toBe('asked forTitle a');
    });

    it('leaves with its request, its name at once', async () => {
      await open(path, { requests: queue([]) });
      say(queue(['a']));
      await here('.who:has-text("viewer_a")');
      const names = await page.evaluateHandle(() => {
        const seen: number[] = [];
        new MutationObserver(() => {
          for (const leaving of document.querySelectorAll('.leaving'))
            seen.push(leaving.querySelectorAll('.who').length);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
        return seen;
      });
      say(queue([]));
      await state('idle');
      const seen = await names.evaluate((counts) => counts);
      expect(seen.length).toBeGreaterThan(0);
      expect(Math.max(...seen)).toBe(0);
    });

    it('repeats nothing after a lost connection or a reload, and nothing old', async () => {
      await open(path, { requests: queue([]) }, true);
      say(queue(['a']));
      await here('.title:has-text("Title a")');
      await pass(6_400);
      await state('idle');
      const old = queue(['a', ['b', { announcedAt: Date.now() - 60_000 }]]);
      const port = await host.stop();
      const back = host.nextAudience();
      await host.start(port, { requests: old });
      await pass(2_000);
      await back;
      say({ ...old, hint: 'back' });
      await page.waitForTimeout(200);
      expect(await page.locator('.card').count()).toBe(0);
      const again = host.nextAudience();
      await page.reload();
      await again;
      await page.waitForTimeout(100);
      expect(await page.locator('.card').count()).toBe(0);
      say(queue(['a', 'b', ['c', { announcedAt: Date.now() + 60_000 }]]));
      await here('.title:has-text("Title c")');
    });
  });

  describe('up-next', () => {
    const path = '/overlays/up-next?theme=plate';

    it('says what was taken first, then what lies on a deck, and goes when nothing is left', async () => {
      await open(path, { requests: queue([['a', { artist: 'Ilse Vantar', title: 'Low Tide Arithmetic' }], 'b']) });
      await state('shown');
      expect(await texts('.line-above')).toEqual(['next,Ilse Vantar']);
      say(queue(['a', ['b', { state: 'loaded' }]]));
      await here('.card:not(.leaving) .title:has-text("Title b")');
      await state('shown');
      expect(await page.locator('.card').count()).toBe(1);
      say(queue([['b', { state: 'playing' }]]));
      await state('idle');
      expect(await page.locator('.card').count()).toBe(0);
    });

    it('never says who asked', async () => {
      await open(path, { requests: queue(['a']) });
      await state('shown');
      expect(await page.locator('body').textContent()).not.toContain('viewer_a');
    });
  });

  describe('who asked, on now-playing', () => {
    const NOW = { ...playing(TRACK), onAirSince: 1_000 };
    const asked = (name?: string, onAirSince = 1_000): PublicRequests =>
      queue([], { onAir: name === undefined ? { onAirSince, others: 0 } : { onAirSince, name, others: 0 } });

    it.each(THEME_NAMES)('%s says it two seconds after the track, and takes it away at once', async (theme) => {
      await open(`/overlays/now-playing?theme=${theme}`, { nowPlaying: NOW, requests: asked('oskar') }, true);
      await here('.title:has-text("Glasshouse Signal")');
      await pass(1_000);
      expect(await page.locator('.asker').count()).toBe(0);
      await pass(1_200);
      await here('.asker');
      expect((await texts('.asker')).join()).toBe('requested by oskar');
      await page.waitForFunction(() => document.getAnimations().length === 0);
      expect(await page.locator('.asker').isVisible()).toBe(true);
      say(asked());
      await gone('.asker');
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    });

    it.each([
      ['a masked track', '', { ...NOW, track: { ...TRACK, masked: true } }],
      ['requester=0', '?requester=0', NOW],
    ])('says nothing with %s', async (_name, query, nowPlaying) => {
      await open(`/overlays/now-playing${query}`, { nowPlaying, requests: asked('oskar') }, true);
      await here('.card');
      await pass(3_000);
      await page.waitForTimeout(100);
      expect(await page.locator('.asker').count()).toBe(0);
    });

    it('does not carry a name over to the next track', async () => {
      await open('/overlays/now-playing?theme=bare', { nowPlaying: NOW, requests: asked('oskar') }, true);
      await here('.title:has-text("Glasshouse Signal")');
      await pass(2_200);
      await here('.asker');
      const next = { ...TRACK, display: { artist: 'Teodor Myrl', title: 'Paper Lungs' } };
      host.publish('nowPlaying', { ...playing(next), onAirSince: 2_000 });
      await here('.card:not(.leaving) .title:has-text("Paper Lungs")');
      expect(await page.locator('.card:not(.leaving) .asker').count()).toBe(0);
      say(asked('hana_0', 2_000));
      await pass(1_000);
      expect(await page.locator('.card:not(.leaving) .asker').count()).toBe(0);
      await pass(1_200);
      await here('.card:not(.leaving) .asker:has-text("hana_0")');
    });

    it.each([
      ['plate', 232],
      ['label', 232],
      ['bare', 224],
    ])('%s shows it in a source of 960 × %d and leaves it out where there is no room', async (theme, height) => {
      const long = {
        ...TRACK,
        display: { artist: 'Mira Oldane', title: 'Everything We Left Running in the Upstairs Room' },
      };
      const path = `/overlays/now-playing?motion=off&theme=${theme}`;
      await open(path, { nowPlaying: { ...NOW, track: long }, requests: asked('oskar') }, true);
      await here('.card');
      await pass(2_200);
      await here('.asker');
      for (const [sourceHeight, isShown] of [
        [height, true],
        [180, false],
        [height, true],
      ] as const) {
        await page.setViewportSize({ width: 960, height: sourceHeight });
        await page.waitForFunction((wanted) => document.querySelector('.frame')?.clientHeight === wanted, sourceHeight);
        expect(await page.locator('.asker').isVisible(), `${sourceHeight}`).toBe(isShown);
      }
    });
  });
});
