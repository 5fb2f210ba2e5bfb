// Which tracks were changed, in order, so that who keeps the library in memory need not read all of it again. By hand and not by
// a trigger: within an import's transaction a trigger makes each update ten times as slow.

import type { SqliteDatabase } from '#storage/open-database.ts';

/** So many are remembered, and those of the last writing. Who is further behind reads all tracks: it takes about as long. */
const REMEMBERED = 20_000;

/** How far a library was read: its newest track and its newest change. */
export type LibraryMark = { track: number; change: number };

/** For who changes tracks: notes one of them. Ask for it anew for each transaction. */
export function changedTracks(db: SqliteDatabase): (track: number) => void {
  db.prepare('delete from track_changes where n <= (select max(n) from track_changes) - ?').run(REMEMBERED);
  const insert = db.prepare('insert into track_changes (track) values (?)');
  return (track) => {
    insert.run(track);
  };
}

export function libraryMark(db: SqliteDatabase): LibraryMark {
  const read = db.prepare<[], LibraryMark>(
    `select coalesce((select max(n) from tracks), 0) as track, coalesce((select max(n) from track_changes), 0) as change`,
  );
  return read.get() ?? { track: 0, change: 0 };
}

/** Whether all that changed after `mark` is remembered, and is little enough to be read one by one. */
export function isRemembered(db: SqliteDatabase, mark: LibraryMark): boolean {
  const { track, change } = libraryMark(db);
  const oldest = db.prepare<[], number>('select min(n) from track_changes').pluck().get() ?? 0;
  const changes = change - mark.change;
  return track >= mark.track && changes >= 0 && changes <= REMEMBERED && oldest <= mark.change + 1;
}
