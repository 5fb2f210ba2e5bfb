// Reads a collection and makes its entries ready to be stored, in batches: in this thread, or in one of its own while the
// library's writer is busy writing what came before.

import type { LibraryRules } from '#domain/collection.ts';
import { exclusionTest } from '#domain/exclusion.ts';
import { SendWindow } from '#kernel/send-window.ts';
import type { WorkerLink } from '#kernel/workers.ts';
import type { CollectionRead, CollectionSource } from '#ports/collection-source.ts';
import { KnownHashes, type SharedHashes } from '#storage/library/known-hashes.ts';
import { EntryPreparer, type PreparedEntry } from '#storage/library/prepared-entry.ts';

/** What is to be read, and what of it is known already. Plain data. */
export type FeedRequest = {
  collection: string;
  hashes: SharedHashes;
  rules: LibraryRules;
  /** As the last import found it. */
  bootVolume: string | undefined;
};

/** An entry that did not change, as its position among the known hashes; one to be stored; or one that cannot be read. */
export type FeedItem = number | PreparedEntry | { skipped: string; example: string };

/** Items in the order of the collection; `doneBytes`: how much of the file was read by then. */
export type FeedBatch = { items: FeedItem[]; doneBytes: number };

/** Hands over batch after batch. Rejects with what `CollectionSource.read` throws, or with what `take` threw. */
export type EntryFeed = (request: FeedRequest, take: (batch: FeedBatch) => void) => Promise<CollectionRead>;

/** How the other thread is asked; see library-parser.ts. */
export type ParserInput = { request: FeedRequest; window: SharedArrayBuffer };

const BATCH_ITEMS = 200;
/** A batch of new entries takes some 700 kB. */
export const BATCHES_UNDER_WAY = 3;

export function feedFrom(source: CollectionSource): EntryFeed {
  return async (request, take) => readBatches(source, request, take);
}

/** `parser` runs library-parser.ts; it starts at once, while the library still looks up what it knows. */
export function feedFromWorker(parser: WorkerLink): EntryFeed {
  const failedToOpen = parser.call('open').then(
    () => undefined,
    (cause: unknown) => ({ cause }),
  );
  return async (request, take) => {
    const failed = await failedToOpen;
    if (failed !== undefined) throw failed.cause;
    const window = new SendWindow(BATCHES_UNDER_WAY);
    const input: ParserInput = { request, window: window.shared };
    let failure: { cause: unknown } | undefined;
    const takeOrFail = (batch: FeedBatch) => {
      if (failure !== undefined) return;
      try {
        take(batch);
      } catch (cause) {
        failure = { cause };
        void parser.stop();
      }
      window.take();
    };
    const read = await parser
      .call<CollectionRead>('read', input, { onProgress: takeOrFail })
      .catch((error: unknown) => {
        throw failure === undefined ? error : failure.cause;
      });
    if (failure !== undefined) throw failure.cause;
    return read;
  };
}

/** Reads the whole collection; `send` may block. */
export function readBatches(
  source: CollectionSource,
  { collection, hashes, rules, bootVolume }: FeedRequest,
  send: (batch: FeedBatch) => void,
): CollectionRead {
  const known = new KnownHashes(hashes);
  const seen = new Uint8Array(known.count);
  const preparer = new EntryPreparer(exclusionTest(rules));
  let batch: FeedBatch = { items: [], doneBytes: 0 };
  const flush = () => {
    if (batch.items.length > 0) send(batch);
    batch = { items: [], doneBytes: batch.doneBytes };
  };
  const read = source.read(
    collection,
    {
      entry: (hash, parse) => {
        if (batch.items.length === BATCH_ITEMS) flush();
        const at = known.find(hash.high, hash.low);
        if (at >= 0 && seen[at] === 0) {
          seen[at] = 1;
          batch.items.push(at);
          return;
        }
        const outcome = parse();
        if ('skipped' in outcome) batch.items.push(outcome);
        else batch.items.push(preparer.prepare({ ...outcome.entry, hashHigh: hash.high, hashLow: hash.low }));
      },
      progress: (done) => {
        batch.doneBytes = done;
      },
    },
    bootVolume,
  );
  flush();
  return read;
}
