// The audience's topic `tempo`: how fast it goes, whole, at most once a second for one track. What may not be known any more is
// taken away at once.

import type { OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { publicTempo } from '#domain/public-view.ts';
import type { Clock } from '#kernel/clock.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

export type TempoParts = {
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  /** What the audience was told is on air, now and at each change. */
  followOnAir: (listener: (shown: PublicTopics['nowPlaying']) => void) => () => void;
  clock: Clock;
};

const AT_MOST_EVERY_MS = 1_000;
/** A shown tempo stays until it is off by more than this: 124.5 is 124, or 125, and not both in turn. */
const STAYS_WITHIN_BPM = 0.75;

export class Tempo {
  readonly #parts: TempoParts;
  #shown: PublicTopics['nowPlaying'];
  /** Which play the published tempo belongs to, by its start. */
  #since: number | undefined;
  #publishedAt = Number.NEGATIVE_INFINITY;
  readonly #stops: (() => void)[];
  #cancel: (() => void) | undefined;

  constructor(parts: TempoParts) {
    this.#parts = parts;
    this.#shown = parts.audience.get('nowPlaying');
    this.#stops = [
      parts.followOnAir((shown) => {
        this.#shown = shown;
        this.#look();
      }),
      ...(['nowPlaying', 'decks'] as const).map((topic) => parts.operator.follow(topic, () => this.#look())),
    ];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#cancel?.();
  }

  #look(): void {
    this.#cancel?.();
    const { operator, audience, clock } = this.#parts;
    const now = operator.get('nowPlaying');
    const bpm = publicTempo(this.#shown, now, operator.get('decks').byId);
    const isSame = this.#since === this.#shown.onAirSince;
    const known = isSame ? audience.get('tempo').bpm : undefined;
    // The audience is a track behind, or sees the test song: the tempo stays.
    if (bpm !== undefined && known !== undefined && now.onAirSince !== this.#shown.onAirSince) return;
    const wanted =
      bpm !== undefined && known !== undefined && Math.abs(bpm - known) < STAYS_WITHIN_BPM ? known : whole(bpm);
    if (wanted === audience.get('tempo').bpm) {
      this.#since = this.#shown.onAirSince;
      return;
    }
    const leftMs = this.#publishedAt + AT_MOST_EVERY_MS - clock.now();
    if (leftMs > 0 && known !== undefined && wanted !== undefined) {
      this.#cancel = clock.after(leftMs, () => this.#look());
      return;
    }
    this.#since = this.#shown.onAirSince;
    this.#publishedAt = clock.now();
    audience.set('tempo', wanted === undefined ? {} : { bpm: wanted });
  }
}

function whole(bpm: number | undefined): number | undefined {
  return bpm === undefined || !(bpm > 0) ? undefined : Math.round(bpm);
}
