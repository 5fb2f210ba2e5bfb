// The DJ changed what is left out or hidden: marks the tracks anew, without an import.

import type { LibraryRules } from '#domain/collection.ts';
import { markExcluded, markMasked, rememberRules, rulesApplied } from '#storage/library/library-rules.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

/** Does nothing where the tracks are marked by these rules already. */
export function applyRules(db: SqliteDatabase, rules: LibraryRules): void {
  const applied = rulesApplied(db, rules);
  if (applied.exclude && applied.masks) return;
  db.transaction(() => {
    if (!applied.exclude) markExcluded(db, rules);
    if (!applied.masks) markMasked(db, rules.masks);
    rememberRules(db, rules);
  }).immediate();
}
