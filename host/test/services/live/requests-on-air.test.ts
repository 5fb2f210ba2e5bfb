import type { NowPlaying } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeckSighting } from '#domain/sighting.ts';
import { withTestSong } from '#domain/test-song.ts';
import { person, RequestStage, track } from './request-stage.ts';

let stage: RequestStage;
beforeEach(async () => {
  stage = await new RequestStage({ minutesBetween: 0 }).live();
});
afterEach(() => stage.close());

const load = (deck: 'A' | 'B', id: string): DeckSighting => ({
  ...{ kind: 'deck.loaded', deck, playing: false, at: stage.clock.now() },
  track: { artist: `Artist ${id}`, title: `Title ${id}` },
});
const unload = (deck: 'A' | 'B'): DeckSighting => ({ kind: 'deck.unloaded', deck, at: stage.clock.now() });

it('follows a request from the queue over a deck to its end', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.accept({ id, by: person('staff') });
  await stage.requests.deckSighted(load('A', 'a'));
  expect(stage.stateOf(id)).toBe('loaded');
  expect(await stage.requests.accept({ id })).toMatchObject({
    message: 'Number 1 was already accepted by Name staff.',
  });
  expect(stage.view.undo).toBeUndefined();
  expect(stage.view.byId[id]?.announcesAt).toBeUndefined();
  await stage.play('a');
  expect(stage.view.byId[id]).toMatchObject({ state: 'playing', onAirSince: stage.clock.now() });
  await stage.play('b');
  expect(stage.requests.finished()).toMatchObject([{ id, state: 'played' }]);
});

it('is accepted again when its track is taken off the deck', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.accept({ id });
  await stage.requests.deckSighted(load('A', 'a'));
  await stage.requests.deckSighted(load('B', 'a'));
  await stage.requests.deckSighted(unload('A'));
  expect(stage.stateOf(id)).toBe('loaded');
  await stage.requests.deckSighted(load('B', 'c'));
  expect(stage.stateOf(id)).toBe('accepted');
});

it('stays loaded over a restart, until its deck is known to hold something else', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.accept({ id });
  await stage.requests.deckSighted(load('A', 'a'));
  await stage.restart();
  stage.clock.advance(60_000);
  await stage.requests.deckSighted(load('B', 'c'));
  expect(stage.stateOf(id)).toBe('loaded');
  await stage.requests.deckSighted(load('A', 'a'));
  await stage.requests.deckSighted(unload('A'));
  expect(stage.stateOf(id)).toBe('accepted');
});

it('leaves 20 s for an undo where the track lay on a deck before it was accepted', async () => {
  const id = await stage.added('a', 'ann');
  await stage.requests.deckSighted(load('A', 'a'));
  await stage.requests.accept({ id });
  expect(stage.stateOf(id)).toBe('accepted');
  stage.clock.advance(20_000);
  expect(stage.stateOf(id)).toBe('loaded');
});

it('counts any file of the song', async () => {
  stage.tracks.push({ ...track('a2'), song: track('a').song, title: 'Title a, other file' });
  const id = await stage.added('a', 'ann');
  await stage.play('a2');
  expect(stage.stateOf(id)).toBe('playing');
});

it('never counts artist and title alone', async () => {
  stage.tracks.push({ ...track('live'), artist: 'Artist a', title: 'Title a', mix: 'Live', song: 'another' });
  const id = await stage.added('a', 'ann');
  await stage.play('live');
  expect(stage.stateOf(id)).toBe('new');
});

it('takes an alternative of a doubtful match for what was accepted, and a correction back', async () => {
  const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
  await stage.requests.accept({ id: a });
  await stage.play('b', 'a');
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['playing', 'new']);
  await stage.onAir('play-1', stage.clock.now(), ['b']);
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['accepted', 'playing']);
});

it('counts what is over although the library cannot be asked', async () => {
  const id = await stage.added('a', 'ann');
  await stage.play('a');
  stage.libraryBroken = true;
  await stage.requests.onAirChanged({ ...stage.topics.get('nowPlaying'), previous: undefined });
  expect(stage.stateOf(id)).toBe('playing');
  await stage.play('b');
  expect(stage.stateOf(id)).toBe('played');
});

it('takes changes in the order of their coming, however long a look-up takes', async () => {
  const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
  await Promise.all([stage.play('a'), stage.play('b'), stage.silence()]);
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['played', 'played']);
});

it('looks again at what is on air by then, not at what was when it was told to', async () => {
  const [b, c] = [await stage.added('b', 'bob'), await stage.added('c', 'cid')];
  await stage.play('a');
  await Promise.all([
    stage.play('b'),
    stage.requests.playsCorrected(),
    stage.play('c'),
    stage.requests.playsCorrected(),
  ]);
  expect([b, c].map((id) => stage.stateOf(id))).toEqual(['played', 'playing']);
});

it('sees what plays when a request is brought back or chosen', async () => {
  const a = await stage.added('a', 'ann');
  const candidates = [
    { id: 'b', confidence: 0.5 },
    { id: 'c', confidence: 0.5 },
  ];
  const doubtful = await stage.added('b', 'bob', { candidates });
  await stage.requests.clear({});
  await stage.play('a');
  await stage.requests.undo({});
  expect([a, doubtful].map((id) => stage.stateOf(id))).toEqual(['playing', 'new']);
  await stage.requests.clear({});
  await stage.play('c');
  await stage.requests.undo({});
  expect(stage.stateOf(doubtful)).toBe('playing');
});

it('does not end what is on air because the host has not heard of it yet', async () => {
  const id = await stage.added('a', 'ann');
  const now = await stage.play('a');
  await stage.add('b', 'bob');
  await stage.restart();
  stage.clock.advance(5 * 60_000);
  expect(stage.stateOf(id)).toBe('playing');
  await stage.requests.onAirChanged(now);
  expect(stage.stateOf(id)).toBe('playing');
  await stage.silence();
  expect(stage.stateOf(id)).toBe('played');
});

it('brings back what a play of the past ended that was another song', async () => {
  const id = await stage.added('a', 'ann');
  await stage.play('a');
  for (const next of ['b', 'c', 'd']) await stage.play(next);
  stage.plays.setTrack('play-1', { trackId: 'e', song: track('e').song, confidence: 1, matchedBy: 'dj' });
  await stage.requests.playsCorrected();
  expect(stage.stateOf(id)).toBe('new');
});

it('does not bring back later, when there is room again, what there was no room for', async () => {
  stage.rules({ perPerson: 1 });
  const id = await stage.added('a', 'ann');
  await stage.play('a');
  await stage.play('h');
  await stage.added('c', 'ann');
  stage.plays.setTrack('play-1', { trackId: 'e', song: track('e').song, confidence: 1, matchedBy: 'dj' });
  await stage.requests.playsCorrected();
  await stage.restart();
  await stage.play('c');
  await stage.play('d');
  expect(stage.stateOf(id)).toBe('played');
});

it('hears of what is on air and on the decks once the disk takes it', async () => {
  const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
  await stage.requests.accept({ id: b });
  stage.clock.advance(20_000);
  const free = await stage.full(a);
  await stage.onAir('play-0', stage.clock.now(), ['a'], false);
  await stage.requests.deckSighted(load('A', 'b'));
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['new', 'accepted']);
  stage.clock.advance(10_000);
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['new', 'accepted']);
  free();
  stage.clock.advance(10_000);
  expect([a, b].map((id) => stage.stateOf(id))).toEqual(['playing', 'loaded']);
});

it('takes what was asked for while it played, and nobody knew, for played', async () => {
  stage.announceDelayMs = 30_000;
  await stage.play('a');
  const id = await stage.added('a', 'ann');
  expect(stage.stateOf(id)).toBe('playing');
  await stage.play('b');
  expect(stage.stateOf(id)).toBe('played');
});

it('does not take the test song for what is on air, and hears what is masked under it', async () => {
  const id = await stage.added('a', 'ann');
  const now = await stage.play('a');
  const before = stage.view.byId[id];
  const test: NowPlaying = { ...withTestSong(now, stage.clock.now()), maskedPlays: ['play-1'] };
  expect(stage.requests.pendingCues()).toHaveLength(2);
  await stage.requests.onAirChanged(test);
  expect(stage.view.byId[id]).toEqual(before);
  expect(stage.requests.pendingCues()).toHaveLength(0);
  await stage.requests.onAirChanged(now);
  expect(stage.view.byId[id]).toEqual(before);
  expect(stage.requests.pendingCues()).toHaveLength(2);
});
