// What statistics need of tracks: genre, tempo, key, and whether all may know of them. Asked of the library once per track, and
// again where it changed, so that numbers can be counted at once.

import type { Settings } from '@tracord/shared/settings.ts';
import type { TrackHit } from '#domain/collection.ts';
import { keyView } from '#domain/musical-key.ts';
import type { TrackFigures } from '#domain/stats-plays.ts';
import type { NowPlayingRules } from './now-playing-view.ts';

/** `isMasked`: by the library's marks. `mayAsk`: not masked, left out or gone. */
export type StatsTrack = TrackFigures & { artist: string; title: string; isMasked: boolean; mayAsk: boolean };

export type StatsTracksParts = {
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  rules: () => Pick<NowPlayingRules, 'masksByLibrary' | 'marksAreCurrent'>;
  settings: () => Pick<Settings, 'masks'>;
};

type Tracked = { trackId?: string };

/** Between two such questions the library may answer others. */
const AT_ONCE = 250;
const MOST_TRIES = 3;

export class StatsTracks {
  readonly #parts: StatsTracksParts;
  #known = new Map<string, StatsTrack | undefined>();
  /** The masks that the known tracks are marked by; undefined: not to be trusted. */
  #markedBy: string | undefined;

  constructor(parts: StatsTracksParts) {
    this.#parts = parts;
    this.#markedBy = this.#marks();
  }

  /** Asks for the tracks of these that are not known. Rejects with DomainError where the library cannot be asked. */
  async need(...lists: readonly Tracked[][]): Promise<void> {
    // What other masks marked says nothing any more.
    if (this.#markedBy !== this.#marks()) this.forget();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const known = this.#known;
      const missing = missingOf(lists, known);
      for (let from = 0; from < missing.length; from += AT_ONCE) {
        const some = missing.slice(from, from + AT_ONCE);
        const found = new Map((await this.#parts.tracks(some)).map((hit) => [hit.id, hit]));
        for (const id of some) known.set(id, figuresOf(found.get(id)));
      }
      // The library may have changed while it was asked: what it said before is forgotten then.
      if (known === this.#known) return;
    }
  }

  /** Undefined: the library does not have it, or was not asked. */
  of(id: string): StatsTrack | undefined {
    return this.#known.get(id);
  }

  /** Whether the library was asked for it. */
  isKnown(id: string): boolean {
    return this.#known.has(id);
  }

  /** Whether what is known says who may know of a track: false while the library is marked by other masks than those of now. */
  areTrusted(): boolean {
    return !this.#parts.rules().masksByLibrary || (this.#markedBy !== undefined && this.#markedBy === this.#marks());
  }

  /** The library says other things, or is marked by other masks. */
  forget(): void {
    this.#known = new Map();
    this.#markedBy = this.#marks();
  }

  /** Asks anew for all that were known: the next who looks need not wait. */
  async renew(): Promise<void> {
    const ids = [...this.#known.keys()];
    this.forget();
    await this.need(ids.map((trackId) => ({ trackId })));
  }

  #marks(): string | undefined {
    const { rules, settings } = this.#parts;
    return rules().marksAreCurrent ? JSON.stringify(settings().masks) : undefined;
  }
}

function missingOf(lists: readonly Tracked[][], known: ReadonlyMap<string, unknown>): string[] {
  const missing = new Set<string>();
  for (const list of lists) {
    for (const { trackId } of list) if (trackId !== undefined && !known.has(trackId)) missing.add(trackId);
  }
  return [...missing];
}

function figuresOf(hit: TrackHit | undefined): StatsTrack | undefined {
  if (hit === undefined) return undefined;
  const { artist, title, genre, trackBpm, key, maskedBecause, excluded, missingSince } = hit;
  const isMasked = maskedBecause !== undefined;
  return {
    ...{ artist, title, genre, bpm: trackBpm, camelot: key === undefined ? undefined : keyView(key).camelot },
    ...{ isMasked, mayAsk: !isMasked && !excluded && missingSince === undefined },
  };
}
