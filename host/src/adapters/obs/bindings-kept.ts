// Keeps which source is which of ours, for the next start. A full disk costs no more than what that start would know.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Binding, SourceRow, SourceStore } from './bindings.ts';

/** Makes the rows of a collection those of its bindings. Never throws. */
export function keepRows(
  { store, log }: { store: SourceStore; log: Logger },
  collection: string,
  bindings: readonly Binding[],
): void {
  try {
    keep(store, collection, bindings);
  } catch (error) {
    log.error('sources.not-kept', { error });
  }
}

function keep(store: SourceStore, collection: string, bindings: readonly Binding[]): void {
  const kept = store.list(collection);
  for (const row of bindings.map(rowOf)) {
    const before = kept.find(({ what }) => what === row.what);
    if (before === undefined || !jsonEqual(withoutAbsent(before), withoutAbsent(row))) store.put(collection, row);
  }
  for (const { what } of kept) {
    if (!bindings.some((binding) => binding.what === what)) store.remove(collection, what);
  }
}

function rowOf({ what, name, uuid, by, scene, asked, removedAt }: Binding): SourceRow {
  return { what, name, uuid, by, scene, asked, removedAt };
}

/** What is absent is as what is undefined. */
function withoutAbsent(row: SourceRow): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
