// A DJ mixer with four decks that knows what the room hears, and beside it what Traktor's deck client and its broadcast
// would say of it. Time stands still until `wait` moves it. Timings of the client: facts of traktor-api-client
// (a load is named after 250 ms, positions come every second, levels once a fader rests for 250 ms).

import type { DeckId, Sighting } from '../../host/src/domain/sighting.ts';

export const DECK_IDS: readonly DeckId[] = ['A', 'B', 'C', 'D'];
const NAMED_AFTER_MS = 250;
const LEVEL_AFTER_MS = 250;
const POSITION_EVERY_MS = 1_000;
const BROADCAST_AFTER_MS = 10_000;

/** One voice the room hears (`loudness` 0–1) or that only runs (0). Tracks are numbers. */
export type Voice = { track: number; loudness: number };
/** What was true from `atMs` until the next moment: every running deck's track. */
export type Moment = { atMs: number; voices: Voice[] };
export type Sent = { atMs: number; sighting: Sighting };

type Deck = {
  track?: number;
  playing: boolean;
  positionMs: number;
  positionAtMs: number;
  volume: number;
  side: 'left' | 'right' | 'through';
  toldOnAir?: boolean;
  isNaming: boolean;
  /** Counts plays, fader moves and loads, so that a timer knows whether it is still meant. */
  plays: number;
  moves: number;
  audibleSinceMs?: number;
  isBroadcast: boolean;
};

export class Mixer {
  readonly sent: Sent[] = [];
  readonly truth: Moment[] = [];
  #nowMs: number;
  #crossfader = 0;
  readonly #timers: { atMs: number; call: () => void }[] = [];
  readonly #decks = new Map<DeckId, Deck>();
  readonly #name: (track: number) => string;

  /** `name` gives a track's title; artist and path follow from it. */
  constructor(startMs: number, name: (track: number) => string) {
    this.#nowMs = startMs;
    this.#name = name;
    for (const id of DECK_IDS) {
      const start = { playing: false, positionMs: 0, positionAtMs: startMs, volume: 0, isNaming: false };
      this.#decks.set(id, { ...start, side: 'through', plays: 0, moves: 0, isBroadcast: false });
    }
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Traktor starts: every channel tells how it stands. */
  begin(): void {
    for (const id of DECK_IDS) this.#mixed(id, true);
  }

  wait(ms: number): void {
    const endMs = this.#nowMs + Math.round(ms);
    for (;;) {
      let first = -1;
      for (let at = 0; at < this.#timers.length; at++) {
        const dueMs = this.#timers[at]?.atMs ?? 0;
        if (dueMs <= endMs && (first === -1 || dueMs < (this.#timers[first]?.atMs ?? 0))) first = at;
      }
      const [timer] = first === -1 ? [] : this.#timers.splice(first, 1);
      if (timer === undefined) break;
      this.#nowMs = timer.atMs;
      timer.call();
    }
    this.#nowMs = endMs;
  }

  track(id: DeckId): number | undefined {
    return this.#deck(id).track;
  }

  position(id: DeckId): number {
    const { playing, positionMs, positionAtMs } = this.#deck(id);
    return playing ? positionMs + this.#nowMs - positionAtMs : positionMs;
  }

  /** A load stops the deck unless it `keepsPlaying`. */
  load(id: DeckId, track: number, keepsPlaying = false, positionMs = 0): void {
    const deck = this.#deck(id);
    if (deck.playing && !keepsPlaying) this.stop(id);
    Object.assign(deck, {
      track,
      positionMs,
      positionAtMs: this.#nowMs,
      isBroadcast: false,
      audibleSinceMs: undefined,
    });
    this.#changed();
    if (deck.isNaming) return;
    deck.isNaming = true;
    this.#after(NAMED_AFTER_MS, () => {
      deck.isNaming = false;
      if (deck.track === undefined) return;
      const title = this.#name(deck.track);
      const heard = { artist: `Artist of ${title}`, title, path: `/music/${title}.mp3` };
      this.#send({
        kind: 'deck.loaded',
        deck: id,
        track: heard,
        playing: deck.playing,
        positionMs: this.position(id),
        at: this.#nowMs,
      });
    });
  }

  play(id: DeckId, positionMs = this.position(id)): void {
    const deck = this.#deck(id);
    if (deck.track === undefined || deck.playing) return;
    Object.assign(deck, { playing: true, positionMs, positionAtMs: this.#nowMs, plays: deck.plays + 1 });
    this.#send({ kind: 'deck.updated', deck: id, playing: true, positionMs, at: this.#nowMs });
    this.#changed();
    this.#tellPosition(id, deck, deck.plays);
  }

  stop(id: DeckId): void {
    const deck = this.#deck(id);
    if (!deck.playing) return;
    Object.assign(deck, { positionMs: this.position(id), positionAtMs: this.#nowMs, playing: false });
    this.#send({ kind: 'deck.updated', deck: id, playing: false, positionMs: deck.positionMs, at: this.#nowMs });
    this.#changed();
  }

  /** Jumps while playing or standing: nothing is told at once. */
  seek(id: DeckId, positionMs: number): void {
    Object.assign(this.#deck(id), { positionMs: Math.max(0, positionMs), positionAtMs: this.#nowMs });
  }

  volume(id: DeckId): number {
    return this.#deck(id).volume;
  }

  setVolume(id: DeckId, volume: number): void {
    this.#deck(id).volume = Math.min(1, Math.max(0, volume));
    this.#mixed(id);
  }

  assign(id: DeckId, side: 'left' | 'right'): void {
    this.#deck(id).side = side;
    this.#mixed(id);
  }

  get crossfader(): number {
    return this.#crossfader;
  }

  /** −1 is fully left, where the right side is silent. */
  setCrossfader(position: number): void {
    this.#crossfader = Math.min(1, Math.max(-1, position));
    for (const id of DECK_IDS) if (this.#deck(id).side !== 'through') this.#mixed(id);
  }

  #level(deck: Deck): number {
    if (deck.side === 'left') return deck.volume * Math.min(1, 1 - this.#crossfader);
    return deck.side === 'right' ? deck.volume * Math.min(1, 1 + this.#crossfader) : deck.volume;
  }

  #mixed(id: DeckId, isFirst = false): void {
    const deck = this.#deck(id);
    const channel = (DECK_IDS.indexOf(id) + 1) as 1 | 2 | 3 | 4;
    const onAir = this.#level(deck) > 0;
    if (onAir !== deck.toldOnAir) {
      deck.toldOnAir = onAir;
      this.#send({ kind: 'deck.channel', channel, onAir, at: this.#nowMs });
    }
    this.#changed();
    deck.moves += 1;
    const { moves } = deck;
    this.#after(isFirst ? 0 : LEVEL_AFTER_MS, () => {
      if (moves !== deck.moves) return;
      this.#send({ kind: 'deck.channel', channel, level: this.#level(deck), at: this.#nowMs });
    });
  }

  #tellPosition(id: DeckId, deck: Deck, plays: number): void {
    this.#after(POSITION_EVERY_MS, () => {
      if (!deck.playing || deck.plays !== plays) return;
      this.#send({ kind: 'deck.updated', deck: id, positionMs: this.position(id), at: this.#nowMs });
      this.#tellPosition(id, deck, plays);
    });
  }

  #changed(): void {
    const voices: Voice[] = [];
    for (const deck of this.#decks.values()) {
      if (deck.track === undefined) continue;
      const loudness = deck.playing ? this.#level(deck) : 0;
      this.#broadcastLater(deck, loudness > 0);
      if (deck.playing) voices.push({ track: deck.track, loudness });
    }
    const last = this.truth.at(-1);
    if (last?.atMs === this.#nowMs) last.voices = voices;
    else this.truth.push({ atMs: this.#nowMs, voices });
  }

  /** Traktor's broadcast names a track once per load, when it was audible for 10 s. */
  #broadcastLater(deck: Deck, isAudible: boolean): void {
    if (!isAudible) {
      deck.audibleSinceMs = undefined;
      return;
    }
    if (deck.audibleSinceMs !== undefined || deck.isBroadcast) return;
    deck.audibleSinceMs = this.#nowMs;
    const since = this.#nowMs;
    this.#after(BROADCAST_AFTER_MS, () => {
      if (deck.audibleSinceMs !== since || deck.isBroadcast || deck.track === undefined) return;
      deck.isBroadcast = true;
      const title = this.#name(deck.track);
      this.#send({ kind: 'broadcast.title', mount: '/traktor', artist: `Artist of ${title}`, title, at: this.#nowMs });
    });
  }

  #deck(id: DeckId): Deck {
    const deck = this.#decks.get(id);
    if (deck === undefined) throw new Error(`there is no deck ${id}`);
    return deck;
  }

  #send(sighting: Sighting): void {
    this.sent.push({ atMs: this.#nowMs, sighting });
  }

  #after(ms: number, call: () => void): void {
    this.#timers.push({ atMs: this.#nowMs + ms, call });
  }
}
