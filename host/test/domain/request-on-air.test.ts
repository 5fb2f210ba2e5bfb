import { beforeEach, expect, it } from 'vitest';
import { RequestEvening } from './request-evening.ts';

let evening: RequestEvening;
beforeEach(() => {
  evening = new RequestEvening({ perPerson: 9 });
});
const state = (id: string) => evening.get(id).state;
const accept = (id: string) => {
  evening.do({ kind: 'accept', id });
  evening.now += 1_000;
};

it('plays what was accepted, and what was not', () => {
  const [a, b] = [evening.asked('ann', 'A'), evening.asked('bob', 'B')];
  accept(a);
  evening.play('A');
  expect(evening.get(a)).toMatchObject({ state: 'playing', onAirSince: evening.now, revision: 3 });
  evening.play('B');
  expect([a, b].map(state)).toEqual(['played', 'playing']);
  evening.play();
  expect([a, b].map(state)).toEqual(['played', 'played']);
});

it('says nothing twice', () => {
  const a = evening.asked('ann', 'A');
  evening.play('A');
  evening.tell();
  expect(evening.last?.changes).toEqual([]);
  expect(evening.get(a).revision).toBe(2);
});

it('takes an alternative of a doubtful play for a request that was accepted before, and for one only', () => {
  const [a, b, c] = [evening.asked('ann', 'A'), evening.asked('bob', 'B'), evening.asked('cid', 'C')];
  accept(b);
  accept(c);
  evening.play('A', 'B', 'C');
  expect([a, b, c].map(state)).toEqual(['new', 'playing', 'accepted']);
  evening.tell();
  evening.do({ kind: 'accept', id: a });
  evening.tell();
  expect([a, b, c].map(state)).toEqual(['accepted', 'playing', 'accepted']);
  evening.play();
  expect(state(b)).toBe('played');
});

it('prefers the one that lies on a deck', () => {
  const [b, c] = [evening.asked('bob', 'B'), evening.asked('cid', 'C')];
  accept(b);
  accept(c);
  evening.decks(['C']);
  evening.play('B', 'C');
  expect([b, c].map(state)).toEqual(['accepted', 'playing']);
});

it('takes nothing for what was on air before it was asked for', () => {
  evening.play('A', 'B');
  evening.now += 1_000;
  const a = evening.asked('ann', 'A');
  accept(a);
  evening.tell();
  expect(state(a)).toBe('accepted');
  evening.correct('A');
  expect(state(a)).toBe('accepted');
});

it.each(['new', 'skipped', 'accepted', 'loaded'] as const)('goes back to %s where the match is corrected', (before) => {
  const [a, b] = [evening.asked('ann', 'A'), evening.asked('bob', 'B')];
  if (before === 'skipped') evening.do({ kind: 'skip', id: a });
  if (before === 'accepted' || before === 'loaded') accept(a);
  if (before === 'loaded') evening.decks(['A']);
  evening.now += 1_000;
  const was = evening.get(a);
  evening.play('A');
  evening.correct('B');
  expect([a, b].map(state)).toEqual([before, 'playing']);
  expect({ ...evening.get(a), revision: was.revision, changedAt: was.changedAt }).toEqual(was);
  evening.correct('A');
  expect([a, b].map(state)).toEqual(['playing', 'new']);
});

it('keeps a request playing while nothing better is known of the play', () => {
  const a = evening.asked('ann', 'A');
  evening.play('A');
  if (evening.current) evening.current = { ...evening.current, song: undefined };
  evening.tell();
  expect(state(a)).toBe('playing');
});

it('knows a song by its track, too, where the library calls it otherwise by now', () => {
  const a = evening.asked('ann', 'A');
  evening.current = { playId: 'p', at: evening.now, song: 'A, corrected', trackId: 't-A', maybe: [] };
  evening.tell();
  expect(state(a)).toBe('playing');
});

it('finds out later what was played', () => {
  const a = evening.asked('ann', 'A');
  accept(a);
  evening.play('X');
  evening.play('Y');
  evening.past = evening.past.map((play) => ({ ...play, song: 'A' }));
  evening.tell();
  expect(state(a)).toBe('played');
});

it('takes back what a play ended that was another song, also later, and not twice', () => {
  const [a, b] = [evening.asked('ann', 'A'), evening.asked('bob', 'B')];
  accept(a);
  evening.play('A');
  evening.play('B');
  evening.play('Y');
  evening.correctPast(2, 'X');
  expect([a, b].map(state)).toEqual(['accepted', 'played']);
  expect(evening.get(a)).toMatchObject({ playId: undefined, onAirSince: undefined, before: undefined });
  evening.tell();
  expect(evening.last?.changes).toEqual([]);
  evening.play('A');
  expect(state(a)).toBe('playing');
});

it('takes back what was found out later, where that was wrong', () => {
  const a = evening.asked('ann', 'A');
  for (const one of ['X', 'Y']) evening.play(one);
  evening.correctPast(1, 'A');
  expect(state(a)).toBe('played');
  evening.correctPast(1, 'X');
  expect(state(a)).toBe('new');
});

it.each([
  ['it would have expired meanwhile', { expireMinutes: 5 }, undefined],
  ['the person has asked for as much again', { perPerson: 1 }, 'ann'],
  ['the queue is full again', { inQueue: 1 }, 'bob'],
])('leaves a request that a wrong play ended as it is where %s', (_, rules, whoAsks) => {
  Object.assign(evening.rules, rules);
  const a = evening.asked('ann', 'A');
  for (const one of ['A', 'Y']) evening.play(one);
  if (whoAsks !== undefined) evening.asked(whoAsks, 'B');
  evening.now += 5 * 60_000;
  evening.correctPast(1, 'X');
  expect(state(a)).toBe('played');
  Object.assign(evening.rules, { expireMinutes: 0, perPerson: 9, inQueue: 9 });
  evening.tell();
  expect(state(a)).toBe('played');
});

it('counts who asks for what is on air before the audience knows', () => {
  evening.rules.oncePerSet = false;
  evening.toldAfterMs = 30_000;
  evening.play('A');
  evening.now += 30_000;
  const a = evening.asked('ann', 'A');
  evening.tell();
  expect(state(a)).toBe('new');
  evening.play('B');
  const b = evening.asked('bob', 'B');
  evening.tell();
  expect(state(b)).toBe('playing');
  evening.play('C');
  expect([a, b].map(state)).toEqual(['new', 'played']);
  const late = evening.asked('cid', 'B');
  evening.tell();
  expect(state(late)).toBe('played');
});

it('lets the DJ choose a doubtful request by playing it, and takes that back', () => {
  const a = evening.asked('ann', ['A', 'B']);
  evening.play('B');
  expect(evening.get(a)).toMatchObject({ state: 'playing', trackId: 't-B', title: 'B' });
  evening.correct('C');
  expect(evening.get(a)).toMatchObject({ state: 'new', trackId: undefined, song: undefined, title: 'A' });
});

it('counts as loaded what is put on a deck, until it is taken off', () => {
  const [a, b] = [evening.asked('ann', 'A'), evening.asked('bob', 'B')];
  evening.do({ kind: 'accept', id: a });
  evening.decks(['A', 'B']);
  expect([a, b].map(state)).toEqual(['loaded', 'new']);
  evening.decks([]);
  expect(state(a)).toBe('accepted');
});

it('does not cut the time for an undo short for what lay on a deck before', () => {
  const a = evening.asked('ann', 'A');
  evening.do({ kind: 'accept', id: a });
  evening.decks(['A'], []);
  expect(state(a)).toBe('accepted');
  evening.now += 20_000;
  evening.decks(['A'], []);
  expect(state(a)).toBe('loaded');
});
