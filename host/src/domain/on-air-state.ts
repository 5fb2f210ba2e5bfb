// What the on-air machine remembers between two steps, and the small questions asked of it. Pure.

import { sameTrack, textKey } from './heard-track.ts';
import { DECKS, type Decks } from './on-air-decks.ts';
import type { Ballot, OnAirPolicy } from './on-air-policies.ts';
import { ECHO_MS } from './on-air-times.ts';
import type { DeckId, HeardTrack } from './sighting.ts';

export type OnAirSource = 'broadcast' | 'decks' | 'manual';

/** The track on air. */
export type OnAir = {
  heard: HeardTrack;
  source: OnAirSource;
  deck?: DeckId;
  mount?: string;
  since: number;
  /** The same track was named again then: its length counts from there. */
  renewedAt?: number;
  /** The tagged length, once the track was matched. */
  lengthMs?: number;
  /** Set by the DJ's hand: it stays until something else is believed. */
  stays?: boolean;
};

/** One broadcasting program by its mount. */
export type Mount = {
  connected: boolean;
  goneAt?: number;
  /** Its last title, as a key. */
  lastKey?: string;
  /** Nothing was said since it connected: a repeated title is no news then. */
  fresh: boolean;
};

export type OnAirState = {
  /** When the last step was; no time in the state is later, but for `doubtfulUntil`. */
  at?: number;
  policy?: OnAirPolicy;
  liveSince?: number;
  decks: Decks;
  ballot: Ballot;
  /** When a deck could last be heard; absent: never. While one can be heard it is that step's time. */
  lastSoundAt?: number;
  feed: { lastAt?: number; lost: boolean; backSince?: number };
  /** Tracks that left a deck a moment ago: the broadcast may still speak of them. */
  replaced: { key: string; at: number }[];
  mounts: Record<string, Mount>;
  /** A broadcast title that no deck holds, from another computer perhaps: on air once the decks are silent. */
  foreign?: { heard: HeardTrack; mount: string; at: number };
  current?: OnAir;
  former?: OnAir;
};

/** Before anything was heard. */
export function firstOnAir(): OnAirState {
  return { decks: {}, ballot: {}, feed: { lost: false }, replaced: [], mounts: {} };
}

export function anyPlaying(decks: Decks): boolean {
  return DECKS.some((id) => decks[id]?.playing === true);
}

export function anyAudible(decks: Decks): boolean {
  return DECKS.some((id) => decks[id]?.audible === true);
}

/** The deck feed tells all there is to tell: it speaks while a deck plays, or spoke a moment ago. */
export function feedOnDuty(state: OnAirState, nowMs: number): boolean {
  const { lastAt, lost } = state.feed;
  if (lastAt === undefined || lost) return false;
  return anyPlaying(state.decks) || nowMs - lastAt < ECHO_MS;
}

/** A deck holds this track, or held it a moment ago. */
export function knownToDecks(state: OnAirState, heard: HeardTrack, nowMs: number): boolean {
  const key = textKey(heard);
  const held = DECKS.some((id) => {
    const track = state.decks[id]?.track;
    return track !== undefined && textKey(track) === key;
  });
  return held || state.replaced.some((one) => one.key === key && nowMs - one.at < ECHO_MS);
}

export function isCurrent(state: OnAirState, heard: HeardTrack): boolean {
  return state.current !== undefined && sameTrack(state.current.heard, heard);
}
