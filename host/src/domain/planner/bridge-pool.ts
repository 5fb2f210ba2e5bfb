// The tracks that may be played between, in ranges of equal key and neighbouring tempos: what the search for ways divides. Pure.

import type { TrackGraph } from './track-graph.ts';

/** Tracks of one key, all with a tempo, in its order, or all without one (NaN). */
export type Shelf = {
  tracks: Int32Array;
  bpms: Float64Array;
  /** For each position, where its run of tracks by one artist ends. */
  artistUntil: Int32Array;
};

/** Both shelves of a bucket of the graph, without what may not be played; empty ones are left out. */
export function shelvesOf(graph: TrackGraph, bucket: number, allowed: (place: number) => boolean): Shelf[] {
  const { tracks, bpms, withTempo } = graph.bucket(bucket);
  return [
    shelf(graph, tracks.subarray(0, withTempo), bpms, allowed),
    shelf(graph, tracks.subarray(withTempo), bpms.subarray(withTempo), allowed),
  ].filter((each) => each.tracks.length > 0);
}

function shelf(
  graph: TrackGraph,
  fromTracks: Int32Array,
  fromBpms: Float64Array,
  allowed: (place: number) => boolean,
): Shelf {
  const tracks = new Int32Array(fromTracks.length);
  const bpms = new Float64Array(fromTracks.length);
  let count = 0;
  for (let at = 0; at < fromTracks.length; at++) {
    const [place, bpm] = [fromTracks[at] ?? 0, fromBpms[at] ?? Number.NaN];
    if (!allowed(place)) continue;
    tracks[count] = place;
    bpms[count] = bpm;
    count += 1;
  }
  const kept = tracks.subarray(0, count);
  return { tracks: kept, bpms: bpms.subarray(0, count), artistUntil: artistRuns(graph, kept) };
}

function artistRuns(graph: TrackGraph, tracks: Int32Array): Int32Array {
  const until = new Int32Array(tracks.length);
  for (let at = tracks.length - 1; at >= 0; at--) {
    const artist = graph.artist[tracks[at] ?? 0] ?? 0;
    const joins = at + 1 < tracks.length && graph.artist[tracks[at + 1] ?? 0] === artist;
    until[at] = joins ? (until[at + 1] ?? at + 1) : at + 1;
  }
  return until;
}
