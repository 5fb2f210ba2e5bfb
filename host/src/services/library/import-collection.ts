// Brings a collection into the library in one transaction: only changed entries are read, a track keeps its id when its file
// moves, and a collection that cannot be read to its end leaves everything as it was.

import { createHash } from 'node:crypto';
import type { ImportProgress, ImportReport, LibraryRules } from '#domain/collection.ts';
import { exclusionTest } from '#domain/exclusion.ts';
import { SkippedTally } from '#domain/skipped-tally.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { CollectionRead, CollectionSource, SourcePlaylist } from '#ports/collection-source.ts';
import { beginBulkLoad, beginLargeCache } from '#storage/library/bulk-load.ts';
import { lastImport, libraryCounts, writeLastImport } from '#storage/library/import-record.ts';
import { KnownEntries } from '#storage/library/known-entries.ts';
import { markExcluded, markMasked, rememberRules, rulesApplied } from '#storage/library/library-rules.ts';
import { LogFlush } from '#storage/library/log-flush.ts';
import { markListed, markMissing, moveBootVolume } from '#storage/library/missing-entries.ts';
import { Newcomers } from '#storage/library/newcomers.ts';
import { PastPlayStore } from '#storage/library/past-play-store.ts';
import { PlaylistStore, type PlaylistToWrite } from '#storage/library/playlist-store.ts';
import { EntryPreparer, type PreparedEntry } from '#storage/library/prepared-entry.ts';
import { type EntryPlace, TrackWriter } from '#storage/library/track-writer.ts';
import type { SqliteDatabase } from '#storage/open-database.ts';
import { type EntryFeed, type FeedBatch, type FeedItem, feedFrom } from './entry-feed.ts';

export type ImportOptions = {
  /** Where entries come from; absent: `source` is read in this thread. */
  feed?: EntryFeed;
  rules: LibraryRules;
  /** Size of the file, for the progress. */
  totalBytes: number;
  onProgress: (progress: ImportProgress) => void;
  /** Milliseconds since the epoch. */
  now: () => number;
};

const PROGRESS_BYTES = 4 << 20;

/** From this share of a library on, entries that changed are written as in a first import. */
const MANY_CHANGED = 0.1;
const MANY_CHANGED_LEAST = 2_000;
/** Their rows come in order: keeping these as one goes costs less than making them afterwards. */
const APPENDED = ['files_track', 'source_entries_track'];
/** What changed entries are looked up by. */
const LOOKUPS = ['tracks_id', 'files_track', 'source_entries_key', 'source_entries_track'];

/** Throws what `source.read` throws; nothing is changed then. Nobody else may write through `db` meanwhile. Afterwards the log
 * holds the whole import: see `emptyLog`. */
export async function importCollection(
  db: SqliteDatabase,
  source: CollectionSource,
  collection: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const endLargeCache = beginLargeCache(db);
  const flush = new LogFlush(db);
  try {
    db.exec('begin immediate');
    const report = await new CollectionImport(db, source, collection, options, flush).run();
    db.exec('commit');
    await flush.startNext();
    return report;
  } catch (error) {
    if (db.inTransaction) db.exec('rollback');
    throw error;
  } finally {
    flush.end();
    endLargeCache();
  }
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
  readonly #pathOf;
  readonly #flush: LogFlush;
  #endBulkLoad: ReturnType<typeof beginBulkLoad> | undefined;
  #reported = 0;
  readonly #skipped = new SkippedTally();
  /** Of a first import: there is no index to look them up by. */
  readonly #keys = new Set<string>();
  #added = 0;
  #changed = 0;
  #unchanged = 0;

  constructor(
    db: SqliteDatabase,
    source: CollectionSource,
    collection: string,
    options: ImportOptions,
    flush: LogFlush,
  ) {
    this.#db = db;
    this.#flush = flush;
    this.#source = source;
    this.#collection = collection;
    this.#options = options;
    this.#known = new KnownEntries(db, source.name);
    this.#newcomers = this.#known.count === 0 ? undefined : new Newcomers(db);
    this.#writer = new TrackWriter(db, source.name, new EntryPreparer(exclusionTest(options.rules)));
    this.#placeOf = db.prepare('select n as entry, track, file from source_entries where source = ? and key = ?');
    this.#pathOf = db.prepare('select path from files where n = (select file from source_entries where n = ?)').pluck();
  }

  async run(): Promise<ImportReport> {
    const { now } = this.#options;
    const startedAt = now();
    const db = this.#db;
    const last = lastImport(db);
    if (this.#newcomers === undefined) this.#endBulkLoad = beginBulkLoad(db, APPENDED);
    const read = await this.#readEntries(last?.bootVolume);
    this.#takeNewcomers();
    await this.#flush.startNext();
    this.#writer.finish();
    for (const _index of this.#endBulkLoad?.() ?? []) await this.#flush.startNext();
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

  #readEntries(bootVolume: string | undefined): Promise<CollectionRead> {
    const { feed = feedFrom(this.#source), rules } = this.#options;
    const request = { collection: this.#collection, hashes: this.#known.hashes.shared, rules, bootVolume };
    return feed(request, (batch) => {
      this.#takeBatch(batch);
      this.#flush.start();
    });
  }

  #takeBatch({ items, doneBytes }: FeedBatch): void {
    for (const item of items) this.#take(item);
    if (doneBytes - this.#reported < PROGRESS_BYTES) return;
    this.#reported = doneBytes;
    this.#options.onProgress({ done: doneBytes, total: Math.max(doneBytes, this.#options.totalBytes) });
  }

  #take(item: FeedItem): void {
    if (typeof item === 'number') this.#takeUnchanged(item);
    else if ('skipped' in item) this.#skipped.add(item.skipped, item.example);
    else if (this.#newcomers !== undefined) this.#takeAgain(item, this.#newcomers);
    else if (this.#keys.has(item.key)) this.#twice(item.file[0]);
    else {
      this.#keys.add(item.key);
      this.#writer.writeNew(item);
      this.#added++;
    }
  }

  #takeUnchanged(at: number): void {
    const known = this.#known;
    if (known.isSeen(at)) {
      this.#twice(this.#pathOf.get(known.numberOf(at)) as string);
      return;
    }
    known.markSeen(at);
    this.#unchanged++;
  }

  #takeAgain(entry: PreparedEntry, newcomers: Newcomers): void {
    const known = this.#known;
    const place = this.#placeOf.get(this.#source.name, entry.key) as EntryPlace | undefined;
    if (place === undefined) {
      if (newcomers.add(entry)) this.#expectMany(this.#changed + newcomers.count);
      else this.#twice(entry.file[0]);
      return;
    }
    const row = known.positionOf(place.entry);
    if (known.isSeen(row)) {
      this.#twice(entry.file[0]);
      return;
    }
    known.markSeen(row);
    // An odd entry's hash is only known after it was read.
    if (known.hashes.find(entry.hashHigh, entry.hashLow) === row) {
      this.#unchanged++;
      return;
    }
    this.#writer.writeAgain(place, entry);
    this.#changed++;
    this.#expectMany(this.#changed + newcomers.count);
  }

  #expectMany(changes: number): void {
    const many = Math.max(MANY_CHANGED_LEAST, this.#known.count * MANY_CHANGED);
    if (this.#endBulkLoad !== undefined || changes < many) return;
    this.#endBulkLoad = beginBulkLoad(this.#db, LOOKUPS);
    this.#writer.searchLater();
  }

  #twice(path: string): void {
    this.#skipped.add('a file is listed twice; the first entry counts', path);
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
