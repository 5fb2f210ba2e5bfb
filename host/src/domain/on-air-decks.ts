// What the deck feed has told of each deck and its channel, and which decks the room can hear. Pure.
// Audible: the deck plays and its channel is on air. Where nothing was ever said of the channel, playing is enough.

import type { DeckView } from '@tracord/shared/topics.ts';
import { trackKey } from './heard-track.ts';
import { AWAY_MS, NAMING_MS, SAME_PLACE_MS, STUTTER_MS } from './on-air-times.ts';
import type { DeckId, DeckSighting, HeardTrack } from './sighting.ts';

export const DECKS: readonly DeckId[] = ['A', 'B', 'C', 'D'];

export type Deck = {
  /** Absent: empty, or loaded before anybody listened. */
  track?: HeardTrack;
  /** Names the track among the decks: equal for the same track on two decks, unique for a track without a name. */
  key: string;
  /** Counts loads: tells two unnamed tracks on one deck apart. */
  loads: number;
  /** Absent: not said yet. */
  playing?: boolean;
  stoppedAt?: number;
  /** Since it was loaded. */
  hasPlayed?: boolean;
  positionMs?: number;
  positionAt?: number;
  bpm?: number;
  channelOnAir?: boolean;
  level?: number;
  /** This channel tells levels at all. */
  tellsLevel?: boolean;
  /** Until then this deck may hold a track that was not named yet. */
  doubtfulUntil?: number;
  audible: boolean;
  /** When it last ceased to be audible with this track. */
  lastAudibleAt?: number;
  /** When this track became audible, not counting short absences. */
  arrivedAt?: number;
};

export type Decks = Partial<Record<DeckId, Deck>>;

/** The decks after one word of the feed; a word that changes nothing gives back the same object. */
export function heardOfDeck(decks: Decks, sighting: DeckSighting, nowMs: number): Decks {
  const id = sighting.kind === 'deck.channel' ? DECKS[sighting.channel - 1] : sighting.deck;
  if (id === undefined || sighting.kind === 'deck.clock') return decks;
  const before = decks[id] ?? { key: `?${id}0`, loads: 0, audible: false };
  return { ...decks, [id]: apply(before, id, sighting, nowMs) };
}

function apply(deck: Deck, id: DeckId, sighting: DeckSighting, nowMs: number): Deck {
  switch (sighting.kind) {
    case 'deck.loaded':
      return loaded(deck, id, sighting.track, sighting.playing, sighting.positionMs, nowMs);
    case 'deck.unloaded':
      return { ...loaded(deck, id, undefined, false, undefined, nowMs), bpm: undefined };
    case 'deck.updated':
      return updated(deck, sighting, nowMs);
    case 'deck.channel': {
      // A channel that comes up sends its level only when the fader rests: what was known before is of no use.
      const rising = sighting.onAir === true && deck.channelOnAir !== true;
      return {
        ...deck,
        channelOnAir: sighting.onAir ?? deck.channelOnAir,
        level: sighting.level ?? (rising ? undefined : deck.level),
        tellsLevel: deck.tellsLevel === true || sighting.level !== undefined,
      };
    }
    default:
      return deck;
  }
}

function loaded(
  deck: Deck,
  id: DeckId,
  track: HeardTrack | undefined,
  playing: boolean,
  positionMs: number | undefined,
  nowMs: number,
): Deck {
  const loads = deck.loads + 1;
  const key = track === undefined ? `?${id}${loads}` : trackKey(track);
  const place = {
    loads,
    key,
    track,
    playing,
    hasPlayed: playing,
    positionMs,
    positionAt: positionMs === undefined ? undefined : nowMs,
    stoppedAt: deck.playing === true && !playing ? nowMs : deck.stoppedAt,
    doubtfulUntil: undefined,
  };
  // The same track loaded again goes on where it was; another track begins unheard.
  if (key === deck.key) return { ...deck, ...place };
  return { ...deck, ...place, audible: false, lastAudibleAt: undefined, arrivedAt: undefined };
}

function updated(deck: Deck, sighting: Extract<DeckSighting, { kind: 'deck.updated' }>, nowMs: number): Deck {
  const playing = sighting.playing ?? playingByPosition(deck, sighting.positionMs, nowMs);
  // A start told by its position alone is a second old: what was loaded has been named.
  const starts = sighting.playing === true && deck.playing !== true;
  const stops = playing === false && deck.playing === true;
  return {
    ...deck,
    playing,
    hasPlayed: deck.hasPlayed === true || playing === true,
    stoppedAt: stops ? nowMs : deck.stoppedAt,
    positionMs: sighting.positionMs ?? deck.positionMs,
    positionAt: sighting.positionMs === undefined ? deck.positionAt : nowMs,
    bpm: sighting.bpm ?? deck.bpm,
    doubtfulUntil: starts && deck.track && !goesOn(deck, sighting) ? nowMs + NAMING_MS : deck.doubtfulUntil,
  };
}

/** A position without a word on playing is sent once a second by a deck that plays; one alone may have come late. */
function playingByPosition(deck: Deck, positionMs: number | undefined, nowMs: number): boolean | undefined {
  if (positionMs === undefined || deck.playing === true) return deck.playing;
  if (deck.playing === undefined) return true;
  const { positionMs: lastMs, positionAt, stoppedAt } = deck;
  if (lastMs === undefined || positionAt === undefined) return false;
  const aloneBefore = stoppedAt === undefined || positionAt > stoppedAt;
  return aloneBefore && nowMs - positionAt >= 500 && nowMs - positionAt <= 2_000 && positionMs > lastMs;
}

/** True where a deck starts in the middle of a track, just where it stopped: no other track was loaded meanwhile. */
function goesOn(deck: Deck, { positionMs }: { positionMs?: number }): boolean {
  const { positionMs: stoodAt, hasPlayed } = deck;
  if (positionMs === undefined || stoodAt === undefined || hasPlayed !== true) return false;
  return stoodAt > SAME_PLACE_MS && Math.abs(positionMs - stoodAt) <= SAME_PLACE_MS;
}

/** The decks with a name for the loudest audible deck that has none; undefined where there is no such deck. */
export function nameUnnamed(decks: Decks, track: HeardTrack): { decks: Decks; oldKey: string } | undefined {
  let best: { id: DeckId; deck: Deck } | undefined;
  for (const id of DECKS) {
    const deck = decks[id];
    if (deck === undefined || deck.track !== undefined || !deck.audible) continue;
    if (best === undefined || loudness(deck) > loudness(best.deck)) best = { id, deck };
  }
  if (best === undefined) return undefined;
  const named = { ...best.deck, track, key: trackKey(track) };
  return { decks: { ...decks, [best.id]: named }, oldKey: best.deck.key };
}

/** The decks as if all they hold had been loaded while nobody listened. */
export function forgetTracks(decks: Decks): Decks {
  const forgotten: Decks = {};
  for (const id of DECKS) {
    const deck = decks[id];
    if (deck !== undefined) forgotten[id] = { ...deck, track: undefined, key: `?${id}${deck.loads}` };
  }
  return forgotten;
}

function canBeHeard(deck: Deck, nowMs: number): boolean {
  if (deck.playing !== true || deck.channelOnAir === false || deck.level === 0) return false;
  return deck.doubtfulUntil === undefined || nowMs >= deck.doubtfulUntil;
}

/** The same decks with `audible` and its times brought up to `nowMs`. */
export function listen(decks: Decks, nowMs: number): Decks {
  let result = decks;
  for (const id of DECKS) {
    const deck = decks[id];
    if (deck === undefined) continue;
    const audible = canBeHeard(deck, nowMs);
    if (audible === deck.audible) continue;
    if (result === decks) result = { ...decks };
    result[id] = audible
      ? { ...deck, audible, arrivedAt: arrival(deck, nowMs) }
      : { ...deck, audible, lastAudibleAt: nowMs };
  }
  return result;
}

function arrival(deck: Deck, nowMs: number): number {
  const { arrivedAt, lastAudibleAt } = deck;
  const back = arrivedAt !== undefined && lastAudibleAt !== undefined && nowMs - lastAudibleAt < AWAY_MS;
  return back ? arrivedAt : nowMs;
}

/** Audible now, or silent for less than a stutter. */
export function isHeld(deck: Deck, nowMs: number): boolean {
  return deck.audible || (deck.lastAudibleAt !== undefined && nowMs - deck.lastAudibleAt < STUTTER_MS);
}

/** Playing now, or stopped for less than a stutter. */
export function isRunning(deck: Deck, nowMs: number): boolean {
  return deck.playing === true || (deck.stoppedAt !== undefined && nowMs - deck.stoppedAt < STUTTER_MS);
}

/** 0–1. A channel that never tells its level counts as full; one whose fader is on its way up as just open. */
export function loudness(deck: Deck): number {
  return deck.level ?? (deck.tellsLevel === true ? 0.01 : 1);
}

/** The times after `nowMs` at which a deck's standing changes by itself. */
export function deckTimes(decks: Decks, nowMs: number): number[] {
  const times: number[] = [];
  for (const id of DECKS) {
    const deck = decks[id];
    if (deck === undefined) continue;
    if (deck.doubtfulUntil !== undefined) times.push(deck.doubtfulUntil);
    if (deck.lastAudibleAt !== undefined) times.push(deck.lastAudibleAt + STUTTER_MS);
    if (deck.stoppedAt !== undefined) times.push(deck.stoppedAt + STUTTER_MS);
  }
  return times.filter((time) => time > nowMs);
}

/** The decks as the operator's topic shows them: those that hold or play something. All numbers in it are finite. */
export function decksView(decks: Decks): { order: string[]; byId: Record<string, DeckView> } {
  const byId: Record<string, DeckView> = {};
  for (const id of DECKS) {
    const deck = decks[id];
    if (deck === undefined || (deck.track === undefined && deck.playing !== true)) continue;
    byId[id] = {
      artist: deck.track?.artist,
      title: deck.track?.title,
      playing: deck.playing === true,
      onAir: deck.audible,
      level: finite(deck.level),
      bpm: finite(deck.bpm),
      positionMs: finite(deck.positionMs),
      at: finite(deck.positionAt),
    };
  }
  return { order: Object.keys(byId), byId };
}

/** A topic holds no others: what is not finite was not said. */
function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
