// The on-air machine: turns what decks, faders, the broadcast and the DJ's hand say into "this track is on air now".
// Pure: no clock, no IO. Every wait is an absolute time the caller is asked to come back at.
//
// The deck feed rules where there is one. A broadcast title that names what a deck holds only confirms; one that no
// deck holds comes from another computer and waits until the decks are silent for 4 s; and where a deck was loaded
// before anybody listened, it gives that deck its name. A feed that is silent for 5 s while it last said a deck plays
// gives way to the broadcast, and must speak for 5 s to be believed again. A feed whose decks all stand still may be
// silent; when a broadcast title comes 30 s after its last word, the title is believed: something plays unseen.

import { sameTrack, textKey, trackKey } from './heard-track.ts';
import { byClockOf } from './on-air-clock.ts';
import { deckTimes, forgetTracks, heardOfDeck, listen, nameUnnamed } from './on-air-decks.ts';
import { nextEnd } from './on-air-ends.ts';
import { elect, type OnAirPolicy } from './on-air-policies.ts';
import {
  anyAudible,
  anyPlaying,
  feedOnDuty,
  isCurrent,
  knownToDecks,
  type OnAir,
  type OnAirSource,
  type OnAirState,
} from './on-air-state.ts';
import { ECHO_MS, FEED_BACK_MS, FEED_LOST_MS, LEAD_MS, LONGEST_TRACK_MS } from './on-air-times.ts';
import type { BroadcastSighting, DeckId, DeckSighting, HeardTrack, Sighting } from './sighting.ts';

export type OnAirInput =
  | Sighting
  /** Time went by, or the policy was changed. */
  | { kind: 'tick' }
  | { kind: 'live'; on: boolean }
  /** The tagged length of a track that was put on air, once it was matched; absent: not known. It may come late. */
  | { kind: 'length'; heard: HeardTrack; durationMs?: number }
  /** The DJ names what plays, from vinyl for example: on air until something else is believed. */
  | { kind: 'manual.set'; artist: string; title: string }
  /** The DJ brings back the track before this one. */
  | { kind: 'previous' };

export type OnAirChange =
  | { kind: 'on-air'; heard: HeardTrack; source: OnAirSource; deck?: DeckId; mount?: string; at: number }
  /** `reason` is a sentence for the DJ. */
  | { kind: 'off-air'; at: number; reason: string };

export type OnAirConfig = { policy: OnAirPolicy };

/** `wakeAtMs`: step again with a tick then, unless something else comes first. */
export type OnAirStep = { state: OnAirState; changes: OnAirChange[]; wakeAtMs?: number };

/** How many disconnected mounts are remembered. */
const MOST_MOUNTS = 16;

/** One step at `nowMs` (ms since the epoch). The state given in is left as it is. A clock that was set back makes no
 * wait longer: what happened before stays as long ago as it was. */
export function step(stateBefore: OnAirState, input: OnAirInput, config: OnAirConfig, nowMs: number): OnAirStep {
  const state = byClockOf(stateBefore, nowMs);
  const next: OnAirState = { ...state, policy: config.policy };
  const changes: OnAirChange[] = [];
  // Another policy elects afresh: what it chooses is news even if the former policy chose the same and was overruled.
  if (state.policy !== undefined && state.policy !== config.policy) next.ballot = {};

  take(next, input, changes, nowMs);
  next.decks = listen(next.decks, nowMs);
  if (anyAudible(state.decks) || anyAudible(next.decks)) next.lastSoundAt = nowMs;
  watchFeed(next, changes, nowMs);
  const electionAtMs = holdElection(next, changes, nowMs);
  const foreignAtMs = giveRoomToForeign(next, changes, nowMs);

  const end = nextEnd(next);
  if (end !== undefined && end.at <= nowMs) {
    changes.push({ kind: 'off-air', at: nowMs, reason: end.reason });
    next.former = next.current;
    next.current = undefined;
  }
  const wakes = [electionAtMs, foreignAtMs, feedLossAt(next), end?.at, ...deckTimes(next.decks, nowMs)];
  return { state: next, changes, wakeAtMs: earliest(wakes, nowMs) };
}

function take(next: OnAirState, input: OnAirInput, changes: OnAirChange[], nowMs: number): void {
  switch (input.kind) {
    case 'tick':
      return;
    case 'live':
      next.liveSince = input.on ? (next.liveSince ?? nowMs) : undefined;
      return;
    case 'length':
      takeLength(next, input.heard, input.durationMs);
      return;
    case 'manual.set': {
      const heard = { artist: input.artist, title: input.title };
      put(next, changes, { heard, source: 'manual', since: nowMs, stays: true });
      return;
    }
    case 'previous':
      if (next.former !== undefined) {
        const { heard, lengthMs, stays } = next.former;
        put(next, changes, { heard, lengthMs, stays, source: 'manual', since: nowMs });
      }
      return;
    case 'broadcast.connected':
    case 'broadcast.disconnected':
    case 'broadcast.title':
      takeBroadcast(next, input, changes, nowMs);
      return;
    default:
      takeDeck(next, input, nowMs);
  }
}

function takeLength(next: OnAirState, heard: HeardTrack, lengthMs: number | undefined): void {
  if (lengthMs === undefined || !(lengthMs > 0 && lengthMs <= LONGEST_TRACK_MS)) return;
  const { current, former } = next;
  if (current !== undefined && sameTrack(current.heard, heard)) next.current = { ...current, lengthMs };
  else if (former !== undefined && sameTrack(former.heard, heard)) next.former = { ...former, lengthMs };
}

function takeDeck(next: OnAirState, sighting: DeckSighting, nowMs: number): void {
  if (sighting.kind === 'deck.loaded' || sighting.kind === 'deck.unloaded') {
    const left = next.decks[sighting.deck]?.track;
    const replaced = next.replaced.filter((one) => nowMs - one.at < ECHO_MS);
    next.replaced = left === undefined ? replaced : [...replaced, { key: textKey(left), at: nowMs }];
  }
  next.decks = heardOfDeck(next.decks, sighting, nowMs);
  const { lastAt, lost, backSince } = next.feed;
  const broken = lastAt === undefined || nowMs - lastAt >= FEED_LOST_MS;
  const since = broken ? nowMs : (backSince ?? nowMs);
  const back = lost && nowMs - since >= FEED_BACK_MS;
  next.feed = lost && !back ? { lastAt: nowMs, lost, backSince: since } : { lastAt: nowMs, lost: false };
}

function takeBroadcast(next: OnAirState, input: BroadcastSighting, changes: OnAirChange[], nowMs: number): void {
  const before = next.mounts[input.mount];
  if (input.kind === 'broadcast.connected') {
    setMount(next, input.mount, { lastKey: before?.lastKey, connected: true, fresh: true });
    return;
  }
  if (input.kind === 'broadcast.disconnected') {
    setMount(next, input.mount, { lastKey: before?.lastKey, connected: false, fresh: true, goneAt: nowMs });
    if (next.foreign?.mount === input.mount) next.foreign = undefined;
    return;
  }
  const heard = { artist: input.artist, title: input.title };
  const key = textKey(heard);
  if (key === '') return;
  // A program that connects again repeats its last title: no news, unless nothing is on air. After a restart it may
  // still give its name to the deck that plays the current track.
  const names = feedOnDuty(next, nowMs) && isCurrent(next, heard);
  const repeated = before?.fresh === true && before.lastKey === key && next.current !== undefined && !names;
  setMount(next, input.mount, { lastKey: key, connected: true, fresh: false });
  if (!repeated && next.policy !== 'manual') hearTitle(next, heard, input.mount, changes, nowMs);
}

function hearTitle(next: OnAirState, heard: HeardTrack, mount: string, changes: OnAirChange[], nowMs: number): void {
  const known = knownToDecks(next, heard, nowMs);
  if (feedOnDuty(next, nowMs)) {
    if (known) return;
    const named = nameUnnamed(next.decks, heard);
    if (named === undefined) {
      next.foreign = { heard, mount, at: nowMs };
      return;
    }
    next.decks = named.decks;
    const { lead } = next.ballot;
    const sameLead = lead?.key === named.oldKey ? { key: trackKey(heard), since: lead.since } : lead;
    next.ballot = { lead: sameLead };
    return;
  }
  // The feed is lost and the broadcast names what no deck holds: loads were missed, so the decks' names are not to be trusted.
  if (next.feed.lost && !known) next.decks = forgetTracks(next.decks);
  put(next, changes, { heard, source: 'broadcast', mount, since: nowMs });
}

function watchFeed(next: OnAirState, changes: OnAirChange[], nowMs: number): void {
  const lossAt = feedLossAt(next);
  if (lossAt === undefined || nowMs < lossAt) return;
  const { lastAt } = next.feed;
  next.feed = { lastAt, lost: true };
  const { foreign } = next;
  if (foreign !== undefined && lastAt !== undefined && foreign.at >= lastAt) {
    put(next, changes, { heard: foreign.heard, source: 'broadcast', mount: foreign.mount, since: nowMs });
  }
  next.foreign = undefined;
}

function feedLossAt({ feed, decks }: OnAirState): number | undefined {
  if (feed.lost || feed.lastAt === undefined || !anyPlaying(decks)) return undefined;
  return feed.lastAt + FEED_LOST_MS;
}

/** Publishes a newly elected deck; what stays elected is no news, so that the DJ's own word stands meanwhile. */
function holdElection(next: OnAirState, changes: OnAirChange[], nowMs: number): number | undefined {
  if (next.feed.lost || next.policy === undefined) return undefined;
  const before = next.ballot;
  const { ballot, wakeAtMs } = elect(next.policy, next.decks, before, nowMs);
  next.ballot = ballot;
  const track = ballot.deck && next.decks[ballot.deck]?.track;
  if (ballot.deck === undefined || track === undefined) return wakeAtMs;
  if (ballot.elected !== before.elected) {
    next.foreign = undefined;
    put(next, changes, { heard: track, source: 'decks', deck: ballot.deck, since: nowMs });
  } else if (next.current?.source === 'decks' && next.current.deck !== ballot.deck && isCurrent(next, track)) {
    next.current = { ...next.current, deck: ballot.deck };
  }
  return wakeAtMs;
}

/** A title of another computer goes on air when no deck was audible for 4 s; the answer is when that will be. */
function giveRoomToForeign(next: OnAirState, changes: OnAirChange[], nowMs: number): number | undefined {
  const { foreign } = next;
  if (foreign === undefined || anyAudible(next.decks)) return undefined;
  const dueAt = Math.max(next.lastSoundAt ?? 0, foreign.at) + LEAD_MS;
  if (nowMs < dueAt) return dueAt;
  next.foreign = undefined;
  if (next.current === undefined || next.current.since <= foreign.at) {
    put(next, changes, { heard: foreign.heard, source: 'broadcast', mount: foreign.mount, since: nowMs });
  }
  return undefined;
}

/** On air from now on; a track that is still current is no change, only heard of once more. */
function put(next: OnAirState, changes: OnAirChange[], onAir: OnAir): void {
  const { current } = next;
  const { heard, source, deck, mount, since } = onAir;
  if (current !== undefined && isCurrent(next, heard)) {
    next.current = { ...current, source, deck, mount, renewedAt: since, stays: onAir.stays };
    return;
  }
  next.former = current ?? next.former;
  next.current = onAir;
  changes.push({
    kind: 'on-air',
    heard,
    source,
    ...(deck && { deck }),
    ...(mount !== undefined && { mount }),
    at: since,
  });
}

function setMount(next: OnAirState, name: string, mount: OnAirState['mounts'][string]): void {
  const { [name]: _old, ...others } = next.mounts;
  const idle = Object.keys(others).filter((other) => others[other]?.connected !== true);
  for (const oldest of idle.slice(0, Math.max(0, idle.length - MOST_MOUNTS))) delete others[oldest];
  next.mounts = { ...others, [name]: mount };
}

function earliest(times: (number | undefined)[], nowMs: number): number | undefined {
  let first: number | undefined;
  for (const time of times) {
    if (time !== undefined && time > nowMs && (first === undefined || time < first)) first = time;
  }
  return first;
}
