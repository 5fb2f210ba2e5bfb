// What played, in the caller's view: a play whose song is masked now, or that the DJ hid, is "ID – ID" to the audience.

import type { TrackHit } from '#domain/collection.ts';
import type { MaskJudge } from '#domain/masks.ts';
import type { Play } from '#domain/play.ts';
import { MASKED_TRACK } from '#domain/public-view.ts';
import type { Plays } from '#storage/show/plays.ts';

export type PlayedRow = Pick<Play, 'id' | 'at' | 'artist' | 'title' | 'trackId' | 'source' | 'live'> & {
  masked?: boolean;
};

export class PlayHistory {
  readonly #plays: Plays;
  readonly #tracks: (ids: string[]) => Promise<TrackHit[]>;
  readonly #rules: () => { masks: MaskJudge; unknownTracks: 'show' | 'mask' };

  constructor(
    plays: Plays,
    tracks: (ids: string[]) => Promise<TrackHit[]>,
    rules: () => { masks: MaskJudge; unknownTracks: 'show' | 'mask' },
  ) {
    this.#plays = plays;
    this.#tracks = tracks;
    this.#rules = rules;
  }

  /** Plays with `fromMs` ≤ at < `toMs`, oldest first. */
  async between(fromMs: number | undefined, toMs: number | undefined, inClear: boolean): Promise<PlayedRow[]> {
    const plays = this.#plays.between(fromMs, toMs);
    const ids = [...new Set(plays.flatMap((play) => play.trackId ?? []))];
    const tracks = new Map((ids.length > 0 ? await this.#tracks(ids) : []).map((track) => [track.id, track]));
    return plays.map((play) => {
      const masked = this.#isMasked(play, play.trackId === undefined ? undefined : tracks.get(play.trackId));
      const { id, at, source, live } = play;
      if (masked && !inClear) {
        return { id, at, source, live, artist: MASKED_TRACK.artist, title: MASKED_TRACK.title, masked };
      }
      return {
        id,
        at,
        source,
        live,
        artist: play.artist,
        title: play.title,
        trackId: play.trackId,
        masked: masked || undefined,
      };
    });
  }

  #isMasked(play: Play, track: TrackHit | undefined): boolean {
    const { masks, unknownTracks } = this.#rules();
    if (play.hidden || masks.text(play.artist, play.title) !== undefined) return true;
    if (track !== undefined) return track.maskedBecause !== undefined;
    // A doubtful one had candidates nobody stored: what was decided then holds.
    return play.masked || unknownTracks === 'mask';
  }
}
