// The search of a real library over a few tracks, for the tests of asking by words.

import type { TrackHit } from '#domain/collection.ts';
import { songKey, songName } from '#domain/song.ts';
import { catalogueMethods, type HitsAnswer, type HitsInput } from '#services/library/catalogue-methods.ts';
import { type SearchAnswer, type SearchInput, searchMethods } from '#services/library/search.ts';
import { SearchFixture } from '../library/search-fixture.ts';

export class LibraryOfRequests {
  readonly #fixture = new SearchFixture();
  readonly #hits: (input: HitsInput) => HitsAnswer;
  readonly tracks: TrackHit[];

  /** "Artist – Title" or "Artist – Title (Mix)"; a part in `more` is of the track with that title. */
  constructor(names: string[], more: Record<string, Partial<TrackHit>> = {}) {
    this.tracks = names.map((name, index) => {
      const [artist = '', rest = ''] = name.split(' – ');
      const [title = '', mix] = rest.replace(/\)$/, '').split(' (');
      const named = { artist, title, mix };
      const facts = { excluded: false, playlists: [], path: `/music/${index}.mp3`, durationMs: 300_000 };
      return { id: `t${index + 1}`, song: songKey(songName(named)), ...named, ...facts, ...more[title] };
    });
    this.#fixture.add(...this.tracks);
    const { db } = this.#fixture;
    const mask = db.prepare('update tracks set masked_because = ? where id = ?');
    for (const { id, maskedBecause } of this.tracks) if (maskedBecause !== undefined) mask.run(maskedBecause, id);
    const search = searchMethods(() => db).search as (input: SearchInput) => SearchAnswer;
    this.#hits = catalogueMethods(() => db, search).hits as (input: HitsInput) => HitsAnswer;
  }

  async search(q: string, options: Omit<HitsInput, 'q'> = {}): Promise<HitsAnswer> {
    return this.#hits({ ...options, q });
  }

  remove(): void {
    this.#fixture.remove();
  }
}
