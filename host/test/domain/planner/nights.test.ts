// Nights out of plays: what is one night, one set, one transition.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NightPlay, nightsOf, playedIn, transitionsOf } from '#domain/planner/nights.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const same = (place: number) => place;
/** Each five minutes long, at these minutes; places count from 0. */
const at = (...minutes: number[]): NightPlay[] =>
  minutes.map((minute, place) => ({ at: minute * MINUTE, durationMs: 5 * MINUTE, public: true, place }));
const setsOf = (plays: readonly NightPlay[]) => nightsOf(plays, same).map(({ sets }) => sets);

describe('nights', () => {
  it.each<[what: string, plays: NightPlay[], sets: number[][][]]>([
    ['nothing', [], []],
    ['tracks that run into each other', at(0, 4, 8), [[[0, 1, 2]]]],
    ['a pause of half an hour', at(0, 35), [[[0, 1]]]],
    ['a pause of more', at(0, 35.1), [[[0], [1]]]],
    ['under 12 hours between', at(0, 5 + 12 * 60 - 0.1), [[[0], [1]]]],
    ['12 hours between', at(0, 5 + 12 * 60), [[[0]], [[1]]]],
    ['plays in no order', [...at(0, 4, 8)].reverse(), [[[0, 1, 2]]]],
    [
      'a track that runs on under the next ones',
      [
        { ...at(0)[0], at: 0, durationMs: HOUR },
        { ...at(0, 80)[1], at: 80 * MINUTE },
      ],
      [[[0, 1]]],
    ],
    ['what only the DJ heard', at(0, 4, 8).map((play, n) => ({ ...play, public: n !== 1 })), [[[0, 2]]]],
    [
      'what was taken out again',
      at(0, 4, 8).map((play, n) => (n === 1 ? { ...play, durationMs: 59_999 } : play)),
      [[[0, 2]]],
    ],
    ['old files, that say neither', at(0, 4).map((play) => ({ at: play.at, place: play.place })), [[[0, 1]]]],
    [
      'what the collection does not have',
      at(0, 4, 8).map((play, n) => (n === 1 ? { ...play, place: undefined } : play)),
      [[[0, -1, 2]]],
    ],
    [
      'a song that was started again',
      at(0, 4, 8).map((play, n) => (n === 1 ? { ...play, place: 0 } : play)),
      [[[0, 2]]],
    ],
  ])('%s', (_what, plays, sets) => {
    expect(setsOf(plays)).toEqual(sets);
  });

  it('takes two files of one song for one', () => {
    expect(nightsOf(at(0, 4, 8), (place) => Math.floor(place / 2))).toMatchObject([{ at: 0, sets: [[0, 2]] }]);
  });

  it('are the same in whatever order plays are read', () => {
    const play = fc.record({
      at: fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minute) => minute * MINUTE),
      place: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.uniqueArray(play, { selector: (one) => one.at }), (plays) => {
        const turned = [...plays].sort((a, b) => ((a.place * 7919) % 53) - ((b.place * 7919) % 53));
        expect(setsOf(turned)).toEqual(setsOf(plays));
      }),
    );
  });
});

describe('transitions', () => {
  it('are neighbours of one set that the collection has, and know what came before', () => {
    const night = { at: 0, sets: [[1, 2, -1, 3, 4], [5, 6], [7]] };
    expect(playedIn(night)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(transitionsOf(night)).toEqual([
      { from: 1, to: 2, before: 1, inSet: 1 },
      { from: 3, to: 4, before: 3, inSet: 4 },
      { from: 5, to: 6, before: 5, inSet: 1 },
    ]);
  });
});
