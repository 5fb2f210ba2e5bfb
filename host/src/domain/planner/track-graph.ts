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
export const BUCKETS = 25;
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
  /** Bits of numbers above 0 are in the order of the numbers, and NaN is behind all of them. */
  #bpmBits = new Uint32Array(this.bpm.buffer);
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
  /** As they were when somebody last asked, and what changed since: places, and the keys that lost or got one. */
  readonly #buckets: KeyBucket[] = ALL_BUCKETS.map(() => this.#inOrder(new Int32Array()));
  readonly #changed = new Set<number>();
  readonly #changedKeys = new Set<number>();
  readonly #bySong = new Map<number, number[]>();
  #all: Int32Array | undefined;

  /** How many tracks there are. */
  get size(): number {
    return this.#places.size;
  }

  /** All places ever used: some of them may be free. */
  get room(): number {
    return this.#ids.length;
  }

  /** All places that hold a track. Good until the graph changes. */
  get all(): Int32Array {
    if (this.#all !== undefined) return this.#all;
    const all = new Int32Array(this.size);
    let count = 0;
    for (let place = 0; place < this.room; place++) if (this.#ids[place] !== undefined) all[count++] = place;
    this.#all = all;
    return all;
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
    if (this.#changed.size > 0) this.#sortChanged();
    return this.#buckets[key] ?? this.#inOrder(new Int32Array());
  }

  /** Adds them, or says of those that are there what they are now. */
  put(tracks: Iterable<PlannerTrack>): void {
    this.#all = undefined;
    for (const track of tracks) {
      const known = this.#places.get(track.id);
      if (known !== undefined) this.#leave(known);
      this.#write(known ?? this.#newPlace(track.id), track);
    }
  }

  /** Ids that are not there are passed over. */
  remove(ids: readonly string[]): void {
    this.#all = undefined;
    for (const id of ids) {
      const place = this.#places.get(id);
      if (place === undefined) continue;
      this.#leave(place);
      this.#places.delete(id);
      this.#ids[place] = undefined;
      this.#free.push(place);
    }
  }

  #newPlace(id: string): number {
    const place = this.#free.pop() ?? this.#ids.length;
    this.#grow(place + 1);
    this.#ids[place] = id;
    this.#places.set(id, place);
    return place;
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
    this.#changed.add(place);
    this.#changedKeys.add(bucketOf(track.key));
  }

  /** What knew this track by its old key and song forgets it. */
  #leave(place: number): void {
    this.#changed.add(place);
    this.#changedKeys.add(bucketOf(this.key[place]));
    const song = this.song[place] ?? 0;
    const left = this.tracksOf(song).filter((one) => one !== place);
    if (left.length > 0) this.#bySong.set(song, left);
    else this.#bySong.delete(song);
  }

  /** What changed is sorted, and merged into what stayed in its order. */
  #sortChanged(): void {
    const isChanged = new Uint8Array(this.room);
    const ranks = ALL_BUCKETS.map((): number[] => []);
    for (const place of this.#changed) {
      isChanged[place] = 1;
      if (this.#ids[place] !== undefined) ranks[bucketOf(this.key[place])]?.push(this.#rank(place));
    }
    for (const key of this.#changedKeys) {
      const before = this.#buckets[key]?.tracks ?? new Int32Array();
      this.#buckets[key] = this.#inOrder(this.#merged(before, isChanged, Float64Array.from(ranks[key] ?? []).sort()));
    }
    this.#changed.clear();
    this.#changedKeys.clear();
  }

  /** By tempo, those without one last, then by place, in one number: sorting numbers is far faster than sorting by a function. */
  #rank(place: number): number {
    return (this.#bpmBits[place] ?? 0) * PLACES + place;
  }

  /** The places that stayed, with those of the ranks between them; both are in order. */
  #merged(places: Int32Array, isChanged: Uint8Array, ranks: Float64Array): Int32Array {
    const merged = new Int32Array(places.length + ranks.length);
    let next = 0;
    let at = 0;
    for (const place of places) {
      if (isChanged[place] === 1) continue;
      const rank = this.#rank(place);
      for (; next < ranks.length && (ranks[next] ?? 0) < rank; next++) merged[at++] = placeOfRank(ranks[next] ?? 0);
      merged[at++] = place;
    }
    for (; next < ranks.length; next++) merged[at++] = placeOfRank(ranks[next] ?? 0);
    return merged.slice(0, at);
  }

  /** `tracks`: those with a tempo by their tempos, then the others. */
  #inOrder(tracks: Int32Array): KeyBucket {
    const count = tracks.length;
    const bucket: KeyBucket = {
      ...{ tracks, bpms: new Float64Array(count), withTempo: count },
      ...{ energy: new Float32Array(count), genre: new Int32Array(count), label: new Int32Array(count) },
      ...{ stars: new Int8Array(count), playedDay: new Int32Array(count) },
    };
    const { bpms, energy, genre, label, stars, playedDay } = bucket;
    for (let at = 0; at < count; at++) {
      const place = tracks[at] ?? 0;
      bpms[at] = this.bpm[place] ?? Number.NaN;
      energy[at] = this.energy[place] ?? Number.NaN;
      genre[at] = this.genre[place] ?? 0;
      label[at] = this.label[place] ?? 0;
      stars[at] = this.stars[place] ?? UNKNOWN;
      playedDay[at] = this.playedDay[place] ?? UNKNOWN;
    }
    while (bucket.withTempo > 0 && Number.isNaN(bpms[bucket.withTempo - 1])) bucket.withTempo--;
    return bucket;
  }

  #grow(room: number): void {
    if (room <= this.key.length) return;
    const wanted = Math.max(room, this.key.length * 2);
    this.key = grown(this.key, wanted);
    this.bpm = grown(this.bpm, wanted);
    this.#bpmBits = new Uint32Array(this.bpm.buffer);
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

/** A million tracks times the 32 bits of a tempo are exact in a double. */
const PLACES = 2 ** 20;

function placeOfRank(rank: number): number {
  return rank - Math.floor(rank / PLACES) * PLACES;
}

/** Where tracks of this key are kept: 0–24. */
export function bucketOf(key: number | undefined): number {
  return key !== undefined && key >= 0 && key < KEYLESS ? key : KEYLESS;
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
