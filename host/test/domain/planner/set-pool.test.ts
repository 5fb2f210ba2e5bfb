import { describe, expect, it } from 'vitest';
import { musicalKey } from '#domain/musical-key.ts';
import { buildSet } from '#domain/planner/set-builder.ts';
import { poolOf } from '#domain/planner/set-pool.ts';
import { chanceOf } from '#domain/planner/set-random.ts';
import { brokenRules } from '#domain/planner/set-rules.ts';
import { FIRST_WISH } from '#domain/planner/set-wish.ts';
import { TrackGraph } from '#domain/planner/track-graph.ts';

const graph = new TrackGraph();
graph.put(
  Array.from({ length: 5_000 }, (_, at) => ({
    id: `${at}`,
    song: `${at % 4_900}`,
    artist: `${at % 900}`,
    key: at % 25 === 24 ? undefined : musicalKey(at % 25),
    bpm: at % 11 === 0 ? undefined : 80 + (at % 101),
    energy: (at % 10) / 10,
    durationMs: 300_000,
  })),
);
const bpm = (place: number): number => graph.bpm[place] ?? Number.NaN;

describe('a few hundred of a large library', () => {
  it('lie around the tempo of what is asked for, at half or double time too, and in every key', () => {
    const { places, all } = poolOf(graph, FIRST_WISH, [45], 200, chanceOf(1));
    expect(all).toBe(false);
    expect(places[0]).toBe(45);
    expect(new Set(places).size).toBe(places.length);
    for (const place of places.slice(1)) {
      const near = [1, 2, 0.5].map((relation) => Math.abs((bpm(place) * relation) / bpm(45) - 1));
      expect(Math.min(...near)).toBeLessThanOrEqual(0.0601);
    }
    expect(new Set(places.slice(1).map((place) => graph.key[place])).size).toBe(24);
  });

  it('join two tempos by those between', () => {
    const [slow, fast] = [41, 70];
    expect([bpm(slow), bpm(fast)]).toEqual([121, 150]);
    const { places } = poolOf(graph, FIRST_WISH, [slow, fast], 200, chanceOf(1));
    const tempos = places.map(bpm).sort((a, b) => a - b);
    const between = tempos.filter((tempo) => tempo >= 121 && tempo <= 150);
    const steps = between.slice(1).map((tempo, at) => tempo / (between[at] ?? tempo));
    expect(tempos.some((tempo) => tempo > 131 && tempo < 140)).toBe(true);
    expect(Math.max(...steps)).toBeLessThan(1.04);
  });

  it('hold to the rules, and are others with another seed', () => {
    const wish = {
      ...FIRST_WISH,
      bpmFrom: 120,
      bpmTo: 130,
      never: [50, 51],
      allowed: (place: number) => place % 2 === 0,
    };
    const [one, other] = [1, 2].map((seed) => poolOf(graph, wish, [], 100, chanceOf(seed)).places);
    expect(one).not.toEqual(other);
    expect(one).toEqual(poolOf(graph, wish, [], 100, chanceOf(1)).places);
    expect(one?.length).toBeGreaterThan(50);
    for (const place of one ?? []) {
      expect(place % 2).toBe(0);
      expect(wish.never).not.toContain(place);
      expect([bpm(place), bpm(place) * 2, bpm(place) / 2].some((tempo) => tempo >= 120 && tempo <= 130)).toBe(true);
    }
  });

  it('are found one by one where hardly any may be in it', () => {
    const { places, all } = poolOf(graph, { ...FIRST_WISH, allowed: (place) => place < 7 }, [], 200, chanceOf(1));
    expect(places.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(all).toBe(true);
  });
});

it('a set from a large library breaks no rule, whatever the seed', () => {
  for (let seed = 0; seed < 12; seed++) {
    const wish = { ...FIRST_WISH, seed, must: [12, 13], last: 45, bpmFrom: 80, bpmTo: 190, keys: 'strict' as const };
    const set = buildSet(graph, wish, { steps: 3 });
    expect(set.ok ? brokenRules(graph, wish, set.tracks) : [set.message]).toEqual([]);
  }
});
