// The overlays "setlist" and "bpm" on a host: tracks that come, and what is there when nothing is.

import type { PublicSet } from '@tracord/shared/sets.ts';
import { describe, expect, it } from 'vitest';
import { hasChromium } from './browser.ts';
import { playing, TRACK } from './fake-host.ts';
import { useHostPage } from './host-page.ts';

function setOf(...titles: string[]): PublicSet {
  const rows = titles.map((title, index) => {
    const startsAt = Date.now() - (titles.length - index) * 60_000;
    return [`row-${index + 1}`, { place: index + 1, startsAt, display: { artist: 'A', title } }] as const;
  });
  return { isOn: true, order: rows.map(([id]) => id), byId: Object.fromEntries(rows) };
}

describe.skipIf(!hasChromium)('the setlist on a host (needs Chromium)', () => {
  const on = useHostPage();
  const titles = () => on.page.locator('.entry:not(.going) .title').allTextContents();

  it('follows the set, keeps the last five tracks and goes with it', async () => {
    await on.open('/overlays/setlist', { topics: { set: setOf('One'), nowPlaying: playing(TRACK) } });
    await on.state('shown');
    expect(await titles()).toEqual(['One']);
    expect(await on.count('.now')).toBe(1);
    on.host.publish('set', setOf('One', 'Two', 'Three', 'Four', 'Five', 'Six'));
    await on.here('.title:has-text("Six")');
    await on.state('shown');
    expect(await titles()).toEqual(['Two', 'Three', 'Four', 'Five', 'Six']);
    expect(await on.texts('.number')).toEqual(['2', '3', '4', '5', '6']);
    on.host.publish('set', { ...setOf('One'), isOn: false });
    await on.state('idle');
    expect(await on.count('.card')).toBe(0);
  });

  it('keeps it while the host is away', async () => {
    await on.open('/overlays/setlist', { topics: { set: setOf('One', 'Two') }, isTimed: true });
    await on.state('shown');
    const port = await on.loseHost();
    expect(await titles()).toEqual(['One', 'Two']);
    await on.findHost(port, { set: setOf('One', 'Two', 'Three') });
    await on.here('.title:has-text("Three")');
  });

  it('writes a name of markup as it is', async () => {
    await on.open('/overlays/setlist', { topics: { set: setOf('<img src=x onerror="document.title=1">') } });
    await on.state('shown');
    expect(await titles()).toEqual(['<img src=x onerror="document.title=1">']);
    expect(await on.page.title()).toBe('Setlist');
  });

  it('shows the tempo while it is known', async () => {
    await on.open('/overlays/bpm', { topics: { tempo: { bpm: 126 }, nowPlaying: playing(TRACK) } });
    await on.state('shown');
    expect(await on.texts('.digits')).toEqual(['126']);
    on.host.publish('tempo', { bpm: 128 });
    await on.here('.digits:has-text("128")');
    on.host.publish('tempo', {});
    await on.state('idle');
    expect(await on.count('.card')).toBe(0);
  });
});
