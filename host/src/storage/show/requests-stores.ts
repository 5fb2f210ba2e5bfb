// Everything about requests that lies in show.sqlite, written together or not at all.

import { databaseFault } from '#storage/database-fault.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { BlockedPeople } from './blocked-people.ts';
import { Outbox } from './outbox.ts';
import { RequestStore } from './requests.ts';
import { Pings } from './requests-pings.ts';
import { Sets } from './sets.ts';
import { Wishes } from './wishes.ts';

export type RequestStores = {
  requests: RequestStore;
  sets: Sets;
  outbox: Outbox;
  blocked: BlockedPeople;
  pings: Pings;
  wishes: Wishes;
  /** One transaction: on the disk when it returns. Throws DomainError as `databaseFault` tells; nothing is written then. */
  write<T>(work: () => T): T;
};

export function requestStores(db: SqliteDatabase): RequestStores {
  return {
    requests: new RequestStore(db),
    sets: new Sets(db),
    outbox: new Outbox(db),
    blocked: new BlockedPeople(db),
    pings: new Pings(db),
    wishes: new Wishes(db),
    write: (work) => {
      try {
        return db.transaction(work).immediate();
      } catch (cause) {
        throw databaseFault(db.name, cause);
      }
    },
  };
}
