// The full path of each list, "Folder/List": what masks and people call it.

import type { SqliteDatabase } from '#storage/open-database.ts';

export function playlistPaths(db: SqliteDatabase): Map<string, string> {
  const rows = db.prepare('select id, parent, name from playlists').all() as {
    id: string;
    parent: string | null;
    name: string;
  }[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const paths = new Map<string, string>();
  const pathOf = (id: string): string => {
    const known = paths.get(id);
    if (known !== undefined) return known;
    const row = byId.get(id);
    const path = row === undefined ? '' : row.parent === null ? row.name : `${pathOf(row.parent)}/${row.name}`;
    paths.set(id, path);
    return path;
  };
  for (const { id } of rows) pathOf(id);
  return paths;
}
