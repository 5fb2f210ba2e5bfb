// Whose track a heard text is: the DJ's remembered choice, else the library's match. Never a silent guess: where the
// library is not certain there are only candidates.

import type { MatchView } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import type { MatchResult } from '#domain/matching.ts';
import type { Play } from '#domain/play.ts';
import type { HeardTrack } from '#domain/sighting.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { RememberedMatches } from '#storage/show/choices.ts';

export type Identity = {
  /** Only when certain. */
  hit?: TrackHit;
  /** Whatever it might be, the certain one included: masks look at all of them. */
  candidates: TrackHit[];
  match: MatchView;
  /** The library could not be asked: nothing is known, not even whether a mask applies. */
  failed?: boolean;
};

export type MatchingLibrary = {
  match(heard: HeardTrack): Promise<MatchResult>;
  tracks(ids: string[]): Promise<TrackHit[]>;
};

/** The key under which a choice for a text is remembered. Names made of signs alone fold to nothing: they stand as they are. */
export function choiceKey(artist: string, title: string): string {
  const part = (text: string) => fold(text) || text.trim();
  return `${part(artist)}\n${part(title)}`;
}

/** How a match reads that stands on an earlier choice of the DJ. */
export const BY_MEMORY = { by: 'remembered' as const, reasons: ['You chose it before for this text.'] };

export class Identification {
  readonly #library: MatchingLibrary;
  readonly #remembered: RememberedMatches;
  readonly #log: Logger;

  constructor(library: MatchingLibrary, remembered: RememberedMatches, log: Logger) {
    this.#library = library;
    this.#remembered = remembered;
    this.#log = log;
  }

  /** Never rejects. */
  identify(heard: HeardTrack): Promise<Identity> {
    return this.#orFailed(heard, async () => (await this.#byMemory(heard)) ?? (await this.#byLibrary(heard)));
  }

  /** The track a play was found to be before; undefined where the library has it no more. Never rejects. */
  ofPlay({ artist, title, trackId, matchedBy, confidence }: Play): Promise<Identity | undefined> {
    return this.#orFailed({ artist, title }, async () => {
      const hit = trackId === undefined ? undefined : await this.#hit(trackId);
      return hit && certain(hit, { by: matchedBy, confidence, reasons: ['It was found to be this track before.'] });
    });
  }

  /** The track the DJ names; undefined where the library has no such id. Rejects where it cannot be asked. */
  async byChoice(trackId: string): Promise<Identity | undefined> {
    const hit = await this.#hit(trackId);
    return hit && certain(hit, { by: 'dj', confidence: 1, reasons: ['You chose it.'] });
  }

  /** From now on this text means this track. */
  remember(heard: { artist: string; title: string }, trackId: string, at: number): void {
    this.#remembered.set(choiceKey(heard.artist, heard.title), trackId, at);
  }

  async #byMemory(heard: HeardTrack): Promise<Identity | undefined> {
    // A path is a fact, and better than an earlier choice for the same words.
    if (heard.path !== undefined) return undefined;
    const trackId = this.#remembered.get(choiceKey(heard.artist, heard.title));
    const hit = trackId === undefined ? undefined : await this.#hit(trackId);
    return hit && certain(hit, { ...BY_MEMORY, confidence: 1 });
  }

  async #byLibrary(heard: HeardTrack): Promise<Identity> {
    const found = await this.#library.match(heard);
    const ids = [...(found.track ? [found.track.id] : []), ...found.alternatives.map((one) => one.id)];
    const candidates = ids.length === 0 ? [] : await this.#library.tracks(ids);
    const { by, confidence, reasons } = found;
    const alternatives = found.alternatives.map((one) => one.id);
    return {
      hit: candidates.find((one) => one.id === found.track?.id),
      candidates,
      match: { by, confidence, reasons, alternatives },
    };
  }

  async #hit(trackId: string): Promise<TrackHit | undefined> {
    return (await this.#library.tracks([trackId]))[0];
  }

  async #orFailed<T>(heard: { artist: string; title: string }, ask: () => Promise<T>): Promise<T | Identity> {
    try {
      return await ask();
    } catch (error) {
      this.#log.error('match.failed', { artist: heard.artist, title: heard.title, error });
      const reasons = [`The library could not be asked: ${messageOf(error)}.`];
      return { candidates: [], match: { confidence: 0, by: 'none', reasons, alternatives: [] }, failed: true };
    }
  }
}

function certain(hit: TrackHit, match: Omit<MatchView, 'alternatives'>): Identity {
  return { hit, candidates: [hit], match: { ...match, alternatives: [] } };
}
