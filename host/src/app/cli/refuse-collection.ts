// Traktor's own collection is never written, whatever name leads to it.

import { existsSync, realpathSync } from 'node:fs';
import { isTraktorCollection } from '#domain/tracklist/file-name.ts';
import { DomainError } from '#kernel/domain-error.ts';

/** Throws DomainError `collection`. */
export function refuseCollection(path: string): void {
  const names = [path, ...(existsSync(path) ? [realpathSync.native(path)] : [])];
  if (!names.some(isTraktorCollection)) return;
  throw new DomainError(
    'collection',
    `${path} is Traktor's own collection: choose another name, and import the playlist in Traktor.`,
  );
}
