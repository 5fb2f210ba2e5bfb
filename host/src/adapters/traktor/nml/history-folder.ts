// Traktor's history files, read one by one: what was played, and what the file itself knows of the tracks. For reading only.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { SourceEntry } from '#ports/collection-source.ts';
import { startOfPlay } from './dates.ts';
import { readNml } from './nml-reader.ts';

/** A play of a history file. `key`: of the collection; `at`: ms since the epoch, absent where the file says none. */
export type HistoryFilePlay = { key: string; at?: number; durationMs?: number; public?: boolean };
export type HistoryContents = { entries: SourceEntry[]; plays: HistoryFilePlay[] };

/** The paths of all NML files of a folder, in the order of their names, or the file that is given. `remedy`: what to give instead.
 * Throws DomainError `nml-missing`. */
export function nmlPaths(path: string, remedy: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => name.toLowerCase().endsWith('.nml'));
    return names.sort().map((name) => join(path, name));
  } catch (cause) {
    const isGone = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const why = isGone ? 'is not there' : `cannot be read (${messageOf(cause)})`;
    throw new DomainError('nml-missing', `${path} ${why}: ${remedy}`, { cause });
  }
}

/** Throws DomainError `not-nml`, `collection-truncated` or `collection-unreadable`. */
export function readHistoryFile(path: string): HistoryContents {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const message = `${path} cannot be read (${messageOf(cause)}): check the drive and its permissions`;
    throw new DomainError('collection-unreadable', message, { cause });
  }
  const entries: SourceEntry[] = [];
  let at = 0;
  const { plays } = readNml(
    (target) => {
      const count = bytes.copy(target, 0, at);
      at += count;
      return count;
    },
    (frame) => {
      const outcome = frame.parse();
      if ('entry' in outcome) entries.push(outcome.entry);
    },
    { name: basename(path) },
  );
  return {
    entries,
    plays: plays.map(({ key, date, seconds, durationS, public: isPublic }) => ({
      key,
      at: startOfPlay(date, seconds),
      durationMs: durationS === undefined ? undefined : Math.round(durationS * 1000),
      public: isPublic,
    })),
  };
}
