// tracord requests: writes requests and wishes as CSV, whether a host runs or not, and takes over the files of the bot before,
// while none runs.

import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type OldFiles, readOldFiles, takeOver } from '#app/old-requests.ts';
import { requestsCsv, wishesCsv } from '#app/request-csv.ts';
import { requestRow } from '#app/request-queries.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { openReadOnly } from '#storage/open-database.ts';
import { openShowDatabase } from '#storage/show/database.ts';
import { RequestLists } from '#storage/show/request-lists.ts';
import { readFlags, TEXT, YES } from './flags.ts';
import { outPath, writeOut } from './out-file.ts';
import type { CliPlace } from './place.ts';

const USAGE =
  'npm run tracord -- requests export [--wishes] [--set <id>] [--out <file or folder>] [--force], or requests import <folder or file>';
/** Since this step of the store there are requests. */
const FIRST_VERSION = 2;

export function runRequests(place: CliPlace, args: string[]): number {
  const [what, ...rest] = args;
  if (what === 'export') return runExport(place, rest);
  if (what === 'import') return runImport(place, rest);
  throw new DomainError('bad-command', `Say what to do with requests: ${USAGE}`);
}

function runExport(place: CliPlace, args: string[]): number {
  const { wishes, set, out, force = false } = exportFlags(args);
  const file = join(place.data, 'show.sqlite');
  if (!existsSync(file)) throw nothingYet(place);
  const db = openReadOnly(file);
  try {
    if ((db.pragma('user_version', { simple: true }) as number) < FIRST_VERSION) throw nothingYet(place);
    const lists = new RequestLists(db);
    const csv = wishes
      ? wishesCsv(lists.wishes(Number.MAX_SAFE_INTEGER))
      : requestsCsv([...lists.newest({ setId: set })].map(requestRow));
    if (out === undefined) {
      process.stdout.write(csv);
      return 0;
    }
    const path = outPath(out, wishes ? 'wishes.csv' : 'requests.csv');
    writeOut(wishes ? 'Wishes are' : 'Requests are', [{ path, text: csv }], force);
    return 0;
  } finally {
    db.close();
  }
}

function exportFlags(args: string[]): { wishes?: boolean; set?: string; out?: string; force?: boolean } {
  return readFlags(USAGE, { args, options: { wishes: YES, set: TEXT, out: TEXT, force: YES } }).values;
}

function nothingYet({ data }: CliPlace): DomainError {
  return new DomainError('no-requests', `There are no requests yet in ${data}. They come with the first show.`);
}

function runImport(place: CliPlace, [path, ...more]: string[]): number {
  if (path === undefined || more.length > 0) throw new DomainError('bad-command', `Name one folder or file: ${USAGE}`);
  const old = readOldFiles(resolve(path));
  const added = old.requests === undefined && old.counts === undefined ? 0 : written(place, old);
  process.stdout.write(report(old, added));
  return 0;
}

function written(place: CliPlace, old: OldFiles): number {
  mkdirSync(place.data, { recursive: true });
  const lock = lockDataFolder(place.data, { pid: process.pid, address: 'npm run tracord -- requests import' });
  try {
    const db = openShowDatabase(place.data);
    try {
      return takeOver(db, old);
    } finally {
      db.close();
    }
  } finally {
    lock.release();
  }
}

function report({ requests, counts, settings }: OldFiles, added: number): string {
  const lines: string[] = [];
  if (requests !== undefined) {
    const known = requests.length - added;
    lines.push(`${added} past requests are in the list now${known > 0 ? `; ${known} were there already` : ''}.`);
  }
  if (counts !== undefined) {
    const { searches, plays, requests: asked } = counts;
    lines.push(
      `The old bot counted ${asked} requests: they count in the total. (${plays} plays, ${searches} searches.)`,
    );
  }
  if (settings !== undefined) {
    lines.push('No setting was changed. Write these lines into settings.yaml:', '');
    lines.push(...settings.lines.map((line) => `  ${line}`), '', ...settings.notes);
  }
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}
