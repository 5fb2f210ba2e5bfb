// What each part of a score is worth and says, for tracks whose answer is plain.

import { SCORE_PARTS, type ScorePartName } from '@tracord/shared/plan.ts';
import { describe, expect, it } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { partsOf } from '#domain/planner/part-words.ts';
import { fromPlace } from '#domain/planner/suggest.ts';
import type { From, SuggestContext, Weights } from '#domain/planner/suggestion-parts.ts';
import type { PlannerTrack } from '#domain/planner/track-graph.ts';
import { graphOf } from './made-graph.ts';

const TODAY = 20_400;
const ONE_EACH = Object.fromEntries(SCORE_PARTS.map((name) => [name, 1])) as Weights;
const ON_AIR: Partial<PlannerTrack> = { key: parseKey('8A'), bpm: 125, energy: 0.5, genre: 'House', label: 'Ostgut' };

type Tracks = {
  onAir?: Partial<PlannerTrack>;
  /** How it sounds now, without key lock. */
  heard?: Pick<From, 'key' | 'bpm'>;
  next?: Partial<PlannerTrack>;
  step?: number;
  votes?: number;
};

/** A part's value of a hundred, and its words. */
function partOf(name: ScorePartName, { onAir = ON_AIR, heard, next = {}, step = 0, votes }: Tracks): [number, string] {
  const graph = graphOf([
    { id: 'on air', song: 'on air', artist: 'ann', ...onAir },
    { id: 'next', song: 'next', artist: 'bo', ...next },
  ]);
  graph.keyLock = heard === undefined;
  const context: SuggestContext = {
    ...{ from: { ...fromPlace(graph, 0), ...heard }, weights: ONE_EACH, energyStep: step, today: TODAY },
    wishes: new Map(votes === undefined ? [] : [[graph.song[1] ?? 0, votes]]),
  };
  const part = partsOf(graph, context, 1).find((one) => one.name === name) ?? expect.unreachable();
  return [Math.round(part.value * 100), part.why];
}

describe('harmony', () => {
  it.each([
    ['8A', 100, 'stays in 8A'],
    ['9A', 95, '8A to 9A, one step up the wheel'],
    ['8B', 90, '8A to 8B, same notes, into major'],
    ['2A', 0, '8A to 2A, the keys clash'],
    [undefined, 50, 'its key is not known, listen first'],
  ])('8A to %s: %i, "%s"', (key, value, why) => {
    const next = { key: key === undefined ? undefined : parseKey(key) };
    expect(partOf('harmony', { next })).toEqual([value, why]);
  });
});

describe('harmony without the key lock', () => {
  // 8A at 125, played at 131.25: 5 % faster is most of a semitone up, 3A.
  const heard = { key: parseKey('3A') ?? -1, bpm: 131.25 };
  it.each([
    // Brought as far up as what is on air.
    ['8A', 125, 100, '3A to 8A, heard as 3A at this speed: same key'],
    ['9A', 125, 95, '3A to 9A, heard as 4A at this speed: one step up the wheel'],
    ['8A', 131, 35, '3A to 8A, a semitone down, takes energy out'],
    ['3A', 131, 100, 'stays in 3A'],
    // Half the tempo is the same tempo.
    ['8A', 62.5, 100, '3A to 8A, heard as 3A at this speed: same key'],
    ['8A', undefined, 35, '3A to 8A, a semitone down, takes energy out'],
    [undefined, 125, 50, 'its key is not known, listen first'],
  ])('%s at %s: %i, "%s"', (key, bpm, value, why) => {
    const next = { key: key === undefined ? undefined : parseKey(key), bpm };
    expect(partOf('harmony', { heard, next })).toEqual([value, why]);
  });
});

describe('tempo', () => {
  it.each([
    [125, 100, 'same tempo'],
    [128.75, 80, '3 % faster'],
    [117.5, 40, '6 % slower'],
    [62.5, 100, 'same tempo counted double'],
    [141, -100, '12.8 % faster, too far to mix'],
    [undefined, 40, 'tempo not known'],
  ])('125 to %s: %i, "%s"', (bpm, value, why) => expect(partOf('tempo', { next: { bpm } })).toEqual([value, why]));
});

describe('energy', () => {
  it.each([
    [0.5, 0, 100, 'as much energy'],
    [0.54, 0, 92, 'as much energy'],
    [0.6, 0, 80, 'more energy'],
    [0.4, 0, 80, 'less energy'],
    // As much more as the preset wants.
    [0.7, 0.2, 100, 'more energy'],
    [0.3, 0.2, 20, 'less energy'],
    [1, -0.2, 0, 'more energy'],
    [undefined, 0, 50, 'its energy is not known'],
  ])('0.5 to %s where %s more is wanted: %i, "%s"', (energy, step, value, why) =>
    expect(partOf('energy', { next: { energy }, step })).toEqual([value, why]),
  );

  it('that is not known on air', () =>
    expect(partOf('energy', { onAir: {}, next: { energy: 0.5 } })).toEqual([50, 'the energy on air is not known']));
});

describe('taste', () => {
  it.each([
    [{ genre: 'House', label: 'Ostgut' }, 100, 'House, also on Ostgut'],
    [{ genre: 'house', label: 'Kompakt' }, 70, 'House'],
    [{ genre: 'Dub', label: 'Ostgut' }, 30, 'another genre, also on Ostgut'],
    [{ genre: 'Dub' }, 0, 'another genre'],
    [{ label: 'Ostgut' }, 70, 'its genre is not known, also on Ostgut'],
    [{}, 40, 'its genre is not known'],
  ])('House on Ostgut to %j: %i, "%s"', (next, value, why) => expect(partOf('taste', { next })).toEqual([value, why]));
});

describe('rating', () => {
  it.each([
    [undefined, 50, 'not rated'],
    [1, 20, '1 star'],
    [4, 80, '4 stars'],
    [5, 100, '5 stars'],
  ])('%s stars: %i, "%s"', (stars, value, why) => expect(partOf('rating', { next: { stars } })).toEqual([value, why]));
});

describe('rest', () => {
  it.each([
    [undefined, 80, 'never played'],
    [TODAY, 0, 'played today'],
    // By a clock that was wrong.
    [TODAY + 3, 0, 'played today'],
    [TODAY - 1, 2, 'played yesterday'],
    [TODAY - 30, 50, 'last played 30 days ago'],
    [TODAY - 90, 100, 'last played 90 days ago'],
  ])('played on day %s: %i, "%s"', (playedDay, value, why) =>
    expect(partOf('rest', { next: { playedDay } })).toEqual([value, why]),
  );
});

describe('wishes', () => {
  it.each([
    [undefined, 0, 'nobody asked for it'],
    [1, 60, 'somebody waits for it'],
    [3, 80, '3 people wait for it'],
    [9, 100, '9 people wait for it'],
  ])('of %s: %i, "%s"', (votes, value, why) => expect(partOf('wishes', { votes })).toEqual([value, why]));
});

it('habit, of a DJ of whom nothing is known', () =>
  expect(partOf('habit', {})).toEqual([0, 'you have not mixed these yet']));
