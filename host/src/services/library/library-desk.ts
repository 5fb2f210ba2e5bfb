// Keeps the library in step with the DJ's collection: finds it, imports it, watches it, and says how it stands. What was
// imported once stays, whatever happens to the file.

import type { LibraryView, OperatorTopics } from '@tracord/shared/topics.ts';
import type { ImportProgress, ImportReport, LibraryRules } from '#domain/collection.ts';
import type { HostEvents } from '#domain/events.ts';
import type { Clock } from '#kernel/clock.ts';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { EventBus } from '#kernel/event-bus.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from './catalogue.ts';

export type CollectionWatch = { stop(): Promise<void> };

export type LibraryDeskParts = {
  catalogue: Catalogue;
  topics: TopicStore<OperatorTopics>;
  /** The path the settings name; empty: the newest collection found. */
  wanted: () => string;
  rules: () => LibraryRules;
  find: () => Promise<string | undefined>;
  /** Calls `imports` when the file changed and was quiet again, `missing` when it went away. */
  watch: (file: string, on: { imports: () => Promise<void>; missing: () => void }) => Promise<CollectionWatch>;
  onProgress: (done: number, total: number) => void;
  events: EventBus<HostEvents>;
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

const PROGRESS_EVERY_MS = 100;

export class LibraryDesk {
  readonly #parts: LibraryDeskParts;
  #watch: CollectionWatch | undefined;
  #running: Promise<ImportReport> | undefined;
  #warning: string | undefined;
  /** What the settings named when the collection was last looked for. */
  #wanted = '';

  constructor(parts: LibraryDeskParts) {
    this.#parts = parts;
  }

  /** Opens the library of last time and marks it by the rules of now: nothing may be shown before that. Never rejects. */
  async open(): Promise<void> {
    try {
      await this.#parts.catalogue.applyRules(this.#parts.rules());
      await this.#refresh();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Finds the collection, imports it and follows it. Resolves after the first import, well or not; never rejects. */
  async start(): Promise<void> {
    try {
      await this.#follow();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Settings changed: marks tracks anew where exclusions or masks did, and goes over to another collection if one is named. */
  async settingsChanged(): Promise<void> {
    try {
      await this.#parts.catalogue.applyRules(this.#parts.rules());
      await this.#refresh();
      this.#parts.events.emit('library.renewed', {});
      if (this.#parts.wanted() !== this.#wanted) await this.#follow();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Imports now, or joins the import that runs. Rejects with DomainError where the collection cannot be read. */
  async importNow(path?: string): Promise<ImportReport> {
    if (this.#running !== undefined) return this.#running;
    const file = path ?? (await this.#path());
    if (file === undefined) throw missingCollection();
    this.#running = this.#import(file).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
  }

  async #follow(): Promise<void> {
    await this.#watch?.stop();
    this.#watch = undefined;
    this.#wanted = this.#parts.wanted();
    const path = await this.#path();
    if (path === undefined) {
      this.#fail(missingCollection());
      return;
    }
    this.#watch = await this.#parts.watch(path, {
      imports: async () => {
        await this.importNow(path);
      },
      missing: () => this.#gone(path),
    });
    await this.importNow(path);
  }

  /** What the settings name, else the newest found, else the one imported last. */
  async #path(): Promise<string | undefined> {
    const { wanted, find, topics } = this.#parts;
    return wanted() || (await find()) || topics.get('library').collection?.path;
  }

  async #import(file: string): Promise<ImportReport> {
    const { catalogue, onProgress, events, report, clock, log } = this.#parts;
    let shownAt = 0;
    try {
      const done = await catalogue.importCollection(file, {
        rules: this.#parts.rules(),
        onProgress: (progress: ImportProgress) => {
          onProgress(progress.done, progress.total);
          if (clock.now() - shownAt < PROGRESS_EVERY_MS) return;
          shownAt = clock.now();
          this.#publish({ importing: { done: progress.done, total: progress.total } });
        },
      });
      const { added, changed, unchanged, vanished, skipped, durationMs } = done;
      log.info('library.imported', { file, added, changed, unchanged, vanished, skipped: skipped.length, durationMs });
      this.#warning = undefined;
      await this.#refresh();
      const tracks = this.#parts.topics.get('library').tracks.toLocaleString('en');
      report({ status: 'ok', message: `Your collection is in: ${tracks} tracks.` });
      events.emit('library.renewed', {});
      return done;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  #gone(path: string): void {
    this.#fail(
      new DomainError(
        'collection-missing',
        `The collection ${path} is gone: connect its drive again, or name another behind "collection:" in the settings.`,
      ),
    );
  }

  #fail(error: unknown): void {
    const message = messageOf(error);
    this.#parts.log.warn('library.import.failed', { error });
    const { tracks } = this.#parts.topics.get('library');
    this.#warning = tracks > 0 ? `${message} Meanwhile the last good library is in use.` : message;
    this.#publish({ warning: this.#warning, importing: undefined });
    this.#parts.report({
      status: tracks > 0 ? 'warn' : 'down',
      message:
        tracks > 0
          ? 'Your collection could not be read; the last good library is in use.'
          : 'There is no library yet: no collection could be read.',
      remedy: message,
    });
  }

  async #refresh(): Promise<void> {
    const { tracks, playlists, cues, plays, missing, skipped, collection } = await this.#parts.catalogue.summary();
    this.#parts.topics.set('library', {
      ...{ tracks, playlists, cues, plays, missing, skipped, collection },
      warning: this.#warning,
    });
  }

  #publish(change: Partial<LibraryView>): void {
    this.#parts.topics.set('library', { ...this.#parts.topics.get('library'), ...change });
  }
}

function missingCollection(): DomainError {
  return new DomainError(
    'collection-missing',
    'No Traktor collection was found. Start TraCord with --collection <path of collection.nml>, or write the path behind "collection:" in the settings.',
  );
}
