// Tells the queue what plays and what lies on the decks. Both are looked up as songs, one after the other in their order.

import type { Settings } from '@tracord/shared/settings.ts';
import type { NowPlaying } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import type { MatchResult } from '#domain/matching.ts';
import { onAir, onDecks, type SetPlay } from '#domain/request-on-air.ts';
import type { DeckId, DeckSighting, HeardTrack } from '#domain/sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Logger } from '#kernel/logger.ts';
import type { LiveSets } from './live-sets.ts';
import type { RequestDesk } from './request-desk.ts';
import type { RequestTracks } from './requests-tracks.ts';

export type RequestsOnAirParts = {
  desk: RequestDesk;
  sets: LiveSets;
  library: RequestTracks;
  match: (heard: HeardTrack) => Promise<MatchResult>;
  settings: () => Pick<Settings, 'requests'>;
  announceDelayMs: () => number;
  clock: Clock;
  log: Logger;
};

const NOTHING: ReadonlySet<string> = new Set();
/** After a disk refused to store what is on air. */
const TRY_AGAIN_MS = 10_000;

export class RequestsOnAir {
  readonly #parts: RequestsOnAirParts;
  /** Songs and track ids of what lies on each deck; several songs where it is not certain. */
  readonly #decks = new Map<DeckId, ReadonlySet<string>>();
  /** Absent until it is told for the first time. */
  #now: NowPlaying | undefined;
  #current: SetPlay | undefined;
  /** What was put on a deck and taken off one, and is not told yet. */
  #loaded: ReadonlySet<string> = NOTHING;
  #gone: ReadonlySet<string> = NOTHING;
  #cancelRetry: (() => void) | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: RequestsOnAirParts) {
    this.#parts = parts;
  }

  onAirChanged(given: NowPlaying): Promise<void> {
    return this.#next('on-air', () => this.#take(given.test ? this.#under(given) : given));
  }

  /** The library says other things now, of what is on air when its turn comes. */
  renew(): Promise<void> {
    return this.#next('on-air', () => this.#take(this.#now));
  }

  deckSighted(sighting: DeckSighting): Promise<void> {
    if (sighting.kind !== 'deck.loaded' && sighting.kind !== 'deck.unloaded') return Promise.resolve();
    return this.#next('deck', async () => {
      const songs = sighting.kind === 'deck.loaded' ? await this.#songsOf(sighting.track) : new Set<string>();
      const before = this.#decks.get(sighting.deck) ?? NOTHING;
      this.#decks.set(sighting.deck, songs);
      this.#loaded = without(new Set([...this.#loaded, ...songs]), before);
      this.#gone = without(new Set([...this.#gone, ...before]), songs);
      this.#tellDecks();
    });
  }

  /** Whether the audience must not learn of this play. Until it is known what is on air, it must not. */
  isMaskedPlay(playId: string | undefined): boolean {
    if (playId === undefined) return false;
    if (this.#now === undefined) return true;
    const { track, maskedPlays = [] } = this.#now;
    return (playId === this.#now.playId && track?.masked === true) || maskedPlays.includes(playId);
  }

  /** Tells again what is known: a set began, or the time for an undo is over. Throws where it cannot be stored. */
  settle(): void {
    this.#tellPlay();
    this.#tellDecks();
  }

  /** The same for what a command brought back. Never throws: the command itself is stored. */
  look(): void {
    try {
      this.settle();
    } catch (error) {
      this.#failed('command', error);
    }
  }

  stop(): void {
    this.#cancelRetry?.();
  }

  async #take(now: NowPlaying | undefined): Promise<void> {
    if (now === undefined) return;
    this.#now = now;
    this.#current = await this.#playOf(now);
    this.#tellPlay();
    // Other plays may be masked now.
    this.#parts.desk.publish();
  }

  #tellPlay(): void {
    const { desk, sets } = this.#parts;
    if (!desk.queue.live || this.#now === undefined) return;
    const heard = {
      ...{ current: this.#current, past: sets.certainPlays(this.#current?.playId) },
      toldAfterMs: this.#parts.announceDelayMs(),
    };
    const decision = onAir(desk.queue, heard, desk.moment(), this.#parts.settings().requests);
    // Without a change, too, it may be settled that something does not come back.
    if (decision.touched.length > 0) desk.commit(decision);
  }

  #tellDecks(): void {
    const { desk } = this.#parts;
    const on = new Set([...this.#decks.values()].flatMap((songs) => [...songs]));
    const decision = onDecks(desk.queue, { on, loaded: this.#loaded, gone: this.#gone }, desk.moment());
    if (decision.changes.length > 0) desk.commit(decision);
    this.#loaded = NOTHING;
    this.#gone = NOTHING;
  }

  /** Under the test song what is on air goes on; what of it is masked may be news. */
  #under({ maskedPlays }: NowPlaying): NowPlaying | undefined {
    return this.#now && { ...this.#now, maskedPlays };
  }

  async #playOf({ playId, onAirSince, track, match }: NowPlaying): Promise<SetPlay | undefined> {
    if (playId === undefined || onAirSince === undefined) return undefined;
    const hits = await this.#found([...(track?.id ? [track.id] : []), ...match.alternatives]);
    const songs = new Map(hits.map((hit) => [hit.id, hit.song]));
    return {
      playId,
      at: onAirSince,
      trackId: track?.id,
      song: track?.id === undefined ? undefined : songs.get(track.id),
      maybe: [...new Set(match.alternatives.flatMap((id) => songs.get(id) ?? []))],
    };
  }

  async #songsOf(heard: HeardTrack): Promise<Set<string>> {
    const { track, alternatives } = await this.#parts.match(heard);
    return new Set((track ? [track] : alternatives).flatMap((one) => [one.song, one.id]));
  }

  /** A library that cannot be asked must not keep what was on air before from being over. */
  async #found(ids: string[]): Promise<TrackHit[]> {
    try {
      return await this.#parts.library.find(ids);
    } catch (error) {
      this.#parts.log.error('library.failed', { error });
      return [];
    }
  }

  /** Never rejects: what fails is told in the log, and tried again. */
  #next(what: string, work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error: unknown) => this.#failed(what, error));
    return this.#turn;
  }

  #failed(what: string, error: unknown): void {
    const { clock, log } = this.#parts;
    log.error('follow.failed', { what, error });
    this.#cancelRetry?.();
    this.#cancelRetry = clock.after(TRY_AGAIN_MS, () => this.look());
  }
}

function without(songs: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...songs].filter((song) => !others.has(song)));
}
