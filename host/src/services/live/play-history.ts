// What played, in the caller's view: a play whose song is masked now, or that the DJ hid, is "ID – ID" to the audience, and
// one that was not announced yet is not there.

import type { TrackHit } from '#domain/collection.ts';
import type { Play } from '#domain/play.ts';
import { MASKED_TRACK } from '#domain/public-view.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { NowPlayingRules } from './now-playing-view.ts';

export type PlayedRow = Pick<Play, 'id' | 'at' | 'artist' | 'title' | 'trackId' | 'source' | 'live'> & {
  masked?: boolean;
};

type MaskingRules = Pick<NowPlayingRules, 'masks' | 'masksByLibrary' | 'marksAreCurrent' | 'unknownTracks'>;

export class PlayHistory {
  readonly #plays: Plays;
  readonly #tracks: (ids: string[]) => Promise<TrackHit[]>;
  readonly #rules: () => MaskingRules;
  readonly #isAnnounced: (playedAt: number) => boolean;

  constructor(
    plays: Plays,
    tracks: (ids: string[]) => Promise<TrackHit[]>,
    rules: () => MaskingRules,
    isAnnounced: (playedAt: number) => boolean,
  ) {
    this.#plays = plays;
    this.#tracks = tracks;
    this.#rules = rules;
    this.#isAnnounced = isAnnounced;
  }

  /** Plays with `fromMs` ≤ at < `toMs`, oldest first; of more than `limit` the newest. */
  async between(
    fromMs: number | undefined,
    toMs: number | undefined,
    inClear: boolean,
    limit?: number,
  ): Promise<PlayedRow[]> {
    const plays = inClear ? this.#plays.between(fromMs, toMs, limit) : this.#announced(fromMs, toMs, limit);
    const ids = new Set(plays.flatMap((play) => play.trackId ?? []));
    const tracks = new Map((ids.size > 0 ? await this.#tracks([...ids]) : []).map((track) => [track.id, track]));
    const [first, last] = [plays[0], plays.at(-1)];
    if (first === undefined || last === undefined) return [];
    // What was hidden meanwhile is hidden; of a track that was found meanwhile nothing is known yet.
    const now = new Map(this.#plays.between(first.at, last.at + 1).map((play) => [play.id, play]));
    return plays.flatMap(({ id }): PlayedRow[] => {
      const play = now.get(id);
      if (play === undefined) return [];
      const { at, source, live, trackId } = play;
      const masked =
        isMaskedPlay(play, trackId === undefined ? undefined : tracks.get(trackId), this.#rules()) ||
        (trackId !== undefined && !ids.has(trackId));
      if (masked && !inClear) {
        return [{ id, at, source, live, artist: MASKED_TRACK.artist, title: MASKED_TRACK.title, masked }];
      }
      return [{ id, at, source, live, artist: play.artist, title: play.title, trackId, masked: masked || undefined }];
    });
  }

  #announced(fromMs: number | undefined, toMs: number | undefined, limit: number | undefined): Play[] {
    const told = (plays: Play[]) => plays.filter((play) => this.#isAnnounced(play.at));
    const newest = this.#plays.between(fromMs, toMs, limit);
    const known = told(newest);
    // Those the audience was not told of yet are the newest: older ones take their places.
    const untold = newest.length - known.length;
    if (limit === undefined || untold === 0) return known;
    return told(this.#plays.between(fromMs, toMs, limit + untold));
  }
}

/** Whether the audience must not learn of a play of the past. `play.masked` is what was decided when it was last shown: from what
 * its deck said, and from candidates nobody stored. */
export function isMaskedPlay(
  play: Play,
  track: TrackHit | undefined,
  { masks, masksByLibrary, marksAreCurrent, unknownTracks }: MaskingRules,
): boolean {
  if (play.hidden || play.masked || masks.text(play.artist, play.title) !== undefined) return true;
  if (track === undefined) return unknownTracks === 'mask';
  return track.maskedBecause !== undefined || (masksByLibrary && !marksAreCurrent);
}
