// The topic `nowPlaying` from what is known of the current play and the one before it, masks applied. Pure.

import type { NowPlaying, NowTrack } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import type { MaskJudge } from '#domain/masks.ts';
import { type CleanTitle, nowTrack } from '#domain/now-track.ts';
import type { Identity } from './identification.ts';
import type { KnownPlay } from './play-knowledge.ts';

export type NowPlayingRules = {
  unknownTracks: 'show' | 'mask';
  masks: MaskJudge;
  /** Whether there is any mask that the library must be asked about: by genre, label, comment, folder or playlist. */
  masksByLibrary: boolean;
  /** Whether the library is marked by the masks of now. Before that nothing it says can be trusted. */
  marksAreCurrent: boolean;
  clean: CleanTitle;
};

export type Shown = {
  current?: KnownPlay;
  /** The plays before it, newest first. */
  past: KnownPlay[];
  /** The current play's number among those of the live show. */
  place?: number;
  hideNext: boolean;
};

export function nowPlayingView({ current, past, place, hideNext }: Shown, rules: NowPlayingRules): NowPlaying {
  const [previous] = past;
  const masked = [...(current ? [current] : []), ...past].filter((known) => maskReasons(known, rules).length > 0);
  const around = {
    previous: previous && trackOf(previous, rules),
    hideNext: hideNext || undefined,
    maskedPlays: masked.length > 0 ? masked.map((known) => known.play.id) : undefined,
  };
  if (current === undefined) {
    return { source: 'none', match: { confidence: 0, by: 'none', reasons: [], alternatives: [] }, ...around };
  }
  const { play, heard, identity } = current;
  const maskedBecause = maskReasons(current, rules);
  return {
    ...around,
    track: trackOf(current, rules),
    onAirSince: play.at,
    source: play.source,
    match: identity.match,
    place,
    playId: play.id,
    deck: play.deck,
    mount: play.mount,
    heard: { artist: heard.artist, title: heard.title },
    maskedBecause: maskedBecause.length > 0 ? maskedBecause : undefined,
  };
}

/** Why the audience must not learn of a play, as sentences; empty where it may. Fails closed: one masked candidate masks
 * the track, and so does a library that cannot be trusted with the masks of now. */
export function maskReasons({ play, heard, identity, wasMasked }: KnownPlay, rules: NowPlayingRules): string[] {
  const { masks, masksByLibrary, marksAreCurrent, unknownTracks } = rules;
  const reasons = [
    play.hidden ? 'you hid it' : undefined,
    masks.text(heard.artist, heard.title),
    // What a deck says of a file counts, also where the library does not have it: the newest promos.
    masks.track({ ...heard, playlists: [] }),
    wasMasked && identity.hit === undefined ? 'it was masked when it was on air before' : undefined,
    ...identity.candidates.map((candidate) => candidate.maskedBecause),
    identity.candidates.length === 0 && unknownTracks === 'mask' ? 'it is not in your collection' : undefined,
    identity.failed && masksByLibrary ? 'the library could not be asked whether a mask applies' : undefined,
    masksByLibrary && !marksAreCurrent ? 'your masks have not been applied to the library yet' : undefined,
  ];
  return [...new Set(reasons.filter((reason) => reason !== undefined))];
}

/** Whether the library's masks hide what these words may name, however they are written. Fails closed as well. */
export function isHiddenByLibrary(
  { candidates, failed }: Pick<Identity, 'candidates' | 'failed'>,
  { masksByLibrary, marksAreCurrent }: Pick<NowPlayingRules, 'masksByLibrary' | 'marksAreCurrent'>,
): boolean {
  const isUnsure = failed === true || !marksAreCurrent;
  return candidates.some(({ maskedBecause }) => maskedBecause !== undefined) || (masksByLibrary && isUnsure);
}

/** Whether the audience must not learn of a track of the library. Fails closed as well. */
export function isMaskedHit(
  { maskedBecause, artist, title }: TrackHit,
  { masks, masksByLibrary, marksAreCurrent }: Pick<NowPlayingRules, 'masks' | 'masksByLibrary' | 'marksAreCurrent'>,
): boolean {
  return maskedBecause !== undefined || (masksByLibrary && !marksAreCurrent) || masks.text(artist, title) !== undefined;
}

function trackOf(known: KnownPlay, rules: NowPlayingRules): NowTrack {
  const track = nowTrack(known.heard, known.identity.hit, known.artwork, rules.clean);
  return maskReasons(known, rules).length > 0 ? { ...track, masked: true } : track;
}
