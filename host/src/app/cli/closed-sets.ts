// The sets of a host that does not run, read from its data folder: a tracklist as the running host would write it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import { Covers } from '#adapters/artwork/cover-cache.ts';
import { loadSettings } from '#adapters/files/settings-file.ts';
import { titleRules } from '#app/title-rules.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import { systemClock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { silentLogger } from '#kernel/logger.ts';
import { startWorker } from '#kernel/workers.ts';
import { Catalogue } from '#services/library/catalogue.ts';
import { type Exported, type ExportInput, SetExports } from '#services/live/set-exports.ts';
import { SetLibrary } from '#services/live/set-library.ts';
import { SetTracklists } from '#services/live/set-tracklists.ts';
import { SetViews } from '#services/live/set-views.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { openReadOnly, type SqliteDatabase } from '#storage/open-database.ts';
import { OutputStore } from '#storage/show/outputs.ts';
import { setStores } from '#storage/show/set-stores.ts';
import type { CliPlace } from './place.ts';

/** Since this step of the store there are sets. */
const FIRST_VERSION = 4;

type Library = Pick<Catalogue, 'tracks' | 'traktorKeys'> & { isMarked: boolean };
const NO_LIBRARY: Library = { tracks: async () => [], traktorKeys: async () => ({}), isMarked: false };

/** Refused with what the host refuses. Throws DomainError where there are no sets yet, the settings have a mistake, or a host runs
 * after all. */
export async function exportClosed(place: CliPlace, input: ExportInput): Promise<Exported | Refusal> {
  const settings = settingsIn(place);
  const file = join(place.data, 'show.sqlite');
  if (!existsSync(file)) throw nothingYet(place);
  const lock = lockDataFolder(place.data, { pid: process.pid, address: 'npm run tracord -- setlist' });
  try {
    const show = openReadOnly(file);
    try {
      if ((show.pragma('user_version', { simple: true }) as number) < FIRST_VERSION) throw nothingYet(place);
      return await withLibrary(place, settings, (library) =>
        exportsOf({ place, settings, show, library }).export(input),
      );
    } finally {
      show.close();
    }
  } finally {
    lock.release();
  }
}

type Parts = { place: CliPlace; settings: Settings; show: SqliteDatabase; library: Library };

function exportsOf({ place, settings, show, library }: Parts): SetExports {
  const stores = setStores(show);
  const outputs = new OutputStore(show);
  const covers = new Covers({ cacheFolder: place.cache, log: silentLogger });
  const titles = titleRules(settings, silentLogger);
  const rules = () => ({ ...titles, marksAreCurrent: library.isMarked });
  const { tracks } = library;
  const views = new SetViews({
    ...{ stores, rules, now: systemClock.now },
    lagMs: () => settings.sets.broadcastLagSeconds * 1000,
    clocks: (fromMs, toMs) => outputs.between(fromMs, toMs),
  });
  const { setlists } = stores;
  const tracklists = new SetTracklists({
    // As DjSets finds them.
    find: (id) => {
      if (id === 'current') return setlists.newest();
      return id === 'last' ? setlists.all(2).find(({ endedAt }) => endedAt !== undefined) : setlists.get(id);
    },
    views,
    library: new SetLibrary({ tracks, rules, settings: () => settings, log: silentLogger }),
    // What was held back for some seconds has been said since.
    knowsOf: () => true,
    cover: (path) => covers.forFile(path),
  });
  return new SetExports({
    tracklist: (id, options) => tracklists.tracklist(id, options),
    cover: (id, sizePx) => covers.image(id, sizePx),
    traktorKeys: library.traktorKeys,
    line: () => settings.sets.line,
    copy: async () => false,
    log: silentLogger,
  });
}

/** Marks the library by the masks of now first: they may have been set otherwise since it was last used. */
async function withLibrary<T>(place: CliPlace, settings: Settings, work: (library: Library) => Promise<T>): Promise<T> {
  if (!existsSync(join(place.data, 'library.sqlite'))) return work(NO_LIBRARY);
  const writer = startWorker('library-writer', { folder: place.data });
  const reader = startWorker('library-reader', { folder: place.data });
  try {
    const catalogue = new Catalogue(writer, reader);
    const { exclude, excludeLoops } = settings.library;
    await catalogue.applyRules({ exclude, excludeLoops, masks: settings.masks });
    const { collection } = await catalogue.summary();
    return await work({
      tracks: (ids) => catalogue.tracks(ids),
      traktorKeys: (ids) => catalogue.traktorKeys(ids),
      // A library that was never imported is marked by nothing.
      isMarked: collection !== undefined && catalogue.isMarkedBy(settings.masks),
    });
  } finally {
    await Promise.all([writer.stop(), reader.stop()]);
  }
}

function settingsIn(place: CliPlace): Settings {
  const loaded = loadSettings({ file: join(place.config, 'settings.yaml'), env: process.env });
  const settings = loaded.ok ? loaded.settings : loaded.lastGood;
  if (settings !== undefined) return settings;
  throw new DomainError('bad-settings', 'The settings file has a mistake: npm run tracord -- doctor names it.');
}

function nothingYet({ data }: CliPlace): DomainError {
  return new DomainError('no-set', `There are no sets yet in ${data}. They come with the first show.`);
}
