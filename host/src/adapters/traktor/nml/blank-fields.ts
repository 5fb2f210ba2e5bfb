// The fields of a track before anything was read. All of them stand there from the beginning: objects that grow field by field
// become hash tables, which take twice as long to fill and to write as JSON.

import type { TrackFields } from '#domain/track.ts';

/** JSON leaves out what stays undefined. */
export function blankFields(): TrackFields {
  return {
    artist: undefined,
    title: undefined,
    mix: undefined,
    remixer: undefined,
    producer: undefined,
    album: undefined,
    albumTrack: undefined,
    albumTracks: undefined,
    genre: undefined,
    label: undefined,
    catalogNo: undefined,
    comment: undefined,
    comment2: undefined,
    lyrics: undefined,
    keyText: undefined,
    key: undefined,
    trackBpm: undefined,
    bpmQuality: undefined,
    bpmCoherence: undefined,
    durationMs: undefined,
    bitrateBps: undefined,
    fileSizeKib: undefined,
    stars: undefined,
    ranking: undefined,
    playCount: undefined,
    importedOn: undefined,
    lastPlayedOn: undefined,
    releasedOn: undefined,
    color: undefined,
    flags: undefined,
    locked: undefined,
    lockChangedAt: undefined,
    peakDb: undefined,
    perceivedDb: undefined,
    analyzedDb: undefined,
    coverArtId: undefined,
    modifiedAt: undefined,
    authorType: undefined,
    audioId: undefined,
    volumeId: undefined,
    cues: undefined,
    stems: undefined,
    sample: undefined,
    other: undefined,
  } satisfies Record<keyof TrackFields, undefined>;
}
