// Puts sets right by Traktor's history, once a new history file was read: starts, ends and decks of what was heard, and tracks that
// nobody heard of. Each set is changed as a whole or not at all, and a second time changes nothing.

import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import {
  factOf,
  type HistoryCorrection,
  type HistoryWindow,
  type MissedPlay,
  matchHistory,
  type PastPlay,
  type PlayToMatch,
} from '#domain/history-match.ts';
import { EVENING_MS, type Play } from '#domain/play.ts';
import type { Logger } from '#kernel/logger.ts';
import type { SetStores } from '#storage/show/set-stores.ts';
import type { Setlist } from '#storage/show/setlists.ts';
import type { Identification, Identity } from './identification.ts';
import { maskReasons, type NowPlayingRules } from './now-playing-view.ts';

export type HistorySetsParts = {
  stores: Pick<SetStores, 'setlists' | 'plays' | 'facts' | 'write'>;
  /** When the show went live that was live at a moment. */
  liveSince: (atMs: number) => number | undefined;
  /** What history files say was played with `fromMs` ≤ at < `toMs`. */
  pastPlays: (fromMs: number, toMs: number) => Promise<PastPlay[]>;
  identification: Pick<Identification, 'identify' | 'ofPlay'>;
  /** The masks of now. */
  rules: () => NowPlayingRules;
  /** The setting `sets.readHistory`, and `sets.broadcastLagSeconds` in ms. */
  settings: () => { readHistory: boolean; lagMs: number };
  /** These sets read differently now. */
  onCorrected: (setIds: string[]) => void;
  log: Logger;
};

export type Corrected = { corrected: number; missed: number };

/** So long before the first play that was heard, the tracks before it may be missing. */
const BEFORE_MS = 15 * 60_000;
/** Nothing is played for longer than this in one set. */
const AFTER_MS = 12 * 3_600_000;
/** A file read anew on a computer with another time zone says other times, by so much at most. */
const SHIFT_MS = 26 * 3_600_000;
/** The library is asked for so many names at most, the newest: it has other things to do. */
const MOST_ASKED = 200;

type SetToMatch = { set: Setlist; window: HistoryWindow; past: PastPlay[] };

export class HistorySets {
  readonly #parts: HistorySetsParts;
  /** One reading after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(parts: HistorySetsParts) {
    this.#parts = parts;
  }

  /** The library was renewed: looks whether its history says something new of a set. Rejects as the library does. */
  read(): Promise<Corrected> {
    const reading = this.#turn.then(() => this.#read());
    // Who asked is told of a fault; the next one starts all the same.
    this.#turn = reading.catch(() => undefined);
    return reading;
  }

  /** Reads and writes nothing more: the store is about to be closed. */
  stop(): void {
    this.#isStopped = true;
  }

  async #read(): Promise<Corrected> {
    const { stores, settings, pastPlays, onCorrected } = this.#parts;
    const sum: Corrected = { corrected: 0, missed: 0 };
    if (this.#isStopped) return sum;
    const { readHistory, lagMs } = settings();
    const sets = stores.setlists.all().reverse();
    const [first, last] = [sets.at(0), sets.at(-1)];
    if (!readHistory || first === undefined || last === undefined) return sum;
    const to = last.endedAt ?? last.fromAt + AFTER_MS;
    const past = await pastPlays(first.fromAt - BEFORE_MS - SHIFT_MS, to + SHIFT_MS);
    if (this.#isStopped) return sum;
    const changed: string[] = [];
    try {
      await this.#lookAgain(sets, (setId) => {
        changed.push(setId);
        sum.corrected++;
      });
      for (const [index, set] of sets.entries()) {
        if (this.#isStopped) break;
        const one = this.#toMatch(set, sets[index - 1], past, lagMs);
        const done = await this.#correct(one);
        // A year of sets is not to hold up what is on air.
        await turn();
        if (done.corrected + done.missed > 0) changed.push(one.set.id);
        sum.corrected += done.corrected;
        sum.missed += done.missed;
      }
    } finally {
      // Also of what was done before the disk was full.
      if (changed.length > 0 && !this.#isStopped) onCorrected([...new Set(changed)]);
    }
    return sum;
  }

  /** `fromAt`, `toAt`: where a missing track belongs into this set: while it went on, and from going live to its first play. */
  #toMatch(set: Setlist, before: Setlist | undefined, past: readonly PastPlay[], lagMs: number): SetToMatch {
    const { stores, liveSince } = this.#parts;
    const nextAt = stores.setlists.window(set.id)?.to ?? Number.MAX_SAFE_INTEGER;
    const beganAt = set.fromAt - lagMs;
    const earliest = Math.max(liveSince(set.fromAt) ?? beganAt, set.fromAt - BEFORE_MS, before?.endedAt ?? 0);
    const fromAt = before !== undefined && before.endedAt === set.fromAt ? set.fromAt : Math.min(beganAt, earliest);
    const toAt = Math.min(set.endedAt ?? set.fromAt + AFTER_MS, nextAt);
    // What was found before stays found, whatever time the file says now.
    const known = new Set(this.#playsOf(set).flatMap(({ history }) => history?.historyKey ?? []));
    const near = past.filter(({ key, at }) => (at >= beganAt - BEFORE_MS && at < toAt) || known.has(key));
    return { set, window: { fromAt, toAt, lagMs }, past: near };
  }

  async #correct(one: SetToMatch): Promise<Corrected> {
    const done: Corrected = { corrected: 0, missed: 0 };
    const identities = new Map<string, Identity>();
    for (const missed of this.#match(one).missed) identities.set(missed.key, await this.#identify(missed));
    if (this.#isStopped) return done;
    const { write, facts: known } = this.#parts.stores;
    write(() => {
      // Looked at again: the set went on while the library was asked.
      const { facts, missed } = this.#match(one);
      for (const { playId, fact } of facts) if (known.write('history', playId, fact)) done.corrected++;
      for (const past of missed) {
        this.#add(one, past, identities.get(past.key));
        done.missed++;
      }
    });
    if (done.corrected + done.missed > 0) {
      this.#parts.log.info('set.corrected', { set: one.set.id, ...done });
    }
    return done;
  }

  #match({ set, window, past }: SetToMatch): HistoryCorrection {
    const plays = this.#playsOf(set);
    const own = new Set(plays.map(({ id }) => id));
    const elsewhere = this.#parts.stores.facts.byHistoryKey(past.map(({ key }) => key));
    const free = past.filter(({ key }) => {
      const playId = elsewhere.get(key);
      return playId === undefined || own.has(playId);
    });
    const { facts, missed } = matchHistory(plays, free, window);
    return { facts, missed: missed.filter(({ at }) => this.#wasLive(at, set, window)) };
  }

  /** Sets that were made one may hold hours in which no show was live. */
  #wasLive(at: number, set: Setlist, { lagMs }: HistoryWindow): boolean {
    const { liveSince } = this.#parts;
    // Of a set that no show is known for nothing can be said.
    return [at, at + lagMs].some((moment) => liveSince(moment) !== undefined) || liveSince(set.fromAt) === undefined;
  }

  /** The set's own, and what was heard in rehearsal meanwhile and shortly before: Traktor noted that as well. */
  #playsOf(set: Setlist): PlayToMatch[] {
    const { setlists, plays, facts } = this.#parts.stores;
    const { from, to } = setlists.window(set.id) ?? { from: set.fromAt };
    const near = plays.between(from - BEFORE_MS, to).filter(({ at, live }) => at >= from || !live);
    const known = facts.read(near.map(({ id }) => id));
    return near.map((play) => ({ ...play, ...known.get(play.id) }));
  }

  /** What the history brought and nobody could be asked about then may be shown by now. Of a known track a new look at the masks
   * tells; here it is asked which track it is, once for all plays of the same words. */
  async #lookAgain(sets: readonly Setlist[], onShown: (setId: string) => void): Promise<void> {
    const { plays, setlists, write } = this.#parts.stores;
    const masked = plays
      .between(sets[0]?.fromAt)
      .filter(
        ({ source, masked, hidden, trackId }) => source === 'history' && masked && !hidden && trackId === undefined,
      );
    const byWords = new Map<string, Play[]>();
    for (const play of masked) {
      const words = JSON.stringify([play.artist, play.title]);
      const before = byWords.get(words) ?? [];
      // The newest are the last ones.
      byWords.delete(words);
      byWords.set(words, [...before, play]);
    }
    for (const same of [...byWords.values()].slice(-MOST_ASKED)) {
      const [first] = same;
      if (first === undefined) continue;
      const identity = await this.#identify(first);
      if (this.#isStopped) return;
      const { hit, match } = identity;
      for (const play of same) {
        const heard = { artist: play.artist, title: play.title };
        if (maskReasons({ play, heard, identity }, this.#parts.rules()).length > 0) continue;
        const isShown = write(() => {
          // The DJ may have hidden it, or its song, while the library was asked.
          if (plays.get(play.id)?.hidden !== false) return false;
          if (plays.isHidden({ ...play, song: hit?.song }, play.at - EVENING_MS)) return false;
          if (hit !== undefined) {
            const { confidence, by: matchedBy } = match;
            plays.setTrack(play.id, { trackId: hit.id, song: hit.song, confidence, matchedBy });
          }
          plays.mask(play.id, false);
          return true;
        });
        const setId = isShown ? setlists.holding(play.at)?.id : undefined;
        if (setId !== undefined) onShown(setId);
      }
    }
  }

  /** The file's own track where the library has it: it is certain. */
  async #identify({
    artist,
    title,
    trackId,
    song,
  }: Pick<Play, 'artist' | 'title' | 'trackId' | 'song'>): Promise<Identity> {
    const { identification } = this.#parts;
    const play = { ...playOf({ artist, title }), trackId, song, matchedBy: 'path' as const, confidence: 1 };
    const known = trackId === undefined ? undefined : await identification.ofPlay(play);
    return known?.hit === undefined ? identification.identify({ artist, title }) : known;
  }

  /** Masked until it is known whose track it is, and that nothing hides it. */
  #add({ set }: SetToMatch, past: MissedPlay, identity: Identity | undefined): void {
    const { plays, facts } = this.#parts.stores;
    const play: Play = {
      ...playOf(past),
      // Its place in the set goes by when it is stored to have begun, what is shown by the facts.
      at: Math.max(past.at, set.fromAt),
      live: true,
    };
    if (past.durationMs !== undefined) play.endedAt = Math.max(play.at, past.at + past.durationMs);
    if (past.deck !== undefined) play.deck = past.deck;
    if (identity?.hit !== undefined) {
      const { hit, match } = identity;
      Object.assign(play, { trackId: hit.id, song: hit.song, confidence: match.confidence, matchedBy: match.by });
    }
    if (past.performer !== undefined) play.performer = past.performer;
    play.hidden = past.isDoubtful || plays.isHidden(play, past.at - EVENING_MS);
    const heard = { artist: play.artist, title: play.title };
    play.masked = identity === undefined || maskReasons({ play, heard, identity }, this.#parts.rules()).length > 0;
    plays.add(play);
    facts.write('history', play.id, factOf(play, past));
  }
}

function playOf({ artist, title }: { artist: string; title: string }): Play {
  return {
    id: randomUUID(),
    ...{ at: 0, artist, title, source: 'history', live: false, hidden: false, masked: true },
    ...{ confidence: 0, matchedBy: 'none' },
  };
}
