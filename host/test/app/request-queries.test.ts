// Every question around requests on a real desk and store: each answer fits its schema, and none tells what is masked.

import type { Role } from '@tracord/shared/protocol.ts';
import { requestQueries } from '@tracord/shared/request-queries.ts';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RequestQueryHandlers, type RequestQueryName, requestQueryHandlers } from '#app/request-queries.ts';
import type { PlaylistNode, TrackHit } from '#domain/collection.ts';
import { readWords } from '#domain/request-words.ts';
import { writeOldRequests } from '#storage/show/old-requests.ts';
import { OLD_COUNTS, RequestLists } from '#storage/show/request-lists.ts';
import { ShowState } from '#storage/show/show-state.ts';
import { MINUTE, person, RequestStage, track } from '../services/live/request-stage.ts';

let stage: RequestStage;
let handlers: RequestQueryHandlers;
let newTracks: string;
let isMarked: boolean;
let found: TrackHit[];
let playlists: PlaylistNode[];
let blockedPeople: string[];
let typed: string[];

beforeEach(async () => {
  stage = await new RequestStage({ minutesBetween: 0, perPerson: 20, artistTracksApart: 0 }).live();
  newTracks = '';
  isMarked = true;
  found = [];
  playlists = [];
  blockedPeople = [];
  typed = [];
  handlers = requestQueryHandlers({
    topics: stage.topics,
    catalogue: {
      search: async () => ({ total: found.length, tracks: found, hints: [] }),
      tracks: async (ids) => stage.tracks.filter(({ id }) => ids.includes(id)),
      playlists: async () => playlists,
      playlist: async (id) => ({ id, name: id, kind: 'list', dangling: 0, tracks: found }),
    },
    words: { choices: async (q) => readWords(q, found) },
    audience: { mine: () => [] },
    requests: stage.requests,
    history: stage.stores.requests,
    searches: { typed: (words, songs) => typed.push(`${words}: ${songs}`) },
    lists: new RequestLists(stage.db),
    settings: () => ({
      discord: { ...DEFAULT_SETTINGS.discord, newTracks },
      requests: { ...DEFAULT_SETTINGS.requests, blockedPeople },
    }),
    marksAreCurrent: () => isMarked,
  });
});
afterEach(() => stage.close());

/** Asks as the host does: the input with its defaults, the answer against its schema. */
async function ask<Name extends RequestQueryName>(name: Name, input: object = {}, role: Role = 'operator') {
  const { input: inputs, output } = requestQueries[name];
  const handler = handlers[name] as (input: unknown, role: string) => Promise<unknown>;
  return output.parse(await handler(inputs.parse(input), role)) as Awaited<ReturnType<RequestQueryHandlers[Name]>>;
}

describe('requests.list', () => {
  beforeEach(async () => {
    await stage.add('a', 'ann', { words: 'that Søng please' });
    await stage.add('b', 'bob');
    await stage.add('a', 'bob');
    await stage.add('c', 'ann', {
      candidates: [
        { id: 'c', confidence: 0.5 },
        { id: 'd', confidence: 0.5 },
      ],
    });
  });
  const titles = async (input: object) => (await ask('requests.list', input)).requests.map(({ title }) => title);

  it.each([
    ['all, newest first', {}, ['Title c', 'Title b', 'Title a']],
    ['those of a person, votes too', { person: 'discord:bob' }, ['Title b', 'Title a']],
    ['those of nobody', { person: 'twitch:bob' }, []],
    ['all where the filters are empty', { set: '', person: '', track: '', q: '' }, ['Title c', 'Title b', 'Title a']],
    ['those for a track', { track: 'a' }, ['Title a']],
    ['those that may mean a track', { track: 'd' }, ['Title c']],
    ['those with all words, accents or not', { q: 'SONG ann' }, ['Title a']],
    ['those of another set', { set: 'other' }, []],
  ])('answers %s', async (_what, input, wanted) => {
    expect(await titles(input)).toEqual(wanted);
  });

  it.each(['bob', ':bob', 'Discord:bob', 'discord:'])('refuses the person "%s"', (who) => {
    expect(requestQueries['requests.list'].input.safeParse({ person: who }).success).toBe(false);
  });

  it('says whether there are more', async () => {
    expect(await ask('requests.list', { limit: '2' })).toMatchObject({ more: true, requests: [{}, {}] });
    expect(await ask('requests.list', { limit: '3' })).toMatchObject({ more: false });
    expect(await titles({ set: stage.view.setId })).toHaveLength(3);
  });

  it('has voters and words', async () => {
    const { requests } = await ask('requests.list', { track: 'a' });
    expect(requests).toMatchObject([{ requester: person('ann'), voters: [person('bob')], words: 'that Søng please' }]);
  });
});

describe('requests.history', () => {
  it('tells everything that happened', async () => {
    const id = await stage.added('a', 'ann');
    await stage.requests.accept({ id, by: person('mod') });
    const { changes, request } = await ask('requests.history', { id });
    expect(request).toMatchObject({ id, state: 'accepted' });
    expect(changes).toMatchObject([
      { what: 'added', state: 'new', by: person('ann') },
      { what: 'accepted', state: 'accepted', by: person('mod') },
    ]);
    await expect(ask('requests.history', { id: 'x' })).rejects.toMatchObject({ code: 'unknown' });
  });
});

describe('requests.stats', () => {
  it('counts this set and all, and leaves out what was imported', async () => {
    await stage.add('a', 'ann');
    await stage.add('a', 'bob');
    await stage.add('b', 'ann');
    await stage.play('a');
    await stage.play('h');
    writeOldRequests(stage.db, [{ id: 'old', askedAt: 5, requester: person('eve'), artist: 'X', title: 'Y' }]);
    expect(await ask('requests.stats')).toEqual({
      set: { asked: 2, played: 1, people: 2, plays: 2, since: 1_700_000_001_000 },
      all: { asked: 2, played: 1, people: 2, sets: 1 },
      topSongs: [
        { artist: 'Artist a', title: 'Title a', asked: 2 },
        { artist: 'Artist b', title: 'Title b', asked: 1 },
      ],
    });
    new ShowState(stage.db).set(OLD_COUNTS, { searches: 9, plays: 8, requests: 40 });
    stage.setLive(false);
    stage.clock.advance(10 * MINUTE);
    stage.setLive(true);
    expect(await ask('requests.stats')).toMatchObject({
      // The song that was on air goes on.
      set: { asked: 0, played: 0, people: 0, plays: 1 },
      all: { asked: 42, sets: 2 },
    });
  });

  it('says when the set was, with the song that was on air as it began', async () => {
    const set = async () => (await ask('requests.stats')).set;
    const since = (await set()).since ?? Number.NaN;
    stage.clock.advance(5_000);
    stage.setLive(false);
    expect(await set()).toMatchObject({ plays: 0, since, until: stage.clock.now() });
    stage.clock.advance(10 * MINUTE);
    const { onAirSince = 0, playId = '' } = await stage.play('a');
    stage.clock.advance(30_000);
    stage.setLive(true);
    stage.plays.setLive(playId);
    stage.plays.end(playId, stage.clock.now() + 1_000);
    await stage.play('b');
    expect(await set()).toMatchObject({ plays: 2, since: onAirSince, until: undefined });
    stage.setLive(false);
    const until = stage.clock.now();
    await stage.play('c');
    expect(await set()).toMatchObject({ plays: 2, until });
  });

  it('counts neither what was taken back nor what blocked people asked for', async () => {
    stage.tracks = [...'abc'].map((id) => track(id, { mix: 'Dub' }));
    const back = await stage.added('a', 'ann');
    await stage.requests.withdraw({ id: back });
    await stage.add('b', 'bob');
    await stage.add('b', 'eve');
    await stage.add('c', 'eve');
    const top = async () => (await ask('requests.stats')).topSongs;
    expect(await top()).toMatchObject([
      { title: 'Title b', mix: 'Dub', asked: 2 },
      { title: 'Title c', asked: 1 },
    ]);
    blockedPeople = ['discord:eve'];
    expect(await top()).toMatchObject([{ title: 'Title b', asked: 1 }]);
    blockedPeople = [];
    await stage.requests.block(person('bob'));
    expect(await top()).toMatchObject([{ title: 'Title c' }, { title: 'Title b', asked: 1 }]);
  });

  it('names no masked song, none that is gone, and none while masks are being applied', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await stage.add(id, 'ann');
    stage.tracks = [track('a', { maskedBecause: 'x' }), track('b', { excluded: true }), track('d')];
    expect((await ask('requests.stats')).topSongs).toMatchObject([{ title: 'Title d' }]);
    isMarked = false;
    expect((await ask('requests.stats')).topSongs).toEqual([]);
  });
});

describe('requests.choices', () => {
  it('has no path, no comment, and as many as were asked for', async () => {
    found = [track('a', { releasedOn: '1999-04-01', comment: 'mine', album: 'Al' }), track('b'), track('c')];
    const answer = await ask('requests.choices', { q: 'title', limit: 2 });
    expect(answer).toMatchObject({ isCertain: false, choices: [{ id: 'a', year: 1999, album: 'Al' }, { id: 'b' }] });
    expect(JSON.stringify(answer)).not.toMatch(/music|mine|playlists/);
    expect(await ask('requests.choices', { q: 'Artist c - Title c' })).toMatchObject({
      isCertain: true,
      choices: [{ id: 'c' }, {}, {}],
    });
  });

  it('is a search of a viewer, and none where the DJ looks', async () => {
    found = [track('a')];
    await ask('requests.choices', { q: 'title' });
    await ask('requests.choices', { q: 'nothing' }, 'bot');
    expect(typed).toEqual(['nothing: 1']);
  });
});

describe('requests.mine', () => {
  it('says whether they are pinged', async () => {
    const { platform, id } = person('ann');
    expect(await ask('requests.mine', { platform, id })).toEqual({ requests: [], pings: true });
    await stage.requests.ping({ requester: person('ann'), on: false });
    expect(await ask('requests.mine', { platform, id })).toMatchObject({ pings: false });
  });
});

describe('wishes.list', () => {
  it('counts wishes and refusals over sets', async () => {
    for (const who of ['ann', 'bob']) stage.requests.wish('Some Song', person(who));
    stage.setLive(false);
    stage.clock.advance(10 * MINUTE);
    stage.setLive(true);
    stage.requests.wish('some  SONG', person('ann'));
    stage.rules({ blockedArtists: ['Artist a'] });
    await stage.add('a', 'ann');
    expect(await ask('wishes.list')).toMatchObject({
      wishes: [
        { kind: 'wish', words: 'some  SONG', count: 3, sets: 2, people: 2 },
        {
          kind: 'refused',
          words: 'Artist a - Title a',
          trackId: 'a',
          count: 1,
          sets: 1,
          people: 1,
          code: 'artist-blocked',
        },
      ],
    });
    expect((await ask('wishes.list', { limit: 1 })).wishes).toHaveLength(1);
  });
});

describe('tracks.new', () => {
  beforeEach(() => {
    playlists = [
      { id: 'f', name: 'Sets', kind: 'folder', children: [{ id: 'l', name: 'Fresh', kind: 'list', children: [] }] },
    ];
    found = [
      track('a', { importedOn: '2026-01-01', genre: 'Acid' }),
      track('b', { importedOn: '2026-03-01', genre: 'Acid House' }),
      track('c', { importedOn: '2026-02-01', genre: 'acid' }),
      track('d', { importedOn: '2026-04-01', genre: 'Acid', maskedBecause: 'x' }),
      track('e', { importedOn: '2026-04-01', genre: 'Acid', excluded: true }),
    ];
  });
  const ids = async (limit = 10) => (await ask('tracks.new', { limit })).tracks.map(({ id }) => id);

  it('is off until a list or genre is named', async () => {
    expect(await ask('tracks.new')).toEqual({ isOn: false, tracks: [] });
  });

  it.each([
    ['sets/fresh', ['b', 'c', 'a']],
    ['Fresh', ['b', 'c', 'a']],
    ['Acid', ['c', 'a']],
    ['Nowhere', []],
  ])('has the newest of "%s", nothing masked or left out', async (wanted, newest) => {
    newTracks = wanted;
    expect(await ids()).toEqual(newest);
    expect(await ids(1)).toEqual(newest.slice(0, 1));
    isMarked = false;
    expect(await ids()).toEqual([]);
  });
});
