// One track that was on air, once: as it was heard, and which track it was. Pure.

import type { MatchBy } from '@tracord/shared/topics.ts';

export type { MatchBy };

/** What the DJ hid stays hidden for an evening, however often it comes back, and in whatever words. */
export const EVENING_MS = 12 * 60 * 60_000;

export type Play = {
  id: string;
  at: number;
  endedAt?: number;
  artist: string;
  title: string;
  trackId?: string;
  song?: string;
  source: 'broadcast' | 'decks' | 'manual' | 'history';
  mount?: string;
  deck?: string;
  /** Outside a live show a play counts for nothing. */
  live: boolean;
  /** Masked by the DJ. */
  hidden: boolean;
  /** Some mask applied when it was shown. */
  masked: boolean;
  confidence: number;
  matchedBy: MatchBy;
  /** Who played it. */
  performer?: string;
};
