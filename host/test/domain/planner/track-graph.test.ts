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
/** So few that a track may well get the song of another. */
const song = fc.constantFrom('x', 'y', 'z');
const isOffered = fc.constantFrom(undefined, true, false);
const change = fc.array(fc.tuple(id, song, isOffered, anyTrack), { maxLength: 6 });

describe('the track graph', () => {
  it('changed in place is the same as made anew', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const graph = new TrackGraph();
        const tracks = new Map<string, PlannerTrack>();
        for (const one of changes) {
          // Buckets that were read before a change must not outlive it.
          held(graph);
          const put = one.map(([id, song, isOffered, track]) => ({ ...track, id, song, isOffered }));
          graph.put(put);
          for (const track of put) tracks.set(track.id, track);
        }
        expect(held(graph)).toEqual(held(graphOf([...tracks.values()])));
        const offered = [...tracks.values()].filter((track) => track.isOffered !== false);
        expect([graph.size, graph.all.length, graph.room]).toEqual([offered.length, offered.length, tracks.size]);
        for (let song = 0; song < graph.songs.size; song++) {
          const files = offered.filter((track) => track.song === graph.songs.text(song));
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

  it('knows what is not offered, and keeps it out of all that is looked through', () => {
    const graph = graphOf([
      { id: 'a', song: 's', artist: 'ann', bpm: 120, isOffered: false },
      { id: 'b', song: 's', artist: 'ann', bpm: 121 },
    ]);
    const place = graph.placeOf('a') ?? -1;
    expect([graph.bpm[place], graph.offers(place), graph.idAt(place)]).toEqual([120, false, 'a']);
    expect([[...graph.all], [...graph.bucket(KEYLESS).tracks], graph.tracksOf(graph.song[place] ?? -1)]).toEqual([
      [1],
      [1],
      [1],
    ]);
  });

  it('has room for more than it began with', () => {
    const graph = graphOf(
      Array.from({ length: 5_000 }, (_, n) => ({ id: `${n}`, song: `${n}`, artist: 'a', bpm: 100 + (n % 50) })),
    );
    expect(graph.size).toBe(5_000);
    expect(graph.bpm[graph.placeOf('4999') ?? -1]).toBe(149);
    graph.put([{ id: 'new', song: 'new', artist: '' }]);
    expect(graph.placeOf('new')).toBe(5_000);
  });
});
