// The newest time that a show's database tells of: what happens next is later.

import type { SqliteDatabase } from '#storage/open-database.ts';

/** ms since the epoch; undefined where nothing happened yet. */
export function newestTime(db: SqliteDatabase): number | undefined {
  const newest = db
    .prepare<[], number | null>(
      `select max(at) from (
         select max(at) as at from plays union all select max(ended_at) from plays
         union all select max(changed_at) from requests
         union all select max(started_at) from sets union all select max(ended_at) from sets
         union all select max(resumed_at) from sets
         union all select max(from_at) from setlists union all select max(ended_at) from setlists
         union all select max(at) from output_marks union all select max(ended_at) from outputs
       )`,
    )
    .pluck()
    .get();
  return newest ?? undefined;
}
