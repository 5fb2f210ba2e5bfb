// Shows a test song for a few seconds, so that the DJ sees the overlays work; what was on air before comes back by itself.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { TEST_SONG } from '#domain/test-song.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { OnAirDesk } from './on-air-desk.ts';

const SHOWN_FOR_MS = 15_000;

export class TestSong {
  readonly #topics: TopicStore<OperatorTopics>;
  readonly #onAir: Pick<OnAirDesk, 'take'>;
  readonly #clock: Clock;
  #cancel: (() => void) | undefined;

  constructor(topics: TopicStore<OperatorTopics>, onAir: Pick<OnAirDesk, 'take'>, clock: Clock) {
    this.#topics = topics;
    this.#onAir = onAir;
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
    const isShown = this.#cancel !== undefined;
    this.#cancel?.();
    const hadTrack = isShown || this.#topics.get('nowPlaying').track !== undefined;
    this.#onAir.take({ kind: 'manual.set', ...TEST_SONG });
    this.#cancel = this.#clock.after(SHOWN_FOR_MS, () => {
      this.#cancel = undefined;
      const { track } = this.#topics.get('nowPlaying');
      // Something else came on air meanwhile: that stands.
      if (track?.artist !== TEST_SONG.artist || track.title !== TEST_SONG.title) return;
      if (hadTrack) this.#onAir.take({ kind: 'previous' });
      // Nothing to go back to: it ends.
      this.#onAir.take({ kind: 'manual.end', ...TEST_SONG });
    });
    return { ok: true, endsAt: this.#clock.now() + SHOWN_FOR_MS };
  }

  /** At start: a test song that a crash left on air is over. */
  resume(): void {
    this.#onAir.take({ kind: 'manual.end', ...TEST_SONG });
  }

  stop(): void {
    this.#cancel?.();
  }
}
