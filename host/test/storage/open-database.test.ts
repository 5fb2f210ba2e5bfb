import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseFault, tellingFaults } from '#storage/database-fault.ts';
import { openDatabase, openReadOnly } from '#storage/open-database.ts';

let folder: string;
let file: string;
let migrations: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracord-database-'));
  file = join(folder, 'some.sqlite');
  migrations = join(folder, 'migrations');
  mkdirSync(migrations);
  writeFileSync(join(migrations, '0001-first.sql'), 'create table things (name text)');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openDatabase(file, migrations, 'FULL');
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'none';
};

describe('opening a database', () => {
  test('makes one, and brings an older one up to date', () => {
    open().close();
    writeFileSync(join(migrations, '0002-second.sql'), 'create table others (name text)');
    const db = open();
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
  });

  test('one of a later version is refused and kept', () => {
    writeFileSync(join(migrations, '0002-second.sql'), 'create table others (name text)');
    open().close();
    rmSync(join(migrations, '0002-second.sql'));
    expect(codeOf(open)).toBe('database-newer');
  });

  test('one that is no database is damaged, also for reading', () => {
    writeFileSync(file, 'no database at all, but long enough to look like one'.repeat(100));
    expect(codeOf(open)).toBe('database-damaged');
    expect(codeOf(() => openReadOnly(file))).toBe('database-damaged');
  });

  test('one that is not there, or in no folder, is out of reach', () => {
    expect(codeOf(() => openReadOnly(file))).toBe('database-unreachable');
  });

  test('one that another holds is busy', () => {
    open().close();
    const other = new Database(file);
    other.pragma('locking_mode = exclusive');
    other.exec('begin exclusive');
    const fault = codeOf(() => {
      const db = new Database(file, { timeout: 0 });
      try {
        db.exec('begin immediate');
      } catch (error) {
        throw databaseFault(file, error);
      } finally {
        db.close();
      }
    });
    other.close();
    expect(fault).toBe('database-busy');
  });

  test('one that may not be written', () => {
    open().close();
    // SQLite writes no file that asks for a newer way of writing (byte 18, https://www.sqlite.org/fileformat.html#wal_mode);
    // taking away the right to write would not stop root.
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.from([9]), 0, 1, 18);
    closeSync(handle);
    writeFileSync(join(migrations, '0002-second.sql'), 'create table others (name text)');
    expect(codeOf(open)).toBe('database-read-only');
  });

  test('a full one', () => {
    const db = open();
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const fault = codeOf(() => {
      try {
        db.prepare('insert into things values (?)').run('x'.repeat(100_000));
      } catch (error) {
        throw databaseFault(file, error);
      }
    });
    db.close();
    expect(fault).toBe('database-full');
  });
});

describe('faults in words', () => {
  const sentence = (code: string) => {
    const fault = databaseFault('/x/show.sqlite', new Database.SqliteError('said so', code));
    return fault instanceof Error ? fault.message : '';
  };

  test.each([
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_FULL', 'make room'],
    ['SQLITE_READONLY_DIRECTORY', 'may not be written'],
    ['SQLITE_BUSY_SNAPSHOT', 'Another program'],
    ['SQLITE_CANTOPEN', 'cannot be reached'],
    ['SQLITE_IOERR_READ', 'cannot be reached'],
    ['SQLITE_MISUSE', 'said so'],
  ])('%s: %s; only a damaged one is to be moved away', (code, words) => {
    expect(sentence(code)).toContain(words);
    expect(sentence(code)).toContain('/x/show.sqlite');
    expect(sentence(code).includes('move it away')).toBe(words === 'damaged');
  });

  test('what is no fault of the database is left alone', async () => {
    const fault = new Error('mine');
    expect(databaseFault(file, fault)).toBe(fault);
    const methods = tellingFaults(file, {
      broken: async () => {
        throw new Database.SqliteError('bad', 'SQLITE_CORRUPT');
      },
      sum: (a: number, b: number) => a + b,
    });
    await expect(methods.broken()).rejects.toMatchObject({ code: 'database-damaged' });
    expect(await methods.sum(1, 2)).toBe(3);
  });
});
