// The graph after any changes is the graph made anew of what is left.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_BUCKETS, KEYLESS } from '#domain/planner/key-buckets.ts';
import { type PlannerTrack, TrackGraph } from '#domain/planner/track-graph.ts';
import { anyTrack, graphOf } from './made-graph.ts';

/** What a graph holds, without its places and numbers. */
function held(graph: TrackGraph) {
  const { songs, artists, genres, labels } = graph;
  const buckets = ALL_BUCKETS.map((key) => {
    const { tracks, bpms, withTempo, energy, genre, label, stars, playedDay } = graph.bucket(key);
    for (let at = 1; at < withTempo; at++) expect(bpms[at]).toBeGreaterThanOrEqual(bpms[at - 1] ?? 0);
    for (let at = withTempo; at < bpms.length; at++) expect(bpms[at]).toBeNaN();
    const rows = Array.from(tracks, (place, at) => [
      ...[graph.idAt(place), songs.text(graph.song[place] ?? 0), artists.text(graph.artist[place] ?? 0)],
      ...[bpms[at], energy[at], genres.text(genre[at] ?? 0), labels.text(label[at] ?? 0), stars[at], playedDay[at]],
    ]);
    return rows.sort();
  });
  return { size: graph.size, buckets };
}

const id = fc.integer({ min: 0, max: 12 }).map((n) => `t${n}`);
/** So few that a new track may well get the song of one that was removed. */
const song = fc.constantFrom('x', 'y', 'z');
const change = fc.oneof(
  fc.record({ put: fc.array(fc.tuple(id, song, anyTrack), { maxLength: 6 }) }),
  fc.record({ remove: fc.array(id, { maxLength: 4 }) }),
);

describe('the track graph', () => {
  it('changed in place is the same as made anew', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const graph = new TrackGraph();
        const tracks = new Map<string, PlannerTrack>();
        for (const one of changes) {
          // Buckets that were read before a change must not outlive it.
          held(graph);
          if ('put' in one) {
            const put = one.put.map(([id, song, track]) => ({ ...track, id, song }));
            graph.put(put);
            for (const track of put) tracks.set(track.id, track);
          } else {
            graph.remove(one.remove);
            for (const id of one.remove) tracks.delete(id);
          }
        }
        expect(held(graph)).toEqual(held(graphOf([...tracks.values()])));
        for (let song = 0; song < graph.songs.size; song++) {
          const files = [...tracks.values()].filter((track) => track.song === graph.songs.text(song));
          const found = graph.tracksOf(song).map((place) => graph.idAt(place));
          expect(found.sort()).toEqual(files.map(({ id }) => id).sort());
        }
      }),
    );
  });

  it('has tempos in their very order, however near they are', () => {
    const tempos = [128, 127.9996, 128.00001, 127.9995, 128];
    const graph = graphOf(tempos.map((bpm, n) => ({ id: `${n}`, song: `${n}`, artist: '', bpm })));
    expect([...graph.bucket(KEYLESS).tracks]).toEqual([3, 1, 0, 4, 2]);
  });

  it('keeps what has neither key nor tempo', () => {
    const graph = graphOf([{ id: 'a', song: 's', artist: '' }]);
    const { tracks, withTempo } = graph.bucket(KEYLESS);
    expect([graph.size, tracks.length, withTempo]).toEqual([1, 1, 0]);
  });

  it('has room for more than it began with', () => {
    const graph = graphOf(
      Array.from({ length: 5_000 }, (_, n) => ({ id: `${n}`, song: `${n}`, artist: 'a', bpm: 100 + (n % 50) })),
    );
    expect(graph.size).toBe(5_000);
    expect(graph.bpm[graph.placeOf('4999') ?? -1]).toBe(149);
    graph.remove(['17']);
    graph.put([{ id: 'new', song: 'new', artist: '' }]);
    expect(graph.placeOf('new')).toBe(17);
  });
});
