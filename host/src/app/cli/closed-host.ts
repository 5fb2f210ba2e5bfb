// What a host that does not run left behind, as it would use it running: its settings, its show and its library.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import { loadSettings } from '#adapters/files/settings-file.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { openReadOnly, type SqliteDatabase } from '#storage/open-database.ts';
import type { CliPlace } from './place.ts';
import { hasLibrary, withCatalogue } from './with-catalogue.ts';

/** `isMarked`: by the masks of now. */
type ClosedLibrary = Pick<Catalogue, 'tracks' | 'traktorKeys'> & { isMarked: boolean };
export type ClosedHost = { settings: Settings; show: SqliteDatabase; library: ClosedLibrary };

/** `command`: that a host which is started meanwhile names as what holds the data folder. `since`: the step of the show's store from
 * which on it has what is wanted; before that, or with no show at all, `nothingYet` is thrown. */
type Wanted = { command: string; since: number; nothingYet: DomainError };

const NO_LIBRARY: ClosedLibrary = { tracks: async () => [], traktorKeys: async () => ({}), isMarked: false };

/** Throws DomainError also where the settings have a mistake, or a host runs after all. */
export async function withClosedHost<T>(
  place: CliPlace,
  { command, since, nothingYet }: Wanted,
  work: (host: ClosedHost) => T | Promise<T>,
): Promise<T> {
  const settings = closedSettings(place);
  const file = join(place.data, 'show.sqlite');
  if (!existsSync(file)) throw nothingYet;
  const lock = lockDataFolder(place.data, { pid: process.pid, address: `npm run tracord -- ${command}` });
  try {
    const show = openReadOnly(file);
    try {
      if ((show.pragma('user_version', { simple: true }) as number) < since) throw nothingYet;
      return await withClosedLibrary(place, settings, (library) => work({ settings, show, library }));
    } finally {
      show.close();
    }
  } finally {
    lock.release();
  }
}

/** Marks the library by the masks of now first: they may have been set otherwise since it was last used. */
async function withClosedLibrary<T>(
  place: CliPlace,
  { library: { exclude, excludeLoops }, masks }: Settings,
  work: (library: ClosedLibrary) => T | Promise<T>,
): Promise<T> {
  if (!hasLibrary(place)) return work(NO_LIBRARY);
  return withCatalogue(place, async (catalogue) => {
    await catalogue.applyRules({ exclude, excludeLoops, masks });
    const { collection } = await catalogue.summary();
    return work({
      tracks: (ids) => catalogue.tracks(ids),
      traktorKeys: (ids) => catalogue.traktorKeys(ids),
      // A library that was never imported is marked by nothing.
      isMarked: collection !== undefined && catalogue.isMarkedBy(masks),
    });
  });
}

/** The settings of now; where the file has a mistake, those that were good last. Throws DomainError `bad-settings`. */
export function closedSettings({ config }: CliPlace): Settings {
  const loaded = loadSettings({ file: join(config, 'settings.yaml'), env: process.env });
  const settings = loaded.ok ? loaded.settings : loaded.lastGood;
  if (settings !== undefined) return settings;
  throw new DomainError('bad-settings', 'The settings file has a mistake: npm run tracord -- doctor names it.');
}
