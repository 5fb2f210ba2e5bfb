// The planner: what mixes with what is on air, the way to a request, and planned sets. `…At` is milliseconds since the epoch.

import type { ArtworkView, KeyView } from './topics.ts';

/** What a suggestion's score is made of. */
export const SCORE_PARTS = ['harmony', 'tempo', 'energy', 'taste', 'habit', 'rating', 'rest', 'wishes'] as const;
export type ScorePartName = (typeof SCORE_PARTS)[number];

/** `value`: points of the score, which is their sum. `why`: in the DJ's words. */
export type ScorePart = { name: ScorePartName; value: number; why: string };

/** Ways to go on: keep the floor, drive it, let it breathe, or show it something else. */
export const PRESETS = ['smooth', 'build', 'breather', 'surprise'] as const;
export type Preset = (typeof PRESETS)[number];

/** How the key goes on from what is on air; see host/src/domain/planner/key-move.ts. */
export const KEY_MOVES = [
  ...(['same', 'neighbour', 'relative', 'diagonal', 'energy-up', 'energy-down'] as const),
  ...(['lift', 'drop', 'mood-shift', 'clash'] as const),
] as const;
export type KeyMove = (typeof KEY_MOVES)[number];

/** A track as the planner shows it. `tempo`: how much faster it is than what comes before it, 0.02 is 2 % (at half or double
 * time where `relation` says so): so much the DJ takes off; absent where a tempo is not known. */
export type PlannerRow = {
  trackId: string;
  artist: string;
  title: string;
  display: { artist: string; title: string };
  bpm?: number;
  key?: KeyView;
  durationMs?: number;
  artwork?: ArtworkView;
  /** How the key goes on from the track before; absent where a key is not known. */
  move?: KeyMove;
  tempo?: number;
  relation?: 1 | 2 | 0.5;
  /** No audience may learn of it. */
  masked?: true;
  /** What speaks against it: "played in your last 2 sets". */
  warning?: string;
};

export type Suggestion = PlannerRow & { score: number; parts: ScorePart[] };

/** How far a track is from what is on air: it mixes now, over one track between, over two, or not within reach. */
export const DISTANCES = ['now', 'one', 'two', 'far'] as const;
export type Distance = (typeof DISTANCES)[number];
export const DISTANCE_WORDS: Readonly<Record<Distance, string>> = {
  now: 'mixes now',
  one: 'one between',
  two: 'two between',
  far: 'far',
};

/** One way to a track: `steps` are the tracks between and, last, the track itself. `ease`: 0 to 1, of its hardest step. */
export type BridgeWay = { ease: number; steps: (PlannerRow & { why: string })[] };

/** A row of a planned set. */
export type PlanRow = PlannerRow & {
  /** From the beginning of the set. */
  startsMs: number;
  /** How long it runs together with the track before it. */
  overlapMs: number;
  /** Stays at its place when the plan is made anew. */
  locked?: true;
  /** Was on air already. */
  played?: true;
  requestId?: string;
  /** Why the step to it is weak; absent: it is not. */
  weak?: string;
};

export type PlanView = {
  id: string;
  name: string;
  /** When its first track starts, where the DJ said so or it is on. */
  startsAt?: number;
  lengthMs: number;
  /** By place: "1", "2" … */
  order: string[];
  byId: Record<string, PlanRow>;
  /** What the plan does not hold to, and why. */
  notes: string[];
};

/** The topic `plan`. */
export type PlannerView = {
  /** What goes on from what is on air, the best first. */
  suggestions: { order: string[]; byId: Record<string, Suggestion> };
  preset: Preset;
  /** What the DJ, or the plan, has next. */
  next?: PlannerRow & { by: 'pin' | 'plan' };
  /** The way to the request that is asked for most. */
  bridge?: { requestId: string; distance: Distance; to: PlannerRow; steps: (PlannerRow & { why: string })[] };
  plan?: PlanView;
  /** One sentence where there is nothing to suggest: why, and what to do. */
  hint?: string;
};

/** What the audience may read of the next track: a masked one is "ID – ID", and nothing else. */
export type PublicNext = {
  track?: { display: { artist: string; title: string }; artwork?: ArtworkView; masked?: true };
};

/** What staff read of what goes on from what is on air: nothing of masked tracks. */
export type BotPlan = {
  next?: { display: { artist: string; title: string } };
  /** The best first. */
  order: string[];
  byId: Record<string, { display: { artist: string; title: string }; why: string }>;
};

export const FIRST_PLANNER: PlannerView = { suggestions: { order: [], byId: {} }, preset: 'smooth' };
