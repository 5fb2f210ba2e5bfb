// What a DJ plays oftener than others would from the same collection: songs, and beyond them artists and labels. Pure.

import { oftener, tally } from './habit-counts.ts';
import { type Night, playedIn } from './nights.ts';
import type { TrackGraph } from './track-graph.ts';

/** Most DJs play their best loved song no more than this much oftener than another: more is a matter of a few nights. */
const MOST = 20;

export class Liking {
  /** By number: 1 as often as by chance. The name that is not known is as by chance. */
  readonly #songs: Float64Array;
  readonly #artists: Float64Array;
  readonly #labels: Float64Array;
  /** The highest of all songs. */
  readonly most: number;

  private constructor(songs: Float64Array, artists: Float64Array, labels: Float64Array, most: number) {
    this.#songs = songs;
    this.#artists = artists;
    this.#labels = labels;
    this.most = most;
  }

  /** A song counts once a night. */
  static learn(graph: TrackGraph, nights: readonly Night[]): Liking {
    const played = nights.flatMap((night) => firstOfEach(graph, playedIn(night)));
    const nightsOfSong = tally(graph.song, played, graph.songs.size);
    const plays = played.length;
    const byChance = plays / Math.max(1, graph.size);
    const likingsOf = (column: Int32Array, numbers: number) =>
      likings(tally(column, played, numbers), tally(column, graph.all, numbers), byChance);
    const labels = likingsOf(graph.label, graph.labels.size);
    const artists = likingsOf(graph.artist, graph.artists.size);
    const names = tally(graph.song, graph.all, graph.songs.size);
    // Somebody who never plays a song again does not like those best that were played.
    const repeated = played.filter((place) => (nightsOfSong[graph.song[place] ?? 0] ?? 0) > 1);
    const again = plays === 0 ? 0 : repeated.length / plays;
    const songs = new Float64Array(names.length);
    let most = 1;
    for (const place of graph.all) {
      const song = graph.song[place] ?? 0;
      const believed = Math.sqrt((artists[graph.artist[place] ?? 0] ?? 1) * (labels[graph.label[place] ?? 0] ?? 1));
      const times = again * (nightsOfSong[song] ?? 0);
      const liked = Math.min(MOST, oftener(times, again * byChance * (names[song] ?? 0), believed));
      songs[song] = liked;
      if (liked > most) most = liked;
    }
    return new Liking(songs, artists, labels, most);
  }

  /** Numbers of the graph; what came into it since is known by its artist and label. */
  of(song: number, artist: number, label: number): number {
    const known = this.#songs[song] ?? 0;
    return known > 0 ? known : Math.min(this.most, Math.sqrt(this.ofArtist(artist) * this.ofLabel(label)));
  }

  ofArtist(artist: number): number {
    return this.#artists[artist] ?? 1;
  }

  ofLabel(label: number): number {
    return this.#labels[label] ?? 1;
  }
}

function likings(done: Int32Array, tracks: Int32Array, byChance: number): Float64Array {
  const made = new Float64Array(tracks.length);
  for (let at = 0; at < made.length; at++) {
    made[at] = at === 0 ? 1 : Math.min(MOST, oftener(done[at] ?? 0, byChance * (tracks[at] ?? 0)));
  }
  return made;
}

function firstOfEach(graph: TrackGraph, places: readonly number[]): number[] {
  const seen = new Set<number>();
  return places.filter((place) => {
    const song = graph.song[place];
    if (song === undefined || seen.has(song)) return false;
    seen.add(song);
    return true;
  });
}
