import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import { startWorker, type WorkerLink } from '#kernel/workers.ts';
import { type FeedItem, type FeedRequest, feedFrom, feedFromWorker } from '#services/library/entry-feed.ts';
import { importCollection } from '#services/library/import-collection.ts';
import { KnownHashes } from '#storage/library/known-hashes.ts';
import { entryXml, LibraryForTest, nml, playlistXml } from './library-for-test.ts';

/** More than fit into the batches that may be under way. */
const ENTRIES = 1500;

let library: LibraryForTest;
let parser: WorkerLink;
beforeEach(() => {
  library = new LibraryForTest();
  parser = startWorker('library-parser', {});
});
afterEach(async () => {
  await parser.stop();
  library.close();
});

const many = Array.from({ length: ENTRIES }, (_, at) =>
  entryXml({ file: `${at}.mp3`, title: `Título ${at}`, info: at % 7 === 0 ? 'BITRATE="x"' : '' }),
).join('');
const request = (hashes = KnownHashes.empty(0)): FeedRequest => ({
  ...{ collection: library.collection, hashes: hashes.shared, rules: library.rules, bootVolume: undefined },
});

describe('a collection that is read in a thread of its own', () => {
  it('gives the same entries and playlists as in this one', async () => {
    library.write(nml(`${many}<ENTRY TITLE="no place"></ENTRY>`, playlistXml('x', ['1.mp3'])));
    const here: FeedItem[] = [];
    const there: FeedItem[] = [];
    const read = await feedFrom(await openTraktorSource())(request(), ({ items }) => void here.push(...items));
    const readThere = await feedFromWorker(parser)(request(), ({ items }) => void there.push(...items));
    expect(there).toEqual(here);
    expect(there).toHaveLength(ENTRIES + 1);
    expect(readThere).toEqual(read);
  });

  it('is passed over where its hashes are known, a second time only once', async () => {
    library.write(nml(entryXml({ file: 'a.mp3' }) + entryXml({ file: 'b.mp3' }) + entryXml({ file: 'a.mp3' })));
    const hashes = KnownHashes.empty(1);
    const items: FeedItem[] = [];
    await feedFromWorker(parser)(request(), (batch) => {
      const [first] = batch.items;
      if (typeof first === 'object' && 'hashHigh' in first) hashes.set(0, first.hashHigh, first.hashLow);
    });
    await feedFromWorker(parser)(request(hashes), (batch) => void items.push(...batch.items));
    expect(items.map((item) => (typeof item === 'number' ? item : 'read'))).toEqual([0, 'read', 'read']);
  });

  it('is refused with the reason', async () => {
    library.write(nml(many).slice(0, -20));
    await expect(feedFromWorker(parser)(request(), () => {})).rejects.toMatchObject({ code: 'collection-truncated' });
  });

  it('ends with what the one who takes it failed with', async () => {
    library.write(nml(many));
    const full = new Error('the disk is full');
    const takeNothing = () => {
      throw full;
    };
    await expect(feedFromWorker(parser)(request(), takeNothing)).rejects.toBe(full);
  });

  it('leaves the library as it was when the thread dies', async () => {
    await library.take(entryXml({ file: 'a.mp3' }));
    const before = library.ids();
    library.write(nml(many));
    const feed = feedFromWorker(parser);
    const importing = importCollection(library.db, await openTraktorSource(), library.collection, {
      feed: (asked, take) =>
        feed(asked, (batch) => {
          take(batch);
          void parser.stop();
        }),
      ...{ rules: library.rules, totalBytes: 1, onProgress: () => {}, now: () => library.now },
    });
    await expect(importing).rejects.toMatchObject({ code: 'worker-gone' });
    expect(library.ids()).toEqual(before);
    expect(library.db.inTransaction).toBe(false);
  });
});
