import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { musicalKey, parseKey } from '#domain/musical-key.ts';
import { judgeList, whyWeak } from '#domain/planner/judge.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';
import { easeBetween, mixes } from '#domain/planner/transition.ts';

/** "8A 126", "? 126", "8A ?": tracks of artists of their own, by place. */
function graphOf(tracks: (string | Partial<PlannerTrack>)[]): TrackGraph {
  const graph = new TrackGraph();
  graph.put(
    tracks.map((one, place): PlannerTrack => {
      const own = { id: `t${place}`, song: `s${place}`, artist: `a${place}` };
      if (typeof one !== 'string') return { ...own, ...one };
      const [key = '', bpm = ''] = one.split(' ');
      return { ...own, key: parseKey(key), bpm: Number(bpm) > 0 ? Number(bpm) : undefined };
    }),
  );
  return graph;
}

const weakOf = (...tracks: (string | Partial<PlannerTrack>)[]) =>
  judgeList(
    graphOf(tracks),
    tracks.map((_, place) => place),
  ).weak;

describe('judgeList', () => {
  it.each<[string, string, string[]]>([
    ['8A 126', '8A 126', []],
    ['8A 126', '9A 128', []],
    ['8A 126', '8B 133.56', []],
    ['8A 126', '3B 126', ['the keys clash (8A, then 3B)']],
    ['8A 126', '1A 126', ['a semitone down (8A, then 1A)']],
    ['8A 126', '3A 126', []],
    ['8A 126', '9A 60', []],
    ['8A 126', '8A 137.34', ['9 % faster']],
    ['8A 126', '8A 115', ['8.7 % slower']],
    ['8A 126', '9A 172', ['32 % slower, at half time']],
    ['8A 87', '2B 160', ['the keys clash (8A, then 2B)', '8 % slower, at half time']],
    ['8A 126', '3A 133.3', ['only just: 8A to 3A, a semitone up, a strong lift, 5.8 % faster']],
    ['? 126', '8A 126', ['the key of the first is not known']],
    ['8A 126', '? 126', ['the key of the second is not known']],
    ['? 126', '? 137.34', ['9 % faster']],
    ['8A ?', '3B 126', ['the keys clash (8A, then 3B)']],
    ['8A ?', '8A ?', ['the tempo of both is not known']],
    ['? 126', '8A ?', ['the key of the first is not known', 'the tempo of the second is not known']],
    ['? ?', '8A 126', ['key and tempo of the first are not known']],
  ])('%s into %s', (from, to, why) => {
    const [step] = weakOf(from, to);
    expect(step?.why ?? []).toEqual(why);
    expect(step?.unsure).toBe(why[0]?.endsWith('not known') ? true : undefined);
  });

  it.each<[string, string, string[]]>([
    ['8A 126', '3A 133', []],
    ['8A 126', '9A 133', ['the keys clash (8A, then 9A, heard as 2A)']],
    ['8A 126', '9A 128', []],
    [
      '8A 126',
      '8A 118.5',
      ['only just: 8A to 8A, heard as 3A at this speed: a semitone up, a strong lift, 6 % slower'],
    ],
  ])('without key lock, %s into %s', (from, to, why) => {
    const graph = graphOf([from, to]);
    graph.keyLock = false;
    expect(judgeList(graph, [0, 1]).weak.flatMap((step) => step.why)).toEqual(why);
  });

  it('names artists and songs that come again', () => {
    const key = musicalKey(21);
    const track = (song: string, artist: string): Partial<PlannerTrack> => ({ song, artist, key, bpm: 126 });
    const weak = weakOf(
      track('one', 'mira'),
      track('two', 'mira'),
      track('two', 'mira'),
      track('x', ''),
      track('y', ''),
    );
    expect(weak.map(({ from, to, why }) => [from, to, why])).toEqual([
      [0, 1, ['the same artist twice in a row']],
      [1, 2, ['the same song twice in a row']],
    ]);
    const later = weakOf(track('one', 'a'), track('two', 'b'), track('three', 'c'), track('one', 'a'));
    expect(later.map(({ from, to, why }) => [from, to, why])).toEqual([
      [2, 3, ['the same song again, 3 tracks later']],
    ]);
  });

  it('judges nothing that leads to or from an unknown track, but a song that comes again', () => {
    const graph = graphOf(['8A 126', '3B 126', '8A 126']);
    expect(judgeList(graph, [0, undefined, 1, undefined, 2])).toEqual({ weak: [], unknown: [1, 3], steps: 0, ease: 0 });
    expect(judgeList(graph, [undefined, 0, undefined, 0])).toEqual({
      ...{ unknown: [0, 2], steps: 0, ease: 0 },
      weak: [{ from: 1, to: 3, ease: 1, why: ['the same song again, 2 tracks later'] }],
    });
    expect(judgeList(graph, [])).toEqual({ weak: [], unknown: [], steps: 0, ease: 0 });
    expect(judgeList(graph, [0])).toEqual({ weak: [], unknown: [], steps: 0, ease: 0 });
  });

  it('names every step that does not mix, with a reason, and counts the rest', () => {
    const known = fc.record({
      key: fc.option(fc.nat(23), { nil: undefined }).map((key) => musicalKey(key ?? -1)),
      bpm: fc.option(fc.double({ min: 60, max: 200, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(known, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(12), { maxLength: 20 }),
        (tracks, order) => {
          const graph = graphOf(tracks);
          const places = order.map((one) => (one < tracks.length ? one : undefined));
          const { weak, unknown, steps, ease } = judgeList(graph, places);
          expect(unknown).toEqual(places.flatMap((one, at) => (one === undefined ? [at] : [])));
          const eases: number[] = [];
          for (const [to, place] of places.entries()) {
            const before = places[to - 1];
            if (place === undefined || before === undefined) continue;
            eases.push(easeBetween(graph, before, place));
            const named = weak.find((step) => step.to === to);
            if (!mixes(graph, before, place)) expect(named).toMatchObject({ from: to - 1 });
            if (named === undefined) expect(whyWeak(graph, before, place)).toEqual([]);
          }
          expect(steps).toBe(eases.length);
          expect(ease).toBeCloseTo(eases.reduce((sum, one) => sum + one, 0) / Math.max(1, eases.length));
          for (const step of weak) expect(step.why.every((why) => why !== '') && step.why.length > 0).toBe(true);
        },
      ),
    );
  });
});
