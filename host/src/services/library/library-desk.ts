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
  catalogue: Pick<Catalogue, 'applyRules' | 'importCollection' | 'onSetAside' | 'summary'>;
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
  #running: { file: string; done: Promise<ImportReport> } | undefined;
  #warning: string | undefined;
  /** What the settings named when the collection was last looked for. */
  #wanted = '';
  /** The collection that is watched. */
  #followed: string | undefined;
  /** Where the damaged library of before lies, until the host stops. */
  #setAside: string | undefined;

  constructor(parts: LibraryDeskParts) {
    this.#parts = parts;
    parts.catalogue.onSetAside((file) => this.#damaged(file));
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

  /**
   * Imports now, or joins the import of this file that runs. A `path` that can be read is followed from then on, until the
   * settings name another or the host stops. Rejects with DomainError `import-running` while another file is imported, and
   * as the import does; a `path` that is not the followed one and cannot be read changes nothing.
   */
  async importNow(path?: string): Promise<ImportReport> {
    const running = this.#running;
    if (running !== undefined) {
      if (path === undefined || path === running.file) return running.done;
      const message = `${running.file} is being imported: try ${path} again when that is done.`;
      throw new DomainError('import-running', message);
    }
    const file = path ?? this.#followed ?? (await this.#path());
    if (file === undefined) throw missingCollection();
    const watch = file === this.#followed ? undefined : await this.#watched(file);
    // Another may have begun meanwhile.
    if (this.#running !== undefined) {
      await watch?.stop();
      return this.importNow(path);
    }
    if (watch === undefined) return this.#run(file);
    try {
      const report = await this.#run(file);
      await this.#watch?.stop();
      this.#watch = watch;
      this.#followed = file;
      return report;
    } catch (error) {
      await watch.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
  }

  async #follow(): Promise<void> {
    await this.#watch?.stop();
    this.#watch = undefined;
    this.#followed = undefined;
    this.#wanted = this.#parts.wanted();
    const path = await this.#path();
    if (path === undefined) {
      this.#fail(missingCollection());
      return;
    }
    this.#followed = path;
    this.#watch = await this.#watched(path);
    await this.#importNext(path);
  }

  #watched(path: string): Promise<CollectionWatch> {
    return this.#parts.watch(path, {
      imports: async () => {
        if (path === this.#followed) await this.#importNext(path);
      },
      missing: () => {
        if (path === this.#followed) this.#gone(path);
      },
    });
  }

  /** Imports when nothing is being imported any more: what is being read now may be older than the file. */
  async #importNext(path: string): Promise<ImportReport> {
    while (this.#running !== undefined) await this.#running.done.catch(() => undefined);
    return this.#run(path);
  }

  #run(file: string): Promise<ImportReport> {
    const done = this.#import(file).finally(() => {
      this.#running = undefined;
    });
    this.#running = { file, done };
    return done;
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
      report({ status: 'ok', message: `Your collection is in: ${tracks} tracks.`, ...this.#aboutDamage() });
      events.emit('library.renewed', {});
      return done;
    } catch (error) {
      const isOfTheLibrary = error instanceof DomainError && error.code.startsWith('database-');
      if (file === this.#followed || isOfTheLibrary) this.#fail(error);
      else this.#publish({ importing: undefined });
      throw error;
    }
  }

  /** An empty library is in the place of a damaged one: reads the collection again, unless that is under way. */
  #damaged(file: string): void {
    const { log, report } = this.#parts;
    this.#setAside = file;
    log.warn('library.damaged', { setAside: file });
    report({
      status: 'warn',
      message: 'The library was damaged; your collection is being read anew.',
      ...this.#aboutDamage(),
    });
    const collection = this.#followed;
    if (collection === undefined || this.#running !== undefined) return;
    this.#importNext(collection).catch((error: unknown) => log.warn('library.not.read.anew', { error }));
  }

  #aboutDamage(): { remedy?: string } {
    if (this.#setAside === undefined) return {};
    return { remedy: `The damaged library of before lies in ${this.#setAside}; it may be removed.` };
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
