// What is known of a play: whose track it is, and its cover. Nothing here waits long: a library that cannot be asked is
// said in the identity, and a cover that takes its time comes later.

import type { ArtworkView } from '@tracord/shared/topics.ts';
import type { Play } from '#domain/play.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Identification, Identity } from './identification.ts';
import type { PlayBook } from './play-book.ts';

/** A play and what is known of it by now. */
export type KnownPlay = {
  play: Play;
  heard: HeardTrack;
  identity: Identity;
  artwork?: ArtworkView;
  /** It was masked when it was shown before, perhaps by what a deck said: that is not stored. */
  wasMasked?: boolean;
};

export type PlayKnowledgeParts = {
  identification: Identification;
  book: PlayBook;
  cover: (path: string) => Promise<ArtworkView | undefined>;
  /** A cover came after its play was shown. */
  onLateCover: () => void;
  clock: Clock;
  log: Logger;
};

/** How long a title waits for its cover before it is shown without: most covers are in the cache. */
const COVER_PATIENCE_MS = 15;

export class PlayKnowledge {
  readonly #parts: PlayKnowledgeParts;

  constructor(parts: PlayKnowledgeParts) {
    this.#parts = parts;
  }

  async of(play: Play, heard: HeardTrack, wasMasked = false): Promise<KnownPlay> {
    const known: KnownPlay = { play, heard, identity: await this.#identity(play, heard), wasMasked };
    this.#parts.book.identify(play, known.identity);
    await this.#dress(known);
    return known;
  }

  /** Looks again: the library or the DJ says other things now. */
  async renew(known: KnownPlay, identity?: Identity): Promise<void> {
    const before = known.identity.hit?.path;
    known.identity = identity ?? (await this.#identity(known.play, known.heard));
    if (known.identity.hit?.id !== known.play.trackId) this.#parts.book.identify(known.play, known.identity);
    if (known.identity.hit?.path !== before) known.artwork = undefined;
    await this.#dress(known);
  }

  /** What was certain for another reason than the text stays: the DJ chose it, or a deck named the file. */
  async #identity(play: Play, heard: HeardTrack): Promise<Identity> {
    const { identification } = this.#parts;
    const byDeck = play.matchedBy === 'path' && heard.path === undefined;
    const stored = play.matchedBy === 'dj' || byDeck ? await identification.ofPlay(play) : undefined;
    return stored ?? identification.identify(heard);
  }

  async #dress(known: KnownPlay): Promise<void> {
    const { identity } = known;
    const path = identity.hit?.path;
    if (path === undefined || known.artwork !== undefined) return;
    const cover = this.#parts.cover(path);
    const patience = new Promise<undefined>((resolve) => {
      this.#parts.clock.after(COVER_PATIENCE_MS, () => resolve(undefined));
    });
    known.artwork = await Promise.race([cover, patience]);
    if (known.artwork === undefined) this.#takeLate(known, identity, cover);
  }

  #takeLate(known: KnownPlay, identity: Identity, cover: Promise<ArtworkView | undefined>): void {
    cover.then(
      (artwork) => {
        // By then it may be known as another track.
        if (artwork === undefined || known.identity !== identity) return;
        known.artwork = artwork;
        this.#parts.onLateCover();
      },
      (error: unknown) => this.#parts.log.error('cover.failed', { error }),
    );
  }
}
