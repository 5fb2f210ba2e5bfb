// Which plays and requests a role may know of when a show is counted. Fails closed: whatever is masked, may be, or could not be
// looked up is in no list of others than the DJ; what they were not told yet is in no number.

import { UNDO_MS } from '#domain/request-record.ts';
import type { CountedRequest } from '#domain/stats-requests.ts';
import type { StoredPlay } from '#storage/show/stats-mirror.ts';
import type { NowPlayingRules } from './now-playing-view.ts';
import type { StatsTracks } from './stats-tracks.ts';

export type StatsRules = Pick<NowPlayingRules, 'masks' | 'masksByLibrary' | 'marksAreCurrent' | 'unknownTracks'>;

type Said = { artist: string; title: string };

/** Whether a mask over texts hides a play, by its words as heard or as written later, or a track; judged once for each and masks. */
export class TextMasks {
  #masks: StatsRules['masks'] | undefined;
  #judged = new WeakMap<Said, boolean>();

  hide(one: Said & { heard?: Said }, masks: StatsRules['masks']): boolean {
    if (masks !== this.#masks) {
      this.#masks = masks;
      this.#judged = new WeakMap();
    }
    const known = this.#judged.get(one);
    if (known !== undefined) return known;
    const isHidden = [one, one.heard ?? one].some(({ artist, title }) => masks.text(artist, title) !== undefined);
    this.#judged.set(one, isHidden);
    return isHidden;
  }
}

/** What others than the DJ must not learn of a play, as in the list of plays. */
export function playMask(
  tracks: StatsTracks,
  { masks, unknownTracks }: StatsRules,
  texts: TextMasks,
): (play: StoredPlay) => boolean {
  const isTrusted = tracks.areTrusted();
  return (play) => {
    const { isHidden, trackId } = play;
    if (isHidden || texts.hide(play, masks)) return true;
    if (trackId === undefined) return unknownTracks === 'mask';
    if (!tracks.isKnown(trackId)) return true;
    const track = tracks.of(trackId);
    return track === undefined ? unknownTracks === 'mask' : track.isMasked || !isTrusted;
  };
}

/** What others than the DJ must not learn of a request: also where its song is doubtful, left out, or gone from the library. */
export function requestMask(
  tracks: StatsTracks,
  { masks }: StatsRules,
  texts: TextMasks,
  isMaskedPlay: (playId: string) => boolean,
): (request: CountedRequest) => boolean {
  const isTrusted = tracks.areTrusted();
  return ({ trackId, playId }) => {
    const track = trackId === undefined ? undefined : tracks.of(trackId);
    if (track === undefined || !isTrusted || !track.mayAsk || texts.hide(track, masks)) return true;
    return playId !== undefined && isMaskedPlay(playId);
  };
}

/** Whether others were told what became of a request: not while it can be undone, not before they know of the play; and that the
 * DJ put it off is said to nobody. */
export function isTold(
  { state, changedAt, onAirSince }: CountedRequest,
  now: number,
  isAnnounced: (playedAt: number) => boolean,
): boolean {
  if (state === 'skipped') return false;
  if (state === 'playing' || state === 'played') return onAirSince === undefined || isAnnounced(onAirSince);
  return now >= changedAt + UNDO_MS;
}

/** Plays that the audience was told of; one whose end it does not know yet is on air to it. */
export function announcedPlays(plays: StoredPlay[], isAnnounced: (playedAt: number) => boolean): StoredPlay[] {
  return plays
    .filter(({ heardAt }) => isAnnounced(heardAt))
    .map((play) => (play.endedAt === undefined || isAnnounced(play.endedAt) ? play : { ...play, endedAt: undefined }));
}
