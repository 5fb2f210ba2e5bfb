// The library and the settings of a host that does not run, as the running host would use them.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import { loadSettings } from '#adapters/files/settings-file.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { startWorker } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';
import type { CliPlace } from './place.ts';

/** `isMarked`: by the masks of now. */
export type ClosedLibrary = Pick<Catalogue, 'tracks' | 'traktorKeys'> & { isMarked: boolean };

const NO_LIBRARY: ClosedLibrary = { tracks: async () => [], traktorKeys: async () => ({}), isMarked: false };

/** Marks the library by the masks of now first: they may have been set otherwise since it was last used. */
export async function withClosedLibrary<T>(
  { data }: CliPlace,
  { library: { exclude, excludeLoops }, masks }: Settings,
  work: (library: ClosedLibrary) => Promise<T>,
): Promise<T> {
  if (!existsSync(join(data, 'library.sqlite'))) return work(NO_LIBRARY);
  const writer = startWorker('library-writer', { folder: data });
  const reader = startWorker('library-reader', { folder: data });
  try {
    const catalogue = new Catalogue(writer, reader);
    await catalogue.applyRules({ exclude, excludeLoops, masks });
    const { collection } = await catalogue.summary();
    return await work({
      tracks: (ids) => catalogue.tracks(ids),
      traktorKeys: (ids) => catalogue.traktorKeys(ids),
      // A library that was never imported is marked by nothing.
      isMarked: collection !== undefined && catalogue.isMarkedBy(masks),
    });
  } finally {
    await Promise.all([writer.stop(), reader.stop()]);
  }
}

export function closedSettings({ config }: CliPlace): Settings {
  const loaded = loadSettings({ file: join(config, 'settings.yaml'), env: process.env });
  const settings = loaded.ok ? loaded.settings : loaded.lastGood;
  if (settings !== undefined) return settings;
  throw new DomainError('bad-settings', 'The settings file has a mistake: npm run tracord -- doctor names it.');
}
