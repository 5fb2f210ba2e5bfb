// Brings a collection into the library in one transaction: only changed entries are read, a track keeps its id when its file
// moves, and a collection that cannot be read to its end leaves everything as it was.

import { createHash } from 'node:crypto';
import type { ImportProgress, ImportReport, LibraryRules } from '#domain/collection.ts';
import { exclusionTest } from '#domain/exclusion.ts';
import { SkippedTally } from '#domain/skipped-tally.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { CollectionSource, EntryHash, EntryOutcome, SourcePlaylist } from '#ports/collection-source.ts';
import { beginBulkLoad, withLargeCache } from '#storage/library/bulk-load.ts';
import { lastImport, libraryCounts, writeLastImport } from '#storage/library/import-record.ts';
import { KnownEntries } from '#storage/library/known-entries.ts';
import { markExcluded, markMasked, rememberRules, rulesApplied } from '#storage/library/library-rules.ts';
import { markListed, markMissing, moveBootVolume } from '#storage/library/missing-entries.ts';
import { Newcomers } from '#storage/library/newcomers.ts';
import { PastPlayStore } from '#storage/library/past-play-store.ts';
import { PlaylistStore, type PlaylistToWrite } from '#storage/library/playlist-store.ts';
import { type EntryPlace, type EntryToWrite, TrackWriter } from '#storage/library/track-writer.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';

export type ImportOptions = {
  rules: LibraryRules;
  /** Size of the file, for the progress. */
  totalBytes: number;
  onProgress: (progress: ImportProgress) => void;
  /** Milliseconds since the epoch. */
  now: () => number;
};

const PROGRESS_BYTES = 4 << 20;

/** Throws what `source.read` throws; nothing is changed then. */
export function importCollection(
  db: SqliteDatabase,
  source: CollectionSource,
  collection: string,
  options: ImportOptions,
): ImportReport {
  return withLargeCache(db, () => {
    const run = db.transaction(() => new CollectionImport(db, source, collection, options).run());
    const report = run.immediate();
    // Otherwise the log keeps the size of the whole import.
    db.pragma('wal_checkpoint(TRUNCATE)');
    return report;
  });
}

class CollectionImport {
  readonly #db: SqliteDatabase;
  readonly #source: CollectionSource;
  readonly #collection: string;
  readonly #options: ImportOptions;
  readonly #known: KnownEntries;
  readonly #writer: TrackWriter;
  readonly #newcomers: Newcomers | undefined;
  readonly #placeOf;
  readonly #skipped = new SkippedTally();
  /** Of a first import: there is no index to look them up by. */
  readonly #keys = new Set<string>();
  #added = 0;
  #changed = 0;
  #unchanged = 0;

  constructor(db: SqliteDatabase, source: CollectionSource, collection: string, options: ImportOptions) {
    this.#db = db;
    this.#source = source;
    this.#collection = collection;
    this.#options = options;
    this.#known = new KnownEntries(db, source.name);
    this.#newcomers = this.#known.count === 0 ? undefined : new Newcomers(db);
    this.#writer = new TrackWriter(db, source.name, exclusionTest(options.rules));
    this.#placeOf = db.prepare('select n as entry, track, file from source_entries where source = ? and key = ?');
  }

  run(): ImportReport {
    const { now } = this.#options;
    const startedAt = now();
    const db = this.#db;
    const last = lastImport(db);
    const endBulkLoad = this.#newcomers === undefined ? beginBulkLoad(db) : () => {};
    let reported = 0;
    const visitor = {
      entry: (hash: EntryHash, parse: () => EntryOutcome) => this.#take(hash, parse),
      progress: (done: number) => {
        if (done - reported < PROGRESS_BYTES) return;
        reported = done;
        this.#options.onProgress({ done, total: Math.max(done, this.#options.totalBytes) });
      },
    };
    const read = this.#source.read(this.#collection, visitor, last?.bootVolume);
    this.#takeNewcomers();
    this.#writer.finish();
    endBulkLoad();
    const { vanished, returned } = this.#markMissing(startedAt);
    this.#skipped.addAll(read.skipped);
    if (read.bootVolume !== undefined && read.bootVolume !== last?.bootVolume) moveBootVolume(db, read.bootVolume);
    const playlistsHash = hashOf(read.playlists);
    const playlists = new PlaylistStore(db);
    const relisted = playlistsHash !== last?.playlistsHash;
    if (relisted) playlists.replace(flattened(read.playlists), this.#source.name);
    this.#readHistory();
    if (this.#added > 0) playlists.relink(this.#source.name);
    this.#applyRules(relisted);
    const skipped = this.#skipped.list();
    const finishedAt = now();
    const { program, bootVolume } = read;
    writeLastImport(db, { collection: this.#collection, program, finishedAt, playlistsHash, bootVolume }, skipped);
    const counts = libraryCounts(db);
    return {
      collection: this.#collection,
      program,
      added: this.#added,
      changed: this.#changed,
      unchanged: this.#unchanged,
      vanished,
      returned,
      playlists: counts.playlists,
      cues: counts.cues,
      plays: counts.plays,
      skipped: counts.skipped,
      durationMs: finishedAt - startedAt,
    };
  }

  #take(hash: EntryHash, parse: () => EntryOutcome): void {
    const known = this.#known;
    const at = known.find(hash.high, hash.low);
    if (at >= 0 && !known.isSeen(at)) {
      known.markSeen(at);
      this.#unchanged++;
      return;
    }
    const outcome = parse();
    if ('skipped' in outcome) {
      this.#skipped.add(outcome.skipped, outcome.example);
      return;
    }
    const { entry } = outcome;
    const toWrite = { ...entry, hashHigh: hash.high, hashLow: hash.low };
    if (this.#newcomers === undefined) {
      if (this.#keys.has(entry.key)) this.#twice(toWrite);
      else {
        this.#keys.add(entry.key);
        this.#writer.writeNew(toWrite);
        this.#added++;
      }
      return;
    }
    this.#takeAgain(toWrite);
  }

  #takeAgain(entry: EntryToWrite): void {
    const known = this.#known;
    const place = this.#placeOf.get(this.#source.name, entry.key) as EntryPlace | undefined;
    if (place === undefined) {
      if (this.#newcomers?.add(entry) === false) this.#twice(entry);
      return;
    }
    const row = known.positionOf(place.entry);
    if (known.isSeen(row)) {
      this.#twice(entry);
      return;
    }
    known.markSeen(row);
    // An odd entry's hash is only known after it was read.
    if (known.find(entry.hashHigh, entry.hashLow) === row) {
      this.#unchanged++;
      return;
    }
    this.#writer.writeAgain(place, entry);
    this.#changed++;
  }

  #twice(entry: EntryToWrite): void {
    this.#skipped.add('a file is listed twice; the first entry counts', entry.path);
  }

  #takeNewcomers(): void {
    this.#newcomers?.resolve(this.#known.unseen(), (entry, was) => {
      if (was === undefined) {
        this.#writer.writeNew(entry);
        this.#added++;
      } else {
        this.#known.markSeen(this.#known.positionOf(was.entry));
        this.#writer.writeAgain(was, entry);
        this.#changed++;
      }
    });
  }

  #markMissing(at: number): { vanished: number; returned: number } {
    const [vanished, returned] = [this.#known.vanished(), this.#known.returned()];
    markMissing(this.#db, vanished, at);
    markListed(this.#db, returned);
    return { vanished: vanished.length, returned: returned.length };
  }

  /** A history file that cannot be read is named; the others are read all the same. */
  #readHistory(): void {
    const store = new PastPlayStore(this.#db);
    try {
      for (const { name, hash } of this.#source.historyFiles(this.#collection)) {
        if (store.knownHash(name) !== hash) this.#readHistoryFile(store, name, hash);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#skipped.add('the history folder cannot be read', messageOf(error));
    }
  }

  #readHistoryFile(store: PastPlayStore, name: string, hash: string): void {
    try {
      store.write(name, hash, this.#source.readHistory(this.#collection, name), this.#source.name);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#skipped.add('a history file cannot be read', messageOf(error));
    }
  }

  #applyRules(relisted: boolean): void {
    const db = this.#db;
    const { rules } = this.#options;
    const applied = rulesApplied(db, rules);
    if (!applied.exclude && this.#newcomers !== undefined) markExcluded(db, rules);
    const touched = this.#added + this.#changed > 0 || relisted;
    if (!applied.masks || touched) markMasked(db, rules.masks);
    if (!applied.exclude || !applied.masks) rememberRules(db, rules);
  }
}

/** Folders have no id of their own in Traktor: theirs is made from their place in the tree, so that it stays. */
function* flattened(
  playlists: readonly SourcePlaylist[],
  parent: string | null = null,
  taken: Set<string> = new Set(),
): Generator<PlaylistToWrite> {
  for (const [position, { kind, name, uuid, rule, keys, children }] of playlists.entries()) {
    let id = uuid ?? hashOf([parent, kind, name]);
    for (let count = 2; taken.has(id); count++) id = hashOf([parent, kind, name, uuid, count]);
    taken.add(id);
    yield { id, parent, position, kind, name, rule: rule ?? null, keys };
    yield* flattened(children, id, taken);
  }
}

function hashOf(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
