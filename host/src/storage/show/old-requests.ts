// Writes requests of before this program into a set of their own. What is there already stays as it is.

import type { Person } from '#domain/request-record.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { OLD_SET } from './request-lists.ts';
import { toRow } from './requests-rows.ts';

export type PastRequest = {
  id: string;
  askedAt: number;
  requester: Person;
  artist: string;
  title: string;
  words?: string;
};

/** How many were new. Within a transaction of the caller's. */
export function writeOldRequests(db: SqliteDatabase, requests: PastRequest[]): number {
  // Older than every show, and over: no set of a show is taken for it.
  db.prepare('insert or ignore into sets (id, started_at, ended_at, open) values (?, 0, 0, 0)').run(OLD_SET);
  const known = db.prepare<[string], number>('select 1 from requests where id = ?').pluck();
  const highest = db
    .prepare<[string], number>('select coalesce(max(number), 0) from requests where set_id = ?')
    .pluck();
  let number = highest.get(OLD_SET) ?? 0;
  let added = 0;
  for (const request of requests) {
    if (known.get(request.id) !== undefined) continue;
    number += 1;
    added += 1;
    insert(db, request, number);
  }
  return added;
}

/** What became of it nobody wrote down: it waited, and is over. */
function insert(db: SqliteDatabase, request: PastRequest, number: number): void {
  const { id, askedAt, requester, artist, title, words } = request;
  const row = toRow({
    ...{ id, setId: OLD_SET, number, revision: 1, state: 'expired', artist, title, candidates: [] },
    requester: { ...requester, isHelper: false },
    firstBy: { platform: requester.platform, id: requester.id },
    ...{ words, voters: [], askedAt, changedAt: askedAt, skips: 0 },
  });
  const columns = Object.keys(row);
  db.prepare(
    `insert into requests (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
  ).run(row);
}
