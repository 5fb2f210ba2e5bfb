// The sources in OBS that TraCord writes to: found at each connection, followed through every renaming, mended where they are gone,
// and kept up to date. What TraCord did not make is never touched; of a source that the DJ named in the settings only the text or
// the picture is written. What the DJ deletes while TraCord watches stays deleted until obs.setup asks for it again; what is missing
// at a connection (OBS crashed before it saved) is made again.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { ObsBoundSource } from '@tracord/shared/obs.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import { type Binding, bind, boundList, foundAs, markedOf, namesAsked, type SourceStore } from './bindings.ts';
import { keepRows } from './bindings-kept.ts';
import { readInputs } from './bindings-read.ts';
import { CoverFiles, type CoverParts } from './cover-files.ts';
import type { ObsLink, ObsState } from './link.ts';
import { refreshPages } from './refresh.ts';
import { placeUnplaced } from './setup.ts';
import { type SetupAnswer, setUpSources } from './setup-command.ts';
import { mendSources } from './setup-mend.ts';
import { type Shown, type ShownTopics, shownOf } from './source-texts.ts';
import { describeNamed, readsFile } from './sources-health.ts';
import { type Target, TextOutput, targetsOf } from './text-output.ts';

export type ObsSourcesParts = {
  link: ObsLink;
  store: SourceStore;
  /** Lines of `obs.sources`. */
  settings: () => { sources: readonly string[] };
  /** Where our pages are served. */
  webPort: number;
  cover: CoverParts['cover'];
  /** For the cover's files; ours alone. */
  folder: string;
  clock: Clock;
  log: Logger;
  onBound: (list: ObsBoundSource[]) => void;
  /** Of the sources that the settings name. */
  report: HealthReporter;
  /** false: what carries our mark and was not made by this host is somebody else's. */
  adopts: boolean;
};

/** OBS says of every source that it was removed when it ends or opens another scene collection. Only what is still gone after so
 * long, with all else in place, was deleted by somebody. */
const DELETED_AFTER_MS = 2_000;
/** Not every OBS tells when a setting of a source changes: one that shows a file instead of our text is looked at so often. */
const LOOKS_AGAIN_MS = 10_000;

export class ObsSources {
  readonly #parts: ObsSourcesParts;
  readonly #covers: CoverFiles;
  readonly #output: TextOutput;
  #bindings: Binding[] = [];
  /** What carries our mark: copies that the DJ made must not keep what is masked. */
  #marked: Target[] = [];
  #bound: ObsBoundSource[] = [];
  #shown: Shown | undefined;
  #epoch = 0;
  /** Of which connection, scene collection and inputs the bindings are. */
  #settled: { epoch: number; collection: string; inputs: string } | undefined;
  #refreshedEpoch = 0;
  #endingEpoch = 0;
  #isStopped = false;
  /** Seen going; deleted by somebody if they stay away. */
  readonly #vanished = new Set<string>();
  /** Missing though nobody was seen deleting them (OBS lists for a while what it has removed): mended once. */
  readonly #mendedLate = new Set<string>();
  #cancelLook: () => void = () => {};
  #cancelLookAgain: () => void = () => {};
  /** Only one thing at a time asks OBS and changes the bindings. */
  #work: Promise<unknown> = Promise.resolve();
  readonly #endings: (() => void)[] = [];

  constructor(parts: ObsSourcesParts) {
    this.#parts = parts;
    const { link, clock, log } = parts;
    this.#covers = new CoverFiles({ ...parts, onChange: () => this.#write() });
    this.#output = new TextOutput({
      ...{ link, clock, log },
      onGone: () => void link.readAgain(),
      onCoverShown: (file) => this.#covers.shown(file),
    });
    this.#endings.push(
      link.on('InputNameChanged', ({ oldInputName, inputName }) => this.#renamed(oldInputName, inputName)),
      link.on('InputRemoved', ({ inputName }) => this.#removed(inputName)),
      link.on('SceneNameChanged', ({ oldSceneName, sceneName }) => this.#sceneRenamed(oldSceneName, sceneName)),
      link.on('ExitStarted', () => {
        this.#endingEpoch = this.#epoch;
      }),
    );
    link.follow((state, epoch) => this.#follow(state, epoch));
    this.#report();
  }

  /** Sources that are ours in the scene collection that is open, or was open last. */
  get bound(): ObsBoundSource[] {
    return this.#bound;
  }

  /** Absolute path of the picture that a cover shows, or is about to; undefined before the first is ready. */
  get coverFile(): string | undefined {
    return this.#covers.file;
  }

  /** What the audience may know now. */
  update(topics: ShownTopics): void {
    this.#shown = shownOf(topics);
    this.#write();
  }

  /** The settings are others. */
  settingsChanged(): Promise<void> {
    this.#report();
    return this.#inTurn(() => this.#settle());
  }

  /** Makes or repairs what is asked for; `scene`: id or name, without it the scene on air. */
  setup(args: { scene?: string; sources: readonly string[] }): Promise<SetupAnswer> {
    return this.#inTurn(async () => {
      const { link, webPort, log } = this.#parts;
      await link.readAgain();
      await this.#settle();
      const before = { collection: this.#settled?.collection, bindings: this.#bindings };
      const { answer, bindings } = await setUpSources({ link, webPort }, before, args);
      log.info('sources.set-up', answer);
      await this.#readOwn(bindings);
      // All is written again: somebody may have typed something else into them.
      this.#keep(bindings, true);
      return answer;
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#output.close();
    this.#cancelLook();
    this.#cancelLookAgain();
    for (const end of this.#endings) end();
  }

  #follow(state: ObsState | undefined, epoch: number): void {
    this.#epoch = epoch;
    if (this.#isStopped) return;
    if (state === undefined) {
      this.#settled = undefined;
      this.#vanished.clear();
      this.#mendedLate.clear();
      this.#write();
      this.#report();
      return;
    }
    const settled = this.#settled;
    if (settled?.epoch === epoch && settled.collection === state.collection && settled.inputs === listOf(state)) return;
    void this.#inTurn(() => this.#settle());
  }

  /** Finds what is ours, as OBS has it now; `mends`, and the first time in a connection or scene collection: makes what is missing. */
  async #settle(mends = false): Promise<void> {
    const { link, store, settings, adopts, clock, log } = this.#parts;
    const epoch = this.#epoch;
    this.#cancelLookAgain();
    const read = await readInputs(link);
    if (read === undefined || this.#isStopped) return;
    const { state, inputs } = read;
    const { collection } = state;
    const isNew = this.#settled?.epoch !== epoch || this.#settled.collection !== collection;
    const rows = store.list(collection);
    const marked = adopts ? markedOf(inputs) : [];
    let bindings = bind(rows, namesAsked(settings().sources), inputs, adopts);
    // Another OBS may have a collection of this name: only where something of ours stands, the rest was made too.
    const isOurs = marked.length > 0 || bindings.some(({ by, input }) => by === 'setup' && input !== undefined);
    if (isNew && !isOurs) bindings = bindings.filter(({ by }) => by === 'settings');
    if (isOurs && (isNew || mends)) {
      bindings = await mendSources(this.#parts, state, bindings);
      if (isNew) await placeUnplaced(this.#parts, state, bindings);
      await this.#readOwn(bindings);
    }
    // Once per connection: what OBS opens later finds us running.
    if (this.#refreshedEpoch !== epoch) {
      this.#refreshedEpoch = epoch;
      await refreshPages(this.#parts, inputs);
    }
    // Of another connection or collection by now: that one is looked at in its turn.
    if (link.state?.collection !== collection || epoch !== this.#epoch) return;
    this.#settled = { epoch, collection, inputs: listOf(link.state) };
    this.#marked = marked;
    if (isNew) log.info('sources.found', { sources: boundList(bindings) });
    this.#keep(bindings, isNew);
    if (bindings.some((binding) => this.#isUnexplained(binding))) this.#lookLater();
    if (bindings.some(readsFile)) {
      this.#cancelLookAgain = clock.after(LOOKS_AGAIN_MS, () => void this.#inTurn(() => this.#settle()));
    }
  }

  /** OBS is read again where something was made, so that nobody looks for it in what was read before. */
  async #readOwn(bindings: readonly Binding[]): Promise<void> {
    const { link } = this.#parts;
    const isKnown = ({ input }: Binding) =>
      input === undefined || link.state?.inputs.some(({ name }) => name === input.name) === true;
    if (!bindings.every(isKnown)) await link.readAgain();
  }

  /** These are the bindings now. `isUnknown`: what they show is not known. */
  #keep(bindings: Binding[], isUnknown = false): void {
    if (this.#settled === undefined) return;
    this.#bindings = bindings;
    keepRows(this.#parts, this.#settled.collection, bindings);
    const bound = boundList(bindings);
    if (!jsonEqual(bound, this.#bound)) {
      this.#bound = bound;
      this.#parts.onBound(bound);
    }
    this.#report();
    if (isUnknown) this.#output.forget();
    this.#write();
  }

  #report(): void {
    const asked = namesAsked(this.#parts.settings().sources);
    this.#parts.report(describeNamed(asked, this.#settled === undefined ? undefined : this.#bindings));
  }

  #write(): void {
    const targets = this.#settled === undefined ? [] : targetsOf(this.#bindings, this.#marked);
    // Written while it is looked at, and made neutral when it no longer may be.
    const hasCover = targets.some(({ what }) => what === 'image:cover');
    const isLate = this.#covers.file !== undefined && this.#shown?.cover === undefined;
    if (this.#shown !== undefined && (hasCover || isLate)) this.#covers.show(this.#shown.cover);
    this.#output.update({ targets, texts: this.#shown?.texts, coverFile: this.#covers.file });
  }

  #renamed(from: unknown, to: unknown): void {
    if (typeof to !== 'string') return;
    const follow = (binding: Binding): Binding => {
      const { input } = binding;
      return input === undefined || input.name !== from ? binding : { ...binding, ...foundAs({ ...input, name: to }) };
    };
    this.#keep(this.#bindings.map(follow));
  }

  #removed(name: unknown): void {
    const gone = this.#bindings.filter(({ input }) => input !== undefined && input.name === name);
    if (gone.length === 0 || this.#settled === undefined || this.#endingEpoch === this.#epoch) return;
    for (const { what } of gone) this.#vanished.add(what);
    this.#keep(this.#bindings.map((binding) => (gone.includes(binding) ? { ...binding, input: undefined } : binding)));
    this.#lookLater();
  }

  #isUnexplained({ what, by, input, removedAt }: Binding): boolean {
    if (input !== undefined || by === 'settings' || removedAt !== undefined) return false;
    return !this.#vanished.has(what) && !this.#mendedLate.has(what);
  }

  #lookLater(): void {
    const epoch = this.#epoch;
    this.#cancelLook();
    this.#cancelLook = this.#parts.clock.after(DELETED_AFTER_MS, () => {
      if (epoch === this.#epoch && this.#endingEpoch !== epoch && this.#settled !== undefined) this.#decide();
    });
  }

  /** What was seen going and stayed away is the DJ's wish; what else is missing is mended. */
  #decide(): void {
    const unexplained = this.#bindings.filter((binding) => this.#isUnexplained(binding));
    const removedAt = this.#parts.clock.now();
    const isDeleted = ({ what, by, input }: Binding) =>
      input === undefined && by === 'setup' && this.#vanished.has(what);
    this.#keep(this.#bindings.map((binding) => (isDeleted(binding) ? { ...binding, removedAt } : binding)));
    this.#vanished.clear();
    if (unexplained.length === 0) return;
    for (const { what } of unexplained) this.#mendedLate.add(what);
    void this.#inTurn(() => this.#settle(true));
  }

  #sceneRenamed(from: unknown, to: unknown): void {
    if (typeof to !== 'string') return;
    this.#keep(this.#bindings.map((binding) => (binding.scene === from ? { ...binding, scene: to } : binding)));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch((error: unknown) => this.#parts.log.error('sources.failed', { error }));
    return done;
  }
}

function listOf({ inputs }: ObsState): string {
  return JSON.stringify(inputs.map(({ name, uuid, kind }) => [name, uuid, kind]));
}
