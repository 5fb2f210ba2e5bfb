// What the topic nowPlaying only names: the picture of the cover, and the tracks a doubtful match may mean.

import type { NowPlaying } from '@tracord/shared/topics.ts';
import type { AlternativeView } from '#faces/face-inputs.ts';
import { isDoubtful } from '#keys/fix.ts';

/** `cover`: a data URL. `alternatives`: best first, as far as they are known by now. */
export type OnAirDetails = { cover?: string; alternatives: readonly AlternativeView[] };

export type DetailSource = {
  /** A track of the library, or undefined where there is none. Never rejects. */
  track(id: string): Promise<AlternativeView | undefined>;
  /** A square picture as a data URL, or undefined. Never rejects. */
  cover(artworkId: string): Promise<string | undefined>;
};

/** More than these nobody goes through with a dial. */
const MOST_ALTERNATIVES = 8;

export class OnAirFinder {
  readonly #source: DetailSource;
  readonly #found: (details: OnAirDetails) => void;
  #wanted = '';

  constructor(source: DetailSource, found: (details: OnAirDetails) => void) {
    this.#source = source;
    this.#found = found;
  }

  /** Looks when another cover or other alternatives are meant; what comes too late is dropped. */
  async hear(nowPlaying: NowPlaying): Promise<void> {
    const artworkId = nowPlaying.track?.artwork?.id;
    const ids = isDoubtful(nowPlaying) ? nowPlaying.match.alternatives.slice(0, MOST_ALTERNATIVES) : [];
    const wanted = JSON.stringify([artworkId, ids]);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#found({ alternatives: [] });
    const [cover, ...tracks] = await Promise.all([
      artworkId === undefined ? undefined : this.#source.cover(artworkId),
      ...ids.map((id) => this.#source.track(id)),
    ]);
    if (wanted !== this.#wanted) return;
    if (cover !== undefined || ids.length > 0) {
      this.#found({ cover, alternatives: tracks.filter((track) => track !== undefined) });
    }
  }
}
