// Traktor's collection.nml and its History folder as a source of tracks. Files are opened for reading only, ever.

import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import xxhash from 'xxhash-wasm';
import { DomainError } from '#kernel/domain-error.ts';
import type {
  CollectionRead,
  CollectionSource,
  CollectionVisitor,
  EntryHash,
  HistoryFile,
  SourcePlay,
} from '#ports/collection-source.ts';
import { startOfPlay } from './dates.ts';
import { readNml } from './nml-reader.ts';

export type TraktorOptions = {
  /** The macOS volume that the system starts from, where this computer knows it. */
  bootVolume?: string;
};

const CHUNK = 1 << 20;

export async function openTraktorSource(options: TraktorOptions = {}): Promise<CollectionSource> {
  const { h64Raw } = await xxhash();
  const wide = new BigUint64Array(1);
  const halves = new Uint32Array(wide.buffer);
  const hash: EntryHash = { high: 0, low: 0 };

  const hashBytes = (bytes: Uint8Array): EntryHash => {
    wide[0] = h64Raw(bytes);
    hash.low = halves[0] ?? 0;
    hash.high = halves[1] ?? 0;
    return hash;
  };

  const read = (file: string, visitor: CollectionVisitor, bootVolume?: string): CollectionRead =>
    withFile(file, (readBytes, name) => {
      let reported = 0;
      const counted = (target: Uint8Array) => {
        const count = readBytes(target);
        reported += count;
        visitor.progress(reported);
        return count;
      };
      return readNml(
        counted,
        (frame) => {
          const bytes = frame.bytes.length;
          visitor.entry(hashBytes(frame.bytes), () => {
            const outcome = frame.parse();
            // An odd entry turned out to be longer or shorter than it was cut: the hash must be of it alone.
            if (frame.bytes.length !== bytes) hashBytes(frame.bytes);
            return outcome;
          });
        },
        { name, bootVolume: options.bootVolume ?? bootVolume },
      );
    });

  return {
    name: 'traktor',
    read,
    historyFiles: (collection) => historyFiles(collection, (bytes) => h64Raw(bytes).toString(16)),
    readHistory: (collection, name) => readHistory(join(historyFolder(collection), name)),
  };
}

/** `History` beside the collection. */
export function historyFolder(collection: string): string {
  return join(dirname(collection), 'History');
}

function historyFiles(collection: string, hash: (bytes: Uint8Array) => string): HistoryFile[] {
  const folder = historyFolder(collection);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(folder, error);
  }
  return names
    .filter((name) => name.toLowerCase().endsWith('.nml'))
    .sort()
    .map((name) => ({ name, hash: hash(readFileSync(join(folder, name))) }));
}

function readHistory(file: string): SourcePlay[] {
  const names = new Map<string, { artist: string; title: string }>();
  const { plays } = withFile(file, (readBytes, name) =>
    readNml(
      readBytes,
      (frame) => {
        const outcome = frame.parse();
        if (!('entry' in outcome)) return;
        const { artist = '', title = '' } = outcome.entry.fields;
        names.set(outcome.entry.key, { artist, title });
      },
      { name },
    ),
  );
  return plays.map((play) => ({
    key: play.key,
    // A track that was deleted meanwhile leaves the name of its file.
    ...(names.get(play.key) ?? { artist: '', title: play.key.split('/:').at(-1) ?? play.key }),
    at: startOfPlay(play.date, play.seconds),
    durationMs: play.durationS === undefined ? undefined : Math.round(play.durationS * 1000),
    deck: play.deck,
    public: play.public,
  }));
}

function withFile<T>(file: string, use: (readBytes: (target: Uint8Array) => number, name: string) => T): T {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    throw unreadable(file, error);
  }
  try {
    if (fstatSync(handle).isDirectory()) throw unreadable(file, new Error('it is a folder'));
    const readBytes = (target: Uint8Array) => {
      try {
        return readSync(handle, target, 0, Math.min(target.length, CHUNK), null);
      } catch (error) {
        throw unreadable(file, error);
      }
    };
    return use(readBytes, basename(file));
  } finally {
    closeSync(handle);
  }
}

function unreadable(file: string, cause: unknown): DomainError {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
    return new DomainError(
      'collection-missing',
      `${file} is not there: connect its drive, or choose another collection`,
      {
        cause,
      },
    );
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DomainError(
    'collection-unreadable',
    `${file} cannot be read (${why}): check the drive and its permissions`,
    {
      cause,
    },
  );
}
