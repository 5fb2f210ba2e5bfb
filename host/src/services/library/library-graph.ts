// The planner's graph of the library, kept as the library is: what changed is put in place, the rest is left alone.

import { TrackGraph } from '#domain/planner/track-graph.ts';
import { plannerTracks, tracksSince } from '#storage/library/planner-rows.ts';
import { type LibraryMark, libraryMark } from '#storage/library/track-changes.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export class LibraryGraph {
  /** Another one where the library had to be read anew. */
  graph = new TrackGraph();
  #mark: LibraryMark | undefined;

  renew(db: SqliteDatabase): void {
    // Nothing is written between what is read and how far it was read.
    db.transaction(() => {
      const changes = this.#mark && tracksSince(db, this.#mark);
      if (changes) {
        this.graph.put(changes);
      } else {
        this.graph = new TrackGraph();
        this.graph.put(plannerTracks(db));
      }
      this.#mark = libraryMark(db);
    })();
  }
}
