// What is learnt of a DJ: pairs, nearness, moves of key and tempo, what is liked, and where in a set.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKey } from '#domain/musical-key.ts';
import { Habits } from '#domain/planner/habits.ts';
import type { Night } from '#domain/planner/nights.ts';
import type { PlannerTrack } from '#domain/planner/track-graph.ts';
import { anyTracks, graphOf } from './made-graph.ts';

const track = (id: string, more: Partial<PlannerTrack> = {}): PlannerTrack => ({ id, song: id, artist: id, ...more });
/** t0, t1 …, with nothing known of them but what is given. */
const tracks = (count: number, more: (n: number) => Partial<PlannerTrack> = () => ({})) =>
  Array.from({ length: count }, (_, n) => track(`t${n}`, more(n)));
const nights = (...sets: number[][]): Night[] => sets.map((set, n) => ({ at: n, sets: [set] }));
const key = (text: string) => parseKey(text);

describe('songs that were mixed', () => {
  const graph = graphOf(tracks(12));
  const habits = Habits.learn(graph, nights([0, 1, 2, 3, 4, 5, 6], [0, 1], [7, 0, 1]));
  const after = habits.from(0);

  it.each([
    ['thrice', 1, 'you mixed these 3 times'],
    ['the other way round', 7, 'you mixed these once, the other way round'],
    ['nearby', 3, 'you played these close together once'],
    ['five places away', 5, ''],
    ['never played', 9, ''],
  ])('%s', (_what, place, why) => {
    expect(after.why(place)).toBe(why);
  });

  it('count the more the oftener and the nearer', () => {
    const values = [1, 7, 3, 9].map((place) => after.value(place));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(4);
    const once = Habits.learn(graph, nights([0, 1])).from(0);
    expect(after.value(1)).toBeGreaterThan(once.value(1));
  });

  it('are looked at whatever their key, and by song: another file of it too', () => {
    const twice = graphOf([...tracks(3), track('file', { song: 't1' })]);
    const { known, value, why } = Habits.learn(twice, nights([0, 1])).from(0);
    expect([...Array.from(known)].sort()).toEqual([1, 3]);
    expect(value(3)).toBe(value(1));
    expect(why(3)).toBe('you mixed these once');
  });

  it('do not reach over a break', () => {
    const split = Habits.learn(graph, [
      {
        at: 0,
        sets: [
          [0, 1],
          [2, 3],
        ],
      },
    ]);
    const [zero, one] = [graph.song[0], graph.song[1]];
    expect([...split.pairsOf(one ?? -1).keys()]).toEqual([zero]);
  });
});

describe('how the DJ goes on', () => {
  const wheel = ['8A', '9A', '10A', '8B', '3A', '1B'];
  const graph = graphOf(
    tracks(60, (n) => ({
      key: key(wheel[n % wheel.length] ?? ''),
      bpm: 120 + (n % 5),
      genre: n % 2 ? 'house' : 'dub',
      label: `l${n % 6}`,
    })),
  );

  it('by key', () => {
    // 8A to 9A, again and again, with other songs.
    const stepUp = Habits.learn(graph, nights(...Array.from({ length: 8 }, (_, n) => [n * 6, n * 6 + 1])));
    const after = stepUp.from(54, { bpm: 300 });
    expect(after.value(55)).toBeGreaterThan(after.value(58));
    expect(after.why(55)).toBe('you often go one step up the wheel');
  });

  it('by tempo, as it is played', () => {
    // The tempo is kept, whatever the key.
    const keep = Habits.learn(graph, nights(...Array.from({ length: 9 }, (_, n) => [n, n + 5])));
    expect(keep.from(20, { bpm: 122 }).value(22)).toBeGreaterThan(keep.from(20, { bpm: 117 }).value(22));
  });

  it('from genre to genre', () => {
    const plain = graphOf(tracks(40, (n) => ({ genre: ['house', 'dub', 'disco', 'soul'][n % 4] })));
    const over = Habits.learn(plain, nights(...Array.from({ length: 8 }, (_, n) => [n * 4, n * 4 + 1])));
    const after = over.from(36);
    expect(after.value(37)).toBeGreaterThan(after.value(38));
    expect(after.why(37)).toBe('you often go on to this genre');
  });

  it('to labels and artists that are played often', () => {
    const named = graphOf(tracks(60, (n) => ({ label: n % 3 === 0 ? 'loved' : `other ${n}`, artist: `a${n}` })));
    const loved = Habits.learn(named, nights(...Array.from({ length: 9 }, (_, n) => [n * 6, n * 6 + 3])));
    const after = loved.from(1);
    expect(after.value(57)).toBeGreaterThan(after.value(58));
    expect(after.why(57)).toBe('you often play this label');
  });

  it('to songs that are played again and again, where in a set they are played', () => {
    const plain = graphOf(tracks(30));
    const opener = Array.from({ length: 6 }, (_, n) => [0, n + 1, n + 7, n + 13, n + 19, 29]);
    const habits = Habits.learn(plain, nights(...opener));
    const [opening, end] = [habits.from(26, { placeInSet: 0 }), habits.from(26, { placeInSet: 1 })];
    expect(opening.value(0)).toBeGreaterThan(end.value(0));
    expect(end.value(29)).toBeGreaterThan(opening.value(29));
    expect(habits.from(26).value(29)).toBeGreaterThan(habits.from(26).value(28));
    expect([habits.placeInSet(0), habits.placeInSet(3), habits.placeInSet(99)]).toEqual([0, 0.5, 1]);
  });

  it('does not love songs for being played once', () => {
    const plain = graphOf(tracks(30, () => ({ artist: '' })));
    const never = Habits.learn(plain, nights([0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11])).from(20);
    expect(never.value(3)).toBeCloseTo(never.value(25), 5);
  });
});

describe('whatever was played', () => {
  const played = fc.array(fc.array(fc.integer({ min: -1, max: 19 }), { maxLength: 12 }), { maxLength: 5 });

  it('values lie from 0 to 1, and only known places go beyond the most', () => {
    fc.assert(
      fc.property(anyTracks(20), played, fc.double({ min: 0, max: 1, noNaN: true }), (all, sets, placeInSet) => {
        const graph = graphOf(all);
        const there = sets.map((set) => set.map((place) => Math.min(place, graph.room - 1)));
        const habits = Habits.learn(graph, nights(...there));
        for (let from = 0; from < graph.room; from++) {
          const { known, most, value } = habits.from(from, { placeInSet });
          const byName = new Set(Array.from(known));
          for (let to = 0; to < graph.room; to++) {
            expect(value(to)).toBeGreaterThanOrEqual(0);
            expect(value(to)).toBeLessThanOrEqual(byName.has(to) ? 1 : most + 1e-12);
          }
        }
      }),
    );
  });

  it('nothing learnt is nothing said', () => {
    const { known, most, value, why } = Habits.learn(graphOf(tracks(3)), []).from(0);
    expect([Array.from(known), most, value(1), why(1)]).toEqual([[], 0, 0, '']);
  });

  it('tracks that came since are known by their artist and label', () => {
    const graph = graphOf(tracks(6, (n) => ({ label: n < 4 ? 'loved' : `l${n}` })));
    const habits = Habits.learn(graph, nights([0, 1], [2, 3], [0, 2], [1, 3]));
    graph.put([track('new', { label: 'loved' }), track('unknown', { label: 'new' })]);
    const { most, value } = habits.from(5);
    expect(value(6)).toBeGreaterThan(value(7));
    expect(value(6)).toBeLessThanOrEqual(most);
  });
});
