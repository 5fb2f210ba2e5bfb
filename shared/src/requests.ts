// What the host publishes of requests: the operator's view, the Discord bot's, and the audience's. `…At` and `…Since` are
// milliseconds since the epoch; an absent member means "not known" or "not so".

import type { Distance } from './plan.ts';
import type { ArtworkView, KeyView } from './topics.ts';

/**
 * new: waits for the DJ. skipped: waits too, at the end ("not now", said to nobody). accepted: the DJ takes it. loaded: lies
 * on a deck. playing, played: was on air. declined ("not this time"), withdrawn (by who asked), expired: over.
 */
export type RequestState =
  | 'new'
  | 'skipped'
  | 'accepted'
  | 'loaded'
  | 'playing'
  | 'played'
  | 'declined'
  | 'withdrawn'
  | 'expired';

export const WAITING_STATES: readonly RequestState[] = ['new', 'skipped'];
/** Taken by the DJ and not over. */
export const ACCEPTED_STATES: readonly RequestState[] = ['accepted', 'loaded', 'playing'];

/** Somebody who asks: `platform` is "discord", "twitch", "youtube" … or "desk", `id` is that platform's. */
export type Person = { platform: string; id: string; name: string };

export type RequestTrack = {
  /** Absent while it is not certain which of `candidates` is meant. */
  id?: string;
  artist: string;
  title: string;
  mix?: string;
  album?: string;
  year?: number;
  key?: KeyView;
  trackBpm?: number;
  durationMs?: number;
  /** Accepted requests only. */
  artwork?: ArtworkView;
  /** Name of a playlist that holds it. */
  playlist?: string;
  display: { artist: string; title: string };
  /** No audience may learn of it. */
  masked?: boolean;
  /** A setting leaves it out of requests, since it was asked for or chosen: to others it is as a masked one. */
  excluded?: boolean;
};

/** One track a doubtful request may mean; `confidence` 0–1. */
export type RequestCandidate = RequestTrack & { id: string; confidence: number };

/** A number and what it is made of: the values of `parts` add up to `total`. */
export type ExplainedScore = { total: number; parts: { name: string; value: number; why: string }[] };

export type RequestView = {
  id: string;
  /** 1, 2, 3 … in the order of asking; never given twice within a set. */
  number: number;
  /** Changes with its state and its track only, not with votes or waiting time. */
  revision: number;
  state: RequestState;
  track: RequestTrack;
  /** Doubtful requests only, best first: the DJ chooses. */
  candidates?: RequestCandidate[];
  requester: Person;
  /** As typed, for the DJ alone. */
  words?: string;
  /** People who want it, the first included. */
  votes: number;
  /** Those after the first, in the order of their coming. */
  voters: Person[];
  askedAt: number;
  changedAt: number;
  /** Waiting and accepted requests: how far it is from what is on air. Absent: it is not known which track is meant, or what is on air. */
  distance?: Distance;
  /** Waiting requests: when they are over by themselves. */
  expiresAt?: number;
  skips: number;
  /** Who made the last change, where a person did. */
  by?: Person;
  /** Until then the last change can be undone, and nothing of it goes out. */
  announcesAt?: number;
  score: ExplainedScore;
  onAirSince?: number;
};

export type RequestUndo = {
  changeId: string;
  what: 'accept' | 'skip' | 'decline' | 'clear';
  /** "Accept 14", "Clear 7 requests". */
  label: string;
  /** Title of the one request; absent for several. */
  title?: string;
  since: number;
  until: number;
};

/** The operator's. `order`: every request that is not over: accepted ones in the order they were taken, then waiting ones as
 * they are offered. */
export type RequestsView = {
  open: boolean;
  /** Why it is closed, as a sentence. */
  reason?: string;
  /** The set the numbers count in; absent before the first. */
  setId?: string;
  order: string[];
  byId: Record<string, RequestView>;
  waiting: number;
  accepted: number;
  /** The newest change that can be undone. */
  undo?: RequestUndo;
};

/** Accepted, and announced. `name` is absent where names are off or this one is not shown. */
export type PublicRequest = {
  number: number;
  state: 'accepted' | 'loaded' | 'playing';
  track: { display: { artist: string; title: string }; mix?: string; artwork?: ArtworkView };
  name?: string;
  /** How many more asked for it. */
  others: number;
  /** When the audience could first know. */
  announcedAt: number;
};

export type PublicRequests = {
  open: boolean;
  /** "ask with /request", or "closed: back at 10". */
  hint: string;
  /** In the order they were taken. */
  order: string[];
  byId: Record<string, PublicRequest>;
  /** Who asked for what is on air: it belongs to the play with the same `onAirSince`. */
  onAir?: { onAirSince: number; name?: string; others: number };
};

/** `shownAs`: the name as all may read it, free of bad words, whatever the overlays show; absent: "somebody". Who is blocked has
 * none. `name` is for staff. `isBlocked`: absent where that is not told. */
export type BotPerson = Person & { shownAs?: string; isBlocked?: boolean };

/** What the Discord bot knows of a request: nothing of masked tracks, no words, no score. */
export type BotRequest = {
  id: string;
  number: number;
  revision: number;
  state: RequestState;
  /** The state that others may read: a change that can still be undone is not in it, and nothing says skipped or declined. */
  said: 'waiting' | 'accepted' | 'playing' | 'played' | 'withdrawn' | 'over';
  track: { id?: string; artist: string; title: string; mix?: string; display: { artist: string; title: string } };
  candidates?: {
    id: string;
    artist: string;
    title: string;
    mix?: string;
    display?: { artist: string; title: string };
  }[];
  requester: BotPerson;
  voters: BotPerson[];
  votes: number;
  /** From what is on air; nothing of masked tracks. */
  distance?: Distance;
  askedAt: number;
  changedAt: number;
  by?: Person;
  onAirSince?: number;
  /** The request's message in Discord, once there is one: "<channel id>/<message id>". */
  message?: string;
};

/** `order`: by what is said of them, accepted (and playing), then waiting: what can still be undone keeps its place in it, also a
 * request that is declined by now. Staff look at `state`. `byId` also holds those of this set that are over. */
export type BotRequests = {
  open: boolean;
  reason?: string;
  /** What viewers read while it is closed, where no reason was given; from the settings. */
  closedText?: string;
  setId?: string;
  order: string[];
  byId: Record<string, BotRequest>;
};

/** Something the bot is to do once. It takes a cue (`cue.take`) before it does it: who crashed in between does not do it again. */
export type BotCue = {
  id: string;
  kind: 'request-message' | 'on-air-ping';
  requestId: string;
  /** Whom to mention, those who want no ping left out. */
  mention: Person[];
  dueAt: number;
  /** Not done any more from then on. */
  expiresAt: number;
};

export type BotCues = { order: string[]; byId: Record<string, BotCue> };
