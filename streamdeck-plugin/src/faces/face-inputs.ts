// What a key or a dial is to show, and the picture that comes of it: the line between the keys, which know what happened,
// and the faces, which know how it looks. `…Ms` and `…At` in inputs are milliseconds since the epoch unless said otherwise.

import type { Notice } from '@tracord/shared/notices.ts';
import type { ObsOutputView } from '@tracord/shared/obs.ts';
import type { PlannerRow, PlannerView, Suggestion } from '@tracord/shared/plan.ts';
import type { RequestCandidate, RequestUndo, RequestView } from '@tracord/shared/requests.ts';
import type { NowPlaying, OperatorTopics } from '@tracord/shared/topics.ts';
import type { HostState } from '#state.ts';

/** What the last press came to, shown for 300 ms. `word` stands under the cross: "Changed", "Too late", "Not live". */
export type PressMark = { kind: 'ok' } | { kind: 'stale'; word: string } | { kind: 'early' };

/** A press that is still held and does something when the ring closes. `progress` 0–1; `word`: "Skip", "Take", "Sort". */
export type HoldView = {
  progress: number;
  glyph: 'skip' | 'tick' | 'live' | 'sort' | 'play' | 'rec' | 'air' | 'block';
  word: string;
};

/** One of several tracks, while the DJ chooses. `index` from 0. `confidence` 0–1 where it is known. */
export type ChoiceView<Track> = { index: number; of: number; track: Track };

/** A track a doubtful now playing may be. */
export type AlternativeView = {
  id: string;
  artist: string;
  title: string;
  mix?: string;
  album?: string;
  year?: number;
  durationMs?: number;
  confidence?: number;
};

type Shared = {
  host: HostState;
  nowMs: number;
  mark?: PressMark;
  hold?: HoldView;
  /** How long the titles have been scrolling, in ms; absent at rest. */
  scrollMs?: number;
};

/** `shownSince`: when the key came to show this request; `pulses`: it is new here, and pulses three times from then. */
export type RequestFacts = {
  request?: RequestView;
  shownSince?: number;
  pulses?: boolean;
  choosing?: ChoiceView<RequestCandidate>;
};

/** A track of the planner. `from`: the key on air, "8A". `next`: who has it next, the DJ or the plan. `hint`: why there is
 * none, and what to do. */
export type SuggestionFacts = {
  track?: PlannerRow & Partial<Pick<Suggestion, 'score' | 'parts'>>;
  from?: string;
  next?: 'pin' | 'plan';
  hint?: string;
};

/** away: OBS is not connected. unset: none was chosen for this key yet. gone: OBS has none of this name. */
export type Tally = 'program' | 'preview' | 'off' | 'gone' | 'unset' | 'away';
export type Shown = 'shown' | 'hidden' | 'gone' | 'unset' | 'away';

export type KeyFaceInput = Shared &
  (
    | ({ kind: 'request' } & RequestFacts)
    /** The waiting request that a press would take, or skip. */
    | ({ kind: 'accept' | 'skip' } & RequestFacts)
    | { kind: 'undo'; undo?: RequestUndo }
    | { kind: 'requests'; open: boolean; waiting: number; reason?: string }
    /** `cover`: a data URL of a square picture. */
    | { kind: 'now'; nowPlaying: NowPlaying; cover?: string }
    | { kind: 'fix'; nowPlaying: NowPlaying }
    /** on: the track on air is hidden; armed: the next one will be. `target`: what a press of this key would hide. */
    | { kind: 'mask'; target: 'now' | 'next'; on: boolean; armed: boolean; isPlaying: boolean }
    | { kind: 'live'; live: OperatorTopics['live'] }
    | { kind: 'test'; live: OperatorTopics['live'] }
    /** `alarm`: what the DJ has not acknowledged yet. `obsRefuses`: OBS is there and does not let us in. `lost`: the part of the stream's frames, 0–1. */
    | { kind: 'health'; health: OperatorTopics['health']; alarm?: Notice; lost?: number; obsRefuses?: boolean }
    | { kind: 'scene'; name: string; tally: Tally }
    | { kind: 'source'; name: string; shown: Shown }
    /** `stopped`: it ended though nobody asked for it. */
    | { kind: 'recording' | 'stream'; output: ObsOutputView; isAway: boolean; stopped: boolean; lost?: number }
    | { kind: 'chapter'; canMark: boolean }
    | { kind: 'copy'; rows: number }
    | ({ kind: 'suggestion' } & SuggestionFacts)
    /** `next`: of its first step. */
    | { kind: 'bridge'; bridge?: PlannerView['bridge']; next?: 'pin' | 'plan' }
  );

export type DialFaceInput = Shared &
  /** `index` from 0 among `of` waiting requests. */
  (
    | ({ kind: 'queue'; index: number; of: number; open: boolean } & RequestFacts)
    | { kind: 'fix'; nowPlaying: NowPlaying; choosing?: ChoiceView<AlternativeView> }
    /** `index` from 0 among `of` suggestions. */
    | ({ kind: 'planner'; index: number; of: number } & SuggestionFacts)
  );

/** A key on the 72 × 72 grid, for both sizes. */
export type Face = {
  /** A whole SVG document, viewBox 0 0 72 72. */
  svg: string;
  /** What it says, in words. */
  alt: string;
  /** When time alone makes it another picture; absent while nothing moves. */
  changesAtMs?: number;
  /** Some title does not fit: it can be scrolled, and one turn takes this many milliseconds. */
  scrollsForMs?: number;
};

/** The part of the strip above one dial, viewBox 0 0 200 100. */
export type DialFace = Face;
