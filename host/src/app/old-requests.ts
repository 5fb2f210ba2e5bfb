// Takes over the files of TraCord DJ: its request list and counters into the show's store, its settings as lines to write. All
// files are read before anything is written: a broken one leaves everything as it was.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DomainError } from '#kernel/domain-error.ts';
import { type OldCounts, type OldRequest, readOldCounts, readOldRequests } from '#services/live/old-requests.ts';
import { type OldSettings, translateOldSettings } from '#services/live/old-requests-settings.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { writeOldRequests } from '#storage/show/old-requests.ts';
import { OLD_COUNTS } from '#storage/show/request-lists.ts';
import { ShowState } from '#storage/show/show-state.ts';

export type OldFiles = { requests?: OldRequest[]; counts?: OldCounts; settings?: OldSettings };

const NAMES = ['song_requests.json', 'stats.json', 'settings.json'] as const;
const ALL_NAMES = 'song_requests.json, stats.json and settings.json';
/** Larger than any list that people typed. */
const MOST_BYTES = 50_000_000;

/** `path`: the old bot's folder, its data folder, or one of the three files. Throws DomainError `old-file-unknown`,
 * `old-file-broken`. */
export function readOldFiles(path: string): OldFiles {
  const old: OldFiles = {};
  for (const file of filesOf(path)) {
    const text = textOf(file);
    switch (basename(file).toLowerCase()) {
      case 'song_requests.json':
        old.requests = readOldRequests(text, file);
        break;
      case 'stats.json':
        old.counts = readOldCounts(text, file);
        break;
      case 'settings.json':
        old.settings = translateOldSettings(text, file);
        break;
      default:
        throw new DomainError('old-file-unknown', `${file} is not known: name ${ALL_NAMES}, or the folder with them.`);
    }
  }
  return old;
}

/** How many requests were new. Done again, it changes nothing. */
export function takeOver(db: SqliteDatabase, { requests = [], counts }: OldFiles): number {
  return db
    .transaction(() => {
      if (counts !== undefined) new ShowState(db).set(OLD_COUNTS, counts);
      return writeOldRequests(db, requests);
    })
    .immediate();
}

function filesOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw new DomainError('old-file-unknown', `${path} is not there: name the old bot's folder.`);
  if (!found.isDirectory()) return [path];
  for (const folder of [path, join(path, 'data')]) {
    const files = NAMES.map((name) => join(folder, name)).filter((file) => existsSync(file));
    if (files.length > 0) return files;
  }
  throw new DomainError(
    'old-file-unknown',
    `${path} holds none of ${ALL_NAMES}: name the folder "data" of the old bot.`,
  );
}

function textOf(file: string): string {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) {
    throw new DomainError('old-file-unknown', `${file} is too large to be a file of TraCord DJ: name another.`);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new DomainError('old-file-broken', `${file} cannot be read: see that you may open it, and import again.`, {
      cause,
    });
  }
}
