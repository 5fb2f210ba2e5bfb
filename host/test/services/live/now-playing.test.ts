import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackHit } from '#domain/collection.ts';
import { maskJudge } from '#domain/masks.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { Identification } from '#services/live/identification.ts';
import { LiveShow } from '#services/live/live-show.ts';
import { NowPlaying } from '#services/live/now-playing.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { PlayBook } from '#services/live/play-book.ts';
import { PlayHistory } from '#services/live/play-history.ts';
import { RememberedMatches } from '#storage/show/choices.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { Plays } from '#storage/show/plays.ts';
import { ShowState } from '#storage/show/show-state.ts';

const hit = (id: string, title: string, more: Partial<TrackHit> = {}): TrackHit => ({
  id,
  song: `mira|${title.toLowerCase()}|`,
  artist: 'Mira',
  title,
  label: 'Tin Harbour',
  durationMs: 300_000,
  path: `/music/${id}.mp3`,
  excluded: false,
  playlists: [],
  ...more,
});

let folder: string;
let clock: ManualClock;
let tracks: TrackHit[];
let rules: NowPlayingRules;
let lengths: (number | undefined)[];
let libraryBroken: boolean;
let reports: string[];

/** A library that knows tracks by exact title: one is certain, several are doubtful. */
const library = {
  match: async (heard: HeardTrack): Promise<MatchResult> => {
    if (libraryBroken) throw new Error('gone');
    const found = tracks.filter((track) => track.title === heard.title);
    if (found.length === 1)
      return { by: 'text', confidence: 0.9, reasons: ['same'], track: found[0], alternatives: [] };
    if (found.length === 0) return { by: 'none', confidence: 0, reasons: [], alternatives: [] };
    return { by: 'text', confidence: 0.5, reasons: [`${found.length} files`], alternatives: found };
  },
  tracks: async (ids: string[]) => tracks.filter((track) => ids.includes(track.id)),
};

function host(announceDelayMs = 0) {
  const db = openShowDatabase(folder);
  const operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  const audience = new TopicStore(FIRST_PUBLIC_TOPICS, silentLogger);
  const plays = new Plays(db);
  const state = new ShowState(db);
  const live = new LiveShow(operator, state, clock, silentLogger);
  const nowPlaying = new NowPlaying({
    topics: operator,
    identification: new Identification(library, new RememberedMatches(db), silentLogger),
    plays,
    book: new PlayBook(plays, (health) => reports.push(health.status), silentLogger),
    state,
    rules: () => rules,
    cover: async (path) => ({ id: path.slice(7, -4), colors: { main: '#FFFFFF', dark: '#000000' } }),
    onLength: (durationMs) => lengths.push(durationMs),
    clock,
    log: silentLogger,
  });
  const audienceView = new Audience(operator, audience, clock, () => announceDelayMs);
  const history = new PlayHistory(plays, library.tracks, () => rules);
  const play = (title: string, artist = 'Mira') => {
    clock.advance(60_000);
    return nowPlaying.take({
      kind: 'on-air',
      heard: { artist, title },
      source: 'broadcast',
      mount: '/a',
      at: clock.now(),
    });
  };
  const stop = () => {
    clock.advance(1_000);
    return nowPlaying.take({ kind: 'off-air', at: clock.now(), reason: 'silence' });
  };
  const sees = () => audience.get('nowPlaying');
  const knows = () => operator.get('nowPlaying');
  return { db, live, nowPlaying, plays, history, audienceView, play, stop, sees, knows };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-show-'));
  clock = new ManualClock();
  tracks = [hit('one', 'One'), hit('two', 'Two'), hit('twin-a', 'Twin'), hit('twin-b', 'Twin')];
  lengths = [];
  libraryBroken = false;
  reports = [];
  rules = {
    unknownTracks: 'show',
    masks: maskJudge(DEFAULT_SETTINGS.masks),
    masksAnything: false,
    clean: ({ artist, title }) => ({ artist, title }),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('what is shown', () => {
  it('a certain track with its fields and its cover', async () => {
    const { play, sees, plays } = host();
    await play('One');
    expect(sees()).toMatchObject({
      source: 'broadcast',
      track: { id: 'one', artist: 'Mira', title: 'One', label: 'Tin Harbour', artwork: { id: 'one' } },
      match: { by: 'text', confidence: 0.9, alternatives: [] },
    });
    expect(plays.newest()).toMatchObject({ trackId: 'one', song: 'mira|one|', matchedBy: 'text', live: false });
    expect(lengths).toEqual([300_000]);
  });

  it('a doubtful one as text, and nothing guessed', async () => {
    const { play, sees, knows, plays } = host();
    await play('Twin');
    expect(sees().track).toEqual({ artist: 'Mira', title: 'Twin', display: { artist: 'Mira', title: 'Twin' } });
    expect(knows().match.alternatives).toEqual(['twin-a', 'twin-b']);
    expect(plays.newest()?.trackId).toBeUndefined();
  });

  it('a stranger as text, or masked where the settings say so', async () => {
    const { play, sees, nowPlaying, plays } = host();
    await play('Nobody Knows');
    expect(sees().track).toMatchObject({ title: 'Nobody Knows' });
    expect(sees().track).not.toHaveProperty('id', expect.anything());
    rules = { ...rules, unknownTracks: 'mask' };
    await nowPlaying.refresh();
    expect(sees().track).toMatchObject({ masked: true, title: 'ID' });
    expect(plays.newest()).toMatchObject({ title: 'Nobody Knows', masked: true });
  });

  it('the text when the library is gone, masked if anything is masked', async () => {
    libraryBroken = true;
    const { play, sees, nowPlaying } = host();
    await play('One');
    expect(sees().track).toMatchObject({ title: 'One' });
    rules = { ...rules, masksAnything: true };
    await nowPlaying.refresh();
    expect(sees().track?.title).toBe('ID');
  });

  it('a doubtful one masked where any alternative is', async () => {
    tracks[3] = hit('twin-b', 'Twin', { maskedBecause: 'it is tagged "promo"' });
    const { play, sees, knows } = host();
    await play('Twin');
    expect(sees().track?.title).toBe('ID');
    expect(knows()).toMatchObject({ track: { title: 'Twin', masked: true }, maskedBecause: ['it is tagged "promo"'] });
  });
});

describe('plays', () => {
  it('a current track is not a new play, after another it is', async () => {
    const { play, plays } = host();
    await play('One');
    await play('One');
    await play('Two');
    await play('One');
    expect(plays.between().map((one) => one.title)).toEqual(['One', 'Two', 'One']);
    expect(plays.between().map((one) => one.endedAt !== undefined)).toEqual([true, true, false]);
  });

  it('a source that comes back with the same track goes on with its play', async () => {
    const { play, stop, plays, knows } = host();
    await play('One');
    await stop();
    expect(knows().track).toBeUndefined();
    expect(knows().previous?.title).toBe('One');
    await play('One');
    expect(plays.between()).toHaveLength(1);
    expect(plays.newest()?.endedAt).toBeUndefined();
    expect(knows().previous).toBeUndefined();
  });

  it('count while live only', async () => {
    const { play, plays, live, knows } = host();
    await play('One');
    expect(knows().place).toBeUndefined();
    live.set(true);
    await play('Two');
    await play('One');
    expect(plays.between().map((one) => one.live)).toEqual([false, true, true]);
    expect(knows().place).toBe(2);
  });

  it('survive a restart in the middle of a track', async () => {
    const first = host();
    first.live.set(true);
    await first.play('Two');
    await first.play('One');
    first.db.close();
    const second = host();
    expect(await second.nowPlaying.resume()).toMatchObject({ heard: { title: 'One' }, source: 'broadcast' });
    await second.play('One');
    expect(second.plays.between()).toHaveLength(2);
    expect(second.knows()).toMatchObject({ track: { id: 'one' }, place: 2 });
  });

  it('that cannot be stored are shown all the same, and said', async () => {
    const { play, sees, db } = host();
    db.pragma('query_only = ON');
    await play('One');
    expect(sees().track).toMatchObject({ id: 'one' });
    expect(reports.at(-1)).toBe('down');
    db.pragma('query_only = OFF');
    await play('Two');
    expect(reports.at(-1)).toBe('ok');
  });

  it('without a track are matched when an import brings it', async () => {
    const { play, nowPlaying, plays, sees } = host();
    await play('New');
    await play('One');
    tracks.push(hit('new', 'New'));
    expect(await nowPlaying.matchPast()).toBe(1);
    expect(plays.between()[0]).toMatchObject({ title: 'New', trackId: 'new' });
    await nowPlaying.refresh();
    expect(sees().previous).toMatchObject({ id: 'new' });
  });
});

describe('the DJ’s hand', () => {
  it('chooses among alternatives, and the choice is remembered', async () => {
    const { play, nowPlaying, sees, plays } = host();
    await play('Twin');
    expect(await nowPlaying.correct('twin-b')).toMatchObject({ ok: true, trackId: 'twin-b' });
    expect(sees()).toMatchObject({ track: { id: 'twin-b' }, match: { by: 'dj', confidence: 1 } });
    await play('One');
    await play('Twin');
    expect(sees()).toMatchObject({ track: { id: 'twin-b' }, match: { by: 'remembered' } });
    expect(plays.newest()?.trackId).toBe('twin-b');
  });

  it('corrects a play of the past', async () => {
    const { play, nowPlaying, plays, sees } = host();
    await play('Twin');
    const past = plays.newest()?.id ?? '';
    await play('One');
    expect(await nowPlaying.correct('twin-a', past)).toMatchObject({ ok: true });
    expect(plays.get(past)).toMatchObject({ trackId: 'twin-a', matchedBy: 'dj' });
    expect(sees().previous).toMatchObject({ id: 'twin-a' });
    expect(sees().track).toMatchObject({ id: 'one' });
  });

  it('is told what cannot be', async () => {
    const { play, nowPlaying } = host();
    expect(await nowPlaying.correct('one')).toMatchObject({ ok: false, code: 'nothing-on-air' });
    expect(await nowPlaying.hide(true, false)).toMatchObject({ ok: false, code: 'nothing-on-air' });
    await play('One');
    expect(await nowPlaying.correct('none')).toMatchObject({ ok: false, code: 'track-unknown' });
    expect(await nowPlaying.correct('one', 'none')).toMatchObject({ ok: false, code: 'play-unknown' });
  });

  it('hides the current track and shows it again', async () => {
    const { play, nowPlaying, sees, knows, plays } = host();
    await play('One');
    expect(await nowPlaying.hide(true, false)).toMatchObject({ hidden: true });
    expect(sees().track?.title).toBe('ID');
    expect(sees().match).toMatchObject({ by: 'none', confidence: 0 });
    expect(knows().track?.title).toBe('One');
    expect(plays.newest()?.hidden).toBe(true);
    await nowPlaying.hide(false, false);
    expect(sees().track?.title).toBe('One');
  });

  it('hides the next one from its first moment, over a restart', async () => {
    const first = host();
    await first.play('One');
    expect(await first.nowPlaying.hide(true, true)).toMatchObject({ hidden: false, hideNext: true });
    first.db.close();
    const { play, sees, knows } = host();
    await play('Two');
    expect(sees().track?.title).toBe('ID');
    expect(knows().hideNext).toBeUndefined();
    await play('One');
    expect(sees().track?.title).toBe('One');
    expect(sees().previous?.title).toBe('ID');
  });
});

describe('the audience', () => {
  it('hears of a track as late as the DJ wants', async () => {
    const { play, sees } = host(5_000);
    await play('One');
    expect(sees().track).toBeUndefined();
    clock.advance(5_000);
    expect(sees().track?.title).toBe('One');
  });

  it('never sees a track that was hidden before it was announced', async () => {
    const { play, sees, nowPlaying } = host(5_000);
    await play('One');
    await nowPlaying.hide(true, false);
    clock.advance(5_000);
    expect(sees().track?.title).toBe('ID');
  });

  it('is served the covers it sees and no other', async () => {
    const { play, nowPlaying, audienceView } = host();
    await play('One');
    expect(audienceView.mayShowArtwork('one')).toBe(true);
    expect(audienceView.mayShowArtwork('two')).toBe(false);
    await nowPlaying.hide(true, false);
    expect(audienceView.mayShowArtwork('one')).toBe(false);
  });

  it('finds hidden and masked plays as ID in the history', async () => {
    tracks.push(hit('secret', 'Secret', { maskedBecause: 'it is in the masked playlist "x"' }));
    const { play, nowPlaying, history } = host();
    await play('One');
    await nowPlaying.hide(true, false);
    await play('Secret');
    await play('Two');
    const seen = await history.between(undefined, undefined, false);
    expect(seen.map((one) => one.title)).toEqual(['ID', 'ID', 'Two']);
    expect(JSON.stringify(seen)).not.toMatch(/secret|"one"/i);
    const all = await history.between(undefined, undefined, true);
    expect(all.map((one) => [one.title, one.masked])).toEqual([
      ['One', true],
      ['Secret', true],
      ['Two', undefined],
    ]);
  });
});
