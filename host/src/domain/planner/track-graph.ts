// The library as the planner sees it: a column per property in typed arrays, and for each key the tracks in the order of their
// tempo, so that what mixes with a track is found without looking at all the others. Changed in place. Pure.

import { fold } from '#domain/fold.ts';
import type { MusicalKey } from '#domain/musical-key.ts';
import { NameNumbers } from './name-numbers.ts';

/** What the planner is told of a track. Artists, genres and labels are as they are written; those that fold alike are one. */
export type PlannerTrack = {
  id: string;
  /** Files of one song are one to the DJ. */
  song: string;
  artist: string;
  genre?: string;
  label?: string;
  key?: MusicalKey;
  bpm?: number;
  /** 0 to 1. */
  energy?: number;
  /** 1 to 5. */
  stars?: number;
  durationMs?: number;
  /** Days since 1970 when the DJ last played it, as far as the library says. */
  playedDay?: number;
  playCount?: number;
};

/** Of a property that is not known. Tempos and energies are NaN. */
export const UNKNOWN = -1;
/** The bucket of tracks without a key. */
export const KEYLESS = 24;
const BUCKETS = 25;
const FIRST_ROOM = 1_024;

/** Properties that a suggestion is judged by, side by side in the order they are looked through. */
export type JudgedColumns = {
  energy: Float32Array;
  genre: Int32Array;
  label: Int32Array;
  stars: Int8Array;
  playedDay: Int32Array;
};

/** Tracks of one key by tempo, those without one at the end (NaN). */
export type KeyBucket = JudgedColumns & { tracks: Int32Array; bpms: Float64Array; withTempo: number };

type Column = Int8Array | Int32Array | Float32Array;

/** A track is known by its place in the columns, which stays the same until it is removed. */
export class TrackGraph {
  /** How the DJ's decks are set. false: without key lock, the key in which a track is heard goes with its speed. */
  keyLock = true;
  key = new Int8Array(FIRST_ROOM);
  bpm = new Float32Array(FIRST_ROOM);
  energy = new Float32Array(FIRST_ROOM);
  stars = new Int8Array(FIRST_ROOM);
  durationMs = new Int32Array(FIRST_ROOM);
  playedDay = new Int32Array(FIRST_ROOM);
  playCount = new Int32Array(FIRST_ROOM);
  /** Numbers of `songs`, `artists`, `genres`, `labels`. */
  song = new Int32Array(FIRST_ROOM);
  artist = new Int32Array(FIRST_ROOM);
  genre = new Int32Array(FIRST_ROOM);
  label = new Int32Array(FIRST_ROOM);
  readonly songs = new NameNumbers();
  readonly artists = new NameNumbers(fold);
  readonly genres = new NameNumbers(fold);
  readonly labels = new NameNumbers(fold);
  readonly #ids: (string | undefined)[] = [];
  readonly #places = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #buckets: (KeyBucket | undefined)[] = [];
  readonly #bySong = new Map<number, number[]>();
  /** Room to sort in. */
  #ordered = new Float64Array();

  /** How many tracks there are. */
  get size(): number {
    return this.#places.size;
  }

  /** All places ever used: some of them may be free. */
  get room(): number {
    return this.#ids.length;
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Undefined: nothing is there. */
  idAt(place: number): string | undefined {
    return this.#ids[place];
  }

  /** The tracks of a song: its files. */
  tracksOf(song: number): readonly number[] {
    return this.#bySong.get(song) ?? [];
  }

  bucket(key: number): KeyBucket {
    if (this.#buckets[key] === undefined) this.#sortChanged();
    return this.#buckets[key] ?? this.#inOrder(new Float64Array(), 0);
  }

  /** Adds them, or says of those that are there what they are now. */
  put(tracks: readonly PlannerTrack[]): void {
    for (const track of tracks) {
      const known = this.#places.get(track.id);
      if (known !== undefined) this.#leave(known);
      const place = known ?? this.#free.pop() ?? this.#ids.length;
      this.#grow(place + 1);
      this.#ids[place] = track.id;
      this.#places.set(track.id, place);
      this.#write(place, track);
    }
  }

  /** Ids that are not there are passed over. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const place = this.#places.get(id);
      if (place === undefined) continue;
      this.#leave(place);
      this.#places.delete(id);
      this.#ids[place] = undefined;
      this.#free.push(place);
    }
  }

  #write(place: number, track: PlannerTrack): void {
    this.key[place] = track.key ?? UNKNOWN;
    this.bpm[place] = track.bpm !== undefined && track.bpm > 0 ? track.bpm : Number.NaN;
    this.energy[place] = track.energy ?? Number.NaN;
    this.stars[place] = track.stars ?? UNKNOWN;
    this.durationMs[place] = track.durationMs ?? UNKNOWN;
    this.playedDay[place] = track.playedDay ?? UNKNOWN;
    this.playCount[place] = track.playCount ?? 0;
    const song = this.songs.number(track.song);
    this.song[place] = song;
    this.artist[place] = this.artists.number(track.artist);
    this.genre[place] = this.genres.number(track.genre ?? '');
    this.label[place] = this.labels.number(track.label ?? '');
    const files = this.#bySong.get(song);
    if (files === undefined) this.#bySong.set(song, [place]);
    else files.push(place);
    this.#buckets[bucketOf(track.key)] = undefined;
  }

  /** What knew this track by its old key and song forgets it. */
  #leave(place: number): void {
    this.#buckets[bucketOf(this.key[place])] = undefined;
    const song = this.song[place] ?? 0;
    const left = this.tracksOf(song).filter((one) => one !== place);
    if (left.length > 0) this.#bySong.set(song, left);
    else this.#bySong.delete(song);
  }

  /** All that changed at once: after an import it is every key. */
  #sortChanged(): void {
    const isChanged = ALL_BUCKETS.map((key) => this.#buckets[key] === undefined);
    // Sorting numbers is far faster than sorting by a function: tempo and place stand in one, tempos to a thousandth.
    const keys = new Int8Array(this.#ids.length);
    const withTempo = new Int32Array(BUCKETS);
    const counts = new Int32Array(BUCKETS);
    for (let place = 0; place < keys.length; place++) {
      const bucket = bucketOf(this.key[place]);
      const isIn = isChanged[bucket] === true && this.#ids[place] !== undefined;
      keys[place] = isIn ? bucket : UNKNOWN;
      if (!isIn) continue;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      if (!Number.isNaN(this.bpm[place])) withTempo[bucket] = (withTempo[bucket] ?? 0) + 1;
    }
    const ends = new Int32Array(BUCKETS);
    for (let bucket = 1; bucket < BUCKETS; bucket++) ends[bucket] = (ends[bucket - 1] ?? 0) + (counts[bucket - 1] ?? 0);
    if (this.#ordered.length < keys.length) this.#ordered = new Float64Array(keys.length * 2);
    const ordered = this.#ordered;
    for (let place = 0; place < keys.length; place++) {
      const bucket = keys[place] ?? UNKNOWN;
      if (bucket === UNKNOWN) continue;
      const bpm = this.bpm[place] ?? Number.NaN;
      const end = ends[bucket] ?? 0;
      ordered[end] = (Number.isNaN(bpm) ? NO_TEMPO : Math.round(bpm * 1_000)) * PLACES + place;
      ends[bucket] = end + 1;
    }
    for (const key of ALL_BUCKETS) {
      if (!isChanged[key]) continue;
      const end = ends[key] ?? 0;
      const sorted = ordered.subarray(end - (counts[key] ?? 0), end).sort();
      this.#buckets[key] = this.#inOrder(sorted, withTempo[key] ?? 0);
    }
  }

  /** `ordered`: tempos and places in one; those without a tempo at the end. */
  #inOrder(ordered: Float64Array, withTempo: number): KeyBucket {
    const count = ordered.length;
    const bucket: KeyBucket = {
      ...{ tracks: new Int32Array(count), bpms: new Float64Array(count), withTempo },
      ...{ energy: new Float32Array(count), genre: new Int32Array(count), label: new Int32Array(count) },
      ...{ stars: new Int8Array(count), playedDay: new Int32Array(count) },
    };
    const { tracks, bpms, energy, genre, label, stars, playedDay } = bucket;
    for (let at = 0; at < count; at++) {
      const joined = ordered[at] ?? 0;
      const place = joined - Math.floor(joined / PLACES) * PLACES;
      tracks[at] = place;
      bpms[at] = this.bpm[place] ?? Number.NaN;
      energy[at] = this.energy[place] ?? Number.NaN;
      genre[at] = this.genre[place] ?? 0;
      label[at] = this.label[place] ?? 0;
      stars[at] = this.stars[place] ?? UNKNOWN;
      playedDay[at] = this.playedDay[place] ?? UNKNOWN;
    }
    return bucket;
  }

  #grow(room: number): void {
    if (room <= this.key.length) return;
    const wanted = Math.max(room, this.key.length * 2);
    this.key = grown(this.key, wanted);
    this.bpm = grown(this.bpm, wanted);
    this.energy = grown(this.energy, wanted);
    this.stars = grown(this.stars, wanted);
    this.durationMs = grown(this.durationMs, wanted);
    this.playedDay = grown(this.playedDay, wanted);
    this.playCount = grown(this.playCount, wanted);
    this.song = grown(this.song, wanted);
    this.artist = grown(this.artist, wanted);
    this.genre = grown(this.genre, wanted);
    this.label = grown(this.label, wanted);
  }
}

/** A million tracks, and tempos to 8 million times that, are exact in a double. */
const PLACES = 2 ** 20;
/** Behind every tempo. */
const NO_TEMPO = 2 ** 30;

function bucketOf(key: number | undefined): number {
  return key === undefined || key === UNKNOWN ? KEYLESS : key;
}

function grown<Kind extends Column>(column: Kind, room: number): Kind {
  const Made = column.constructor as new (length: number) => Kind;
  const made = new Made(room);
  made.set(column);
  return made;
}

export const ALL_BUCKETS: readonly number[] = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

/** The first of a bucket with at least this tempo, by its place in the bucket. */
export function firstFrom({ bpms, withTempo }: KeyBucket, bpm: number): number {
  let [from, to] = [0, withTempo];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((bpms[middle] ?? 0) < bpm) from = middle + 1;
    else to = middle;
  }
  return from;
}
