import { expect, it } from 'vitest';
import type { Sighting } from '#domain/sighting.ts';
import { Performers } from '#services/live/performers.ts';
import { DAWN, evening, MINUTE, set, startShow } from './set-stage.ts';

const CALLER = { role: 'operator' as const, commandId: 'one' };

const title = (mount: string): Sighting => ({ kind: 'broadcast.title', mount, artist: 'A', title: 'B', at: 0 });
const deck: Sighting = { kind: 'deck.updated', deck: 'A', playing: true, at: 0 };

it.each<[string, { decks: boolean; a: boolean; guest: boolean }]>([
  ['', { decks: true, a: true, guest: true }],
  ['decks', { decks: true, a: false, guest: false }],
  ['broadcast', { decks: false, a: true, guest: true }],
  ['/guest', { decks: false, a: false, guest: true }],
])('hears by "%s"', async (hears, wanted) => {
  const show = startShow();
  const { performers } = show;
  expect(await show.commands['performer.set']({ name: 'Ana', hears }, CALLER)).toMatchObject({
    name: 'Ana',
    hears,
  });
  const { counts } = { counts: (sighting: Sighting) => performers.counts(sighting) };
  expect({ decks: counts(deck), a: counts(title('/a')), guest: counts(title('/guest')) }).toEqual(wanted);
  expect(counts({ kind: 'broadcast.disconnected', mount: '/b', at: 0 })).toBe(true);
  show.stop();
});

it('remembers for each name what it hears, restarts or not', () => {
  const show = startShow();
  show.performers.set({ name: 'Ana', hears: 'decks' });
  show.performers.set({ name: 'Ben', hears: '/guest' });
  show.kill();
  const again = startShow();
  expect([again.performers.name, again.performers.hears]).toEqual(['Ben', '/guest']);
  expect(again.performers.set({ name: 'Ana' })).toEqual({ ok: true, name: 'Ana', hears: 'decks' });
  again.stop();
});

it('is who the settings name until somebody else is named, also nobody', () => {
  set((settings) => {
    settings.sets.performer = 'Resident';
  });
  const show = startShow();
  const { performers } = show;
  expect(performers.name).toBe('Resident');
  performers.set({ name: '' });
  expect(performers.name).toBe('');
  show.stop();
});

it('lets two DJs on two mounts take turns in one set', async () => {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  const { commands } = show;
  await commands['performer.set']({ name: 'Ana', hears: '/a' }, CALLER);
  const one = await show.hear('One', 5 * MINUTE, '/a');
  // Ben prepares: nobody else's tracks count.
  await show.hear('Two', MINUTE, '/b');
  await show.hear('Three', MINUTE, '/b');
  expect(show.dj()).toEqual(['One']);
  await commands['performer.set']({ name: 'Ben', hears: '/b' }, CALLER);
  await show.settled();
  // What his program said last plays already.
  expect(show.dj()).toEqual(['One', 'Three']);
  const three = show.operator.get('nowPlaying').playId ?? '';
  await show.hear('Two', MINUTE, '/a');
  const two = await show.hear('Two', 4 * MINUTE, '/b');
  await commands['performer.set']({ name: 'Ana' }, CALLER);
  await show.settled();
  const { byId, order } = show.operator.get('set');
  // Ana's program said the same track: it is the play there is.
  expect(order.map((id) => byId[id]?.performer)).toEqual(['Ana', 'Ben', 'Ben']);
  expect(order).toEqual([one, three, two]);
  expect(show.operator.get('set').performer).toBe('Ana');
  expect(show.audience.get('set').performer).toBe('Ana');
  expect(show.sets.list(1).sets[0]?.performers).toEqual(['Ana', 'Ben']);
  show.stop();
});

it('brings back decks as they stand when they count again', () => {
  const retaken: Sighting[] = [];
  const stored = new Map<string, unknown>();
  const state = {
    get: (name: string) => stored.get(name),
    set: (name: string, value: unknown) => stored.set(name, value),
  };
  const performers = new Performers({
    ...{ state, write: (work) => work(), usual: () => '', onChange: () => {} },
    retake: (sightings) => retaken.push(...sightings),
  });
  performers.set({ name: 'Ben', hears: '/b' });
  const at = evening.clock.now();
  const track = { artist: 'A', title: 'old' };
  const said: Sighting[] = [
    { kind: 'deck.updated', deck: 'A', playing: true, positionMs: 5, at },
    { kind: 'deck.loaded', deck: 'A', track, playing: false, at },
    { kind: 'deck.loaded', deck: 'A', track: { ...track, title: 'new' }, playing: false, at },
    { kind: 'deck.channel', channel: 1, onAir: true, at },
    { kind: 'deck.channel', channel: 1, level: 0.5, at },
    { kind: 'deck.updated', deck: 'A', playing: true, at },
    { kind: 'deck.updated', deck: 'A', bpm: 124, at },
    { kind: 'deck.clock', bpm: 124, at },
  ];
  for (const sighting of said) expect(performers.counts(sighting)).toBe(false);
  performers.set({ name: 'Ana', hears: 'decks' });
  expect(retaken).toEqual([
    { kind: 'deck.loaded', deck: 'A', track: { ...track, title: 'new' }, playing: false, at: DAWN },
    { kind: 'deck.channel', channel: 1, onAir: true, level: 0.5, at },
    { kind: 'deck.updated', deck: 'A', playing: true, bpm: 124, at },
  ]);
});
