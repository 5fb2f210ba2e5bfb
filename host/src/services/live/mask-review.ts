// Lifts the masks of plays of the past that no rule asks for any more: a record that is out by now. Only where the library is certain
// of the track, and all that was heard of it is known; what the DJ hid by hand, and what a deck said, stays as it was decided.

import type { TrackHit } from '#domain/collection.ts';
import type { Play } from '#domain/play.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { Identification, Identity } from './identification.ts';
import { maskReasons, type NowPlayingRules } from './now-playing-view.ts';

export type MaskReviewParts = {
  plays: Pick<Plays, 'masked' | 'get' | 'mask'>;
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  identification: Pick<Identification, 'identify'>;
  rules: () => NowPlayingRules;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  log: Logger;
};

/** Of more the newest. */
const MOST = 1_000;

export class MaskReview {
  readonly #parts: MaskReviewParts;
  #isStopped = false;

  constructor(parts: MaskReviewParts) {
    this.#parts = parts;
  }

  /** What it is asking about is left as it is. */
  stop(): void {
    this.#isStopped = true;
  }

  /** To be asked whenever the library is marked anew. Never rejects: where the library cannot be asked all stays as it is. */
  async review(): Promise<void> {
    try {
      await this.#review();
    } catch (error) {
      this.#parts.log.warn('masks.review.failed', { error });
    }
  }

  async #review(): Promise<void> {
    const { plays, tracks, rules, log } = this.#parts;
    const masked = plays.masked(MOST);
    if (masked.length === 0 || !rules().marksAreCurrent) return;
    const hits = new Map(
      (await tracks([...new Set(masked.flatMap(({ trackId }) => trackId ?? []))])).map((hit) => [hit.id, hit]),
    );
    const known = new Map<string, Identity>();
    let lifted = 0;
    for (const play of masked) {
      const hit = hits.get(play.trackId ?? '');
      if (hit === undefined || hit.maskedBecause !== undefined) continue;
      const isOpen = await this.#isOpen(play, hit, known);
      if (this.#isStopped) return;
      if (isOpen) lifted += this.#lift(play);
    }
    if (lifted > 0) log.info('masks.lifted', { plays: lifted });
  }

  /** `known`: by the words, for plays of the same. */
  async #isOpen(play: Play, hit: TrackHit, known: Map<string, Identity>): Promise<boolean> {
    const { identification, rules } = this.#parts;
    if (rules().masks.text(play.artist, play.title) !== undefined) return false;
    const heard = { artist: play.artist, title: play.title };
    const words = JSON.stringify(heard);
    const identity = known.get(words) ?? (await identification.identify(heard));
    known.set(words, identity);
    if (identity.failed) return false;
    return (
      maskReasons({ play, heard, identity: { ...identity, candidates: [hit, ...identity.candidates] } }, rules())
        .length === 0
    );
  }

  #lift({ id }: Play): number {
    const { plays, write } = this.#parts;
    // The DJ may have hidden it while the library was asked.
    if (plays.get(id)?.hidden !== false) return 0;
    write(() => plays.mask(id, false));
    return 1;
  }
}
