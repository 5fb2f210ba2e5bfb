// The one place where the audience's view is made: what an operator may see goes in, what anybody may see comes out. Pure.
// It fails closed: whatever is masked loses every field but "ID – ID", and unknown fields are never passed on.

import type { MatchView, NowPlaying, NowTrack, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';

const ID = 'ID';
const NO_MATCH: MatchView = { confidence: 0, by: 'none', reasons: [], alternatives: [] };

/** What the audience reads instead of a masked track. */
export const MASKED_TRACK: NowTrack = { artist: ID, title: ID, display: { artist: ID, title: ID }, masked: true };

export function publicTrack(track: NowTrack): NowTrack {
  if (track.masked) return MASKED_TRACK;
  const { id, artist, title, mix, remixer, album, genre, label, catalogNo, year, trackBpm, key, durationMs } = track;
  return {
    ...{ id, artist, title, mix, remixer, album, genre, label, catalogNo, year, trackBpm, key, durationMs },
    artwork: track.artwork,
    display: { artist: track.display.artist, title: track.display.title },
  };
}

export function publicNowPlaying(now: NowPlaying): PublicTopics['nowPlaying'] {
  const masked = now.track?.masked === true;
  return {
    track: now.track && publicTrack(now.track),
    onAirSince: now.onAirSince,
    source: now.source,
    // Reasons quote titles, alternatives are ids that can be looked up: both stay with the operator.
    match: masked ? NO_MATCH : { ...NO_MATCH, confidence: now.match.confidence, by: now.match.by },
    previous: now.previous && publicTrack(now.previous),
    place: now.place,
  };
}

/** Every public topic from the operator's. */
export const publicProjection: { [Name in keyof PublicTopics]: (topics: OperatorTopics) => PublicTopics[Name] } = {
  nowPlaying: (topics) => publicNowPlaying(topics.nowPlaying),
  live: (topics) => ({ on: topics.live.on }),
  host: (topics) => ({ version: topics.host.version, demo: topics.host.demo }),
};
