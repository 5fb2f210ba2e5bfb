// The library as the rest of the host knows it: every question is asked of a worker, so that the host's own thread stays free.

import type {
  ImportProgress,
  ImportReport,
  LibraryCounts,
  LibraryRules,
  PlaylistDetail,
  PlaylistNode,
  TrackDetail,
  TrackHit,
} from '#domain/collection.ts';
import type { PastPlay } from '#domain/history-match.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { CallOptions, WorkerLink } from '#kernel/workers.ts';
import type { HitsAnswer, HitsInput } from './catalogue-methods.ts';

export type ImportRequest = { rules: LibraryRules; onProgress?: (progress: ImportProgress) => void };

export class Catalogue {
  readonly #writer: WorkerLink;
  readonly #reader: WorkerLink;
  readonly #others: readonly Pick<WorkerLink, 'rest'>[];
  #open: Promise<unknown> | undefined;
  #settingAside: Promise<void> | undefined;
  #onSetAside: (file: string) => void = () => {};
  /** The masks that every track is marked by, as text; undefined while that is not known. */
  #markedBy: string | undefined;

  /** `others` read the library too: they end while it is put aside. */
  constructor(writer: WorkerLink, reader: WorkerLink, others: readonly Pick<WorkerLink, 'rest'>[] = []) {
    this.#writer = writer;
    this.#reader = reader;
    this.#others = others;
  }

  /** Calls back with the new path of a library that was damaged: it was put aside, and an empty one is in its place. */
  onSetAside(call: (file: string) => void): void {
    this.#onSetAside = call;
  }

  /** Rejects with DomainError `collection-missing`, `collection-unreadable`, `collection-truncated` or `not-nml`; the library
   * is then as it was. */
  async importCollection(path: string, { rules, onProgress }: ImportRequest): Promise<ImportReport> {
    const report = await this.#write<ImportReport>('import', { collection: path, rules }, { onProgress });
    this.#markedBy = JSON.stringify(rules.masks);
    return report;
  }

  /** Marks excluded and masked tracks anew where the rules changed; no import is needed. */
  async applyRules(rules: LibraryRules): Promise<void> {
    const masks = JSON.stringify(rules.masks);
    if (this.#markedBy !== masks) this.#markedBy = undefined;
    await this.#write('applyRules', rules);
    this.#markedBy = masks;
  }

  /** Whether tracks are marked by these masks: false from the moment others are applied until that is done. */
  isMarkedBy(masks: LibraryRules['masks']): boolean {
    return this.#markedBy === JSON.stringify(masks);
  }

  /** Never rejects for what was typed; see domain/search-query.ts for what may be. Without `maskedToo` only hits that the
   * audience may know. `limit` is at most 500. */
  async search(q: string, options: Omit<HitsInput, 'q'> = {}): Promise<HitsAnswer> {
    return this.#ask('hits', { ...options, q });
  }

  async match(heard: HeardTrack): Promise<MatchResult> {
    return this.#ask('match', heard, { urgent: true });
  }

  /** undefined: there is no such track. */
  async track(id: string): Promise<TrackDetail | undefined> {
    return this.#ask('track', id);
  }

  /** In the order of `ids`; unknown ones are left out. */
  async tracks(ids: string[]): Promise<TrackHit[]> {
    return this.#ask('tracks', ids, { urgent: true });
  }

  /** What Traktor calls the file of each track, by id: VOLUME + DIR + FILE, byte for byte; unknown ones are left out. */
  async traktorKeys(ids: string[]): Promise<Record<string, string>> {
    return this.#ask('traktorKeys', ids);
  }

  async summary(): Promise<LibraryCounts> {
    return this.#ask('summary');
  }

  async playlists(): Promise<PlaylistNode[]> {
    return this.#ask('playlists');
  }

  async playlist(id: string): Promise<PlaylistDetail | undefined> {
    return this.#ask('playlist', id);
  }

  /** What history files say was played with `fromMs` ≤ at < `toMs`, the oldest first. */
  async pastPlays(fromMs: number, toMs: number): Promise<PastPlay[]> {
    return this.#ask('pastPlays', { fromMs, toMs });
  }

  /** What is on air is `urgent`: it must not wait behind searches. */
  #ask<T>(method: string, input?: unknown, options?: { urgent: boolean }): Promise<T> {
    return this.withLibrary(() => this.#reader.call<T>(method, input, options));
  }

  #write<T>(method: string, input: unknown, options?: CallOptions): Promise<T> {
    return this.withLibrary(() => this.#writer.call<T>(method, input, options));
  }

  /** Does the work on an opened library; where that is damaged, again on an empty one. */
  async withLibrary<T>(work: () => Promise<T>): Promise<T> {
    try {
      // Who began it tells whether it went well.
      await this.#settingAside?.catch(() => undefined);
      await this.#opened();
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'database-damaged') throw error;
      this.#settingAside ??= this.#setAside(error).finally(() => {
        this.#settingAside = undefined;
      });
      await this.#settingAside;
    }
    await this.#opened();
    return work();
  }

  /** Nobody may have the file open meanwhile: the reader ends, and starts anew with the next question. */
  async #setAside(damage: DomainError): Promise<void> {
    await this.#restAll();
    this.#markedBy = undefined;
    const file = await this.#writer.call<string>('setAside').catch((cause: unknown) => {
      throw new DomainError(damage.code, damage.message, { cause });
    });
    this.#open = undefined;
    // A question that was on its way may have started it again, on the file that is aside now.
    await this.#restAll();
    this.#onSetAside(file);
  }

  async #restAll(): Promise<void> {
    await Promise.all([this.#reader, ...this.#others].map((one) => one.rest()));
  }

  /** The writer makes the file or brings it up to date before anybody reads; tried again after a failure. */
  #opened(): Promise<unknown> {
    this.#open ??= this.#writer.call('open').catch((error: unknown) => {
      this.#open = undefined;
      throw error;
    });
    return this.#open;
  }
}
