// The planner's graph of the library, kept as the library is: what changed is put in place, the rest is left alone.

import { TrackGraph } from '#domain/planner/track-graph.ts';
import { plannerTracks } from '#storage/library/planner-rows.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export class LibraryGraph {
  readonly graph = new TrackGraph();
  #versions = new Map<string, string>();

  renew(db: SqliteDatabase): void {
    const versions = new Map<string, string>();
    plannerTracks(db, (id, version, read) => {
      versions.set(id, version);
      if (this.#versions.get(id) === version) return;
      this.graph.put([read()]);
    });
    this.graph.remove([...this.#versions.keys()].filter((id) => !versions.has(id)));
    this.#versions = versions;
  }
}
