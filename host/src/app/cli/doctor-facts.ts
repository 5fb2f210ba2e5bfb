// Everything the doctor's checks look at, gathered once: settings, the running host, folders, the library.

import path from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import { folders } from '#adapters/files/folders.ts';
import { loadSettings, type SettingsResult } from '#adapters/files/settings-file.ts';
import type { SettingFlags } from '#adapters/files/settings-override.ts';
import type { LibraryCounts } from '#domain/collection.ts';
import { everImported, openLibraryReadOnly } from '#storage/library/database.ts';
import { libraryCounts } from '#storage/library/import-record.ts';
import { type HostSight, type HostView, meetHost } from './doctor-host.ts';
import type { CliPlace } from './place.ts';

export type DoctorParts = {
  place: CliPlace;
  env: NodeJS.ProcessEnv;
  /** Flags that the host would be started with. */
  flags: SettingFlags;
  /** Folder of the built pages. */
  pages: string;
  /** Of this copy of TraCord. */
  version: string;
  /** As `process.versions.node` has it. */
  nodeVersion: string;
  /** Collections on this computer, the newest first. */
  findCollections: () => Promise<{ path: string }[]>;
};

/** What was imported: from the running host, else from the library's file. */
export type LibraryFacts =
  | { state: 'known'; counts: Omit<LibraryCounts, 'excluded'>; isImporting: boolean; warning?: string }
  | { state: 'none' }
  | { state: 'damaged'; file: string };

export type Facts = {
  parts: DoctorParts;
  settingsFile: string;
  settingsRead: SettingsResult;
  /** In force as far as known: the running host's, else the file's, else those before it broke, else the defaults. */
  settings: Settings;
  sight: HostSight;
  /** Only while it runs. */
  host: HostView | undefined;
  /** Those of the running host, where it was started with others. */
  place: CliPlace;
  library: LibraryFacts;
};

export async function gatherFacts(parts: DoctorParts): Promise<Facts> {
  const { place, env } = parts;
  const settingsFile = path.join(place.config, 'settings.yaml');
  const settingsRead = readSettings(settingsFile, parts);
  const written = (settingsRead.ok ? settingsRead.settings : settingsRead.lastGood) ?? DEFAULT_SETTINGS;
  const sight = await meetHost(place.config, written.web.port);
  const host = sight.state === 'running' ? sight.view : undefined;
  const hostData = host === undefined ? place.data : path.dirname(host.tokenFile);
  const hostPlace = hostData === place.data ? place : { ...folders(env, { data: hostData }), config: place.config };
  return {
    ...{ parts, settingsFile, settingsRead, sight, host },
    settings: host?.settings ?? written,
    place: hostPlace,
    library: libraryFacts(host, hostPlace.data),
  };
}

/** Reads only: the copy of the last good settings is the host's to write. */
function readSettings(file: string, { place, env, flags }: DoctorParts): SettingsResult {
  const result = loadSettings({ file, env, flags });
  if (result.ok) return result;
  return loadSettings({ file, env, flags, lastGoodFile: path.join(place.config, 'settings.last-good.yaml') });
}

function libraryFacts(host: HostView | undefined, data: string): LibraryFacts {
  if (host !== undefined && (host.token === 'accepted' || host.demo)) {
    const { importing, warning, ...counts } = host.library;
    return { state: 'known', counts, warning, isImporting: importing !== null };
  }
  const file = path.join(data, 'library.sqlite');
  try {
    if (!everImported(file)) return { state: 'none' };
    const db = openLibraryReadOnly(file);
    try {
      return { state: 'known', counts: libraryCounts(db), isImporting: false };
    } finally {
      db.close();
    }
  } catch {
    return { state: 'damaged', file };
  }
}
