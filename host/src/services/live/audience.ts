// The audience's topics: the operator's, projected, and each track as late as the DJ wants it announced. What is masked
// meanwhile is masked at once, whether it is shown, or waits. The test song is shown at once, and over all of it.

import type { NowPlaying, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { publicHost, publicLive, publicNowPlaying } from '#domain/public-view.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

/** Where the start of the newest play that was announced is kept, ms since the epoch: it is known again after a restart. */
export type AnnouncedMemory = { read: () => unknown; write: (announcedUntil: number) => void };

/** A play that waits for its announcement; `value` is the newest the operator saw of it. */
type Announcement = { value: NowPlaying; cancel: () => void };

/** A play is stored a moment before it is known what it is, and whether it is masked: so much longer than its delay it stays a
 * secret where nothing announced it. */
const UNANNOUNCED_MS = 2 * 60_000;

export class Audience {
  readonly #public: TopicStore<PublicTopics>;
  readonly #clock: Clock;
  readonly #delayMs: () => number;
  readonly #memory: AnnouncedMemory | undefined;
  /** What the audience sees now, in the operator's terms; under the test song while there is one. */
  #shown: NowPlaying;
  #test: NowPlaying | undefined;
  /** Oldest first: each is shown after its own delay, however fast they follow each other. */
  #waiting: Announcement[] = [];
  /** Start of the newest play the audience was told of. */
  #announcedUntil: number;
  /** Whether some play was shown since the start of the host. */
  #hasShown = false;
  readonly #followers = new Set<(shown: PublicTopics['nowPlaying']) => void>();

  constructor(
    operator: TopicStore<OperatorTopics>,
    audience: TopicStore<PublicTopics>,
    clock: Clock,
    delayMs: () => number,
    memory?: AnnouncedMemory,
  ) {
    this.#public = audience;
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#shown = operator.get('nowPlaying');
    this.#memory = memory;
    // What began longer ago than the delay is no secret any more, whatever became of its announcement.
    const kept = memory?.read();
    this.#announcedUntil = Math.max(
      clock.now() - delayMs(),
      typeof kept === 'number' ? Math.min(kept, clock.now()) : 0,
    );
    operator.follow('nowPlaying', (value) => this.#take(value));
    operator.follow('live', (live) => audience.set('live', publicLive(live)));
    operator.follow('host', (host) => audience.set('host', publicHost(host)));
  }

  /** Whether a play that began then was announced: no later one may be told of anywhere. What nothing will announce any more, as a
   * row that was added by hand after the last play, is known some time after its delay. */
  knowsOf(playedAt: number): boolean {
    return playedAt <= this.#announcedUntil || (this.#waiting.length === 0 && playedAt <= this.#openUntil());
  }

  /** In so many ms it is known of a play that began then, if nothing is announced before; 0: it is known. Undefined: not before the
   * next announcement, of which `followOnAir` tells. */
  secretForMs(playedAt: number): number | undefined {
    if (this.knowsOf(playedAt)) return 0;
    return this.#waiting.length === 0 ? playedAt - this.#openUntil() : undefined;
  }

  /** Whether a cover belongs to what the audience sees now: no other is served to it. */
  mayShowArtwork(id: string): boolean {
    const { track, previous } = this.#public.get('nowPlaying');
    return track?.artwork?.id === id || previous?.artwork?.id === id;
  }

  /** What the audience was told is on air, now and at each change, until the answer is called; the test song is for screens only
   * and never in it. */
  followOnAir(listener: (shown: PublicTopics['nowPlaying']) => void): () => void {
    this.#followers.add(listener);
    listener(publicNowPlaying(this.#shown));
    return () => this.#followers.delete(listener);
  }

  #take(value: NowPlaying): void {
    this.#test = value.test ? value : undefined;
    if (this.#test === undefined) this.#takeOnAir(value);
    this.#maskAtOnce(value.maskedPlays ?? []);
    this.#publish();
  }

  #takeOnAir(value: NowPlaying): void {
    const newest = this.#waiting.at(-1);
    if (newest !== undefined && newest.value.playId === value.playId) newest.value = value;
    else if (newest === undefined && (value.playId === this.#shown.playId || this.#goesOn(value))) this.#show(value);
    else this.#announce(value);
  }

  /** Taken up again after a restart: the audience was told of it before. */
  #goesOn({ onAirSince }: NowPlaying): boolean {
    return !this.#hasShown && onAirSince !== undefined && this.knowsOf(onAirSince);
  }

  #announce(value: NowPlaying): void {
    const delayMs = this.#delayMs();
    if (delayMs === 0) {
      for (const { cancel } of this.#waiting.splice(0)) cancel();
      this.#show(value);
      return;
    }
    // What was known while nothing waited stays known, as far as it says nothing of this one.
    if (this.#waiting.length === 0) {
      this.#knowUntil(Math.min(this.#openUntil(), (value.onAirSince ?? Number.POSITIVE_INFINITY) - 1));
    }
    const announcement: Announcement = {
      value,
      cancel: this.#clock.after(delayMs, () => {
        this.#waiting = this.#waiting.filter((one) => one !== announcement);
        this.#show(announcement.value);
      }),
    };
    this.#waiting.push(announcement);
  }

  /** Masks that came after a play left the operator's view. */
  #maskAtOnce(maskedPlays: string[]): void {
    const masked = (value: NowPlaying) =>
      value.playId !== undefined && value.track && !value.track.masked && maskedPlays.includes(value.playId);
    const hide = (value: NowPlaying): NowPlaying => ({
      ...value,
      track: value.track && { ...value.track, masked: true },
    });
    for (const announcement of this.#waiting) {
      if (masked(announcement.value)) announcement.value = hide(announcement.value);
    }
    if (masked(this.#shown)) this.#show(hide(this.#shown));
  }

  #show(value: NowPlaying): void {
    this.#shown = value;
    if (value.playId !== undefined) this.#hasShown = true;
    this.#knowUntil(value.onAirSince ?? 0);
    this.#publish();
  }

  #openUntil(): number {
    return this.#clock.now() - this.#delayMs() - UNANNOUNCED_MS;
  }

  #knowUntil(at: number): void {
    if (at <= this.#announcedUntil) return;
    this.#announcedUntil = at;
    this.#memory?.write(at);
  }

  #publish(): void {
    const shown = publicNowPlaying(this.#shown);
    this.#public.set('nowPlaying', this.#test === undefined ? shown : publicNowPlaying(this.#test));
    for (const tell of this.#followers) tell(shown);
  }
}
