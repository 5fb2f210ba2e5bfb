// What a heard text is taken for: a track of the library, one of several, or none. Types of the answer; pure.

import type { TrackSummary } from './track.ts';

export type MatchResult = {
  by: 'path' | 'text' | 'none';
  /** 0–1: how sure. With `track` at least 0.75. */
  confidence: number;
  /** Sentences a DJ can read; the first says the verdict, the others what spoke against certainty. */
  reasons: string[];
  /** Present only when certain. */
  track?: TrackSummary;
  /** Doubtful candidates, best first; empty when certain or none. */
  alternatives: TrackSummary[];
};
