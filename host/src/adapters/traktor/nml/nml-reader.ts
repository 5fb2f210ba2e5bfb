// Reads an NML file from its first to its last byte, by presence, never by version: entries one at a time, then playlists.
// Remix sets, folders and sorting are passed over. Only a root that is not NML is refused.

import type { Skipped } from '#domain/collection.ts';
import { SkippedTally } from '#domain/skipped-tally.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { EntryOutcome, SourcePlaylist } from '#ports/collection-source.ts';
import { ByteScanner, EndedInside } from './byte-scanner.ts';
import type { ReadBytes } from './byte-window.ts';
import { EntryReader } from './entry-reader.ts';
import { onSystemVolume } from './location.ts';
import { type NmlPlay, PlaylistReader } from './playlist-reader.ts';
import { MalformedXml } from './tag-scanner.ts';

/** The bytes of one entry. `parse` reads them; afterwards `bytes` are exactly the entry's, which they are beforehand too
 * unless it is an odd one (written by hand, not well-formed). */
export type EntryFrame = { readonly bytes: Uint8Array; parse(): EntryOutcome };

export type NmlContents = {
  program: string;
  playlists: SourcePlaylist[];
  plays: NmlPlay[];
  skipped: Skipped[];
  bootVolume: string | undefined;
};

export type NmlOptions = {
  /** What to call the file in messages. */
  name: string;
  /** The macOS volume that the system starts from, if known; else the first one that holds /Users, else "Macintosh HD". */
  bootVolume?: string;
  /** For tests: the first size of the window. */
  capacity?: number;
};

const COLLECTION_END = Buffer.from('</COLLECTION>');

/** Throws DomainError `not-nml`, `collection-truncated` or `collection-unreadable`; entries may have been handed out by then. */
export function readNml(read: ReadBytes, onEntry: (frame: EntryFrame) => void, options: NmlOptions): NmlContents {
  const reader = new NmlReader(read, onEntry, options);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof EndedInside) throw truncated(options.name, error);
    throw error;
  }
}

class NmlReader {
  readonly #scanner: ByteScanner;
  readonly #entries = new EntryReader();
  readonly #playlists = new PlaylistReader();
  readonly #skipped = new SkippedTally();
  readonly #onEntry: (frame: EntryFrame) => void;
  readonly #name: string;
  #bootVolume: string | undefined;
  #program = '';

  constructor(read: ReadBytes, onEntry: (frame: EntryFrame) => void, options: NmlOptions) {
    this.#scanner = new ByteScanner(read, options.capacity);
    this.#onEntry = onEntry;
    this.#name = options.name;
    this.#bootVolume = options.bootVolume;
  }

  read(): NmlContents {
    this.#readRoot();
    let inPlaylists = false;
    let ended = false;
    const { tag } = this.#scanner;
    while (!ended && this.#nextTag()) {
      if (tag.name === 'NML' && tag.closing) ended = true;
      else if (tag.name === 'PLAYLISTS') inPlaylists = !tag.closing && !tag.selfClosing;
      else if (inPlaylists) this.#playlists.take(tag);
      else if (tag.name === 'HEAD' && !tag.closing) this.#program = tag.attribute('PROGRAM') ?? '';
      else if (tag.name === 'COLLECTION' && !tag.closing && !tag.selfClosing) this.#readEntries();
    }
    if (!ended) throw truncated(this.#name, undefined);
    for (const { kind, name } of this.#playlists.unknown)
      this.#skipped.add(`a list of the unknown kind "${kind}"`, name);
    return {
      program: this.#program,
      playlists: this.#playlists.playlists,
      plays: this.#playlists.plays,
      skipped: this.#skipped.list(),
      bootVolume: this.#bootVolume,
    };
  }

  #readRoot(): void {
    const { tag } = this.#scanner;
    let found = false;
    try {
      found = this.#scanner.nextTag();
    } catch (error) {
      if (!(error instanceof MalformedXml)) throw error;
    }
    if (!found && this.#scanner.window.readSoFar === 0) throw truncated(this.#name, undefined);
    if (!found || tag.name !== 'NML' || tag.closing) {
      throw new DomainError(
        'not-nml',
        `${this.#name} is no Traktor collection: choose the collection.nml in Traktor's own folder under Documents/Native Instruments`,
      );
    }
  }

  /** Past tags that are not well-formed; they are counted. */
  #nextTag(): boolean {
    for (;;) {
      try {
        return this.#scanner.nextTag();
      } catch (error) {
        if (!(error instanceof MalformedXml)) throw error;
        this.#skipped.add('a tag outside of the entries is not well-formed', error.message);
      }
    }
  }

  #readEntries(): void {
    const { window, tag } = this.#scanner;
    for (;;) {
      const cut = this.#entryLength();
      if (cut === 0) {
        if (!this.#nextTag() || (tag.closing && tag.name === 'COLLECTION')) return;
        continue;
      }
      let length = cut;
      this.#onEntry({
        get bytes() {
          return window.bytes.subarray(window.at, window.at + length);
        },
        parse: () => {
          const read = this.#parse(length);
          length = read.length;
          return read.outcome;
        },
      });
      window.at += length;
    }
  }

  #entryLength(): number {
    try {
      return this.#scanner.entryLength();
    } catch (error) {
      // The last entry's end may be missing although the file goes on.
      const { window } = this.#scanner;
      const end = window.bytes.indexOf(COLLECTION_END, window.at);
      if (!(error instanceof EndedInside) || end < 0 || end >= window.end) throw error;
      return end - window.at;
    }
  }

  #parse(cut: number): { outcome: EntryOutcome; length: number } {
    const { window } = this.#scanner;
    for (let length = cut; ; length = this.#scanner.longerEntryLength(length)) {
      const text = window.bytes.toString('utf8', window.at, window.at + length);
      const outcome = this.#entries.read(text, this.#bootVolume);
      if (outcome === undefined) continue;
      const { location } = this.#entries;
      if (this.#bootVolume === undefined && location !== undefined && onSystemVolume(location)) {
        this.#bootVolume = location.volume;
      }
      const whole = this.#entries.length === text.length;
      return { outcome, length: whole ? length : Buffer.byteLength(text.slice(0, this.#entries.length)) };
    }
  }
}

function truncated(name: string, cause: unknown): DomainError {
  return new DomainError(
    'collection-truncated',
    `${name} ends in the middle: Traktor may still be writing it. Save it again by closing Traktor, or restore a file from Traktor's Backup folder`,
    { cause },
  );
}
