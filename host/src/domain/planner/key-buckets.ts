// For each key the tracks in the order of their tempo, and beside each what it is judged by, so that what mixes with a track is
// found without looking at all the others. Pure.

/** The bucket of tracks without a key. */
export const KEYLESS = 24;
export const BUCKETS = 25;
export const ALL_BUCKETS: readonly number[] = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

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

/** All tracks by their places. Those that it does not offer are in no bucket. */
type Columns = Readonly<JudgedColumns & { key: Int8Array; bpm: Float32Array; room: number }> & {
  offers(place: number): boolean;
};

/** A million tracks times the 32 bits of a tempo are exact in a double. */
const PLACES = 2 ** 20;
/** Of a track that did not stand in a bucket, or not as it is now. */
const NOT_BEFORE = -1;

export class KeyBuckets {
  readonly #columns: Columns;
  /** As they were when somebody last asked, and what changed since: places, and the keys that lost or got one. */
  readonly #buckets: KeyBucket[] = ALL_BUCKETS.map(() => emptyBucket(0));
  readonly #changed = new Set<number>();
  readonly #changedKeys = new Set<number>();

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** This track is not what it was. Said of the key it had, and of the one it got. */
  noteChange(place: number, key: number | undefined): void {
    this.#changed.add(place);
    this.#changedKeys.add(bucketOf(key));
  }

  /** Good until the next change. */
  bucket(key: number): KeyBucket {
    if (this.#changed.size > 0) this.#sortChanged();
    return this.#buckets[key] ?? emptyBucket(0);
  }

  /** What changed is sorted, and merged into what stayed in its order. */
  #sortChanged(): void {
    const columns = this.#columns;
    // Bits of numbers above 0 are in the order of the numbers, and NaN is behind all of them.
    const bpmBits = new Uint32Array(columns.bpm.buffer);
    // By tempo, those without one last, then by place, in one number: sorting numbers is far faster than sorting by a function.
    const rankOf = (place: number) => (bpmBits[place] ?? 0) * PLACES + place;
    const isChanged = new Uint8Array(columns.room);
    const ranks = ALL_BUCKETS.map((): number[] => []);
    for (const place of this.#changed) {
      isChanged[place] = 1;
      if (columns.offers(place)) ranks[bucketOf(columns.key[place])]?.push(rankOf(place));
    }
    for (const key of this.#changedKeys) {
      const before = this.#buckets[key] ?? emptyBucket(0);
      const order = merged(before.tracks, isChanged, Float64Array.from(ranks[key] ?? []).sort(), rankOf);
      this.#buckets[key] = filled(order, before, columns);
    }
    this.#changed.clear();
    this.#changedKeys.clear();
  }
}

/** Where tracks of this key are kept: 0–24. */
export function bucketOf(key: number | undefined): number {
  return key !== undefined && key >= 0 && key < KEYLESS ? key : KEYLESS;
}

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

/** Places in their new order, and where each stood before. */
type Order = { tracks: Int32Array; stood: Int32Array };

/** The places that stayed, with those of the ranks between them; both are in order. */
function merged(
  before: Int32Array,
  isChanged: Uint8Array,
  ranks: Float64Array,
  rankOf: (place: number) => number,
): Order {
  const tracks = new Int32Array(before.length + ranks.length);
  const stood = new Int32Array(tracks.length).fill(NOT_BEFORE);
  let next = 0;
  let count = 0;
  for (let at = 0; at < before.length; at++) {
    const place = before[at] ?? 0;
    if (isChanged[place] === 1) continue;
    const rank = rankOf(place);
    for (; next < ranks.length && (ranks[next] ?? 0) < rank; next++) tracks[count++] = placeOfRank(ranks[next] ?? 0);
    stood[count] = at;
    tracks[count++] = place;
  }
  for (; next < ranks.length; next++) tracks[count++] = placeOfRank(ranks[next] ?? 0);
  return { tracks: tracks.slice(0, count), stood };
}

function placeOfRank(rank: number): number {
  return rank - Math.floor(rank / PLACES) * PLACES;
}

/** What stood there before is copied along its bucket, which is several times as fast as looking it up by its place. */
function filled({ tracks, stood }: Order, before: KeyBucket, columns: Columns): KeyBucket {
  const bucket = { ...emptyBucket(tracks.length), tracks };
  const { bpms, energy, genre, label, stars, playedDay } = bucket;
  for (let to = 0; to < tracks.length; to++) {
    const old = stood[to] ?? NOT_BEFORE;
    const from: JudgedColumns = old === NOT_BEFORE ? columns : before;
    const at = old === NOT_BEFORE ? (tracks[to] ?? 0) : old;
    bpms[to] = (old === NOT_BEFORE ? columns.bpm[at] : before.bpms[at]) ?? Number.NaN;
    energy[to] = from.energy[at] ?? Number.NaN;
    genre[to] = from.genre[at] ?? 0;
    label[to] = from.label[at] ?? 0;
    stars[to] = from.stars[at] ?? 0;
    playedDay[to] = from.playedDay[at] ?? 0;
  }
  while (bucket.withTempo > 0 && Number.isNaN(bpms[bucket.withTempo - 1])) bucket.withTempo--;
  return bucket;
}

function emptyBucket(count: number): KeyBucket {
  return {
    ...{ tracks: new Int32Array(count), bpms: new Float64Array(count), withTempo: count },
    ...{ energy: new Float32Array(count), genre: new Int32Array(count), label: new Int32Array(count) },
    ...{ stars: new Int8Array(count), playedDay: new Int32Array(count) },
  };
}
