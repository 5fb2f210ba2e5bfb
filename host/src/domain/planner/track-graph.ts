// The library as the planner sees it: a column per property in typed arrays. Changed in place. Pure.

import { fold } from '#domain/fold.ts';
import type { MusicalKey } from '#domain/musical-key.ts';
import { type KeyBucket, KeyBuckets } from './key-buckets.ts';
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
  /** false: it may be on air or in the history, and is never suggested. */
  isOffered?: boolean;
};

/** Of a property that is not known. Tempos and energies are NaN. */
export const UNKNOWN = -1;
const FIRST_ROOM = 1_024;

type Column = Int8Array | Int32Array | Float32Array;

/** A track is known by its place in the columns, which stays the same. */
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
  /** 1: it may be suggested. */
  #offered = new Int8Array(FIRST_ROOM);
  #size = 0;
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #buckets = new KeyBuckets(this);
  readonly #bySong = new Map<number, number[]>();
  #all: Int32Array | undefined;

  /** How many tracks may be suggested. */
  get size(): number {
    return this.#size;
  }

  /** All places lie below, also those of tracks that are not offered. */
  get room(): number {
    return this.#ids.length;
  }

  /** All places of tracks that may be suggested. Good until the graph changes. */
  get all(): Int32Array {
    if (this.#all !== undefined) return this.#all;
    const all = new Int32Array(this.size);
    let count = 0;
    for (let place = 0; place < this.room; place++) if (this.offers(place)) all[count++] = place;
    this.#all = all;
    return all;
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Undefined: there is no such place. */
  idAt(place: number): string | undefined {
    return this.#ids[place];
  }

  /** The tracks of a song that may be suggested: its files. */
  tracksOf(song: number): readonly number[] {
    return this.#bySong.get(song) ?? [];
  }

  /** Whether it may be suggested. What the DJ leaves out, or what is gone, may still be on air. */
  offers(place: number): boolean {
    return this.#offered[place] === 1;
  }

  /** Tracks of a key by tempo. Good until the graph changes. */
  bucket(key: number): KeyBucket {
    return this.#buckets.bucket(key);
  }

  /** Adds them, or says of those that are there what they are now. */
  put(tracks: Iterable<PlannerTrack>): void {
    this.#all = undefined;
    for (const track of tracks) {
      const place = this.#places.get(track.id) ?? this.#newPlace(track.id);
      this.#buckets.noteChange(place, this.key[place]);
      this.#write(place, track);
      this.#buckets.noteChange(place, track.key);
    }
  }

  #newPlace(id: string): number {
    const place = this.#ids.push(id) - 1;
    this.#grow(place + 1);
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
    // Most of what changes keeps its names.
    this.artist[place] = this.artists.number(track.artist, this.artist[place]);
    this.genre[place] = this.genres.number(track.genre ?? '', this.genre[place]);
    this.label[place] = this.labels.number(track.label ?? '', this.label[place]);
    this.#offer(place, this.songs.number(track.song, this.song[place]), track.isOffered !== false);
  }

  #offer(place: number, song: number, isOffered: boolean): void {
    const [before, wasOffered] = [this.song[place] ?? UNKNOWN, this.offers(place)];
    this.song[place] = song;
    this.#offered[place] = isOffered ? 1 : 0;
    this.#size += Number(isOffered) - Number(wasOffered);
    if (wasOffered && isOffered && song === before) return;
    if (wasOffered) this.#leaveSong(place, before);
    if (!isOffered) return;
    const files = this.#bySong.get(song);
    if (files === undefined) this.#bySong.set(song, [place]);
    else files.push(place);
  }

  #leaveSong(place: number, song: number): void {
    const left = this.tracksOf(song).filter((one) => one !== place);
    if (left.length > 0) this.#bySong.set(song, left);
    else this.#bySong.delete(song);
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
    this.#offered = grown(this.#offered, wanted);
    this.artist = grown(this.artist, wanted);
    this.genre = grown(this.genre, wanted);
    this.label = grown(this.label, wanted);
  }
}

function grown<Kind extends Column>(column: Kind, room: number): Kind {
  const Made = column.constructor as new (length: number) => Kind;
  const made = new Made(room);
  made.set(column);
  return made;
}
