// What the library says of the tracks in the set that is shown, asked once and kept, so that a mask takes effect at once. Says
// whether it can be trusted with the masks of now.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { TrackHit } from '#domain/collection.ts';
import type { Logger } from '#kernel/logger.ts';
import type { NowPlayingRules } from './now-playing-view.ts';

export type SetLibraryParts = {
  tracks: (ids: string[]) => Promise<TrackHit[]>;
  rules: () => Pick<NowPlayingRules, 'masksByLibrary' | 'marksAreCurrent'>;
  settings: () => Pick<Settings, 'masks'>;
  log: Logger;
};

/** `isAsked`: whether the library was asked for a track at all; it may have none with this id. `isTrusted`: its marks are those of
 * the masks of now, or no mask needs them. */
export type LibrarySays = {
  hits: ReadonlyMap<string, TrackHit>;
  isAsked: (trackId: string) => boolean;
  isTrusted: boolean;
};

type Kept = { ids: ReadonlySet<string>; hits: ReadonlyMap<string, TrackHit>; masks: Settings['masks'] | undefined };

export class SetLibrary {
  readonly #parts: SetLibraryParts;
  #kept: Kept = { ids: new Set(), hits: new Map(), masks: undefined };

  constructor(parts: SetLibraryParts) {
    this.#parts = parts;
  }

  /** What is known without asking. */
  known(): LibrarySays {
    return this.#says(this.#kept);
  }

  /** Asks for these tracks and keeps the answer in place of what was kept. Never rejects: a library that cannot be asked is not
   * trusted. */
  async learn(trackIds: readonly string[]): Promise<void> {
    this.#kept = await this.#ask(trackIds);
  }

  /** Asks for these tracks and keeps nothing. */
  async ask(trackIds: readonly string[]): Promise<LibrarySays> {
    return this.#says(await this.#ask(trackIds));
  }

  async #ask(trackIds: readonly string[]): Promise<Kept> {
    const { tracks, rules, settings, log } = this.#parts;
    const ids = new Set(trackIds);
    const { masks } = settings();
    const { marksAreCurrent } = rules();
    try {
      const found = ids.size === 0 ? [] : await tracks([...ids]);
      const hits = new Map(found.map((track) => [track.id, track]));
      return { ids, hits, masks: marksAreCurrent ? masks : undefined };
    } catch (error) {
      log.error('set.library.failed', { error });
      return { ids, hits: this.#kept.hits, masks: undefined };
    }
  }

  #says({ ids, hits, masks }: Kept): LibrarySays {
    const { masksByLibrary, marksAreCurrent } = this.#parts.rules();
    const isCurrent = marksAreCurrent && masks !== undefined && jsonEqual(masks, this.#parts.settings().masks);
    return { hits, isAsked: (id) => ids.has(id), isTrusted: !masksByLibrary || isCurrent };
  }
}
