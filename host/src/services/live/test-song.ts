// Shows a test song for a few seconds, so that the DJ sees the overlays work. What is on air goes on under it, and counts.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { NowPlaying } from './now-playing.ts';

const SHOWN_FOR_MS = 15_000;

export class TestSong {
  readonly #topics: TopicStore<OperatorTopics>;
  readonly #nowPlaying: Pick<NowPlaying, 'showTest'>;
  readonly #clock: Clock;
  #cancel: (() => void) | undefined;

  constructor(topics: TopicStore<OperatorTopics>, nowPlaying: Pick<NowPlaying, 'showTest'>, clock: Clock) {
    this.#topics = topics;
    this.#nowPlaying = nowPlaying;
    this.#clock = clock;
  }

  /** Shown again while it is shown, it stays longer. While live only with `anyway`: refused as `live`. */
  show(anyway: boolean): { ok: true; endsAt: number } | { ok: false; code: string; message: string } {
    if (this.#topics.get('live').on && !anyway) {
      return {
        ok: false,
        code: 'live',
        message: 'you are live: hold the key for a second to show the test song all the same',
      };
    }
    this.#cancel?.();
    this.#nowPlaying.showTest(true);
    this.#cancel = this.#clock.after(SHOWN_FOR_MS, () => this.#nowPlaying.showTest(false));
    return { ok: true, endsAt: this.#clock.now() + SHOWN_FOR_MS };
  }

  stop(): void {
    this.#cancel?.();
  }
}
