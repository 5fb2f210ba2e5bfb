// What the settings say about shown tracks, compiled once per change of settings.

import type { Settings } from '@tracord/shared/settings.ts';
import { compilePatterns, displayTitle } from '#domain/display-title.ts';
import { maskJudge } from '#domain/masks.ts';
import type { Logger } from '#kernel/logger.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';

/** The settings refuse patterns that cannot be used; one that comes here all the same is left out, and told in the log. */
export function titleRules({ nowPlaying, masks }: Settings, log: Logger): Omit<NowPlayingRules, 'marksAreCurrent'> {
  const { patterns, errors } = compilePatterns(nowPlaying.removeFromTitles);
  for (const { text, message } of errors) log.warn('titles.pattern.refused', { pattern: text, message });
  return {
    unknownTracks: nowPlaying.unknownTracks,
    masks: maskJudge(masks),
    masksByLibrary: [masks.tags, masks.comments, masks.folders, masks.playlists].some((rules) => rules.length > 0),
    clean: (raw) => displayTitle(raw, { remove: patterns, keepOriginalMix: nowPlaying.keepOriginalMix }),
  };
}
