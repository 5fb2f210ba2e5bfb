import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIBRARY, MINUTE, StatsStage } from './stats-stage.ts';

let stage: StatsStage;
const T0 = 1_760_000_000_000;
beforeEach(() => {
  stage = new StatsStage();
  stage.library = LIBRARY;
  stage.clock.advance(T0 + 60 * MINUTE - stage.clock.now());
});
afterEach(() => stage.close());

function play(
  id: string,
  minute: number,
  given: { title?: string; trackId?: string; hidden?: boolean; open?: true } = {},
) {
  const { title = id, trackId, hidden = false, open } = given;
  const at = T0 + minute * MINUTE;
  stage.plays.add({
    ...{ id, at, endedAt: open ? undefined : at + 5 * MINUTE, artist: 'Mira', title, trackId, hidden },
    song: trackId === undefined ? undefined : `song of ${trackId}`,
    ...{ source: 'decks', live: true, masked: false, confidence: 1, matchedBy: 'path' },
  });
}

function show(id: string, minute: number): void {
  stage.db.prepare('insert into sets (id, started_at, open) values (?, ?, 1)').run(id, T0 + minute * MINUTE);
}

function ask(id: string, minute: number, trackId: string, person = 'p1', name = 'Ben', state = 'new'): void {
  const at = T0 + minute * MINUTE;
  stage.db
    .prepare(
      `insert into requests (id, set_id, number, revision, state, track_id, song, artist, title, candidates, platform, person_id,
         person_name, is_helper, first_by, asked_at, changed_at, skips)
       values (?, 'show', (select count(*) + 1 from requests), 1, ?, ?, ?, 'Asked', ?, '[]', 'discord', ?, ?, 0, '', ?, ?, 0)`,
    )
    .run(id, state, trackId, `song of ${trackId}`, trackId, person, name, at, at);
}

const all = { of: 'all', top: 10 } as const;
const titles = (list: { title: string }[]) => list.map(({ title }) => title);

describe('a session', () => {
  it('begins with the newest show, or what was on air then, until the DJ begins another', async () => {
    expect(stage.topics.get('stats').session.since).toBe(0);
    play('before', 0);
    play('running', 8);
    show('show', 10);
    play('a', 20);
    const session = { of: 'session', top: 10 } as const;
    expect(titles((await stage.book.get(session, 'operator')).topPlayed)).toEqual(['a', 'running']);
    expect(stage.book.reset()).toEqual({ since: stage.clock.now() });
    play('b', 61);
    expect(titles((await stage.book.get(session, 'operator')).topPlayed)).toEqual(['b']);
    expect((await stage.book.get(all, 'operator')).plays).toBe(4);
    // The next show goes on with it.
    show('next', 62);
    expect((await stage.book.get(session, 'operator')).plays).toBe(1);
  });
});

describe('a set', () => {
  it('is the newest without an id, has a name people know, and is refused where there is none', async () => {
    const set = { of: 'set', top: 10 } as const;
    expect(await stage.book.get(set, 'operator')).toMatchObject({ of: 'the last set', plays: 0, sets: 0 });
    stage.setlists.begin({ id: 's', fromAt: T0 });
    play('a', 0);
    expect(await stage.book.get(set, 'operator')).toMatchObject({ of: 'this set', from: T0, plays: 1, sets: 1 });
    stage.setlists.rename('s', 'Friday');
    expect(await stage.book.get({ ...set, set: 's' }, 'operator')).toMatchObject({ of: 'Friday' });
    await expect(stage.book.get({ ...set, set: 'x' }, 'operator')).rejects.toMatchObject({ code: 'unknown' });
  });
});

describe('the topic', () => {
  it('follows changes within a few seconds, not each of them, and does not tick', () => {
    let published = 0;
    stage.topics.onChange(({ topic }) => {
      published += topic === 'stats' ? 1 : 0;
    });
    show('show', 1);
    stage.setlists.begin({ id: 's', fromAt: T0 });
    play('a', 2);
    play('b', 7, { open: true });
    for (let waiting = 1; waiting <= 50; waiting++) {
      stage.topics.set('requests', { ...stage.topics.get('requests'), waiting });
      stage.clock.advance(20);
    }
    expect(published).toBe(0);
    stage.clock.advance(3_000);
    expect(published).toBe(1);
    const numbers = { plays: 2, songs: 2, playedMs: 5 * MINUTE, asked: 0, playedRequests: 0, people: 0 };
    expect(stage.topics.get('stats')).toEqual({ session: { ...numbers, since: T0 + MINUTE }, set: numbers });
    stage.book.changed();
    stage.clock.advance(60_000);
    expect(published).toBe(1);
  });
});

describe('others than the DJ', () => {
  beforeEach(() => {
    stage.setlists.begin({ id: 's', fromAt: T0 });
    show('show', 0);
    play('open', 1, { trackId: 't0' });
    play('hushed', 6, { trackId: 't2' });
    play('hidden', 11, { trackId: 't1', hidden: true });
    ask('r0', 1, 't0');
    ask('r2', 2, 't2');
  });

  it('read of no masked song, by name, genre, tempo or key', async () => {
    const shown = await stage.book.get(all, 'bot');
    expect(shown).toMatchObject({ plays: 3, songs: 3, asked: 2, tempo: [{ bpm: 120, count: 1 }] });
    expect(shown.keys).toEqual([{ camelot: '8A', count: 1 }]);
    expect([titles(shown.topPlayed), titles(shown.topRequested)]).toEqual([['open'], ['t0']]);
    expect(shown.topGenres).toEqual([{ name: 'House', count: 1 }]);
    const clear = await stage.book.get(all, 'operator');
    expect(clear.topPlayed).toMatchObject([
      { title: 'hidden', masked: true },
      { title: 'hushed', masked: true },
      { title: 'open' },
    ]);
    expect(clear.topRequested).toMatchObject([{ title: 't2', masked: true }, { title: 't0' }]);
  });

  it.each(['marks', 'library', 'renewed'])('read of no song while its masks are not known (%s)', async (why) => {
    await stage.book.get(all, 'bot');
    if (why === 'marks') stage.marksAreCurrent = false;
    stage.libraryFails = why !== 'marks';
    if (why === 'library') stage.settings = { ...stage.settings, masks: { ...stage.settings.masks, tags: ['promo'] } };
    if (why === 'renewed') await stage.book.libraryRenewed().catch(() => undefined);
    const { topPlayed, topRequested, topArtists, keys, plays, asked } = await stage.book.get(all, 'bot');
    expect({ topPlayed, topRequested, topArtists, keys, plays, asked }).toEqual({
      ...{ topPlayed: [], topRequested: [], topArtists: [], keys: [], plays: 3, asked: 2 },
    });
    expect((await stage.book.get(all, 'operator')).topPlayed).toHaveLength(3);
  });

  it('read of unknown songs only where the settings say so', async () => {
    play('unknown', 16);
    play('gone', 21, { trackId: 't9' });
    expect(titles((await stage.book.get(all, 'bot')).topPlayed)).toEqual(['gone', 'unknown', 'open']);
    stage.unknownTracks = 'mask';
    expect(titles((await stage.book.get(all, 'bot')).topPlayed)).toEqual(['open']);
  });

  it('read a revealed song as soon as the library says so', async () => {
    await stage.book.get(all, 'bot');
    stage.library = LIBRARY.map((track) => ({ ...track, maskedBecause: undefined }));
    await stage.book.libraryRenewed();
    const { topPlayed, topRequested } = await stage.book.get(all, 'bot');
    expect([titles(topPlayed), titles(topRequested)]).toEqual([
      ['hushed', 'open'],
      ['t2', 't0'],
    ]);
  });

  it('read no name that is blocked or bad, and at the requests page none where names are off', async () => {
    ask('r3', 3, 't0', 'p3', 'Arschloch');
    ask('r4', 4, 't0', 'p4', 'Dora');
    stage.settings = { ...stage.settings, requests: { ...DEFAULT_SETTINGS.requests, blockedPeople: ['discord:p4'] } };
    const names = async (role: 'bot' | 'requester' | 'operator') =>
      (await stage.book.get(all, role)).topRequesters.map(({ name }) => name);
    expect(await names('bot')).toEqual(['Ben']);
    expect(await names('operator')).toEqual(['Ben', 'Arschloch']);
    stage.settings = { ...stage.settings, requests: { ...stage.settings.requests, showNames: false } };
    expect(await names('requester')).toEqual([]);
  });

  it('read what was looked for but for bad words and what finds a masked song', async () => {
    const search = stage.db.prepare('insert into searches (at, words, found) values (?, ?, 1)');
    for (const words of ['hushed', 'hushed', 'open', 'no such song', 'arschloch']) search.run(T0, words);
    const bot = await stage.book.get(all, 'bot');
    expect([bot.searches, bot.topSearches]).toEqual([5, [{ name: 'open', count: 1 }]]);
    expect((await stage.book.get(all, 'operator')).topSearches[0]).toEqual({ name: 'hushed', count: 2 });
  });
});

it('asks the library once for each track', async () => {
  for (const [n, trackId] of ['t0', 't1', 't0', 't9'].entries()) play(`p${n}`, n * 5, { trackId });
  await stage.book.get(all, 'operator');
  await stage.book.get(all, 'bot');
  expect(stage.asked).toBe(1);
});
