// What SQLite's faults mean to a DJ. Only a damaged file may be put aside: all others hold what they held.

import Database from 'better-sqlite3';
import { DomainError } from '#kernel/domain-error.ts';

/** By the beginning of SQLite's result code (https://www.sqlite.org/rescode.html). */
const FAULTS: readonly { codes: RegExp; code: string; sentence: (file: string) => string }[] = [
  {
    codes: /^SQLITE_(CORRUPT|NOTADB)/,
    code: 'database-damaged',
    sentence: (file) => `The database ${file} is damaged: move it away, and TraCord makes a new one at its next start.`,
  },
  {
    codes: /^SQLITE_FULL/,
    code: 'database-full',
    sentence: (file) => `The drive of ${file} is full: make room on it. What is in the database is whole.`,
  },
  {
    codes: /^SQLITE_(READONLY|PERM|AUTH)/,
    code: 'database-read-only',
    sentence: (file) => `The database ${file} may not be written: make it and its folder yours to write.`,
  },
  {
    codes: /^SQLITE_(BUSY|LOCKED)/,
    code: 'database-busy',
    sentence: (file) =>
      `Another program holds the database ${file}: close it (a second TraCord, a backup, a database browser) and try again.`,
  },
  {
    codes: /^SQLITE_(CANTOPEN|IOERR|NOLFS|PROTOCOL)/,
    code: 'database-unreachable',
    sentence: (file) =>
      `The database ${file} cannot be reached: see that its drive is connected and that its folder is yours to read and write.`,
  },
];

/** The fault of `file` behind anything that was thrown; what does not come from SQLite is given back as it is. */
export function databaseFault(file: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  const known = FAULTS.find(({ codes }) => codes.test(cause.code));
  if (known !== undefined) return new DomainError(known.code, known.sentence(file), { cause });
  const message = `The database ${file} cannot be used (${cause.code}, ${cause.message}): try again, and see the log.`;
  return new DomainError('database-failed', message, { cause });
}

/** The methods, with their faults of `file` told as DomainErrors. */
export function tellingFaults<Methods extends Record<string, (...args: never[]) => unknown>>(
  file: string,
  methods: Methods,
): Methods {
  const told = Object.entries(methods).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw databaseFault(file, error);
      }
    },
  ]);
  return Object.fromEntries(told) as Methods;
}
