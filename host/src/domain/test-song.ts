// The song that is shown to see whether overlays work. It is no track and no play: it only covers what is on air. Pure.

import type { NowPlaying } from '@tracord/shared/topics.ts';

export const TEST_SONG = { artist: 'TraCord', title: 'Test song' };

/** What is published while it is shown since then. Of what is on air nothing is told but which plays are masked. */
export function withTestSong({ hideNext, maskedPlays }: NowPlaying, since: number): NowPlaying {
  return {
    track: { ...TEST_SONG, display: { ...TEST_SONG } },
    onAirSince: since,
    source: 'manual',
    match: { confidence: 0, by: 'none', reasons: [], alternatives: [] },
    hideNext,
    maskedPlays,
    test: true,
  };
}
