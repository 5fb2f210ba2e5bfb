// Makes up performances of a DJ at the mixer: blends, cuts, cueing, loops, stutters, teases, double loads, silence, and
// going back. The same seed and number give the same performance.

import type { DeckId } from '../../host/src/domain/sighting.ts';
import { SeededRandom } from '../made-collection/random.ts';
import { slideCrossfader, slideFader } from './fader-moves.ts';
import { DECK_IDS, Mixer, type Moment, type Sent } from './mixer.ts';

export type Performance = { sent: Sent[]; truth: Moment[]; endMs: number; tracks: number };

export const START_MS = 1_700_000_000_000;

export function trackName(track: number): string {
  return `Track ${track}`;
}

/** Performance `number` of those that `seed` gives: three to six tracks, some minutes. */
export function makePerformance(seed: number, number: number): Performance {
  const dj = new Dj(new SeededRandom(seed, number));
  dj.perform();
  const { sent, truth, nowMs } = dj.mixer;
  return { sent, truth, endMs: nowMs, tracks: dj.tracks };
}

class Dj {
  readonly mixer = new Mixer(START_MS, trackName);
  tracks = 0;
  readonly #random: SeededRandom;
  readonly #usesCrossfader: boolean;
  readonly #decks: DeckId[];
  #main: DeckId = 'A';

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#usesCrossfader = this.#chance(0.3);
    this.#decks = DECK_IDS.slice(0, this.#usesCrossfader || this.#chance(0.6) ? 2 : this.#random.between(3, 4));
  }

  perform(): void {
    const { mixer } = this;
    if (this.#usesCrossfader) {
      mixer.assign('A', 'left');
      mixer.assign('B', 'right');
      mixer.setCrossfader(-1);
      for (const deck of this.#decks) mixer.setVolume(deck, this.#between(0.7, 1));
    }
    mixer.begin();
    mixer.wait(this.#between(0, 5_000));
    mixer.load('A', this.#newTrack());
    mixer.wait(this.#between(300, 3_000));
    if (this.#chance(0.5)) {
      this.#open('A', this.#between(0, 3_000));
      mixer.play('A');
    } else {
      mixer.play('A');
      this.#open('A', this.#between(0, 3_000));
    }
    const changes = this.#random.between(3, 6);
    for (let change = 0; change < changes; change++) {
      this.#playOn();
      this.#change();
    }
    this.#playOn();
    this.#close(this.#main, this.#between(0, 5_000));
    mixer.stop(this.#main);
    mixer.wait(50_000);
  }

  /** The main track plays; things happen to it. */
  #playOn(): void {
    const { mixer } = this;
    mixer.wait(this.#between(5_000, 50_000));
    if (this.#chance(0.15)) this.#loop();
    if (this.#chance(0.1)) this.#stutter();
    if (this.#chance(0.1)) this.#transform();
    if (this.#chance(0.04)) {
      mixer.load(this.#main, mixer.track(this.#main) ?? 0, true);
      mixer.play(this.#main);
    }
    if (this.#chance(0.03)) {
      mixer.stop(this.#main);
      mixer.wait(this.#between(3_000, 60_000));
      mixer.play(this.#main);
    }
    mixer.wait(this.#between(1_000, 20_000));
  }

  #change(): void {
    const kind = this.#random.pick([
      ...[
        'blend',
        'blend',
        'blend',
        'blend',
        'cut',
        'cut',
        'load over',
        'tease',
        'doubles',
        'silence',
        'back',
        'layer',
      ],
    ]);
    if (kind === 'load over') this.#loadOver();
    else if (kind === 'doubles') this.#doubles();
    else this.#changeTo(this.#prepare(), kind);
  }

  #changeTo(next: DeckId, kind: string): void {
    const old = this.#main;
    if (kind === 'tease') this.#tease(next);
    if (kind === 'silence') this.#silence();
    if (kind === 'cut') this.#cut(next);
    else if (kind === 'layer' && !this.#usesCrossfader) this.#layer(next);
    else this.#blend(next);
    if (kind !== 'back') return;
    this.mixer.wait(this.#between(1_000, 40_000));
    this.#blend(old);
  }

  /** Loads the next track and cues it with its channel closed. */
  #prepare(): DeckId {
    const { mixer } = this;
    const next = this.#random.pick(this.#decks.filter((deck) => deck !== this.#main));
    // Cueing happens in the headphones: never with an open channel.
    this.#close(next, 0);
    mixer.stop(next);
    const loads = this.#chance(0.2) ? 2 : 1;
    for (let load = 0; load < loads; load++) {
      mixer.load(next, this.#newTrack());
      mixer.wait(this.#between(20, 4_000));
    }
    while (this.#chance(0.5)) {
      mixer.play(next);
      mixer.wait(this.#between(200, 8_000));
      if (this.#chance(0.5)) mixer.seek(next, this.#between(0, 60_000));
      mixer.stop(next);
      if (this.#chance(0.5)) mixer.seek(next, this.#between(0, 60_000));
      mixer.wait(this.#between(100, 2_000));
    }
    return next;
  }

  #blend(next: DeckId): void {
    const { mixer } = this;
    const old = this.#main;
    mixer.play(next);
    mixer.wait(this.#between(0, 5_000));
    if (this.#usesCrossfader) {
      const target = next === 'A' ? -1 : 1;
      if (this.#chance(0.5)) {
        slideCrossfader(this.mixer, this.#between(-0.4, 0.4), this.#between(0, 8_000));
        mixer.wait(this.#between(0, 20_000));
      }
      slideCrossfader(this.mixer, target, this.#between(0, 8_000));
    } else {
      slideFader(this.mixer, next, this.#between(0.5, 1), this.#between(0, 12_000));
      mixer.wait(this.#between(0, 25_000));
      if (this.#chance(0.4)) slideFader(this.mixer, old, this.#between(0.2, 0.6), this.#between(0, 4_000));
      mixer.wait(this.#between(0, 10_000));
      slideFader(this.mixer, old, 0, this.#between(0, 10_000));
    }
    this.#main = next;
    mixer.wait(this.#between(0, 20_000));
    if (this.#chance(0.8)) mixer.stop(old);
  }

  #cut(next: DeckId): void {
    const { mixer } = this;
    const old = this.#main;
    if (this.#chance(0.5)) mixer.play(next);
    this.#open(next, 0);
    mixer.play(next);
    this.#close(old, 0);
    mixer.wait(this.#between(0, 3_000));
    mixer.stop(old);
    this.#main = next;
  }

  /** Another track loaded over the one on air. */
  #loadOver(): void {
    const { mixer } = this;
    const keepsPlaying = this.#chance(0.5);
    mixer.load(this.#main, this.#newTrack(), keepsPlaying);
    mixer.wait(this.#between(50, keepsPlaying ? 5_000 : 3_000));
    mixer.play(this.#main);
  }

  /** The new track is heard for some seconds and taken back. */
  #tease(next: DeckId): void {
    const { mixer } = this;
    const before = mixer.crossfader;
    mixer.play(next);
    if (this.#usesCrossfader) {
      slideCrossfader(this.mixer, this.#between(-0.5, 0.5), 500);
      mixer.wait(this.#between(300, 10_000));
      slideCrossfader(this.mixer, before, 500);
    } else {
      slideFader(this.mixer, next, this.#between(0.3, 1), 500);
      mixer.wait(this.#between(300, 10_000));
      slideFader(this.mixer, next, 0, 500);
    }
    mixer.wait(this.#between(0, 15_000));
  }

  /** The same track on two decks, thrown to and fro. */
  #doubles(): void {
    const { mixer } = this;
    const other = this.#random.pick(this.#decks.filter((deck) => deck !== this.#main));
    this.#close(other, 0);
    mixer.stop(other);
    mixer.load(other, mixer.track(this.#main) ?? 0, false, mixer.position(this.#main));
    mixer.wait(this.#between(300, 2_000));
    mixer.play(other);
    if (this.#usesCrossfader) {
      for (let throws = this.#random.between(1, 5); throws > 0; throws--) {
        mixer.setCrossfader(mixer.crossfader > 0 ? -1 : 1);
        mixer.wait(this.#between(200, 3_000));
      }
      this.#main = mixer.crossfader > 0 ? 'B' : 'A';
      mixer.stop(this.#main === 'A' ? 'B' : 'A');
      return;
    }
    this.#open(other, this.#between(0, 2_000));
    mixer.wait(this.#between(500, 8_000));
    this.#close(this.#main, this.#between(0, 2_000));
    mixer.stop(this.#main);
    this.#main = other;
  }

  #silence(): void {
    this.#close(this.#main, this.#between(0, 4_000));
    this.mixer.stop(this.#main);
    this.mixer.wait(this.#between(1_000, 60_000));
  }

  /** Another track low under the main one, and away again. */
  #layer(next: DeckId): void {
    const { mixer } = this;
    mixer.play(next);
    slideFader(this.mixer, next, mixer.volume(this.#main) * this.#between(0.2, 0.8), this.#between(0, 3_000));
    mixer.wait(this.#between(5_000, 50_000));
    slideFader(this.mixer, next, 0, this.#between(0, 3_000));
    mixer.stop(next);
  }

  #loop(): void {
    const lengthMs = this.#between(400, 8_000);
    const start = this.mixer.position(this.#main);
    for (let rounds = this.#random.between(2, 8); rounds > 0; rounds--) {
      this.mixer.wait(lengthMs);
      this.mixer.seek(this.#main, start);
    }
  }

  #stutter(): void {
    for (let times = this.#random.between(1, 6); times > 0; times--) {
      this.mixer.stop(this.#main);
      this.mixer.wait(this.#between(50, 1_500));
      this.mixer.play(this.#main);
      this.mixer.wait(this.#between(100, 1_500));
    }
  }

  #transform(): void {
    const { mixer } = this;
    const level = mixer.volume(this.#main);
    for (let times = this.#random.between(2, 12); times > 0; times--) {
      mixer.setVolume(this.#main, 0);
      mixer.wait(this.#between(60, 800));
      mixer.setVolume(this.#main, level);
      mixer.wait(this.#between(60, 800));
    }
  }

  #open(deck: DeckId, ms: number): void {
    if (this.#usesCrossfader) slideCrossfader(this.mixer, deck === 'A' ? -1 : 1, ms);
    else slideFader(this.mixer, deck, this.#between(0.6, 1), ms);
  }

  #close(deck: DeckId, ms: number): void {
    // The crossfader stands on one side or the other: closing a deck on it means opening the other's.
    if (!this.#usesCrossfader) slideFader(this.mixer, deck, 0, ms);
  }

  #newTrack(): number {
    this.tracks += 1;
    return this.tracks;
  }

  #between(least: number, most: number): number {
    return least + (this.#random.uint32() / 2 ** 32) * (most - least);
  }

  #chance(share: number): boolean {
    return this.#random.chance(share);
  }
}
