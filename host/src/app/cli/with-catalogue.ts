// The library, for a command that opens it on its own: beside a host that runs, or without one.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '#kernel/domain-error.ts';
import { startWorker } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';
import type { CliPlace } from './place.ts';

export function hasLibrary({ data }: CliPlace): boolean {
  return existsSync(join(data, 'library.sqlite'));
}

/** Throws DomainError `no-library`. */
export function needLibrary(place: CliPlace): void {
  if (hasLibrary(place)) return;
  throw new DomainError('no-library', 'There is no library yet: npm run tracord -- import <path of collection.nml>');
}

/** Makes a library where there is none. */
export async function withCatalogue<T>({ data }: CliPlace, work: (catalogue: Catalogue) => Promise<T>): Promise<T> {
  const writer = startWorker('library-writer', { folder: data });
  const reader = startWorker('library-reader', { folder: data });
  try {
    return await work(new Catalogue(writer, reader));
  } finally {
    await Promise.all([writer.stop(), reader.stop()]);
  }
}
