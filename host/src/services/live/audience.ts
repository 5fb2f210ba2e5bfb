// The audience's topics: the operator's, projected, and the current track as late as the DJ wants it announced.

import type { NowPlaying, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { publicHost, publicLive, publicNowPlaying } from '#domain/public-view.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

export class Audience {
  readonly #operator: TopicStore<OperatorTopics>;
  readonly #public: TopicStore<PublicTopics>;
  readonly #clock: Clock;
  readonly #delayMs: () => number;
  /** What the audience sees now, in the operator's terms. */
  #shown: NowPlaying;
  #cancelAnnouncement: (() => void) | undefined;

  constructor(
    operator: TopicStore<OperatorTopics>,
    audience: TopicStore<PublicTopics>,
    clock: Clock,
    delayMs: () => number,
  ) {
    this.#operator = operator;
    this.#public = audience;
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#shown = operator.get('nowPlaying');
    operator.follow('nowPlaying', (value) => this.#take(value));
    operator.follow('live', (live) => audience.set('live', publicLive(live)));
    operator.follow('host', (host) => audience.set('host', publicHost(host)));
  }

  /** Whether a cover belongs to what the audience sees now: no other is served to it. */
  mayShowArtwork(id: string): boolean {
    const { track, previous } = this.#public.get('nowPlaying');
    return track?.artwork?.id === id || previous?.artwork?.id === id;
  }

  #take(value: NowPlaying): void {
    const delayMs = this.#delayMs();
    if (delayMs === 0 || value.playId === this.#shown.playId) {
      this.#show(value);
      return;
    }
    // The one still shown is the operator's previous by now; a mask on it must not wait.
    if (value.previous?.masked && !this.#shown.track?.masked) {
      this.#show({ ...this.#shown, track: value.previous });
    }
    this.#cancelAnnouncement ??= this.#clock.after(delayMs, () => this.#show(this.#operator.get('nowPlaying')));
  }

  #show(value: NowPlaying): void {
    this.#cancelAnnouncement?.();
    this.#cancelAnnouncement = undefined;
    this.#shown = value;
    this.#public.set('nowPlaying', publicNowPlaying(value));
  }
}
