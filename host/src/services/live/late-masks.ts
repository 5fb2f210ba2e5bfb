// Hides what was told in clear while no mask was there: rows whose words the DJ wrote, and plays the library is not certain of. Both go
// by their words alone, so that nothing else notices when a track they may name is masked later.

import type { Play } from '#domain/play.ts';
import type { Logger } from '#kernel/logger.ts';
import type { SetStores } from '#storage/show/set-stores.ts';
import { type HiddenWordsParts, hidesWords } from './hidden-words.ts';
import type { Identity } from './identification.ts';

export type LateMasksParts = Omit<HiddenWordsParts, 'plays'> & {
  stores: Pick<SetStores, 'plays' | 'facts'>;
  /** Writes to the store, now or as soon as it can be. */
  write: (write: () => void) => void;
  /** Plays were hidden or revealed: what is on air, or was a moment ago, may be among them. */
  onMasked: () => Promise<void>;
  log: Logger;
};

type Words = { artist: string; title: string; isWritten?: true };
type Known = Map<string, Identity>;
type Finding = 'hidden' | 'hidden words' | 'unsure' | 'open';

/** Of more the newest. */
const MOST = 1_000;

export class LateMasks {
  readonly #parts: LateMasksParts;
  /** Masked only because the library could not be asked: looked at again the next time. */
  readonly #unsure = new Set<string>();
  #isStopped = false;

  constructor(parts: LateMasksParts) {
    this.#parts = parts;
  }

  /** What it is asking about is left as it is. */
  stop(): void {
    this.#isStopped = true;
  }

  /** To be asked whenever the library is marked anew. What it cannot be asked of is masked until it can. Rejects where the store
   * cannot be read. */
  async review(): Promise<void> {
    const { stores, rules, onMasked, log } = this.#parts;
    // It is called again once they are.
    if (!rules().marksAreCurrent) return;
    const known: Known = new Map();
    let changed = 0;
    for (const { id } of [...stores.plays.openByWords(MOST), ...[...this.#unsure].map((unsure) => ({ id: unsure }))]) {
      const named = this.#named(id);
      for (const words of named) await this.#ask(words, known);
      if (this.#isStopped || !rules().marksAreCurrent) break;
      // The DJ may have changed or hidden it while the library was asked; words that are edited are asked for then.
      if (JSON.stringify(named) === JSON.stringify(this.#named(id)) && this.#apply(id, named, known)) changed++;
    }
    if (changed === 0 || this.#isStopped) return;
    log.info('masks.late', { plays: changed });
    await onMasked();
  }

  /** All that its words may be: the DJ's, and where its track is not known the history's and those that were heard. */
  #named(id: string): Words[] {
    const { plays, facts } = this.#parts.stores;
    const play = plays.get(id);
    if (play === undefined || play.hidden) return [];
    const { dj, history } = facts.read([id]).get(id) ?? {};
    const heard = { artist: play.artist, title: play.title };
    const inHistory = { artist: history?.artist ?? heard.artist, title: history?.title ?? heard.title };
    const written = {
      artist: dj?.artist ?? inHistory.artist,
      title: dj?.title ?? inHistory.title,
      isWritten: true as const,
    };
    const isWritten = dj?.artist !== undefined || dj?.title !== undefined;
    return [...(isWritten ? [written] : []), ...(play.trackId === undefined ? [inHistory, heard] : [])];
  }

  async #ask(words: Words, known: Known): Promise<void> {
    const key = keyOf(words);
    if (!known.has(key)) known.set(key, await this.#parts.identification.identify(words));
  }

  #find(at: number, words: Words, known: Known): Finding {
    const { stores, rules } = this.#parts;
    const identity = known.get(keyOf(words));
    if (identity === undefined || !hidesWords(identity, words, at, { plays: stores.plays, rules })) return 'open';
    if (identity.failed) return 'unsure';
    return words.isWritten ? 'hidden words' : 'hidden';
  }

  /** Answers whether it changed anything. */
  #apply(id: string, named: readonly Words[], known: Known): boolean {
    const { stores, write } = this.#parts;
    const play = stores.plays.get(id);
    const wasUnsure = this.#unsure.delete(id);
    if (play === undefined || play.hidden) return false;
    const findings = named.map((words) => this.#find(play.at, words, known));
    if (findings.includes('hidden words')) {
      // As an edit would: while it is on air, what was heard decides of `masked`.
      write(() => stores.plays.setMasks(id, { hidden: true, masked: true }));
      return true;
    }
    const isUnsure = findings.includes('unsure') && !findings.includes('hidden');
    if (isUnsure) this.#unsure.add(id);
    if (isUnsure || findings.includes('hidden')) {
      write(() => stores.plays.mask(id, true));
      return !play.masked;
    }
    if (!wasUnsure || !mayBeLifted(play)) return false;
    write(() => stores.plays.mask(id, false));
    return true;
  }
}

function keyOf({ artist, title }: Words): string {
  return JSON.stringify([artist, title]);
}

/** What a deck said of a play is not stored: it may be masked by that, too. */
function mayBeLifted({ masked, source }: Play): boolean {
  return masked && source !== 'decks';
}
