// What the library says of the tracks in the queue, kept at hand so that the topic can be made at once; and their covers,
// for accepted requests only. What the library does not say counts as masked.

import type { Distance } from '@tracord/shared/plan.ts';
import type { ArtworkView } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import type { SongRequest } from '#domain/request-record.ts';
import type { RuledTrack } from '#domain/request-rules.ts';
import type { Logger } from '#kernel/logger.ts';
import { isMaskedHit, type NowPlayingRules } from './now-playing-view.ts';

export type MaskRulesNow = Pick<NowPlayingRules, 'masks' | 'masksByLibrary' | 'marksAreCurrent'>;

export type RequestTracksParts = {
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  cover: (path: string) => Promise<ArtworkView | undefined>;
  masks: () => MaskRulesNow;
  onCover: () => void;
  log: Logger;
};

export class RequestTracks {
  readonly #parts: RequestTracksParts;
  /** How far each track is from what is on air. */
  distances: ReadonlyMap<string, Distance> = new Map();
  readonly #hits = new Map<string, TrackHit>();
  /** By path; undefined while it is looked for, or where there is none. */
  readonly #covers = new Map<string, ArtworkView | undefined>();

  constructor(parts: RequestTracksParts) {
    this.#parts = parts;
  }

  get(trackId: string | undefined): TrackHit | undefined {
    return trackId === undefined ? undefined : this.#hits.get(trackId);
  }

  /** Asks the library; rejects where it cannot be asked. In the order of `ids`, unknown ones left out. */
  async find(ids: readonly string[]): Promise<TrackHit[]> {
    return ids.length === 0 ? [] : this.#parts.tracks([...new Set(ids)]);
  }

  keep(hits: readonly TrackHit[]): void {
    for (const hit of hits) this.#hits.set(hit.id, hit);
  }

  /** Asks again for all of `ids`, and for covers that were not found. */
  async renew(ids: readonly string[]): Promise<void> {
    const hits = await this.find(ids);
    for (const id of ids) this.#hits.delete(id);
    this.keep(hits);
    for (const [path, cover] of this.#covers) if (cover === undefined) this.#covers.delete(path);
  }

  /** Asks again for the tracks of these requests. Never rejects. */
  async renewAll(requests: Iterable<SongRequest>): Promise<void> {
    try {
      await this.renew(trackIdsOf(requests));
    } catch (error) {
      this.#parts.log.error('library.failed', { error });
    }
  }

  /** Fails closed. */
  isMasked(hit: TrackHit | undefined): boolean {
    return hit === undefined || isMaskedHit(hit, this.#parts.masks());
  }

  /** Whether people may ask for it: it is there, not left out, and no mask hides it. */
  mayBeAsked(hit: TrackHit): boolean {
    return !hit.excluded && hit.missingSince === undefined && !this.isMasked(hit);
  }

  /** The cover where it is known by now; else it is fetched, and told when it is there. */
  cover(trackId: string | undefined): ArtworkView | undefined {
    const path = this.get(trackId)?.path;
    if (path === undefined || this.#covers.has(path)) return this.#covers.get(path ?? '');
    this.#covers.set(path, undefined);
    this.#parts.cover(path).then(
      (artwork) => {
        if (artwork === undefined) return;
        this.#covers.set(path, artwork);
        this.#parts.onCover();
      },
      (error: unknown) => this.#parts.log.error('request.cover.failed', { error }),
    );
    return undefined;
  }
}

/** Those that are meant, and that may be. */
function trackIdsOf(requests: Iterable<SongRequest>): string[] {
  return [...requests].flatMap(({ trackId, candidates }) => [
    ...(trackId === undefined ? [] : [trackId]),
    ...candidates.map((one) => one.trackId),
  ]);
}

export function ruledTrack(hit: TrackHit): RuledTrack {
  const { id, artist, title, mix, genre, path, durationMs } = hit;
  return { trackId: id, song: hit.song, artist, title, mix, genre, path, durationMs };
}

/** The list the DJ finds it in soonest: the one that lies in the fewest folders. Its name, without them. */
export function bestPlaylist(hit: TrackHit | undefined): string | undefined {
  const [best] = [...(hit?.playlists ?? [])].sort(
    (a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b, 'en'),
  );
  return best?.slice(best.lastIndexOf('/') + 1);
}
