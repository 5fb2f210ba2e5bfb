// From a viewer's words in Discord over one press on a Stream Deck key to the ping, the overlay and the next face: all of it
// real but Discord, the Stream Deck app and Traktor, which are small servers that speak the same protocols.

import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_ARGS, hasChromium } from '../fakes/chromium.ts';
import type { FakeUser } from '../fakes/discord.ts';
import { type Night, requestNight } from '../fakes/request-night.ts';
import { trusted } from '../fakes/trusted-key.ts';

const ENTRIES = [
  { artist: 'Ilse Vantar', title: 'Salt Engine', mix: 'Northbound Mix', folder: '/music/a' },
  { artist: 'Oskar Lind', title: 'Nine Tin Moths', folder: '/music/a' },
  { artist: 'Mira Oldane', title: 'Glasshouse Signal', folder: '/music/a' },
  { artist: 'Perla M', title: 'Paper Lungs', folder: '/music/a' },
  { artist: 'Tess Quill', title: 'Hollow Coast', folder: '/music/a' },
  { artist: 'Tess Quill', title: 'Untitled Dub', file: 'dub-1.mp3', mix: 'One', folder: '/music/a' },
  { artist: 'Tess Quill', title: 'Untitled Dub', file: 'dub-2.mp3', mix: 'Two', folder: '/music/b' },
];

let night: Night;
let mauve: FakeUser;
let oskar: FakeUser;
let kitt: FakeUser;

/** What a face is made of, in its own words: "waiting bubble fill". */
const marksOf = (svg: string) =>
  [...svg.matchAll(/data-(?:state|glyph|bar)="([^"]+)"/g)].map(([, mark]) => mark).join(' ');

const become: Night['become'] = (...of) => night.become(...of);

/** A face without its bar, which goes on by itself. */
const barless = (svg: string) => svg.replace(/<g data-bar=.*?<\/g>/s, '');

const shows = (key: string, marks: string | RegExp) =>
  night.app.until(() => expect(marksOf(night.app.face(key))).toMatch(marks));

beforeAll(async () => {
  night = await requestNight({
    entries: ENTRIES,
    playlists: { 'Friday A': [0, 1] },
    env: {
      TRACORD_REQUESTS_MINUTES_BETWEEN: '0',
      TRACORD_REQUESTS_ARTIST_TRACKS_APART: '0',
      TRACORD_REQUESTS_PER_PERSON: '9',
    },
  });
  const old = { createdAt: Date.parse('2020-01-01') };
  mauve = night.discord.user('mauve_fox', old);
  oskar = night.discord.user('oskar', old);
  kitt = night.discord.user('dj_kitt_e', old);
});
afterAll(() => night?.end());

describe('a request', () => {
  it('goes from /request to a key, is taken with one press, played, and said to who asked', async () => {
    const { app, discord, source } = night;
    const key = app.appear('com.tracord.dj.request', { settings: { place: 1 } });
    expect(await night.ask(mauve, 'salt en')).toMatch(/Salt Engine/);
    const request = await night.request('Salt Engine');
    expect(request).toMatchObject({ number: 1, state: 'new', requester: { platform: 'discord', id: mauve.id } });
    await shows(key, /^(new|waiting) bubble/);
    await trusted(app, key);
    await app.press(key);
    await become(request, 'accepted');
    await shows(key, /tick/);
    await source.sendTitle({ artist: 'Ilse Vantar', title: 'Salt Engine (Northbound Mix)' });
    await become(request, 'playing');
    const pinged = () => discord.posted.filter(({ message }) => message.content.includes(`<@${mauve.id}>`));
    await night.host.until(() => expect(pinged()).toHaveLength(1));
    await source.sendTitle({ artist: 'Nobody', title: 'Something else' });
    await become(request, 'played');
    await shows(key, /^nothing/);
    expect(pinged()).toHaveLength(1);
    app.disappear(key);
  });

  it('is played when a doubtful title may be it', async () => {
    const { source } = night;
    const { tracks } = await night.host.get<{ tracks: { id: string; mix?: string }[] }>('/api/tracks?q=untitled%20dub');
    const requester = { platform: 'twitch', id: '7', name: 'perla.m' };
    const added = await night.host.command('request.add', {
      trackId: tracks.find(({ mix }) => mix === 'Two')?.id,
      requester,
    });
    const request = await night.request('Untitled Dub');
    expect(added).toMatchObject({ ok: true, id: request.id });
    expect(await night.host.command('request.accept', { id: request.id })).toMatchObject({ ok: true });
    await source.sendTitle({ artist: 'Tess Quill', title: 'Untitled Dub' });
    await become(request, 'playing');
    await source.sendTitle({ artist: 'Nobody', title: 'Something new' });
    await become(request, 'played');
  });

  it('is taken by a press during which somebody voted for it', async () => {
    const { app } = night;
    const key = app.appear('com.tracord.dj.request', { settings: { place: 1 } });
    await night.ask(mauve, 'glasshouse');
    const request = await night.request('Glasshouse Signal');
    await shows(key, /^(new|waiting) bubble/);
    await trusted(app, key);
    const { tracks } = await night.host.get<{ tracks: { id: string }[] }>('/api/tracks?q=glasshouse');
    const vote = { trackId: tracks[0]?.id, requester: { platform: 'twitch', id: '8', name: 'perla.m' } };
    app.down(key);
    // Held for longer than half a second it would skip.
    expect(await night.host.command('request.add', vote)).toMatchObject({ ok: true, id: request.id });
    app.up(key);
    await become(request, 'accepted');
    expect(await night.request('Glasshouse Signal')).toMatchObject({ votes: 2 });
    app.disappear(key);
    await night.host.command('request.decline', { id: request.id });
  });

  it('is not taken by a press that came too late, and nothing else is', async () => {
    const { app, host } = night;
    const key = app.appear('com.tracord.dj.request', { settings: { place: 1 } });
    await night.ask(kitt, 'paper lungs');
    await night.ask(oskar, 'hollow coast');
    const [paper, hollow] = [await night.request('Paper Lungs'), await night.request('Hollow Coast')];
    await shows(key, /^(new|waiting) bubble/);
    await trusted(app, key);
    expect((await night.requests()).order[0]).toBe(paper.id);
    const before = app.pictures(key).length;
    app.down(key);
    await host.command('request.withdraw', { id: paper.id });
    app.up(key);
    await app.until(() =>
      expect(
        app
          .pictures(key)
          .slice(before)
          .map(({ svg }) => marksOf(svg))
          .join(),
      ).toMatch('stale'),
    );
    // What may come of the press has come of it: the key shows the other request again.
    await shows(key, /^(new|waiting) bubble/);
    expect([await night.stateOf(paper), await night.stateOf(hollow)]).toEqual(['withdrawn', 'new']);
    app.disappear(key);
  });

  it('comes back when the press is undone, and nobody heard of it', async () => {
    const { app, discord } = night;
    const key = app.appear('com.tracord.dj.request', { settings: { place: 1 } });
    const undo = app.appear('com.tracord.dj.undo', { column: 1 });
    const hollow = await night.request('Hollow Coast');
    await shows(key, /^(new|waiting) bubble/);
    await trusted(app, key);
    const before = discord.messages(discord.channel('requests').id).length;
    // It may show what can still be undone of before: the face of this press is another.
    const other = app.face(undo);
    await app.press(key);
    await become(hollow, 'accepted');
    await app.until(() => expect(barless(app.face(undo))).not.toBe(barless(other)));
    await shows(undo, /^undo/);
    await trusted(app, undo);
    await app.press(undo);
    await become(hollow, 'new');
    expect((await night.requests()).undo?.title).not.toBe('Hollow Coast');
    expect(discord.messages(discord.channel('requests').id)).toHaveLength(before);
    app.disappear(key);
    app.disappear(undo);
  });

  it('keeps every limit of Discord and of the Stream Deck', () => {
    expect(night.discord.violations).toEqual([]);
    expect(night.app.faults).toEqual([]);
  });
});

describe.skipIf(!hasChromium)('on the overlays (needs Chromium)', () => {
  let browser: Browser;
  let queue: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
    queue = await browser.newPage({ viewport: { width: 760, height: 420 } });
    await queue.goto(`${night.host.address}/overlays/requests`);
  });
  afterAll(() => browser?.close());

  it('a request is shown once nothing of it can be undone, and goes when it was played', async () => {
    await night.ask(kitt, 'nine tin');
    const request = await night.request('Nine Tin Moths');
    expect(await night.host.command('request.accept', { id: request.id })).toMatchObject({
      ok: true,
      playlist: expect.stringContaining('Friday A'),
    });
    const text = () => queue.locator('body').textContent();
    expect(await text()).not.toContain('Nine Tin Moths');
    // Put on a deck before the 20 seconds are over: the next change cuts them short.
    await night.load('A', { artist: 'Oskar Lind', title: 'Nine Tin Moths' });
    await become(request, 'loaded');
    await night.host.until(async () => expect(await text()).toContain('Nine Tin Moths'));
    await night.host.command('nowPlaying.set', { artist: 'Oskar Lind', title: 'Nine Tin Moths' });
    await become(request, 'playing');
    await night.host.until(async () => expect(await text()).not.toContain('Nine Tin Moths'));
  });

  it('who asked stands beside what is on air', async () => {
    const page = await browser.newPage({ viewport: { width: 960, height: 232 } });
    await page.goto(`${night.host.address}/overlays/now-playing`);
    const hollow = await night.request('Hollow Coast');
    await night.source.sendTitle({ artist: 'Tess Quill', title: 'Hollow Coast' });
    await become(hollow, 'playing');
    await night.host.until(async () => expect(await page.locator('body').textContent()).toMatch(/oskar/i), 15_000);
  });
});
