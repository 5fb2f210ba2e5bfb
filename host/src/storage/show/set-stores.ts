// Everything about sets and their rows that lies in show.sqlite, written together or not at all.

import { databaseFault } from '#storage/database-fault.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { PlayFacts } from './play-facts.ts';
import { Plays } from './plays.ts';
import { SetEdits } from './set-edits.ts';
import { Setlists } from './setlists.ts';

export type SetStores = {
  setlists: Setlists;
  plays: Plays;
  facts: PlayFacts;
  edits: SetEdits;
  /** One transaction: on the disk when it returns. Throws DomainError as `databaseFault` tells; nothing is written then. */
  write<T>(work: () => T): T;
};

export function setStores(db: SqliteDatabase): SetStores {
  return {
    setlists: new Setlists(db),
    plays: new Plays(db),
    facts: new PlayFacts(db),
    edits: new SetEdits(db),
    write: (work) => {
      try {
        return db.transaction(work).immediate();
      } catch (cause) {
        throw databaseFault(db.name, cause);
      }
    },
  };
}
