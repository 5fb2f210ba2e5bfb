// The planner as the rest of the host knows it: every question is asked of its worker.

import type { WorkerLink } from '#kernel/workers.ts';
import type { Catalogue } from './catalogue.ts';
import type { HeardPlay } from './library-habits.ts';
import type { BuildAnswer, BuildInput, WalkAnswer } from './plan-methods.ts';
import type {
  BridgeAnswer,
  BridgeInput,
  Decks,
  DistancesAnswer,
  DistancesInput,
  SuggestAnswer,
  SuggestInput,
} from './planner-methods.ts';

export class Planning {
  readonly #worker: WorkerLink;
  readonly #catalogue: Pick<Catalogue, 'withLibrary'>;
  readonly #decks: () => Decks;

  constructor(worker: WorkerLink, catalogue: Pick<Catalogue, 'withLibrary'>, decks: () => Decks) {
    this.#worker = worker;
    this.#catalogue = catalogue;
    this.#decks = decks;
  }

  /** The library says other things than before: it is read again with the next question. */
  async renew(): Promise<void> {
    await this.#ask('renew');
  }

  /** All plays of live shows: what the DJ does is learnt from them, and from Traktor's history. */
  async learn(plays: readonly HeardPlay[]): Promise<void> {
    await this.#ask('learn', plays);
  }

  async suggest(input: SuggestInput): Promise<SuggestAnswer> {
    return this.#ask('suggest', { ...input, ...this.#decks() });
  }

  /** By track id; those that are not in the library are left out. */
  async distances(input: DistancesInput): Promise<DistancesAnswer> {
    return this.#ask('distances', { ...input, ...this.#decks() });
  }

  /** Off the host's own thread; ends with the best so far when its time is over. */
  async build(input: BuildInput): Promise<BuildAnswer> {
    return this.#ask('build', { ...input, ...this.#decks() });
  }

  async walk(ids: readonly string[]): Promise<WalkAnswer> {
    return this.#ask('walk', { ids, ...this.#decks() });
  }

  async bridge(input: BridgeInput): Promise<BridgeAnswer> {
    return this.#ask('bridge', { ...input, ...this.#decks() });
  }

  #ask<T>(method: string, input?: unknown): Promise<T> {
    return this.#catalogue.withLibrary(() => this.#worker.call<T>(method, input));
  }
}
