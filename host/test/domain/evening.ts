// Plays a written evening to the on-air machine: "12 B fader 0.8" — and tells what was published when.
// A playing deck reports its position every second, as the deck feed does; waits are honoured to the millisecond.

import { type OnAirInput, step } from '#domain/on-air.ts';
import { memoryOf, resumedOnAir } from '#domain/on-air-memory.ts';
import type { OnAirPolicy } from '#domain/on-air-policies.ts';
import { firstOnAir, type OnAirState } from '#domain/on-air-state.ts';
import type { DeckId, HeardTrack } from '#domain/sighting.ts';

const START_MS = 1_700_000_000_000;

export function track(title: string): HeardTrack {
  return { artist: `${title} Artist`, title, path: `/music/${title}.mp3` };
}

/**
 * `lines`: "<second> <words>", in order of time. Words: `A loads X`,
 * `A named X` (the name of a load that came late, playing or not), `A unloads`, `A plays`, `A stops`, `A fader 0.8`,
 * `A on`/`A off` (channel without a level), `feed dies`, `feed returns`, `broadcast X [mount]`, `connects [mount]`,
 * `disconnects [mount]`, `set X`, `previous`, `live on|off`, `length 300 [X]` (seconds; of the
 * current track where none is named), `policy manual`,
 * `clock back 3600` (the computer's, in seconds), `host stops`, `host starts` (the decks play on meanwhile), `wait`.
 * The answer: "<second> X" per publication, "<second> –" for off air, "(decks B)" style sources with `sources`.
 */
export function evening(policy: OnAirPolicy, lines: string[], options: { sources?: boolean } = {}): string[] {
  const stage = new Stage(policy, options.sources === true);
  for (const line of lines) {
    const [at = '', ...words] = line.trim().split(/\s+/);
    stage.runUntil(START_MS + Math.round(Number(at) * 1000));
    stage.act(words);
  }
  return stage.shown;
}

/** The reasons given when something went off the air. */
export function endings(policy: OnAirPolicy, lines: string[]): string[] {
  const stage = new Stage(policy, false);
  for (const line of lines) {
    const [at = '', ...words] = line.trim().split(/\s+/);
    stage.runUntil(START_MS + Math.round(Number(at) * 1000));
    stage.act(words);
  }
  return stage.reasons;
}

class Stage {
  readonly shown: string[] = [];
  readonly reasons: string[] = [];
  #state: OnAirState = firstOnAir();
  #nowMs = START_MS;
  /** How far the computer's clock lies behind. */
  #setBackMs = 0;
  #wakeAtMs: number | undefined;
  #feedAlive = true;
  /** While the host is down: what it stored. */
  #stored: string | undefined;
  #isLive = false;
  #policy: OnAirPolicy;
  readonly #sources: boolean;
  readonly #playing = new Map<DeckId, { fromMs: number; positionMs: number; nextBeatMs: number }>();
  readonly #resting = new Map<DeckId, number>();

  constructor(policy: OnAirPolicy, sources: boolean) {
    this.#policy = policy;
    this.#sources = sources;
  }

  runUntil(endMs: number): void {
    for (;;) {
      const beats = [...this.#playing.values()].map((deck) => deck.nextBeatMs);
      const nextMs = Math.min(this.#wakeAtMs ?? Infinity, ...beats);
      if (nextMs > endMs) break;
      this.#nowMs = Math.max(nextMs, this.#nowMs);
      if (this.#wakeAtMs !== undefined && this.#wakeAtMs <= this.#nowMs) this.#step({ kind: 'tick' });
      for (const [deck, beat] of this.#playing) {
        if (beat.nextBeatMs > this.#nowMs) continue;
        beat.nextBeatMs += 1_000;
        this.#feed({ kind: 'deck.updated', deck, positionMs: this.#position(deck), at: this.#nowMs });
      }
    }
    this.#nowMs = endMs;
  }

  act(words: string[]): void {
    const [first = '', second = '', third] = words;
    const at = this.#nowMs;
    if (/^[A-D]$/.test(first)) {
      this.#deck(first as DeckId, second, third);
      return;
    }
    const mount = third ?? 'stream';
    switch (first) {
      case 'feed':
        this.#feedAlive = second !== 'dies';
        break;
      case 'broadcast':
        this.#step({ kind: 'broadcast.title', mount, ...track(second), at });
        break;
      case 'connects':
      case 'disconnects':
        this.#step({
          kind: first === 'connects' ? 'broadcast.connected' : 'broadcast.disconnected',
          mount: second || mount,
          at,
        });
        break;
      case 'set':
        this.#step({ kind: 'manual.set', ...track(second) });
        break;
      case 'previous':
        this.#step({ kind: 'previous' });
        break;
      case 'live':
        this.#isLive = second === 'on';
        this.#step({ kind: 'live', on: this.#isLive });
        break;
      case 'host':
        if (second === 'starts') this.#startHost();
        else this.#stopHost();
        break;
      case 'length':
        this.#length(Number(second), third);
        break;
      case 'clock':
        this.#setBackMs += Number(third) * 1000;
        break;
      case 'policy':
        this.#policy = second as OnAirPolicy;
        this.#step({ kind: 'tick' });
        break;
      case 'wait':
        break;
      default:
        throw new Error(`nobody knows how to "${words.join(' ')}"`);
    }
  }

  #length(seconds: number, title: string | undefined): void {
    const heard = title === undefined ? this.#state.current?.heard : track(title);
    const durationMs = seconds === 0 ? undefined : seconds * 1000;
    this.#step({ kind: 'length', heard: heard ?? track(''), durationMs });
  }

  #deck(deck: DeckId, verb: string, what: string | undefined): void {
    const at = this.#nowMs;
    const channel = ('ABCD'.indexOf(deck) + 1) as 1 | 2 | 3 | 4;
    switch (verb) {
      case 'loads':
        this.#playing.delete(deck);
        this.#resting.set(deck, 0);
        this.#feed({ kind: 'deck.loaded', deck, track: track(what ?? ''), playing: false, positionMs: 0, at });
        break;
      case 'named': {
        const title = track(what ?? '');
        const playing = this.#playing.has(deck);
        this.#feed({ kind: 'deck.loaded', deck, track: title, playing, positionMs: this.#position(deck), at });
        break;
      }
      case 'unloads':
        this.#playing.delete(deck);
        this.#feed({ kind: 'deck.unloaded', deck, at });
        break;
      case 'plays': {
        const positionMs = what === undefined ? (this.#resting.get(deck) ?? 0) : Number(what) * 1000;
        this.#playing.set(deck, { fromMs: at, positionMs, nextBeatMs: at + 1_000 });
        this.#feed({ kind: 'deck.updated', deck, playing: true, positionMs, at });
        break;
      }
      case 'stops': {
        const positionMs = this.#position(deck);
        this.#resting.set(deck, positionMs);
        this.#playing.delete(deck);
        this.#feed({ kind: 'deck.updated', deck, playing: false, positionMs, at });
        break;
      }
      case 'fader': {
        const level = Number(what);
        this.#feed({ kind: 'deck.channel', channel, onAir: level > 0, level, at });
        break;
      }
      case 'on':
      case 'off':
        this.#feed({ kind: 'deck.channel', channel, onAir: verb === 'on', at });
        break;
      default:
        throw new Error(`no deck can "${verb}"`);
    }
  }

  #position(deck: DeckId): number {
    const playing = this.#playing.get(deck);
    return playing === undefined ? (this.#resting.get(deck) ?? 0) : playing.positionMs + this.#nowMs - playing.fromMs;
  }

  #stopHost(): void {
    this.#stored = JSON.stringify(memoryOf(this.#state));
    this.#wakeAtMs = undefined;
  }

  #startHost(): void {
    const memory = JSON.parse(this.#stored ?? '{}');
    this.#stored = undefined;
    this.#state = resumedOnAir(memory, this.#nowMs - this.#setBackMs);
    if (memory.current !== undefined && this.#state.current === undefined) this.shown.push(`${this.#second()} –`);
    this.#step({ kind: 'tick' });
    this.#step({ kind: 'live', on: this.#isLive });
  }

  #second(): number {
    return (this.#nowMs - START_MS) / 1000;
  }

  #feed(input: OnAirInput): void {
    if (this.#feedAlive) this.#step(input);
  }

  #step(input: OnAirInput): void {
    if (this.#stored !== undefined) return;
    const { state, changes, wakeAtMs } = step(
      this.#state,
      input,
      { policy: this.#policy },
      this.#nowMs - this.#setBackMs,
    );
    this.#state = state;
    this.#wakeAtMs = wakeAtMs === undefined ? undefined : wakeAtMs + this.#setBackMs;
    for (const change of changes) {
      if (change.kind === 'off-air') this.reasons.push(change.reason);
      const what = change.kind === 'off-air' ? '–' : change.heard.title;
      const source =
        change.kind === 'on-air' ? [change.source, change.deck ?? change.mount].filter(Boolean).join(' ') : '';
      this.shown.push(`${this.#second()} ${what}${this.#sources && source !== '' ? ` (${source})` : ''}`);
    }
  }
}
