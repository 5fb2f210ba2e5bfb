// The overlays of one line on a host: toasts that are said once, and what comes next.

import { describe, expect, it } from 'vitest';
import { nameless, queue } from '../requests-for-test.ts';
import { hasChromium } from './browser.ts';
import { useHostPage } from './host-page.ts';

describe.skipIf(!hasChromium)('requests in one line on a host (needs Chromium)', () => {
  const on = useHostPage();

  describe('request-toast', () => {
    const path = '/overlays/request-toast?theme=label';
    const toast = async () => (await on.texts('.card:not(.leaving) .text')).join();

    it('says a request once, for six seconds, and nothing of those that were there', async () => {
      await on.open(path, { topics: { requests: queue(['a']) }, isTimed: true });
      on.say(queue(['a', ['b', { title: 'Salt Engine (Northbound Mix)', name: 'mauve_fox' }]]));
      await on.here('.title:has-text("Salt Engine")');
      expect(await toast()).toBe('mauve_foxasked forSalt Engine');
      await on.pass(4_500);
      expect(await on.page.locator('.card:not(.leaving)').count()).toBe(1);
      await on.pass(2_000);
      await on.state('idle');
      on.say(queue(['b']));
      await on.pass(5_000);
      expect(await on.count('.card')).toBe(0);
    });

    it('counts more into one block and never stacks', async () => {
      await on.open(path, { topics: { requests: queue([]) } });
      on.say(queue(['a']));
      await on.here('.title:has-text("Title a")');
      expect(await on.count('.more')).toBe(0);
      on.say(queue(['a', 'b']));
      on.say(queue(['a', 'b', 'c', 'd']));
      await on.here('.more:has-text("+3")');
      expect(await on.count('.card')).toBe(1);
      expect(await toast()).toContain('Title a');
    });

    it('says "asked for" where names are off, and drops a name that is taken away', async () => {
      await on.open(path, { topics: { requests: queue([]) } });
      on.say(queue(['a']));
      await on.here('.who:has-text("viewer_a")');
      on.say({ ...queue(['a']), byId: { a: nameless('a') } });
      await on.gone('.who');
      expect(await toast()).toBe('asked forTitle a');
    });

    it('leaves with its request, its name at once', async () => {
      await on.open(path, { topics: { requests: queue([]) } });
      on.say(queue(['a']));
      await on.here('.who:has-text("viewer_a")');
      const names = await on.page.evaluateHandle(() => {
        const seen: number[] = [];
        new MutationObserver(() => {
          for (const leaving of document.querySelectorAll('.leaving'))
            seen.push(leaving.querySelectorAll('.who').length);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
        return seen;
      });
      on.say(queue([]));
      await on.state('idle');
      const seen = await names.evaluate((counts) => counts);
      expect(seen.length).toBeGreaterThan(0);
      expect(Math.max(...seen)).toBe(0);
    });

    it('repeats nothing after a lost connection or a reload, and nothing old', async () => {
      await on.open(path, { topics: { requests: queue([]) }, isTimed: true });
      on.say(queue(['a']));
      await on.here('.title:has-text("Title a")');
      await on.pass(6_400);
      await on.state('idle');
      const old = queue(['a', ['b', { announcedAt: Date.now() - 60_000 }]]);
      await on.findHost(await on.loseHost(), { requests: old });
      on.say({ ...old, hint: 'back' });
      await on.page.waitForTimeout(100);
      expect(await on.count('.card')).toBe(0);
      const again = on.host.nextAudience();
      await on.page.reload();
      await again;
      await on.page.waitForTimeout(100);
      expect(await on.count('.card')).toBe(0);
      on.say(queue(['a', 'b', ['c', { announcedAt: Date.now() + 60_000 }]]));
      await on.here('.title:has-text("Title c")');
    });
  });

  describe('up-next', () => {
    const path = '/overlays/up-next?theme=plate';

    it('says what was taken first, then what lies on a deck, and goes when nothing is left', async () => {
      await on.open(path, {
        topics: { requests: queue([['a', { artist: 'Ilse Vantar', title: 'Low Tide Arithmetic' }], 'b']) },
      });
      await on.state('shown');
      expect(await on.texts('.line-above')).toEqual(['next,Ilse Vantar']);
      on.say(queue(['a', ['b', { state: 'loaded' }]]));
      await on.here('.card:not(.leaving) .title:has-text("Title b")');
      await on.state('shown');
      expect(await on.count('.card')).toBe(1);
      on.say(queue([['b', { state: 'playing' }]]));
      await on.state('idle');
      expect(await on.count('.card')).toBe(0);
    });

    it('never says who asked', async () => {
      await on.open(path, { topics: { requests: queue(['a']) } });
      await on.state('shown');
      expect(await on.page.locator('body').textContent()).not.toContain('viewer_a');
    });
  });
});
