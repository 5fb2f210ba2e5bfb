// Who asked for what plays, on "now-playing" on a host: after the track, beside its card, never with another one.

import type { PublicRequests } from '@tracord/shared/requests.ts';
import { describe, expect, it } from 'vitest';
import { THEME_NAMES } from '#view/params.ts';
import { queue } from '../requests-for-test.ts';
import { hasChromium } from './browser.ts';
import { playing, TRACK } from './fake-host.ts';
import { useHostPage } from './host-page.ts';

describe.skipIf(!hasChromium)('who asked for what plays (needs Chromium)', () => {
  const on = useHostPage();

  const NOW = { ...playing(TRACK), onAirSince: 1_000 };
  const asked = (name?: string, onAirSince = 1_000): PublicRequests =>
    queue([], { onAir: name === undefined ? { onAirSince, others: 0 } : { onAirSince, name, others: 0 } });

  it.each(THEME_NAMES)('%s says it two seconds after the track, and takes it away at once', async (theme) => {
    await on.open(`/overlays/now-playing?theme=${theme}`, {
      topics: { nowPlaying: NOW, requests: asked('oskar') },
      isTimed: true,
    });
    await on.here('.title:has-text("Glasshouse Signal")');
    await on.pass(1_000);
    expect(await on.count('.asker')).toBe(0);
    await on.pass(1_200);
    await on.here('.asker');
    expect((await on.texts('.asker')).join()).toBe('requested by oskar');
    await on.page.waitForFunction(() => document.getAnimations().length === 0);
    expect(await on.page.locator('.asker').isVisible()).toBe(true);
    on.say(asked());
    await on.gone('.asker');
    expect(await on.page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  it.each([
    ['a masked track', '', { ...NOW, track: { ...TRACK, masked: true } }],
    ['requester=0', '?requester=0', NOW],
  ])('says nothing with %s', async (_name, query, nowPlaying) => {
    await on.open(`/overlays/now-playing${query}`, { topics: { nowPlaying, requests: asked('oskar') }, isTimed: true });
    await on.here('.card');
    await on.pass(3_000);
    await on.page.waitForTimeout(100);
    expect(await on.count('.asker')).toBe(0);
  });

  it('does not carry a name over to the next track', async () => {
    await on.open('/overlays/now-playing?theme=bare', {
      topics: { nowPlaying: NOW, requests: asked('oskar') },
      isTimed: true,
    });
    await on.here('.title:has-text("Glasshouse Signal")');
    await on.pass(2_200);
    await on.here('.asker');
    const next = { ...TRACK, display: { artist: 'Teodor Myrl', title: 'Paper Lungs' } };
    on.host.publish('nowPlaying', { ...playing(next), onAirSince: 2_000 });
    await on.here('.card:not(.leaving) .title:has-text("Paper Lungs")');
    expect(await on.page.locator('.card:not(.leaving) .asker').count()).toBe(0);
    on.say(asked('hana_0', 2_000));
    await on.pass(1_000);
    expect(await on.page.locator('.card:not(.leaving) .asker').count()).toBe(0);
    await on.pass(1_200);
    await on.here('.card:not(.leaving) .asker:has-text("hana_0")');
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
    await on.open(path, { topics: { nowPlaying: { ...NOW, track: long }, requests: asked('oskar') }, isTimed: true });
    await on.here('.card');
    await on.pass(2_200);
    await on.here('.asker');
    for (const [sourceHeight, isShown] of [
      [height, true],
      [180, false],
      [height, true],
    ] as const) {
      await on.page.setViewportSize({ width: 960, height: sourceHeight });
      await on.page.waitForFunction(
        (wanted) => document.querySelector('.frame')?.clientHeight === wanted,
        sourceHeight,
      );
      expect(await on.page.locator('.asker').isVisible(), `${sourceHeight}`).toBe(isShown);
    }
  });
});
