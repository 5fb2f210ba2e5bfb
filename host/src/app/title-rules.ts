// What the settings say about shown tracks, compiled once per change of settings.

import type { Settings } from '@tracord/shared/settings.ts';
import { compilePatterns, displayTitle } from '#domain/display-title.ts';
import { maskJudge } from '#domain/masks.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';

export function nowPlayingRules({ nowPlaying, masks }: Settings): NowPlayingRules {
  const { patterns } = compilePatterns(nowPlaying.removeFromTitles);
  return {
    unknownTracks: nowPlaying.unknownTracks,
    masks: maskJudge(masks),
    masksAnything: Object.values(masks).some((rules) => rules.length > 0),
    clean: (raw) => displayTitle(raw, { remove: patterns, keepOriginalMix: nowPlaying.keepOriginalMix }),
  };
}
