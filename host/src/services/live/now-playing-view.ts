// The topic `nowPlaying` from what is known of the current play and the one before it, masks applied. Pure.

import type { ArtworkView, NowPlaying, NowTrack } from '@tracord/shared/topics.ts';
import type { MaskJudge } from '#domain/masks.ts';
import { type CleanTitle, nowTrack } from '#domain/now-track.ts';
import type { Play } from '#domain/play.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import type { Identity } from './identification.ts';

/** A play and what is known of it by now. */
export type KnownPlay = { play: Play; heard: HeardTrack; identity: Identity; artwork?: ArtworkView };

export type NowPlayingRules = {
  unknownTracks: 'show' | 'mask';
  masks: MaskJudge;
  /** Whether any mask is set: then a track the library could not be asked about is masked. */
  masksAnything: boolean;
  clean: CleanTitle;
};

export type Shown = {
  current?: KnownPlay;
  previous?: KnownPlay;
  /** The current play's number among those of the live show. */
  place?: number;
  hideNext: boolean;
};

export function nowPlayingView({ current, previous, place, hideNext }: Shown, rules: NowPlayingRules): NowPlaying {
  const around = { previous: previous && trackOf(previous, rules), hideNext: hideNext || undefined };
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
 * the track, and so does a library that could not be asked. */
export function maskReasons({ play, heard, identity }: KnownPlay, rules: NowPlayingRules): string[] {
  const reasons = [
    play.hidden ? 'you hid it' : undefined,
    rules.masks.text(heard.artist, heard.title),
    ...identity.candidates.map((candidate) => candidate.maskedBecause),
    identity.candidates.length === 0 && rules.unknownTracks === 'mask' ? 'it is not in your collection' : undefined,
    identity.failed && rules.masksAnything ? 'the library could not be asked whether a mask applies' : undefined,
  ];
  return [...new Set(reasons.filter((reason) => reason !== undefined))];
}

function trackOf(known: KnownPlay, rules: NowPlayingRules): NowTrack {
  const track = nowTrack(known.heard, known.identity.hit, known.artwork, rules.clean);
  return maskReasons(known, rules).length > 0 ? { ...track, masked: true } : track;
}
